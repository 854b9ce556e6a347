// SPDX-License-Identifier: GPL-3.0-or-later
// Max and min of windows of 2x2 side by side, none padded, from the image at once. Included once for each kind of
// vector instructions.
#if defined(POOLSCOPE_PAIR_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_PAIR_KERNEL_INL_H
#undef POOLSCOPE_PAIR_KERNEL_INL_H
#else
#define POOLSCOPE_PAIR_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#include "core/pool/best_parts-inl.h"
#include "core/pool/held_rows-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Values and codes, as they are written.
template <BestParts kParts>
struct PairCells {
    static constexpr std::int64_t kLineBytes = kParts == BestParts::Values ? 4 : 5;

    struct Line {
        float* values;
        std::uint8_t* codes;

        Line at(std::int64_t index) const { return {values + index, codes + index}; }
        void toFront(std::int64_t from, std::int64_t count) const {
            std::copy_n(values + from, count, values);
            if constexpr (kParts != BestParts::Values) std::copy_n(codes + from, count, codes);
        }
    };

    static Line lineIn(std::byte* memory, std::int64_t length) {
        return {reinterpret_cast<float*>(memory), reinterpret_cast<std::uint8_t*>(memory) + 4 * length};
    }
    static void bring(const Line& from, std::int64_t windows, float* y, std::uint8_t* codes, bool streams) {
        writeFloats(windows, y, streams, [&](std::int64_t i) HWY_ATTR { return hn::LoadU(Floats(), from.values + i); });
        if constexpr (kParts != BestParts::Values) std::copy_n(from.codes, windows, codes);
    }
};

