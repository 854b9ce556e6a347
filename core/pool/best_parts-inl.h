// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernels of max and min share. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_BEST_PARTS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_BEST_PARTS_INL_H
#undef POOLSCOPE_BEST_PARTS_INL_H
#else
#define POOLSCOPE_BEST_PARTS_INL_H
#endif

#include <hwy/highway.h>

#include "core/pool/stream_kernel-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

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

// Makes cells of `rows` rows of `count` floats: convert(from, to) does it for a vector of them. The last one of a row
// overlaps the one before it, and what is too short for one is filled up with zeros. What lies `ahead` is read soon.
template <class Cell, class Convert>
HWY_INLINE void convertRows(const float* from, std::int64_t step, std::int64_t rows, std::int64_t count,
                            std::int64_t ahead, Cell* to, std::int64_t pitch, const Convert& convert) {
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(Floats()));
    for (std::int64_t row = 0; row < rows; ++row, from += step, to += pitch) {
        if (count < kLanes) {
            std::array<float, kLanes> some{};
            std::array<Cell, kLanes> made;
            std::copy_n(from, count, some.data());
            convert(some.data(), made.data());
            std::copy_n(made.data(), count, to);
            continue;
        }
        for (std::int64_t next = 0; next < count; next += kLanes) {
            const std::int64_t i = std::min(next, count - kLanes);
            convert(from + i, to + i);
            hwy::Prefetch(from + i + ahead);
        }
    }
}

// Values that are kStride cells apart, a power of two; `stride` for 0.
template <int kStride, class D>
HWY_INLINE hn::Vec<D> loadCells(D d, const hn::TFromD<D>* from, [[maybe_unused]] std::int64_t stride) {
    if constexpr (kStride == 1) {
        return hn::LoadU(d, from);
    } else if constexpr (kStride > 1) {
        constexpr auto kHalf = static_cast<std::int64_t>(hn::MaxLanes(d)) * (kStride / 2);
        return hn::ConcatEven(d, loadCells<kStride / 2>(d, from + kHalf, 0), loadCells<kStride / 2>(d, from, 0));
    } else {
        const hn::RebindToSigned<D> di;
        return hn::GatherIndex(d, from, hn::Mul(hn::Iota(di, 0), hn::Set(di, static_cast<std::int32_t>(stride))));
    }
}

// Calls take(kx, values) for the second tap and those behind it of windows side by side: of kRun side by side, or of
// `run` of any dilation for 0, as loops over so few would not be unrolled.
template <int kStride, int kRun, class D, class Take>
HWY_INLINE void forEachLaterTap(D d, const hn::TFromD<D>* from, const AxisGrid& cols, std::int64_t run,
                                const Take& take) {
    if constexpr (kRun == 0) {
        for (std::int64_t kx = 1; kx < run; ++kx)
            take(kx, loadCells<kStride>(d, from + kx * cols.dilation, cols.stride));
    } else {
        if constexpr (kStride == 2) {
            take(1, hn::ConcatOdd(d, hn::LoadU(d, from + hn::MaxLanes(d)), hn::LoadU(d, from)));
        } else {
            take(1, loadCells<kStride>(d, from + 1, cols.stride));
        }
        if constexpr (kRun > 2) take(2, loadCells<kStride>(d, from + 2, cols.stride));
        if constexpr (kRun > 3) take(3, loadCells<kStride>(d, from + 3, cols.stride));
    }
}

// Counts windows of a vector.
template <class D, class M>
HWY_INLINE void addCounts(D d, M isWindow, M isInked, M isTied, BestCounts& counts) {
    counts.black += static_cast<std::int64_t>(hn::CountTrue(d, hn::AndNot(isInked, isWindow)));
    counts.tied += static_cast<std::int64_t>(hn::CountTrue(d, isTied));
    counts.tiedInked += static_cast<std::int64_t>(hn::CountTrue(d, hn::And(isInked, isTied)));
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
