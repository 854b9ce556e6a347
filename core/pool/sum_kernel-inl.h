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

#include <optional>

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

std::optional<double> wholeSum(std::span<const float> values, float most) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    constexpr std::size_t kTogether = 4 * kFloats;
    constexpr std::size_t kSummed = kTogether << 4;  // so many are sure to fit into lanes of 32 bits
    const auto largest = hn::Set(d, most);
    auto sums = hn::Zero(di);
    const auto add = [&](const float* from) HWY_ATTR {
        const auto value = hn::LoadU(d, from);
        const auto whole = hn::NearestInt(value);
        sums = hn::Add(sums, whole);
        return hn::And(hn::Eq(hn::ConvertTo(d, whole), value), hn::Le(hn::Abs(value), largest));
    };
    double sum = 0;
    const auto addUp = [&]() HWY_ATTR {
        std::array<std::int32_t, kFloats> lanes;
        hn::StoreU(sums, di, lanes.data());
        std::int64_t all = 0;
        for (const std::int32_t lane : lanes) all += lane;
        sum += static_cast<double>(all);
        sums = hn::Zero(di);
    };
    std::size_t i = 0;
    while (i + kTogether <= values.size()) {
        // One question for several vectors: that takes longest.
        for (const std::size_t end = std::min(values.size(), i + kSummed); i + kTogether <= end; i += kTogether) {
            const float* from = values.data() + i;
            for (std::size_t line = 0; line < kTogether; line += 16) hwy::Prefetch(from + line + kAhead);
            const auto first = hn::And(add(from), add(from + kFloats));
            const auto second = hn::And(add(from + 2 * kFloats), add(from + 3 * kFloats));
            if (!hn::AllTrue(d, hn::And(first, second))) return std::nullopt;
        }
        addUp();
    }
    for (; i < values.size(); ++i) {
        if (!isWhole(values[i], most)) return std::nullopt;
        sum += double{values[i]};
    }
    return sum;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
