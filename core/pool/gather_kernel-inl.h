// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min, cell by cell. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_GATHER_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_GATHER_KERNEL_INL_H
#undef POOLSCOPE_GATHER_KERNEL_INL_H
#else
#define POOLSCOPE_GATHER_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Adds up vectors of floats, in double unless that changes nothing.
template <bool kInFloat, class D>
class GatherSum {
  public:
    HWY_INLINE GatherSum() : float_(hn::Zero(D())), low_(hn::Zero(kDouble)), high_(hn::Zero(kDouble)) {}
    HWY_INLINE void add(D d, hn::Vec<D> sent) {
        if constexpr (kInFloat) {
            float_ = hn::Add(float_, sent);
        } else {
            const hn::Half<D> dh;
            low_ = hn::Add(low_, hn::PromoteTo(kDouble, hn::LowerHalf(dh, sent)));
            high_ = hn::Add(high_, hn::PromoteTo(kDouble, hn::UpperHalf(dh, sent)));
        }
        (void)d;
    }
    HWY_INLINE hn::Vec<D> total(D d) const {
        if constexpr (kInFloat) {
            return float_;
        } else {
            const hn::Half<D> dh;
            return hn::Combine(d, hn::DemoteTo(dh, high_), hn::DemoteTo(dh, low_));
        }
    }

  private:
    static constexpr hn::Repartition<double, D> kDouble{};
    hn::Vec<D> float_;
    hn::Vec<hn::Repartition<double, D>> low_;
    hn::Vec<hn::Repartition<double, D>> high_;
};

// The cells of as many q as there are lanes.
template <class Code, bool kInFloat, int kStride, bool kEdge, class D>
HWY_INLINE void gatherCells(D d, const GatherRow& row, std::int64_t q) {
    const hn::RebindToSigned<D> di;
    GatherSum<kInFloat, D> sums[kStride];
    for (const GatherSource& source : row.sources) {
        for (const GatherShift& shift : row.shifts) {
            const std::int64_t at = q + shift.shift;
            const Code* from = static_cast<const Code*>(row.codes) + source.offset + at;
            hn::Vec<decltype(di)> codes;
            if constexpr (sizeof(Code) == 4) {
                codes = hn::LoadU(di, reinterpret_cast<const std::int32_t*>(from));
            } else {
                codes = hn::PromoteTo(di, hn::LoadU(hn::Rebind<Code, D>(), from));
            }
            auto dout = hn::LoadU(d, row.dout + source.offset + at);
            if constexpr (kEdge) {
                const auto window = hn::Iota(di, static_cast<std::int32_t>(at));
                const auto end = hn::Set(di, static_cast<std::int32_t>(row.windows));
                const auto isThere = hn::And(hn::Gt(window, hn::Set(di, -1)), hn::Lt(window, end));
                dout = hn::IfThenElseZero(hn::RebindMask(d, isThere), dout);
            }
            const auto first = hn::Set(di, source.firstCode + shift.cols[0]);
            sums[0].add(d, hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(codes, first)), dout));
            if constexpr (kStride == 2) {
                const auto second = hn::Set(di, source.firstCode + shift.cols[1]);
                sums[1].add(d, hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(codes, second)), dout));
            }
        }
    }
    if constexpr (kStride == 1) {
        hn::StoreU(sums[0].total(d), d, row.dx + q);
    } else {
        hn::StoreInterleaved2(sums[0].total(d), sums[1].total(d), d, row.dx + 2 * q);
    }
}

// The last vector overlaps the one before it.
template <class Code, bool kInFloat, int kStride, std::size_t kMostLanes>
void gatherBy(const GatherRow& row) {
    const hn::CappedTag<float, kMostLanes> d;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    if constexpr (kMostLanes > 4) {
        if (row.cells.count() < kLanes) return gatherBy<Code, kInFloat, kStride, kMostLanes / 2>(row);
    }
    for (std::int64_t next = row.cells.begin; next < row.cells.end; next += kLanes) {
        const std::int64_t q = std::min(next, row.cells.end - kLanes);
        if (q >= row.inside.begin && q + kLanes <= row.inside.end) {
            gatherCells<Code, kInFloat, kStride, false, std::remove_const_t<decltype(d)>>(d, row, q);
        } else {
            gatherCells<Code, kInFloat, kStride, true, std::remove_const_t<decltype(d)>>(d, row, q);
        }
    }
}

template <class Code>
void gatherCodes(const GatherRow& row) {
    if (row.stride == 1) {
        row.inFloat ? gatherBy<Code, true, 1, 16>(row) : gatherBy<Code, false, 1, 16>(row);
    } else {
        row.inFloat ? gatherBy<Code, true, 2, 16>(row) : gatherBy<Code, false, 2, 16>(row);
    }
}

void gatherRow(const GatherRow& row) {
    switch (row.codeBytes) {
        case 1:
            return gatherCodes<std::uint8_t>(row);
        case 2:
            return gatherCodes<std::uint16_t>(row);
        default:
            return gatherCodes<std::uint32_t>(row);
    }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
