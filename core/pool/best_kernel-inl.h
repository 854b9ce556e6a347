// SPDX-License-Identifier: GPL-3.0-or-later
// Max and min of windows two columns wide and two columns apart, a vector of them at a time. Included once for each
// kind of vector instructions.
#if defined(POOLSCOPE_BEST_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_BEST_KERNEL_INL_H
#undef POOLSCOPE_BEST_KERNEL_INL_H
#else
#define POOLSCOPE_BEST_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// What is known of the windows after some of their taps.
template <class D>
struct Bests {
    hn::Vec<D> value;
    hn::Vec<hn::RebindToSigned<D>> code;
    hn::Vec<hn::RebindToSigned<D>> bits;  // of all values together: zero for black windows, but for the sign
    hn::Mask<D> tied;
    hn::Vec<D> sum;  // NaN if any value is
};

// Of an edge, taps outside the image are -infinity, which wins nothing.
template <BestParts kParts, bool kEdge, class D>
HWY_INLINE void takeTap(D d, Bests<D>& bests, hn::Vec<D> value, std::int32_t code, hn::Vec<D> sign,
                        [[maybe_unused]] hn::Mask<D> isInside) {
    const hn::RebindToSigned<D> di;
    if constexpr (kParts == BestParts::Facts) {
        const auto bits = hn::BitCast(di, kEdge ? hn::IfThenElseZero(isInside, value) : value);
        bests.bits = hn::Or(bests.bits, bits);
    }
    value = hn::Xor(value, sign);
    if constexpr (kEdge) value = hn::IfThenElse(isInside, value, hn::Set(d, -std::numeric_limits<float>::infinity()));
    bests.sum = hn::Add(bests.sum, value);
    const auto wins = hn::Gt(value, bests.value);
    if constexpr (kParts == BestParts::Facts) {
        bests.tied = hn::Or(hn::Eq(value, bests.value), hn::AndNot(wins, bests.tied));
    }
    if constexpr (kParts != BestParts::Values) {
        bests.code = hn::IfThenElse(hn::RebindMask(di, wins), hn::Set(di, code), bests.code);
    }
    bests.value = hn::IfThenElse(wins, value, bests.value);
}

