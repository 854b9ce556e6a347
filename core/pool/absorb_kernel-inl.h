// SPDX-License-Identifier: GPL-3.0-or-later
// A step of the separable path. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_ABSORB_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_ABSORB_KERNEL_INL_H
#undef POOLSCOPE_ABSORB_KERNEL_INL_H
#else
#define POOLSCOPE_ABSORB_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <bool kLast>
void absorbBy(const BestLine& earlier, const BestLine& later, std::int64_t length) {
    const hn::CappedTag<std::int32_t, 16> d;
    const auto inked = hn::Set(d, BestLine::kInked);
    const auto tied = hn::Set(d, BestLine::kTied);
    for (std::int64_t i = 0; i < length; i += static_cast<std::int64_t>(hn::MaxLanes(d))) {
        const auto rank = hn::LoadU(d, earlier.rank + i);
        const auto other = hn::LoadU(d, later.rank + i);
        const auto place = hn::LoadU(d, earlier.place + i);
        const auto otherPlace = hn::LoadU(d, later.place + i);
        const auto wins = kLast ? hn::Not(hn::Gt(rank, other)) : hn::Gt(other, rank);
        const auto equal = hn::IfThenElseZero(hn::Eq(other, rank), tied);
        const auto flags = hn::Or(hn::And(hn::Or(place, otherPlace), inked), equal);
        hn::StoreU(hn::IfThenElse(wins, other, rank), d, earlier.rank + i);
        hn::StoreU(hn::Or(hn::IfThenElse(wins, otherPlace, place), flags), d, earlier.place + i);
    }
}

void absorbLine(const BestLine& earlier, const BestLine& later, std::int64_t length, bool last) {
    last ? absorbBy<true>(earlier, later, length) : absorbBy<false>(earlier, later, length);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
