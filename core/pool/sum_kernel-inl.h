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

// What whole numbers come to, a vector of them at a time; in lanes of 32 bits, which are to be emptied before they are
// full.
class WholeSum {
  public:
    using Wholes = hn::Vec<hn::RebindToSigned<Floats>>;

    HWY_INLINE explicit WholeSum(float most) : most_(hn::Set(Floats(), most)), lanes_(hn::Zero(kD)) {}

    // Takes them in, calls use(wholes) with them, and tells which are what isWhole() says.
    template <class Use>
    HWY_INLINE hn::Mask<Floats> add(const float* from, const Use& use) {
        const auto value = hn::LoadU(Floats(), from);
        const Wholes whole = hn::NearestInt(value);
        lanes_ = hn::Add(lanes_, whole);
        use(whole);
        return hn::And(hn::Eq(hn::ConvertTo(Floats(), whole), value), hn::Le(hn::Abs(value), most_));
    }
    HWY_INLINE void empty() {
        std::array<std::int32_t, kFloats> lanes;
        hn::StoreU(lanes_, kD, lanes.data());
        for (const std::int32_t lane : lanes) total_ += lane;
        lanes_ = hn::Zero(kD);
    }
    // Of those that were in lanes when these were emptied.
    double total() const { return static_cast<double>(total_); }

  private:
    static constexpr hn::RebindToSigned<Floats> kD{};

    hn::Vec<Floats> most_;
    Wholes lanes_;
    std::int64_t total_ = 0;
};

std::optional<double> wholeSum(std::span<const float> values, float most) {
    constexpr std::size_t kTogether = 4 * kFloats;
    constexpr std::size_t kSummed = kTogether << 4;  // so many are sure to fit into the lanes
    WholeSum sum(most);
    const auto add = [&sum](const float* from) HWY_ATTR { return sum.add(from, [](WholeSum::Wholes) {}); };
    std::size_t i = 0;
    while (i + kTogether <= values.size()) {
        // One question for several vectors: that takes longest.
        for (const std::size_t end = std::min(values.size(), i + kSummed); i + kTogether <= end; i += kTogether) {
            const float* from = values.data() + i;
            for (std::size_t line = 0; line < kTogether; line += 16) hwy::Prefetch(from + line + kAhead);
            const auto first = hn::And(add(from), add(from + kFloats));
            const auto second = hn::And(add(from + 2 * kFloats), add(from + 3 * kFloats));
            if (!hn::AllTrue(Floats(), hn::And(first, second))) return std::nullopt;
        }
        sum.empty();
    }
    double total = sum.total();
    for (; i < values.size(); ++i) {
        if (!isWhole(values[i], most)) return std::nullopt;
        total += double{values[i]};
    }
    return total;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
