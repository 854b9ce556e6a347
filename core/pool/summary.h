// SPDX-License-Identifier: GPL-3.0-or-later
// The value of one window's taps and where its gradient goes. Private to core/pool: the direct path and the im2col
// reference both end here for the operations that mix several taps.
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "core/pool/pool.h"

namespace poolscope {

struct TapValue {
    std::int64_t tap = 0;
    float value = 0;
};

// True when `value` takes the place of `best` in a row-major scan. NaN wins over everything.
template <PoolOp op, TieRule ties>
bool beats(float value, float best) {
    static_assert(op == PoolOp::Max || op == PoolOp::Min);
    if constexpr (ties == TieRule::Last) {
        if (std::isnan(value)) return true;
        return op == PoolOp::Max ? value >= best : value <= best;
    } else {
        if (op == PoolOp::Max ? value > best : value < best) return true;
        return std::isnan(value) && !std::isnan(best);
    }
}

// Equal as far as ties go: 0.0 ties with -0.0, NaN with NaN.
inline bool ties(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

// avg, median or lp of the taps that are data, in row-major order. `taps` may be reordered.
float mixedValue(std::span<TapValue> taps, const PoolSpec& spec);

// The gradient of the same, appended to `terms` in row-major order. `taps` may be reordered.
void mixedGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms);

}  // namespace poolscope
