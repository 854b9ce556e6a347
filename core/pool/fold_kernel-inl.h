// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min of windows one cell apart, along one axis after the other. Included once for each kind of
// vector instructions.
#if defined(POOLSCOPE_FOLD_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_FOLD_KERNEL_INL_H
#undef POOLSCOPE_FOLD_KERNEL_INL_H
#else
#define POOLSCOPE_FOLD_KERNEL_INL_H
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <optional>

#include "core/pool/stream_kernel-inl.h"
#include "core/pool/sum_kernel-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Bytes are compared as many at once as a register holds, and as many numbers of the size of Sent added.
using Bytes = hn::CappedTag<std::uint8_t, 64>;
using BytesVec = hn::Vec<Bytes>;
constexpr auto kBytes = static_cast<std::int64_t>(hn::MaxLanes(Bytes()));

// Of cells side by side.
template <class Sent>
class FoldSums {
  public:
    HWY_INLINE FoldSums() {
        for (auto& sum : sums_) sum = hn::Zero(D());
    }

    // To each what is sent, where it was won.
    HWY_INLINE void add(hn::Mask<Bytes> won, const Sent* sent) {
        const D d;
#if HWY_TARGET <= HWY_AVX3
        std::array<std::uint8_t, kBytes / 8> bits;
        hn::StoreMaskBits(Bytes(), won, bits.data());
        for (std::size_t v = 0; v < sums_.size(); ++v) {
            const auto here = hn::LoadMaskBits(d, bits.data() + v * kLanes / 8);
            sums_[v] = hn::IfThenElse(here, hn::Add(sums_[v], hn::LoadU(d, sent + v * kLanes)), sums_[v]);
        }
#else
        const hn::RebindToSigned<Bytes> ds;
        const auto here = hn::BitCast(ds, hn::VecFromMask(Bytes(), won));
        if constexpr (sizeof(Sent) == 1) {
            sums_[0] = hn::Add(sums_[0], hn::And(here, hn::LoadU(d, sent)));
        } else {
            const hn::Half<std::remove_const_t<decltype(ds)>> dh;
            const auto lower = hn::PromoteTo(d, hn::LowerHalf(dh, here));
            const auto upper = hn::PromoteTo(d, hn::UpperHalf(dh, here));
            sums_[0] = hn::Add(sums_[0], hn::And(lower, hn::LoadU(d, sent)));
            sums_[1] = hn::Add(sums_[1], hn::And(upper, hn::LoadU(d, sent + kLanes)));
        }
#endif
    }
    HWY_INLINE void store(Sent* to) const {
        for (std::size_t v = 0; v < sums_.size(); ++v) hn::StoreU(sums_[v], D(), to + v * kLanes);
    }
    HWY_INLINE void store(float* to) const {
        alignas(64) std::array<Sent, kBytes> some;
        store(some.data());
        const hn::Rebind<Sent, Floats> d;
        const hn::RebindToSigned<Floats> di;
        for (std::int64_t i = 0; i < kBytes; i += kFloats)
            hn::StoreU(hn::ConvertTo(Floats(), hn::PromoteTo(di, hn::LoadU(d, some.data() + i))), Floats(), to + i);
    }

  private:
    using D = hn::Repartition<Sent, Bytes>;
    static constexpr std::size_t kLanes = hn::MaxLanes(D());

    std::array<hn::Vec<D>, sizeof(Sent)> sums_;
};

// What the windows of each column send to cells side by side, and at which column of their taps these lie.
template <class Sent>
struct FoldedColumns {
    static constexpr std::int64_t kRoom = kFoldCells + kFoldReach + kFoldSlack;

    std::array<Sent, kRoom> sums;
    std::array<std::uint8_t, kRoom> wonAt;
};

constexpr std::int64_t kAnyTaps = 0;

// kBytes at a time, until `count` are. Where two windows of a column won one cell at different columns of their taps,
// `differ` is not zero.
template <std::int64_t kTaps, class Sent>
HWY_INLINE void foldColumns(const FoldRows<Sent>& rows, std::int64_t first, std::int64_t count, FoldedColumns<Sent>& to,
                            BytesVec& differ) {
    const Bytes d;
    const auto perRow = hn::Set(d, static_cast<std::uint8_t>(rows.taps.cols));
    for (std::int64_t i = 0; i < count; i += kBytes) {
        FoldSums<Sent> sums;
        auto least = hn::Set(d, 255);
        auto most = hn::Zero(d);
        auto firstOfRow = hn::Zero(d);
        for (std::int64_t ky = 0; ky < (kTaps == kAnyTaps ? rows.taps.rows : kTaps); ++ky) {
            const std::int64_t at = first + i - ky * rows.down;
            const auto kx = hn::Sub(hn::LoadU(d, rows.codes + at), firstOfRow);  // where the tap is of that row
            firstOfRow = hn::Add(firstOfRow, perRow);
            const auto won = hn::Lt(kx, perRow);
            sums.add(won, rows.sent + at);
            least = hn::Min(least, kx);
            most = hn::Max(most, hn::IfThenElseZero(won, kx));
        }
        differ = hn::Or(differ, hn::SaturatedSub(most, least));
        hn::StoreU(least, d, to.wonAt.data() + i);
        sums.store(to.sums.data() + i);
    }
}