template <BestParts kParts, bool kLast, std::size_t kMostLanes>
class PairPool {
  public:
    using D = hn::CappedTag<float, kMostLanes>;
    static constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(D()));

    explicit PairPool(const LineJob& job) : job_(job), windows_(job.grid.cols.output) {}

    std::int64_t run(BestCounts& counts) const {
        const WindowGrid& grid = job_.grid;
        const PairCells<kParts> cells;
        HeldRows<PairCells<kParts>> held(job_, cells, windows_);
        for (std::int64_t m = 0; m < job_.planes; ++m) {
            BestCounts found;
            V sum = hn::Zero(D());  // NaN where one is
            const float* plane = job_.plane + m * grid.input().count();
            for (std::int64_t oy = job_.rows.begin; oy < job_.rows.end; ++oy) {
                const std::int64_t at = (m * grid.rows.output + oy) * windows_;
                const Line to = job_.streams ? held.rowAt(at, windows_) : outputAt(at);
                const float* upper = plane + 2 * oy * grid.cols.input;
                sum = hn::Add(sum, row(upper, upper + grid.cols.input, to, found));
            }
            if (!hn::AllFalse(D(), hn::IsNaN(sum))) return m;
            counts += found;
        }
        return job_.planes;
    }

  private:
    using V = hn::Vec<D>;
    using Line = typename PairCells<kParts>::Line;

    Line outputAt(std::int64_t at) const {
        return {job_.y + at, kParts == BestParts::Values ? nullptr : job_.codes + at};
    }

    // Gives sums of all cells. The last vector overlaps the one before it.
    HWY_INLINE V row(const float* upper, const float* lower, const Line& to, BestCounts& counts) const {
        const D d;
        const hn::RebindToSigned<D> di;
        const V flip = signOf(d, job_.smallest);
        const std::int64_t width = job_.grid.cols.input > kAhead ? job_.grid.cols.input : 0;  // of a long row
        V sum = hn::Zero(d);
        for (std::int64_t next = 0; next < windows_; next += kLanes) {
            const std::int64_t at = std::min(next, windows_ - kLanes);
            const V uppers[2] = {hn::Xor(hn::LoadU(d, upper + 2 * at), flip),
                                 hn::Xor(hn::LoadU(d, upper + 2 * at + kLanes), flip)};
            const V lowers[2] = {hn::Xor(hn::LoadU(d, lower + 2 * at), flip),
                                 hn::Xor(hn::LoadU(d, lower + 2 * at + kLanes), flip)};
            // Behind the end of a long row comes the other one, of which the same is done.
            const std::int64_t ahead = 2 * at + kAhead < width ? kAhead : kAhead + width;
            for (std::int64_t i = 0; i < 2 * kLanes; i += 16) {
                hwy::Prefetch(upper + 2 * at + ahead + i);
                hwy::Prefetch(lower + 2 * at + ahead + i);
            }
            const V a = hn::ConcatEven(d, uppers[1], uppers[0]);
            const V b = hn::ConcatOdd(d, uppers[1], uppers[0]);
            const V c = hn::ConcatEven(d, lowers[1], lowers[0]);
            const V e = hn::ConcatOdd(d, lowers[1], lowers[0]);
            const V above = better<kLast>(d, a, b);
            const V below = better<kLast>(d, c, e);
            const V best = better<kLast>(d, above, below);
            sum = hn::Add(sum, hn::Add(hn::Add(a, b), hn::Add(c, e)));
            hn::StoreU(hn::Xor(best, flip), d, to.values + at);
            if constexpr (kParts != BestParts::Values) {
                const auto isBelow = wins<kLast>(above, below);
                const auto codeOf = [&](V left, V right, std::int32_t first) HWY_ATTR {
                    return hn::IfThenElse(hn::RebindMask(di, wins<kLast>(left, right)), hn::Set(di, first + 1),
                                          hn::Set(di, first));
                };
                const auto code = hn::IfThenElse(hn::RebindMask(di, isBelow), codeOf(c, e, 2), codeOf(a, b, 0));
                const hn::Rebind<std::uint8_t, D> d8;
                hn::StoreU(hn::DemoteTo(d8, code), d8, to.codes + at);
                if constexpr (kParts == BestParts::Facts) {
                    const auto isBest = [&](V v) HWY_ATTR { return hn::VecFromMask(d, hn::Eq(v, best)); };
                    // -1 for each tap that is best.
                    const auto ties = hn::Add(hn::Add(hn::BitCast(di, isBest(a)), hn::BitCast(di, isBest(b))),
                                              hn::Add(hn::BitCast(di, isBest(c)), hn::BitCast(di, isBest(e))));
                    const auto bits = hn::BitCast(di, hn::Or(hn::Or(a, b), hn::Or(c, e)));
                    const auto magnitude = hn::And(bits, hn::Set(di, std::numeric_limits<std::int32_t>::max()));
                    // Those of the vector before are counted.
                    const auto isNew = hn::Not(hn::FirstN(di, static_cast<std::size_t>(next - at)));
                    const auto black = hn::And(isNew, hn::Eq(magnitude, hn::Zero(di)));
                    const auto tied = hn::And(isNew, hn::Lt(ties, hn::Set(di, -1)));
                    counts.black += static_cast<std::int64_t>(hn::CountTrue(di, black));
                    counts.tied += static_cast<std::int64_t>(hn::CountTrue(di, tied));
                    counts.tiedInked += static_cast<std::int64_t>(hn::CountTrue(di, hn::AndNot(black, tied)));
                }
            }
        }
        return sum;
    }

    const LineJob& job_;
    std::int64_t windows_;  // of a row, no fewer than lanes
};

template <BestParts kParts, bool kLast, std::size_t kMostLanes>
std::int64_t pairsBy(const LineJob& job, BestCounts& counts) {
    using Pool = PairPool<kParts, kLast, kMostLanes>;
    if constexpr (kMostLanes > 4) {
        if (job.grid.cols.output < Pool::kLanes) return pairsBy<kParts, kLast, kMostLanes / 2>(job, counts);
    }
    return Pool(job).run(counts);
}

std::int64_t bestPairs(const LineJob& job, LineMemory& /*reads the image itself*/, BestCounts& counts) {
    return withParts(job, [&]<BestParts kParts, bool kLast>() { return pairsBy<kParts, kLast, 16>(job, counts); });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