// The windows from `at` on.
template <BestParts kParts, bool kEdge, class D>
HWY_INLINE Bests<D> bestOf(D d, const BestRows& row, const float* firstCells, std::int64_t at) {
    const hn::RebindToSigned<D> di;
    const auto sign = hn::BitCast(d, hn::Set(di, row.smallest ? std::numeric_limits<std::int32_t>::min() : 0));
    const auto width = hn::Set(di, static_cast<std::int32_t>(row.cols.input));
    const auto offsets = hn::Mul(hn::Iota(di, 0), hn::Set(di, 2));
    const std::int64_t start = row.cols.start(at);
    const auto isInside = [&](std::int64_t kx) HWY_ATTR {
        const auto x = hn::Add(offsets, hn::Set(di, static_cast<std::int32_t>(start + kx)));
        return hn::RebindMask(d, hn::And(hn::Gt(x, hn::Set(di, -1)), hn::Lt(x, width)));
    };
    Bests<D> bests{hn::Set(d, -std::numeric_limits<float>::infinity()), hn::Zero(di), hn::Zero(di),
                   hn::MaskFromVec(hn::Zero(d)), hn::Zero(d)};
    const auto take = [&](hn::Vec<D> value, std::int32_t firstCode, std::int64_t kx) HWY_ATTR {
        takeTap<kParts, kEdge>(d, bests, value, firstCode + static_cast<std::int32_t>(kx), sign,
                               kEdge ? isInside(kx) : bests.tied);
    };
    for (std::int64_t i = 0; i < row.rows; ++i) {
        const std::int64_t ky = row.last ? row.rows - 1 - i : i;
        const float* cells = firstCells + ky * row.rowStep + start;
        const auto code = static_cast<std::int32_t>(row.firstCode + ky * 2);
        const auto low = hn::LoadU(d, cells);
        const auto high = hn::LoadU(d, cells + hn::MaxLanes(d));
        const auto left = hn::ConcatEven(d, high, low);
        const auto right = hn::ConcatOdd(d, high, low);
        take(row.last ? right : left, code, row.last ? 1 : 0);
        take(row.last ? left : right, code, row.last ? 0 : 1);
    }
    return bests;
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

// One row; false where it is void. The last vector overlaps the one before it.
template <BestParts kParts, class D>
HWY_INLINE bool bestInRow(D d, const BestRows& row, std::int64_t r, BestCounts& counts) {
    const hn::RebindToSigned<D> di;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    const auto lowest = hn::Set(d, -std::numeric_limits<float>::infinity());
    const auto sign = hn::BitCast(d, hn::Set(di, row.smallest ? std::numeric_limits<std::int32_t>::min() : 0));
    const float* cells = row.cells + r * row.cellsStep;
    const std::int64_t to = r * row.cols.output;
    auto isVoid = hn::MaskFromVec(hn::Zero(d));
    BestCounts found;
    for (std::int64_t next = row.windows.begin; next < row.windows.end; next += kLanes) {
        const std::int64_t at = std::min(next, row.windows.end - kLanes);
        const bool isEdge = at < row.inside.begin || at + kLanes > row.inside.end;
        const auto bests = isEdge ? bestOf<kParts, true>(d, row, cells, at) : bestOf<kParts, false>(d, row, cells, at);
        isVoid = hn::Or(isVoid, hn::IsNaN(bests.sum));
        hn::StoreU(hn::Xor(bests.value, sign), d, row.y + to + at);
        if constexpr (kParts != BestParts::Values) {
            isVoid = hn::Or(isVoid, hn::Eq(bests.value, lowest));
            storeCodes(d, bests.code, row.codes, row.codeBytes, to + at);
        }
        if constexpr (kParts == BestParts::Facts) {
            // Those of the vector before are counted.
            const auto isNew = hn::Not(hn::FirstN(d, static_cast<std::size_t>(next - at)));
            const auto magnitude = hn::And(bests.bits, hn::Set(di, std::numeric_limits<std::int32_t>::max()));
            const auto black = hn::And(isNew, hn::RebindMask(d, hn::Eq(magnitude, hn::Zero(di))));
            const auto tied = hn::And(isNew, bests.tied);
            found.black += static_cast<std::int64_t>(hn::CountTrue(d, black));
            found.tied += static_cast<std::int64_t>(hn::CountTrue(d, tied));
            found.tiedInked += static_cast<std::int64_t>(hn::CountTrue(d, hn::AndNot(black, tied)));
        }
    }
    if (!hn::AllFalse(d, isVoid)) return false;
    counts.black += found.black;
    counts.tied += found.tied;
    counts.tiedInked += found.tiedInked;
    return true;
}

template <BestParts kParts, std::size_t kMostLanes>
std::int64_t bestBy(const BestRows& rows, BestCounts& counts) {
    const hn::CappedTag<float, kMostLanes> d;
    if constexpr (kMostLanes > 4) {
        if (rows.windows.count() < static_cast<std::int64_t>(hn::MaxLanes(d)))
            return bestBy<kParts, kMostLanes / 2>(rows, counts);
    }
    std::int64_t r = 0;
    while (r < rows.count && bestInRow<kParts, std::remove_const_t<decltype(d)>>(d, rows, r, counts)) ++r;
    return r;
}

std::int64_t bestRows(const BestRows& row, BestCounts& counts) {
    switch (row.parts) {
        case BestParts::Values:
            return bestBy<BestParts::Values, 16>(row, counts);
        case BestParts::Winners:
            return bestBy<BestParts::Winners, 16>(row, counts);
        case BestParts::Facts:
            break;
    }
    return bestBy<BestParts::Facts, 16>(row, counts);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
