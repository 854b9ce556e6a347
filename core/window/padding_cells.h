// SPDX-License-Identifier: GPL-3.0-or-later
// Explicit padding from the numbers people write for it.
#pragma once

#include <optional>
#include <vector>

#include "core/window/window_spec.h"

namespace poolscope {

// One number pads all sides, two pad rows and columns, four pad top, left, bottom and right, in cells. Any other count
// gives nothing.
inline std::optional<Padding> paddingFromNumbers(const std::vector<std::int64_t>& p) {
    if (p.size() == 1) return Padding{PadMode::Explicit, p[0], p[0], p[0], p[0]};
    if (p.size() == 2) return Padding{PadMode::Explicit, p[0], p[1], p[0], p[1]};
    if (p.size() == 4) return Padding{PadMode::Explicit, p[0], p[1], p[2], p[3]};
    return std::nullopt;
}

}  // namespace poolscope
