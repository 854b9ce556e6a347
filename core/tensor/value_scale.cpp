// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/value_scale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace poolscope {
namespace {

double topOf(std::string_view dtype) {
    constexpr std::array<std::pair<std::string_view, double>, 5> kTops{
        {{"bool", 1}, {"uint8", 255}, {"uint16", 65535}, {"int8", 127}, {"int16", 32767}}};
    const auto* const found =
        std::find_if(kTops.begin(), kTops.end(), [&](const auto& top) { return top.first == dtype; });
    return found == kTops.end() ? 0 : found->second;
}

// 0: none that could be told.
double likelyTop(const StoredRange& stored) {
    if (stored.top > 0) return stored.top;
    if (stored.values.low < 0 || stored.values.high > 255) return 0;
    return stored.values.high <= 1 ? 1 : 255;
}

ValueScale fittedScale(const StoredRange& stored) {
    const ValueScale fitted{std::min(0.0, stored.values.low), stored.values.high};
    if (fitted.low < fitted.high) return fitted;
    // All values are the same, and not above 0.
    return fitted.low < 0 ? ValueScale{fitted.low, 0} : ValueScale{0, likelyTop(stored)};
}

}  // namespace

void FiniteRange::add(std::span<const float> values) {
    for (const float v : values) {
        if (!std::isfinite(v)) continue;
        low = any ? std::min(low, double{v}) : v;
        high = any ? std::max(high, double{v}) : v;
        any = true;
    }
}

StoredRange storedRange(std::span<const float> values, std::string_view dtype) {
    StoredRange stored{{}, topOf(dtype)};
    stored.values.add(values);
    return stored;
}

ValueScale displayScale(const DisplayRange& range, const StoredRange& stored) {
    if (range.kind == RangeKind::Given) return range.given;
    const double top = likelyTop(stored);
    const bool reached = top > 0 && stored.values.low >= 0 && stored.values.high >= top / 4;
    return reached && range.kind == RangeKind::Auto ? ValueScale{0, top} : fittedScale(stored);
}

ValueScale widenedScale(const ValueScale& scale, const DisplayRange& range, std::span<const float> values) {
    if (range.kind == RangeKind::Given) return scale;
    FiniteRange reach;
    reach.add(values);
    if (!reach.any) return scale;
    return {std::min(scale.low, reach.low), std::max(scale.high, reach.high)};
}

}  // namespace poolscope
