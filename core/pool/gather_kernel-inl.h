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

// What the windows at `at` send through the tap `code`: their gradient where that won, else 0.
template <class Code, class D>
HWY_INLINE hn::Vec<D> sentBy(D d, const GatherSource& source, std::int64_t at, std::int32_t code) {
    const hn::RebindToSigned<D> di;
    const Code* from = static_cast<const Code*>(source.codes) + at;
    hn::Vec<decltype(di)> codes;
    if constexpr (sizeof(Code) == 4) {
        codes = hn::LoadU(di, reinterpret_cast<const std::int32_t*>(from));
    } else {
        codes = hn::PromoteTo(di, hn::LoadU(hn::Rebind<Code, D>(), from));
    }
    const auto won = hn::RebindMask(d, hn::Eq(codes, hn::Set(di, code)));
    return hn::IfThenElseZero(won, hn::LoadU(d, source.dout + at));
}

// The cells q*stride + phase of as many q as there are lanes.
template <class Code, bool kInFloat, class D>
HWY_INLINE hn::Vec<D> gatherPhase(D d, const GatherRow& row, std::int64_t q, std::size_t phase) {
    const auto first = static_cast<std::size_t>(phase == 0 ? 0 : row.phaseEnds[phase - 1]);
    const auto end = static_cast<std::size_t>(row.phaseEnds[phase]);
    if constexpr (kInFloat) {
        auto sum = hn::Zero(d);
        for (const GatherSource& source : row.sources) {
            for (std::size_t t = first; t < end; ++t) {
                const GatherTap& tap = row.taps[t];
                sum = hn::Add(sum, sentBy<Code>(d, source, q + tap.shift, source.firstCode + tap.col));
            }
        }
        return sum;
    } else {
        const hn::Half<D> dh;
        const hn::Repartition<double, D> dd;
        auto low = hn::Zero(dd);
        auto high = hn::Zero(dd);
        for (const GatherSource& source : row.sources) {
            for (std::size_t t = first; t < end; ++t) {
                const GatherTap& tap = row.taps[t];
                const auto sent = sentBy<Code>(d, source, q + tap.shift, source.firstCode + tap.col);
                low = hn::Add(low, hn::PromoteTo(dd, hn::LowerHalf(dh, sent)));
                high = hn::Add(high, hn::PromoteTo(dd, hn::UpperHalf(dh, sent)));
            }
        }
        return hn::Combine(d, hn::DemoteTo(dh, high), hn::DemoteTo(dh, low));
    }
}

template <class Code, bool kInFloat, class D>
HWY_INLINE void gatherCells(D d, const GatherRow& row, std::int64_t q) {
    const std::size_t stride = row.phaseEnds.size();
    float* dx = row.dx + q * static_cast<std::int64_t>(stride);
    if (stride == 1) {
        hn::StoreU(gatherPhase<Code, kInFloat>(d, row, q, 0), d, dx);
    } else if (stride == 2) {
        const auto even = gatherPhase<Code, kInFloat>(d, row, q, 0);
        hn::StoreInterleaved2(even, gatherPhase<Code, kInFloat>(d, row, q, 1), d, dx);
    } else {
        constexpr std::size_t kLanes = hn::MaxLanes(d);
        for (std::size_t phase = 0; phase < stride; ++phase) {
            std::array<float, kLanes> cells;
            hn::StoreU(gatherPhase<Code, kInFloat>(d, row, q, phase), d, cells.data());
            for (std::size_t i = 0; i < kLanes; ++i) dx[i * stride + phase] = cells[i];
        }
    }
}

// The last vector overlaps the one before it.
template <class Code, bool kInFloat, std::size_t kMostLanes>
void gatherBy(const GatherRow& row) {
    const hn::CappedTag<float, kMostLanes> d;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    if constexpr (kMostLanes > 4) {
        if (row.end - row.begin < kLanes) return gatherBy<Code, kInFloat, kMostLanes / 2>(row);
    }
    for (std::int64_t q = row.begin; q < row.end; q += kLanes) {
        gatherCells<Code, kInFloat>(d, row, std::min(q, row.end - kLanes));
    }
}

template <class Code>
void gatherCodes(const GatherRow& row) {
    row.inFloat ? gatherBy<Code, true, 16>(row) : gatherBy<Code, false, 16>(row);
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
