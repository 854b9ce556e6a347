// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernels of max and min share. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_BEST_PARTS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_BEST_PARTS_INL_H
#undef POOLSCOPE_BEST_PARTS_INL_H
#else
#define POOLSCOPE_BEST_PARTS_INL_H
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Floats, of which memory hears before they are read.
constexpr std::int64_t kAhead = 2048;

// Turns the smallest into the largest.
template <class D>
HWY_INLINE hn::Vec<D> signOf(D d, bool smallest) {
    const hn::RebindToSigned<D> di;
    return hn::BitCast(d, hn::Set(di, smallest ? std::numeric_limits<std::int32_t>::min() : 0));
}

template <bool kLast, class V>
HWY_INLINE auto wins(V earlier, V later) {
    if constexpr (kLast) {
        return hn::Ge(later, earlier);
    } else {
        return hn::Gt(later, earlier);
    }
}

// Of equals, 0 and -0 among them, the one that is named.
template <bool kLast, class D>
HWY_INLINE hn::Vec<D> better(D /*of both*/, hn::Vec<D> earlier, hn::Vec<D> later) {
#if HWY_ARCH_X86
    // Which gives its second operand then.
    return kLast ? hn::Max(earlier, later) : hn::Max(later, earlier);
#else
    return hn::IfThenElse(wins<kLast>(earlier, later), later, earlier);
#endif
}

template <class D>
HWY_INLINE void storeCodes(D /*of the values*/, hn::Vec<hn::RebindToSigned<D>> codes, void* to, int bytes,
                           std::int64_t at) {
    if (bytes == 1) {
        const hn::Rebind<std::uint8_t, D> d8;
        hn::StoreU(hn::DemoteTo(d8, codes), d8, static_cast<std::uint8_t*>(to) + at);
    } else if (bytes == 2) {
        const hn::Rebind<std::uint16_t, D> d16;
        hn::StoreU(hn::DemoteTo(d16, codes), d16, static_cast<std::uint16_t*>(to) + at);
    } else {
        hn::StoreU(codes, hn::RebindToSigned<D>(), static_cast<std::int32_t*>(to) + at);
    }
}

// Gives run<parts, last>() for what a job asks.
template <class Run>
std::int64_t withParts(const LineJob& job, const Run& run) {
    const auto byRule = [&]<BestParts kParts>() {
        return job.last ? run.template operator()<kParts, true>() : run.template operator()<kParts, false>();
    };
    switch (job.parts) {
        case BestParts::Values:
            return byRule.template operator()<BestParts::Values>();
        case BestParts::Winners:
            return byRule.template operator()<BestParts::Winners>();
        case BestParts::Facts:
            break;
    }
    return byRule.template operator()<BestParts::Facts>();
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
