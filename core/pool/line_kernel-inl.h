// SPDX-License-Identifier: GPL-3.0-or-later
// Max and min of windows of any shape, a line of windows at a time: the best of each one's columns, then of its rows.
// Included once for each kind of vector instructions.
#if defined(POOLSCOPE_LINE_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_LINE_KERNEL_INL_H
#undef POOLSCOPE_LINE_KERNEL_INL_H
#else
#define POOLSCOPE_LINE_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#include "core/pool/best_parts-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Values that are kStride cells apart, a power of two; `stride` for 0.
template <int kStride, class D>
HWY_INLINE hn::Vec<D> loadCells(D d, const float* from, [[maybe_unused]] std::int64_t stride) {
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

// One above the other, lines of floats and the places of the winners in them: codes times 4, with two flags.
struct PlacedLine {
    float* values;
    std::int32_t* places;
};

// Lines are as long as whole vectors: what is beyond the windows is of no account.
template <BestParts kParts, bool kLast>
class LinePool {
  public:
    LinePool(const LineJob& job, LineMemory& memory) : job_(job) {
        const WindowGrid& grid = job.grid;
        width_ = job.cols.count();
        first_ = grid.cols.start(job.cols.begin);
        span_ = (width_ - 1) * grid.cols.stride + grid.cols.effectiveSize();
        if (pack(memory)) return;
        const std::int64_t runs = vectors(width_ + job.along.reach);
        // A run reads vectors of cells that are stride apart, and further ones behind its last tap.
        const std::int64_t cells = vectors(runs * grid.cols.stride + (job.along.run - 1) * grid.cols.dilation +
                                           job.along.rest + grid.cols.stride * kLanes);
        step_ = runs + vectors(job.along.reach) + 16;
        const std::int64_t rowsOfRun = (job.down.run - 1) * grid.rows.dilation + 1 + job.down.rest;
        rowMask_ = upToPower(rowsOfRun + grid.rows.stride) - 1;
        runMask_ = upToPower(job.down.reach + 1) - 1;
        const std::int64_t lines = rowMask_ + 1 + runMask_ + 1 + 2;
        memory.prepare(2 * cells + lines * step_, kParts == BestParts::Values ? 0 : lines * step_);
        cells_ = memory.values();
        outside_ = cells_ + cells;
        lines_ = {outside_ + cells, memory.places()};
        rowOf_.assign(static_cast<std::size_t>(rowMask_ + 1), std::numeric_limits<std::int64_t>::min());
    }

    // Those of all planes that were pooled, from the first on.
    std::int64_t run(BestCounts& counts, LineOutput& out) {
        for (std::int64_t i = 0; i < std::max<std::int64_t>(1, rowsPacked_); ++i)
            fillPadding(cells_ + i * pitch_, paddingBeside());
        for (std::int64_t m = 0; m < job_.planes; ++m) {
            BestCounts found;
            if (!pool(m, found, out)) return m;
            counts += found;
        }
        return job_.planes;
    }

  private:
    using D = hn::CappedTag<float, 16>;
    using DI = hn::RebindToSigned<D>;
    using V = hn::Vec<D>;
    using VI = hn::Vec<DI>;
    static constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(D()));
    static constexpr bool kHasPlaces = kParts != BestParts::Values;
    static constexpr std::int64_t kMostPacked = 8192;  // floats, which stay in the nearest cache
    static constexpr float kLowest = -std::numeric_limits<float>::infinity();

    struct Bests {
        V value;
        VI place;
    };

    static std::int64_t vectors(std::int64_t count) { return (count + 15) / 16 * 16; }
    static std::int64_t upToPower(std::int64_t count) {
        return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(count)));
    }
    // Whether enough rows fit together, and where they stand then.
    bool pack(LineMemory& memory) {
        const AxisGrid& rows = job_.grid.rows;
        const AxisGrid& cols = job_.grid.cols;
        if (job_.along.rest + job_.down.rest > 0) return false;
        pitch_ = (span_ + cols.stride - 1) / cols.stride * cols.stride;
        step_ = pitch_ / cols.stride;
        const std::int64_t perRun = rows.stride * (pitch_ + 2 * step_) + 2 * step_;
        const std::int64_t more = (job_.down.reach * perRun) + rows.effectiveSize() * (pitch_ + 2 * step_);
        packed_ = std::min(job_.rows.count(), (kMostPacked - more) / perRun);
        if (packed_ < job_.rows.count() && packed_ * rows.stride < 4 * rows.effectiveSize()) packed_ = 0;
        if (packed_ <= 0) return false;
        const std::int64_t runs = packed_ + job_.down.reach;
        rowsPacked_ = (runs - 1) * rows.stride + (job_.down.run - 1) * rows.dilation + 1;
        padded_ = {0, rowsPacked_};
        const std::int64_t beyond =
            64 + kLanes * cols.stride + job_.along.run * cols.dilation + job_.along.reach + job_.down.reach * step_;
        const std::int64_t cells = vectors(rowsPacked_ * pitch_ + beyond);
        const std::int64_t lines = (rowsPacked_ + runs) * step_ + beyond;
        memory.prepare(cells + lines, kParts == BestParts::Values ? 0 : lines);
        cells_ = memory.values();
        outside_ = cells_;
        lines_ = {cells_ + cells, memory.places()};
        return true;
    }
    V sign() const { return signOf(D(), job_.smallest); }
    PlacedLine line(std::int64_t i) const {
        return {lines_.values + i * step_, kHasPlaces ? lines_.places + i * step_ : nullptr};
    }
    static PlacedLine behind(const PlacedLine& line, std::int64_t count) {
        return {line.values + count, kHasPlaces ? line.places + count : nullptr};
    }
    PlacedLine rowLine(std::int64_t row) const { return line(row & rowMask_); }
    PlacedLine runLine(std::int64_t run) const { return line(rowMask_ + 1 + (run & runMask_)); }
    PlacedLine restLine() const { return line(rowMask_ + 1 + runMask_ + 1); }
    PlacedLine otherRestLine() const { return line(rowMask_ + 1 + runMask_ + 2); }

    static Bests load(const PlacedLine& from, std::int64_t at) {
        Bests result{hn::LoadU(D(), from.values + at), hn::Zero(DI())};
        if constexpr (kHasPlaces) result.place = hn::LoadU(DI(), from.places + at);
        return result;
    }
    static void store(const Bests& bests, const PlacedLine& to, std::int64_t at) {
        hn::StoreU(bests.value, D(), to.values + at);
        if constexpr (kHasPlaces) hn::StoreU(bests.place, DI(), to.places + at);
    }
    static Bests after(Bests bests, std::int64_t taps) {
        if constexpr (kHasPlaces)
            bests.place = hn::Add(bests.place, hn::Set(DI(), static_cast<std::int32_t>(4 * taps)));
        return bests;
    }

    // Where the two overlap, the same tap may win both: that is no tie.
    template <bool kOverlap>
    static HWY_INLINE Bests join(const Bests& earlier, const Bests& later) {
        Bests result{better<kLast>(D(), earlier.value, later.value), earlier.place};
        if constexpr (kHasPlaces) {
            const DI di;
            const auto won = hn::RebindMask(di, wins<kLast>(earlier.value, later.value));
            result.place = hn::IfThenElse(won, later.place, earlier.place);
            if constexpr (kParts == BestParts::Facts) {
                const auto equal = hn::RebindMask(di, hn::Eq(earlier.value, later.value));
                const auto either = hn::Or(earlier.place, later.place);
                auto tied = hn::Set(di, BestLine::kTied);
                if constexpr (kOverlap) {
                    const auto differ = hn::Gt(hn::Xor(earlier.place, later.place), hn::Set(di, 3));
                    tied = hn::And(tied, hn::Or(either, hn::VecFromMask(di, differ)));
                }
                result.place = hn::Or(result.place, hn::Or(hn::And(either, hn::Set(di, BestLine::kInked)),
                                                           hn::IfThenElseZero(equal, tied)));
            }
        }
        return result;
    }

    // What stands where there is no image.
    void fillPadding(float* cells, TapPlace row) const {
        const AxisGrid& cols = job_.grid.cols;
        const float zero = job_.smallest ? -0.0F : 0.0F;
        for (std::int64_t x = 0; x < span_; ++x) {
            const bool isZero = row != TapPlace::Overhang && first_ + x < cols.input + cols.after;
            cells[x] = isZero ? zero : kLowest;
        }
    }
    TapPlace paddingBeside() const { return job_.hasZeros ? TapPlace::Padding : TapPlace::Overhang; }
    TapPlace placeOf(std::int64_t row) const {
        const AxisGrid& rows = job_.grid.rows;
        if (rows.inside(row)) return TapPlace::Inside;
        return job_.hasZeros && row < rows.input + rows.after ? TapPlace::Padding : TapPlace::Overhang;
    }
    // Rows of the image to where their padding stands; what is not finite is noticed.
    void copyRows(std::int64_t m, IndexRange rows, float* cells) {
        const std::int64_t width = job_.grid.cols.input;
        const std::int64_t begin = std::max<std::int64_t>(first_, 0);
        const std::int64_t count = std::min(first_ + span_, width) - begin;
        hasSigns_ = false;
        if (count <= 0) return;
        const float* from = job_.plane + m * job_.grid.input().count() + rows.begin * width + begin;
        float* to = cells + begin - first_;
        const D d;
        const V flip = sign();
        V bad = hn::Zero(d);
        V signs = hn::Zero(d);
        // What is read soon: the next rows of this stretch, or simply what lies behind.
        const std::int64_t ahead = width_ == job_.grid.cols.output ? kAhead : 2 * width;
        for (std::int64_t row = rows.begin; row < rows.end; ++row, from += width, to += pitch_) {
            const auto copy = [&](std::int64_t i) HWY_ATTR {
                const V v = hn::LoadU(d, from + i);
                bad = hn::MulAdd(v, hn::Zero(d), bad);  // NaN unless v is finite
                const V turned = hn::Xor(v, flip);
                if constexpr (kParts == BestParts::Facts) signs = hn::Or(signs, turned);
                hn::StoreU(turned, d, to + i);
                hwy::Prefetch(from + i + ahead);
            };
            if (count >= kLanes) {
                for (std::int64_t i = 0; i + kLanes < count; i += kLanes) copy(i);
                copy(count - kLanes);
            } else {
                for (std::int64_t i = 0; i < count; ++i) {
                    isBad_ = isBad_ || !std::isfinite(from[i]);
                    to[i] = job_.smallest ? -from[i] : from[i];
                    hasSigns_ = hasSigns_ || std::signbit(to[i]);
                }
            }
        }
        isBad_ = isBad_ || !hn::AllFalse(d, hn::IsNaN(bad));
        const auto isNegative = hn::Lt(hn::BitCast(DI(), signs), hn::Zero(DI()));
        hasSigns_ = hasSigns_ || !hn::AllFalse(DI(), isNegative);
    }
    const float* cellsOf(std::int64_t m, std::int64_t row) {
        const TapPlace place = placeOf(row);
        if (place == TapPlace::Inside) {
            copyRows(m, {row, row + 1}, cells_);
            return cells_;
        }
        hasSigns_ = false;
        fillPadding(outside_, place);
        return outside_;
    }

    // kRun taps side by side, job_.along.run of any dilation for 0: loops over so few would not be unrolled. Where no
    // value has a sign there is ink where the best is not 0, else it is looked for.
    template <int kStride, int kRun, bool kInk>
    void runsAlongBy(const float* cells, std::int64_t count, const PlacedLine& to) const {
        const D d;
        const DI di;
        const std::int64_t stride = job_.grid.cols.stride;
        const std::int64_t dilation = job_.grid.cols.dilation;
        const V lowest = hn::Set(d, kLowest);
        for (std::int64_t x = 0; x < count; x += kLanes) {
            const float* from = cells + x * stride;
            Bests bests{loadCells<kStride>(d, from, stride), hn::Zero(di)};
            V bits = hn::IfThenElseZero(hn::Gt(bests.value, lowest), bests.value);
            auto tied = hn::MaskFromVec(hn::Zero(d));
            const auto take = [&](std::int64_t kx, V v) HWY_ATTR {
                if constexpr (kHasPlaces) {
                    const auto won = wins<kLast>(bests.value, v);
                    if constexpr (kParts == BestParts::Facts)
                        tied = hn::Or(hn::Eq(bests.value, v), hn::AndNot(won, tied));
                    if constexpr (kInk) bits = hn::Or(bits, hn::IfThenElseZero(hn::Gt(v, lowest), v));
                    const auto place = hn::Set(di, static_cast<std::int32_t>(4 * kx));
                    bests.place = hn::IfThenElse(hn::RebindMask(di, won), place, bests.place);
                }
                bests.value = better<kLast>(d, bests.value, v);
            };
            if constexpr (kRun == 0) {
                for (std::int64_t kx = 1; kx < job_.along.run; ++kx)
                    take(kx, loadCells<kStride>(d, from + kx * dilation, stride));
            } else {
                if constexpr (kStride == 2) {
                    take(1, hn::ConcatOdd(d, hn::LoadU(d, from + kLanes), hn::LoadU(d, from)));
                } else {
                    take(1, loadCells<kStride>(d, from + 1, stride));
                }
                if constexpr (kRun > 2) take(2, loadCells<kStride>(d, from + 2, stride));
                if constexpr (kRun > 3) take(3, loadCells<kStride>(d, from + 3, stride));
            }
            if constexpr (kParts == BestParts::Facts) {
                bests.place =
                    hn::Or(bests.place, hn::IfThenElseZero(hn::RebindMask(di, tied), hn::Set(di, BestLine::kTied)));
            }
            if constexpr (kInk) {
                // Together they may be no number.
                const auto inked = hn::Gt(hn::BitCast(di, hn::Abs(bits)), hn::Zero(di));
                bests.place = hn::Or(bests.place, hn::IfThenElseZero(inked, hn::Set(di, BestLine::kInked)));
            }
            store(bests, to, x);
        }
    }
    template <int kStride, int kRun>
    void runsAlongOf(const float* cells, std::int64_t count, const PlacedLine& to) const {
        if constexpr (kParts == BestParts::Facts) {
            if (hasSigns_) return runsAlongBy<kStride, kRun, true>(cells, count, to);
        }
        runsAlongBy<kStride, kRun, false>(cells, count, to);
    }
    template <int kStride>
    void runsAlongAt(const float* cells, std::int64_t count, const PlacedLine& to) const {
        switch (job_.grid.cols.dilation == 1 ? job_.along.run : 0) {
            case 2:
                return runsAlongOf<kStride, 2>(cells, count, to);
            case 3:
                return runsAlongOf<kStride, 3>(cells, count, to);
            case 4:
                return runsAlongOf<kStride, 4>(cells, count, to);
            default:
                return runsAlongOf<kStride, 0>(cells, count, to);
        }
    }
    void runsAlong(const float* cells, std::int64_t count, const PlacedLine& to) const {
        switch (job_.grid.cols.stride) {
            case 1:
                return runsAlongAt<1>(cells, count, to);
            case 2:
                return runsAlongAt<2>(cells, count, to);
            case 4:
                return runsAlongAt<4>(cells, count, to);
            default:
                return runsAlongOf<0, 0>(cells, count, to);
        }
    }
    // `earlier` becomes what both hold.
    static void joinLines(const PlacedLine& earlier, const PlacedLine& later, std::int64_t taps, std::int64_t count) {
        for (std::int64_t x = 0; x < count; x += kLanes)
            store(join<true>(load(earlier, x), after(load(later, x), taps)), earlier, x);
    }

    // The best of the columns of each window, in a row of the image or its padding.
    PlacedLine bestAlong(std::int64_t m, std::int64_t row) {
        const PlacedLine to = rowLine(row);
        std::int64_t& held = rowOf_[static_cast<std::size_t>(row & rowMask_)];
        const std::int64_t name = row - job_.grid.rows.start(job_.rows.begin) + m * rowsPerPlane();
        if (held != name) lineAlong(cellsOf(m, row), width_ + job_.along.reach, to);
        held = name;
        return to;
    }
    // `count` runs of cells and what comes of them.
    void lineAlong(const float* cells, std::int64_t count, const PlacedLine& to) const {
        runsAlong(cells, count, to);
        for (const AxisPlan::Join& next : job_.along.joins) {
            count -= next.later;
            joinLines(to, behind(to, next.later), next.taps, count);
        }
        if (job_.along.rest > 0) {
            const PlacedLine rest = restLine();
            runsAlong(cells + job_.along.restTaps * job_.grid.cols.dilation, width_, rest);
            joinLines(to, rest, job_.along.restTaps, width_);
        }
    }
    std::int64_t rowsPerPlane() const {
        return (job_.rows.count() + job_.down.reach + 1) * job_.grid.rows.stride + job_.grid.rows.effectiveSize();
    }

    // The best of a run of rows.
    void runDown(std::int64_t m, std::int64_t row, const PlacedLine& to) {
        const std::int64_t dilation = job_.grid.rows.dilation;
        for (std::int64_t ky = 0; ky < job_.down.run; ++ky) bestAlong(m, row + ky * dilation);
        fold([this, row, dilation](std::int64_t ky) HWY_ATTR { return rowLine(row + ky * dilation); }, keeping(to));
    }

    // False where something is not finite, and when stopped.
    bool pool(std::int64_t m, BestCounts& counts, LineOutput& out) {
        const AxisGrid& rows = job_.grid.rows;
        const std::int64_t size = job_.grid.cols.size;
        isBad_ = false;
        if (packed_ > 0) {
            for (std::int64_t oy = job_.rows.begin; oy < job_.rows.end; oy += packed_) {
                if (!poolPacked(m, {oy, std::min(oy + packed_, job_.rows.end)}, counts, out)) return false;
            }
            return true;
        }
        const std::int64_t end = job_.rows.end + job_.down.reach;
        for (std::int64_t run = job_.rows.begin; run < end; ++run) {
            if (job_.run->isStopped()) return false;
            job_.run->report(static_cast<double>(run - job_.rows.begin) / static_cast<double>(end - job_.rows.begin));
            runDown(m, rows.start(run), runLine(run));
            std::int64_t at = run;
            bool isWhole = true;
            for (const AxisPlan::Join& next : job_.down.joins) {
                isWhole = at - next.later >= job_.rows.begin;
                if (!isWhole) break;
                joinLines(runLine(at - next.later), runLine(at), next.taps * size, width_);
                at -= next.later;
            }
            if (!isWhole) continue;
            if (job_.down.rest > 0) {
                runDown(m, rows.start(at) + job_.down.restTaps * rows.dilation, otherRestLine());
                joinLines(runLine(at), otherRestLine(), job_.down.restTaps * size, width_);
            }
            if (isBad_) return false;
            write(m, at, runLine(at), counts, out);
        }
        return true;
    }

    // Of the packed rows those from image.begin to image.end are of the image, the others padding. Most of them were
    // just so for the plane before.
    void padAround(std::int64_t first, const IndexRange& image, std::int64_t rowCount) {
        if (image == padded_) return;
        for (std::int64_t i = 0; i < rowCount; ++i) {
            if (!image.contains(i)) {
                fillPadding(cells_ + i * pitch_, placeOf(first + i));
            } else if (!padded_.contains(i)) {
                fillPadding(cells_ + i * pitch_, paddingBeside());
            }
        }
        padded_ = image;
    }
    // So many rows of windows in whole, line behind line, that what is done with each line is done with all at once.
    bool poolPacked(std::int64_t m, IndexRange windows, BestCounts& counts, LineOutput& out) {
        const AxisGrid& rows = job_.grid.rows;
        const std::int64_t first = rows.start(windows.begin);
        const std::int64_t runs = windows.count() + job_.down.reach;
        const std::int64_t rowCount = (runs - 1) * rows.stride + (job_.down.run - 1) * rows.dilation + 1;
        const IndexRange image{std::clamp<std::int64_t>(-first, 0, rowCount),
                               std::clamp<std::int64_t>(rows.input - first, 0, rowCount)};
        padAround(first, image, rowCount);
        copyRows(m, {first + image.begin, first + image.end}, cells_ + image.begin * pitch_);
        const PlacedLine lines = line(0);
        lineAlong(cells_, rowCount * step_, lines);
        if (isBad_) return false;
        const auto linesOf = [&](std::int64_t run) HWY_ATTR {
            return [this, first = behind(lines, run * rows.stride * step_),
                    next = rows.dilation * step_](std::int64_t ky) HWY_ATTR { return behind(first, ky * next); };
        };
        if (job_.down.joins.empty()) {
            for (std::int64_t i = 0; i < runs; ++i) {
                Written row(*this, m, windows.begin + i, out);
                fold(linesOf(i), row);
                counts += row.counts();
            }
            return true;
        }
        const PlacedLine to = behind(lines, rowsPacked_ * step_);
        for (std::int64_t i = 0; i < runs; ++i) fold(linesOf(i), keeping(behind(to, i * step_)));
        std::int64_t count = runs * step_;
        for (const AxisPlan::Join& next : job_.down.joins) {
            count -= next.later * step_;
            joinLines(to, behind(to, next.later * step_), next.taps * job_.grid.cols.size, count);
        }
        for (std::int64_t oy = windows.begin; oy < windows.end; ++oy)
            write(m, oy, behind(to, (oy - windows.begin) * step_), counts, out);
        return true;
    }
    // Takes what is best to a line.
    static auto keeping(const PlacedLine& to) {
        return [to](std::int64_t x, const Bests& bests) HWY_ATTR { store(bests, to, x); };
    }
    // Calls take(x, bests) for the best of the rows of a run, of which lineOf(ky) are the lines.
    template <int kRun, class LineOf, class Take>
    HWY_INLINE void foldBy(const LineOf& lineOf, Take&& take) const {
        const std::int64_t size = job_.grid.cols.size;
        std::array<PlacedLine, kRun == 0 ? 1 : kRun> lines;
        for (std::size_t ky = 0; ky < lines.size(); ++ky) lines[ky] = lineOf(static_cast<std::int64_t>(ky));
        for (std::int64_t x = 0; x < width_; x += kLanes) {
            Bests bests = load(lines[0], x);
            const auto add = [&](const PlacedLine& line, std::int64_t ky)
                                 HWY_ATTR { bests = join<false>(bests, after(load(line, x), ky * size)); };
            if constexpr (kRun == 0) {
                for (std::int64_t ky = 1; ky < job_.down.run; ++ky) add(lineOf(ky), ky);
            } else {
                if constexpr (kRun > 1) add(lines[1], 1);
                if constexpr (kRun > 2) add(lines[2], 2);
                if constexpr (kRun > 3) add(lines[3], 3);
            }
            take(x, bests);
        }
    }
    template <class LineOf, class Take>
    HWY_INLINE void fold(const LineOf& lineOf, Take&& take) const {
        switch (job_.down.run) {
            case 1:
                return foldBy<1>(lineOf, take);
            case 2:
                return foldBy<2>(lineOf, take);
            case 3:
                return foldBy<3>(lineOf, take);
            case 4:
                return foldBy<4>(lineOf, take);
            default:
                return foldBy<0>(lineOf, take);
        }
    }

    void write(std::int64_t m, std::int64_t oy, const PlacedLine& from, BestCounts& counts, LineOutput& out) const {
        Written row(*this, m, oy, out);
        for (std::int64_t x = 0; x < width_; x += kLanes) row(x, load(from, x));
        counts += row.counts();
    }
    // A row of y.
    class Written {
      public:
        Written(const LinePool& pool, std::int64_t m, std::int64_t oy, LineOutput& out)
            : width_(pool.width_), codeBytes_(pool.job_.codeBytes), flip_(pool.sign()) {
            const WindowGrid& grid = pool.job_.grid;
            const std::int64_t at =
                out.rowAt((m * grid.rows.output + oy) * grid.cols.output + pool.job_.cols.begin, width_);
            values_ = out.values() + at;
            if constexpr (kHasPlaces) codes_ = static_cast<std::uint8_t*>(out.codes()) + at * codeBytes_;
        }
        HWY_INLINE void operator()(std::int64_t x, const Bests& bests) {
            const D d;
            const DI di;
            hn::StoreU(hn::Xor(bests.value, flip_), d, values_ + x);
            if constexpr (kHasPlaces) storeCodes(d, hn::ShiftRight<2>(bests.place), codes_, codeBytes_, x);
            if constexpr (kParts == BestParts::Facts) {
                const auto isWindow = hn::FirstN(d, static_cast<std::size_t>(std::min(kLanes, width_ - x)));
                const auto has = [&](std::int32_t flag) HWY_ATTR {
                    return hn::And(isWindow, hn::RebindMask(d, hn::TestBit(bests.place, hn::Set(di, flag))));
                };
                const auto tied = has(BestLine::kTied);
                const auto inked = hn::Or(has(BestLine::kInked), hn::And(isWindow, hn::Ne(bests.value, hn::Zero(d))));
                counts_.black += static_cast<std::int64_t>(hn::CountTrue(d, hn::AndNot(inked, isWindow)));
                counts_.tied += static_cast<std::int64_t>(hn::CountTrue(d, tied));
                counts_.tiedInked += static_cast<std::int64_t>(hn::CountTrue(d, hn::And(inked, tied)));
            }
        }

        const BestCounts& counts() const { return counts_; }

      private:
        std::int64_t width_;
        int codeBytes_;
        V flip_;
        float* values_;
        std::uint8_t* codes_ = nullptr;
        BestCounts counts_;
    };

    const LineJob& job_;
    std::int64_t width_;
    std::int64_t first_;  // position of the first column of the first window
    std::int64_t span_;   // positions from there to the last column of the last
    std::int64_t step_;
    std::int64_t rowMask_;
    std::int64_t runMask_;
    std::int64_t packed_ = 0;      // rows of windows that are pooled together; 0: line by line
    std::int64_t rowsPacked_ = 0;  // of the image under them
    std::int64_t pitch_ = 0;       // cells from one of these to the next
    float* cells_;                 // a row of the image, with its padding, or all of them
    float* outside_;               // a row of padding
    PlacedLine lines_;
    std::vector<std::int64_t> rowOf_;  // which row each line holds
    IndexRange padded_;                // of the packed rows, those with padding beside the image
    bool isBad_ = false;
    bool hasSigns_ = false;  // the rows copied last
};

std::int64_t bestLines(const LineJob& job, LineMemory& memory, LineOutput& out, BestCounts& counts) {
    return withParts(
        job, [&]<BestParts kParts, bool kLast>() { return LinePool<kParts, kLast>(job, memory).run(counts, out); });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
