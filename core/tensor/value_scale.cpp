// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/value_scale.h"

#include <algorithm>
#include <cmath>

namespace poolscope {

void FiniteRange::add(std::span<const float> values) {
    for (const float v : values) {
        if (!std::isfinite(v)) continue;
        low = any ? std::min(low, double{v}) : v;
        high = any ? std::max(high, double{v}) : v;
        any = true;
    }
}

ValueScale sharedScale(std::span<const float> x, std::span<const float> y) {
    FiniteRange range;
    range.add(x);
    range.add(y);
    if (!range.any) return {0, 1};
    if (range.low >= 0 && range.high <= 1) return {0, 1};
    if (range.low >= 0 && range.high <= 255) return {0, 255};
    return {range.low, range.high};
}

}  // namespace poolscope