// What cells receive along their row, the first from columns up to `reach`.
template <std::int64_t kTaps, class Sent>
HWY_INLINE void foldRow(const FoldRows<Sent>& rows, const FoldedColumns<Sent>& columns, std::int64_t reach,
                        std::int64_t count, float* dx) {
    const Bytes d;
    const auto one = hn::Set(d, 1);
    for (std::int64_t i = 0; i < count; i += kBytes) {
        FoldSums<Sent> cells;
        auto tap = hn::Zero(d);
        for (std::int64_t kx = 0; kx < (kTaps == kAnyTaps ? rows.taps.cols : kTaps); ++kx) {
            const std::int64_t at = reach + i - kx * rows.along;
            const auto wonAt = hn::LoadU(d, columns.wonAt.data() + at);
            cells.add(hn::Eq(wonAt, tap), columns.sums.data() + at);
            tap = hn::Add(tap, one);
        }
        cells.store(dx + i);
    }
}

template <std::int64_t kTaps, class Sent>
bool foldBy(const FoldRows<Sent>& rows) {
    const std::int64_t reach = (rows.taps.cols - 1) * rows.along;
    FoldedColumns<Sent> columns;
    std::array<float, kFoldCells + kFoldSlack> cells;
    auto differ = hn::Zero(Bytes());
    // Some columns of all rows before the next: what a row shares with the one above stays near.
    for (std::int64_t x = 0; x < rows.cells; x += kFoldCells) {
        const std::int64_t count = std::min(kFoldCells, rows.cells - x);
        for (std::int64_t y = 0; y < rows.rows; ++y) {
            foldColumns<kTaps>(rows, y * rows.pitch + x - reach, count + reach, columns, differ);
            foldRow<kTaps>(rows, columns, reach, count, cells.data());
            float* dx = rows.dx + y * rows.cells + x;
            if (rows.streams) {
                streamTo({cells.data(), static_cast<std::size_t>(count)}, dx);
            } else {
                std::copy_n(cells.data(), count, dx);
            }
        }
    }
    return hn::AllTrue(Bytes(), hn::Eq(differ, hn::Zero(Bytes())));
}

template <class Sent>
bool foldRows(const FoldRows<Sent>& rows) {
    // The compiler unrolls what everybody uses.
    return rows.taps == Extent{3, 3} ? foldBy<3>(rows) : foldBy<kAnyTaps>(rows);
}

template <class Sent>
std::optional<double> takeWindows(const TakenWindows<Sent>& windows) {
    const Floats d;
    const hn::Rebind<Sent, Floats> ds;
    constexpr std::int64_t kSummed = std::int64_t{1} << 15;  // fit into the lanes
    WholeSum sum(windows.most);
    const auto convert = [&](const float* from, Sent* to) HWY_ATTR {
        return sum.add(from,
                       [ds, to](WholeSum::Wholes whole) HWY_ATTR { hn::StoreU(hn::DemoteTo(ds, whole), ds, to); });
    };
    std::int64_t i = 0;
    while (i + kBytes <= windows.count) {
        // One question for several vectors: that takes longest.
        for (const std::int64_t end = std::min(windows.count, i + kSummed); i + kBytes <= end; i += kBytes) {
            const float* from = windows.dout + i;
            Sent* to = windows.sent + i;
            for (std::int64_t line = 0; line < kBytes; line += 16) hwy::Prefetch(from + line + kAhead);
            hwy::Prefetch(windows.codes + i + kAhead);
            hn::StoreU(hn::LoadU(Bytes(), windows.codes + i), Bytes(), windows.codesTo + i);
            const auto first = hn::And(convert(from, to), convert(from + kFloats, to + kFloats));
            const auto second =
                hn::And(convert(from + 2 * kFloats, to + 2 * kFloats), convert(from + 3 * kFloats, to + 3 * kFloats));
            if (!hn::AllTrue(d, hn::And(first, second))) return std::nullopt;
        }
        sum.empty();
    }
    for (; i + kFloats <= windows.count; i += kFloats) {
        std::copy_n(windows.codes + i, kFloats, windows.codesTo + i);
        if (!hn::AllTrue(d, convert(windows.dout + i, windows.sent + i))) return std::nullopt;
    }
    sum.empty();
    double total = sum.total();
    for (; i < windows.count; ++i) {
        const float value = windows.dout[i];
        if (!isWhole(value, windows.most)) return std::nullopt;
        windows.codesTo[i] = windows.codes[i];
        windows.sent[i] = static_cast<Sent>(value);
        total += double{value};
    }
    return total;
}

template <class Sent>
constexpr FoldKernels<Sent> kFoldKernels{&foldRows<Sent>, &takeWindows<Sent>};
template <class Sent>
constexpr const FoldKernels<Sent>* kFold = hn::MaxLanes(Floats()) >= 8 ? &kFoldKernels<Sent> : nullptr;

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
