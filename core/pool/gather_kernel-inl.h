// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min where windows overlap: what each cell takes. Included once for each kind of
// vector instructions.
#if defined(POOLSCOPE_GATHER_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_GATHER_KERNEL_INL_H
#undef POOLSCOPE_GATHER_KERNEL_INL_H
#else
#define POOLSCOPE_GATHER_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#include "core/pool/stream_kernel-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using GatherVec = hn::Vec<Floats>;

// Which of windows side by side that tap won.
HWY_INLINE hn::Mask<Floats> wonBy(std::int64_t tap, const std::uint8_t* codes) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const hn::Rebind<std::uint8_t, Floats> d8;
    const auto code = hn::PromoteTo(di, hn::LoadU(d8, codes));
    return hn::RebindMask(d, hn::Eq(code, hn::Set(di, static_cast<std::int32_t>(tap))));
}

// Sums of cells side by side, in float where that is exact.
template <bool kExact>
class CellSums;

template <>
class CellSums<true> {
  public:
    HWY_INLINE CellSums() : sum_(hn::Zero(Floats())) {}
    HWY_INLINE void add(hn::Mask<Floats> won, GatherVec sent) { sum_ = hn::IfThenElse(won, hn::Add(sum_, sent), sum_); }
    HWY_INLINE GatherVec rounded() const { return sum_; }

  private:
    GatherVec sum_;
};

template <>
class CellSums<false> {
  public:
    HWY_INLINE CellSums() : lower_(hn::Zero(Doubles())), upper_(hn::Zero(Doubles())) {}
    HWY_INLINE void add(hn::Mask<Floats> won, GatherVec all) {
        const auto sent = hn::And(hn::VecFromMask(Floats(), won), all);
        const HalfFloats dh;
        const Doubles dd;
        lower_ = hn::Add(lower_, hn::PromoteTo(dd, hn::LowerHalf(dh, sent)));
        upper_ = hn::Add(upper_, hn::PromoteTo(dd, hn::UpperHalf(dh, sent)));
    }
    HWY_INLINE GatherVec rounded() const {
        const HalfFloats dh;
        return hn::Combine(Floats(), hn::DemoteTo(dh, upper_), hn::DemoteTo(dh, lower_));
    }

  private:
    using HalfFloats = hn::Half<Floats>;
    using Doubles = hn::Rebind<double, HalfFloats>;
    hn::Vec<Doubles> lower_;
    hn::Vec<Doubles> upper_;
};

template <bool kExact>
HWY_INLINE void take(const GatherTerm& term, const std::uint8_t* codes, const float* dout, CellSums<kExact>& sum) {
    sum.add(wonBy(term.tap, codes + term.window), hn::LoadU(Floats(), dout + term.window));
}

template <bool kExact>
void gatherBy(const GatherRows& rows) {
    const Floats d;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    auto phase = rows.phases.begin() + rows.phase;
    const std::uint8_t* codes = rows.codes;
    const float* dout = rows.dout;
    for (std::int64_t y = 0; y < rows.rows; ++y) {
        float* dx = rows.dx + y * rows.cells;
        for (std::int64_t x = 0; x < rows.cells; x += 2 * kLanes) {
            const std::int64_t i = x / rows.stride;
            CellSums<kExact> first;
            CellSums<kExact> second;
            if (rows.stride == 1) {
                for (const GatherTerm& term : phase->terms[0]) {
                    take(term, codes + i, dout + i, first);
                    take(term, codes + i + kLanes, dout + i + kLanes, second);
                }
                hn::StoreU(first.rounded(), d, dx + x);
                hn::StoreU(second.rounded(), d, dx + x + kLanes);
            } else {
                for (const GatherTerm& term : phase->terms[0]) take(term, codes + i, dout + i, first);
                for (const GatherTerm& term : phase->terms[1]) take(term, codes + i, dout + i, second);
                hn::StoreInterleaved2(first.rounded(), second.rounded(), d, dx + x);
            }
        }
        if (++phase == rows.phases.end()) {
            phase = rows.phases.begin();
            codes += rows.pitch;
            dout += rows.pitch;
        }
    }
}

void gatherRows(const GatherRows& rows, bool isExact) {
    isExact ? gatherBy<true>(rows) : gatherBy<false>(rows);
}

constexpr auto kGather = hn::MaxLanes(Floats()) >= 8 ? &gatherRows : nullptr;

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
