// SPDX-License-Identifier: GPL-3.0-or-later
// Max and min window by window, the plain way. Private to core/pool.
#pragma once

#include "core/pool/contest.h"
#include "core/pool/pool.h"

namespace poolscope {

struct Best {
    float value = 0;
    std::int64_t tap = -1;
    bool tied = false;
    bool inked = false;
};

template <Winner winner, NamedWinner named>
Best bestTap(std::span<const float> plane, const WindowTaps& taps, const CellRef& window) {
    Best best;
    taps.visit(plane, window, [&best](std::int64_t tap, float value) {
        best.inked = best.inked || value != 0;
        const bool equal = best.tap >= 0 && areTied(value, best.value);
        if (best.tap < 0 || beats<winner, named>(value, best.value)) {
            best.value = value;
            best.tap = tap;
            best.tied = false;
        }
        best.tied = best.tied || equal;
    });
    return best;
}

inline void count(bool tied, bool inked, WindowFacts& facts) {
    ++facts.windows;
    facts.black += inked ? 0 : 1;
    facts.tied += tied ? 1 : 0;
    facts.tiedInked += tied && inked ? 1 : 0;
}

}  // namespace poolscope
