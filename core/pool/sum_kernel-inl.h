// SPDX-License-Identifier: GPL-3.0-or-later
// Sums, and what is asked about them. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_SUM_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_SUM_KERNEL_INL_H
#undef POOLSCOPE_SUM_KERNEL_INL_H
#else
#define POOLSCOPE_SUM_KERNEL_INL_H
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/pool/stream_kernel-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The lanes are the same on every machine, only the registers that hold them are not.
double sumOf(std::span<const float> values) {
    const hn::CappedTag<double, kSumLanes> d;
    const hn::Rebind<float, decltype(d)> df;
    constexpr std::size_t kPerVector = hn::MaxLanes(d);
    constexpr std::size_t kVectors = kSumLanes / kPerVector;
    hn::Vec<decltype(d)> sums[kVectors];
    for (auto& sum : sums) sum = hn::Zero(d);
    std::size_t i = 0;
    for (; i + kSumLanes <= values.size(); i += kSumLanes) {
        for (std::size_t v = 0; v < kVectors; ++v) {
            const auto floats = hn::LoadU(df, values.data() + i + v * kPerVector);
            sums[v] = hn::Add(sums[v], hn::PromoteTo(d, floats));
        }
    }
    std::array<double, kSumLanes> lanes;
    for (std::size_t v = 0; v < kVectors; ++v) hn::StoreU(sums[v], d, lanes.data() + v * kPerVector);
    for (std::size_t lane = 0; i < values.size(); ++i, ++lane) lanes[lane] += double{values[i]};
    double total = 0;
    for (const double lane : lanes) total += lane;
    return total;
}

// A whole number, not larger than `most`, which 32 bits hold, either way.
inline bool isWhole(float value, float most) {
    return value >= -most && value <= most && static_cast<float>(static_cast<std::int32_t>(value)) == value;
}

bool areWhole(std::span<const float> values, float most) {
    const hn::CappedTag<float, 16> d;
    constexpr std::size_t kPerVector = hn::MaxLanes(d);
    const auto largest = hn::Set(d, most);
    const auto wholeAt = [&](std::size_t at) HWY_ATTR {
        const auto v = hn::LoadU(d, values.data() + at);
        return hn::And(hn::Eq(hn::Round(v), v), hn::Le(hn::Abs(v), largest));
    };
    std::size_t i = 0;
    // One question for several vectors: that takes longest.
    for (; i + 4 * kPerVector <= values.size(); i += 4 * kPerVector) {
        for (std::size_t line = 0; line < 4 * kPerVector; line += 16) hwy::Prefetch(values.data() + i + line + kAhead);
        const auto first = hn::And(wholeAt(i), wholeAt(i + kPerVector));
        const auto second = hn::And(wholeAt(i + 2 * kPerVector), wholeAt(i + 3 * kPerVector));
        if (!hn::AllTrue(d, hn::And(first, second))) return false;
    }
    for (; i < values.size(); ++i) {
        if (!isWhole(values[i], most)) return false;
    }
    return true;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
