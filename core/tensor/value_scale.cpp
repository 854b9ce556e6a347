// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/value_scale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
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

constexpr float kInfinity = std::numeric_limits<float>::infinity();

template <class Value>
struct Ends {
    Value least;
    Value most;
};
constexpr Ends<float> kNoFloats{kInfinity, -kInfinity};
constexpr Ends<std::uint8_t> kNoBytes{255, 0};

// Of all but NaN; in lanes and loops so simple that the compiler takes several values at once, and so many lanes that
// it does not unroll them into single ones.
template <class Value>
Ends<Value> endsOf(std::span<const Value> values, const Ends<Value>& none) {
    constexpr std::size_t kLanes = 64;
    std::array<Value, kLanes> least;
    std::array<Value, kLanes> most;
    least.fill(none.least);
    most.fill(none.most);
    std::size_t at = 0;
    for (; at + kLanes <= values.size(); at += kLanes) {
        const Value* const v = values.data() + at;
        for (std::size_t lane = 0; lane < kLanes; ++lane) least[lane] = v[lane] < least[lane] ? v[lane] : least[lane];
        for (std::size_t lane = 0; lane < kLanes; ++lane) most[lane] = v[lane] > most[lane] ? v[lane] : most[lane];
    }
    for (; at < values.size(); ++at) {
        least[0] = values[at] < least[0] ? values[at] : least[0];
        most[0] = values[at] > most[0] ? values[at] : most[0];
    }
    return {*std::min_element(least.begin(), least.end()), *std::max_element(most.begin(), most.end())};
}

Ends<float> finiteEndsOf(std::span<const float> values) {
    Ends<float> ends = kNoFloats;
    for (const float v : values) {
        if (!std::isfinite(v)) continue;
        ends = {std::min(ends.least, v), std::max(ends.most, v)};
    }
    return ends;
}

}  // namespace

void FiniteRange::add(std::span<const float> values) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 12;
    Ends<float> all = kNoFloats;
    for (; !values.empty(); values = values.subspan(std::min(kAtOnce, values.size()))) {
        const std::span<const float> some = values.first(std::min(kAtOnce, values.size()));
        Ends<float> ends = endsOf(some, kNoFloats);
        if (ends.least == -kInfinity || ends.most == kInfinity) ends = finiteEndsOf(some);
        all = {std::min(all.least, ends.least), std::max(all.most, ends.most)};
    }
    if (all.least == kInfinity) return;  // none is finite
    // 0 and -0 are one value, which is called 0 whichever came first.
    widen(all.least + 0.0, all.most + 0.0);
}

void FiniteRange::add(std::span<const std::uint8_t> values) {
    if (values.empty()) return;
    const Ends<std::uint8_t> ends = endsOf(values, kNoBytes);
    widen(ends.least, ends.most);
}

void FiniteRange::widen(double least, double most) {
    low = any ? std::min(low, least) : least;
    high = any ? std::max(high, most) : most;
    any = true;
}

Unscaled unscaledIn(std::span<const float> values, const ValueScale& scale) {
    const Ends<float> ends = endsOf(values, kNoFloats);
    Unscaled unscaled;
    unscaled.below = double{ends.least} < scale.low;
    unscaled.above = double{ends.most} > scale.high;
    unscaled.notANumber = std::any_of(values.begin(), values.end(), [](float v) { return std::isnan(v); });
    return unscaled;
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
    return widenedScale(scale, range, reach);
}

ValueScale widenedScale(const ValueScale& scale, const DisplayRange& range, const FiniteRange& reach) {
    if (range.kind == RangeKind::Given || !reach.any) return scale;
    return {std::min(scale.low, reach.low), std::max(scale.high, reach.high)};
}

}  // namespace poolscope
