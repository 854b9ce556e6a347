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

// Windows side by side: who won them, and what they have.
struct GatherWindows {
    hn::Vec<hn::RebindToSigned<Floats>> code;
    GatherVec sent;
};

template <bool kExact>
HWY_INLINE void take(std::int32_t tap, const GatherWindows& from, CellSums<kExact>& sum) {
    sum.add(hn::RebindMask(Floats(), hn::Eq(from.code, hn::Set(hn::RebindToSigned<Floats>(), tap))), from.sent);
}

// In each row, cells under the middle of a window take turns with those under the edges of two; so do rows. Of two
// floats the sum is rounded once, in double or not: those of four alone depend on kExact.
template <bool kExact, bool kMiddleFirst>
void gatherThreesBy(const ThreesRows& rows) {
    const Floats d;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    const auto load = [&](std::int64_t window) HWY_ATTR {
        const hn::Rebind<std::uint8_t, Floats> d8;
        return GatherWindows{hn::PromoteTo(hn::RebindToSigned<Floats>(), hn::LoadU(d8, rows.codes + window)),
                             hn::LoadU(d, rows.dout + window)};
    };
    const auto store = [&](const auto& middle, const auto& edge, float* to) HWY_ATTR {
        if constexpr (kMiddleFirst) {
            hn::StoreInterleaved2(middle.rounded(), edge.rounded(), d, to);
        } else {
            hn::StoreInterleaved2(edge.rounded(), middle.rounded(), d, to);
        }
    };
    const std::int64_t step = 2 * kLanes;
    std::int64_t above = 0;  // the windows over the middle row of the pair
    for (std::int64_t y = rows.startsAtEdge ? -1 : 0; y < rows.rows; y += 2, above += rows.pitch) {
        float* middleRow = rows.dx + y * rows.cells;
        float* edgeRow = middleRow + rows.cells;
        // Backwards: what is written beyond the end of a row is written again.
        for (std::int64_t x = (rows.cells - 1) / step * step; x >= 0; x -= step) {
            const std::int64_t at = above + x / 2;
            const GatherWindows left = load(at);
            const GatherWindows right = load(at + 1);
            if (y >= 0) {
                CellSums<true> middle;
                CellSums<true> edge;
                take(4, kMiddleFirst ? left : right, middle);
                take(5, left, edge);
                take(3, right, edge);
                store(middle, edge, middleRow + x);
            }
            if (y + 1 < rows.rows) {
                const GatherWindows lowerLeft = load(at + rows.pitch);
                const GatherWindows lowerRight = load(at + rows.pitch + 1);
                CellSums<true> middle;
                CellSums<kExact> edge;
                take(7, kMiddleFirst ? left : right, middle);
                take(1, kMiddleFirst ? lowerLeft : lowerRight, middle);
                take(8, left, edge);
                take(6, right, edge);
                take(2, lowerLeft, edge);
                take(0, lowerRight, edge);
                store(middle, edge, edgeRow + x);
            }
        }
    }
}

void gatherRows(const GatherRows& rows, bool isExact) {
    isExact ? gatherBy<true>(rows) : gatherBy<false>(rows);
}

void gatherThrees(const ThreesRows& rows, bool isExact) {
    if (rows.isMiddleFirst) {
        isExact ? gatherThreesBy<true, true>(rows) : gatherThreesBy<false, true>(rows);
    } else {
        isExact ? gatherThreesBy<true, false>(rows) : gatherThreesBy<false, false>(rows);
    }
}

constexpr bool kGathers = hn::MaxLanes(Floats()) >= 8;
constexpr auto kGather = kGathers ? &gatherRows : nullptr;
constexpr auto kGatherThrees = kGathers ? &gatherThrees : nullptr;

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
