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

#include "core/pool/byte_cells-inl.h"
#include "core/pool/float_cells-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Lines are as long as whole vectors: what is beyond the windows is of no account.
template <class Cells>
class LinePool {
  public:
    LinePool(const LineJob& job, LineMemory& memory)
        : job_(job), arithmetic_(job), held_(job, arithmetic_, job.cols.count()) {
        const WindowGrid& grid = job.grid;
        width_ = job.cols.count();
        first_ = grid.cols.start(job.cols.begin);
        span_ = (width_ - 1) * grid.cols.stride + grid.cols.effectiveSize();
        if (pack(memory)) return;
        const std::int64_t runs = vectors(width_ + job.along.reach);
        // A run reads vectors of cells that are stride apart, and further ones behind its last tap.
        const std::int64_t cells = vectors(runs * grid.cols.stride + (job.along.run - 1) * grid.cols.dilation +
                                           job.along.rest + grid.cols.stride * kLanes);
        step_ = runs + vectors(job.along.reach) + kAligned;
        const std::int64_t rowsOfRun = (job.down.run - 1) * grid.rows.dilation + 1 + job.down.rest;
        rowMask_ = upToPower(rowsOfRun + grid.rows.stride) - 1;
        runMask_ = upToPower(job.down.reach + 1) - 1;
        const std::int64_t lines = rowMask_ + 1 + runMask_ + 1 + 2;
        prepare(memory, 2 * cells, lines * step_);
        outside_ = cells_ + cells;
        rowOf_.assign(static_cast<std::size_t>(rowMask_ + 1), std::numeric_limits<std::int64_t>::min());
    }

    // Pools the planes from one on; the first that is not pooled.
    std::int64_t run(std::int64_t from, BestCounts& counts) {
        for (std::int64_t i = 0; i < std::max<std::int64_t>(1, rowsPacked_); ++i)
            fillPadding(cells_ + i * pitch_, paddingBeside());
        for (std::int64_t m = from; m < job_.planes; ++m) {
            BestCounts found;
            if (!pool(m, found)) return m;
            counts += found;
        }
        return job_.planes;
    }

  private:
    using Cell = typename Cells::Cell;
    using Line = typename Cells::Line;
    using Bests = typename Cells::Bests;
    static constexpr BestParts kParts = Cells::kParts;
    static constexpr std::int64_t kLanes = Cells::kLanes;
    static constexpr std::int64_t kAligned = 64 / sizeof(Cell);

    static std::int64_t vectors(std::int64_t count) { return (count + kAligned - 1) / kAligned * kAligned; }
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
        packed_ = std::min(job_.rows.count(), (Cells::kMostPacked - more) / perRun);
        if (packed_ < job_.rows.count() && packed_ * rows.stride < 4 * rows.effectiveSize()) packed_ = 0;
        if (packed_ <= 0) return false;
        const std::int64_t runs = packed_ + job_.down.reach;
        rowsPacked_ = (runs - 1) * rows.stride + (job_.down.run - 1) * rows.dilation + 1;
        padded_ = {0, rowsPacked_};
        const std::int64_t beyond =
            64 + kLanes * cols.stride + job_.along.run * cols.dilation + job_.along.reach + job_.down.reach * step_;
        const std::int64_t cells = vectors(rowsPacked_ * pitch_ + beyond);
        prepare(memory, cells, vectors((rowsPacked_ + runs) * step_ + beyond));
        outside_ = cells_;
        return true;
    }
    void prepare(LineMemory& memory, std::int64_t cells, std::int64_t inLines) {
        const auto cellBytes = cells * static_cast<std::int64_t>(sizeof(Cell));
        std::byte* from = memory.prepare(cellBytes + inLines * Cells::kLineBytes);
        cells_ = reinterpret_cast<Cell*>(from);
        lines_ = Cells::lineIn(from + cellBytes, inLines);
    }
    Line line(std::int64_t i) const { return lines_.at(i * step_); }
    Line rowLine(std::int64_t row) const { return line(row & rowMask_); }
    Line runLine(std::int64_t run) const { return line(rowMask_ + 1 + (run & runMask_)); }
    Line restLine() const { return line(rowMask_ + 1 + runMask_ + 1); }
    Line otherRestLine() const { return line(rowMask_ + 1 + runMask_ + 2); }

    // What stands where there is no image.
    void fillPadding(Cell* cells, TapPlace row) const {
        const AxisGrid& cols = job_.grid.cols;
        for (std::int64_t x = 0; x < span_; ++x) {
            const bool isZero = row != TapPlace::Overhang && first_ + x < cols.input + cols.after;
            cells[x] = isZero ? arithmetic_.zero() : arithmetic_.nothing();
        }
    }
    TapPlace paddingBeside() const { return job_.hasZeros ? TapPlace::Padding : TapPlace::Overhang; }
    TapPlace placeOf(std::int64_t row) const {
        const AxisGrid& rows = job_.grid.rows;
        if (rows.inside(row)) return TapPlace::Inside;
        return job_.hasZeros && row < rows.input + rows.after ? TapPlace::Padding : TapPlace::Overhang;
    }
    // The columns of the image that windows read, and a row of them.
    IndexRange columns() const {
        const std::int64_t begin = std::max<std::int64_t>(first_, 0);
        return {begin, std::max(std::min(first_ + span_, job_.grid.cols.input), begin)};
    }
    const float* rowAt(std::int64_t m, std::int64_t row) const {
        return job_.plane + m * job_.grid.input().count() + row * job_.grid.cols.input + columns().begin;
    }
    // Rows of the image to where their padding stands.
    void copyRows(std::int64_t m, IndexRange rows, Cell* cells) {
        const std::int64_t width = job_.grid.cols.input;
        // What is read soon: the next rows of this stretch, or simply what lies behind.
        const std::int64_t ahead = width_ == job_.grid.cols.output ? kAhead : 2 * width;
        arithmetic_.copy(rowAt(m, rows.begin), width, rows.count(), columns().count(), ahead,
                         cells + columns().begin - first_, pitch_);
    }
    const Cell* cellsOf(std::int64_t m, std::int64_t row) {
        const TapPlace place = placeOf(row);
        if (place == TapPlace::Inside) {
            copyRows(m, {row, row + 1}, cells_);
            return cells_;
        }
        fillPadding(outside_, place);
        return outside_;
    }

    template <int kStride, int kRun>
    void runsAlongBy(const Cell* cells, std::int64_t count, const Line& to) const {
        arithmetic_.template runsAlong<kStride, kRun>(cells, count, job_.grid.cols, job_.along.run, to);
    }
    template <int kStride>
    void runsAlongAt(const Cell* cells, std::int64_t count, const Line& to) const {
        switch (job_.grid.cols.dilation == 1 ? job_.along.run : 0) {
            case 2:
                return runsAlongBy<kStride, 2>(cells, count, to);
            case 3:
                return runsAlongBy<kStride, 3>(cells, count, to);
            case 4:
                return runsAlongBy<kStride, 4>(cells, count, to);
            default:
                return runsAlongBy<kStride, 0>(cells, count, to);
        }
    }
    void runsAlong(const Cell* cells, std::int64_t count, const Line& to) const {
        switch (job_.grid.cols.stride) {
            case 1:
                return runsAlongAt<1>(cells, count, to);
            case 2:
                return runsAlongAt<2>(cells, count, to);
            case 4:
                return runsAlongAt<4>(cells, count, to);
            default:
                if constexpr (Cells::kAnyStride) return runsAlongBy<0, 0>(cells, count, to);
        }
    }
    // `earlier` becomes what both hold.
    static void joinLines(const Line& earlier, const Line& later, std::int64_t taps, std::int64_t count) {
        for (std::int64_t x = 0; x < count; x += kLanes)
            Cells::store(Cells::template join<true>(Cells::load(earlier, x), Cells::after(Cells::load(later, x), taps)),
                         earlier, x);
    }

    // The best of the columns of each window, in a row of the image or its padding.
    Line bestAlong(std::int64_t m, std::int64_t row) {
        const Line to = rowLine(row);
        std::int64_t& held = rowOf_[static_cast<std::size_t>(row & rowMask_)];
        const std::int64_t name = row - job_.grid.rows.start(job_.rows.begin) + m * rowsPerPlane();
        if (held != name) lineAlong(cellsOf(m, row), width_ + job_.along.reach, to);
        held = name;
        return to;
    }
    // `count` runs of cells and what comes of them.
    void lineAlong(const Cell* cells, std::int64_t count, const Line& to) const {
        runsAlong(cells, count, to);
        for (const AxisPlan::Join& next : job_.along.joins) {
            count -= next.later;
            joinLines(to, to.at(next.later), next.taps, count);
        }
        if (job_.along.rest > 0) {
            const Line rest = restLine();
            runsAlong(cells + job_.along.restTaps * job_.grid.cols.dilation, width_, rest);
            joinLines(to, rest, job_.along.restTaps, width_);
        }
    }
    std::int64_t rowsPerPlane() const {
        return (job_.rows.count() + job_.down.reach + 1) * job_.grid.rows.stride + job_.grid.rows.effectiveSize();
    }

    // Whether the best of each column of a run of rows may come first, so that one row goes along instead of many: no
    // other run has these rows, none is padding, and of zeros beside the image the first row's are named.
    bool foldsColumns(std::int64_t row) const {
        const AxisGrid& rows = job_.grid.rows;
        const bool hasZeros = job_.hasZeros && columns().count() < span_;
        return job_.down.run <= rows.stride && rows.inside(row) &&
               rows.inside(row + (job_.down.run - 1) * rows.dilation) && columns().count() >= kFloats &&
               !(hasZeros && job_.last);
    }
    // The best of a run of rows.
    void runDown(std::int64_t m, std::int64_t row, const Line& to) {
        const std::int64_t dilation = job_.grid.rows.dilation;
        if constexpr (Cells::kFoldsColumns) {
            if (foldsColumns(row)) {
                arithmetic_.copyBest(rowAt(m, row), dilation * job_.grid.cols.input, job_.down.run, job_.grid.cols.size,
                                     columns().count(), cells_ + columns().begin - first_);
                return lineAlong(cells_, width_ + job_.along.reach, to);
            }
        }
        for (std::int64_t ky = 0; ky < job_.down.run; ++ky) bestAlong(m, row + ky * dilation);
        fold([this, row, dilation](std::int64_t ky) HWY_ATTR { return rowLine(row + ky * dilation); }, keeping(to));
    }

    // False where cells are not what the arithmetic is for, and when stopped.
    bool pool(std::int64_t m, BestCounts& counts) {
        const AxisGrid& rows = job_.grid.rows;
        const std::int64_t size = job_.grid.cols.size;
        arithmetic_.start();
        if (packed_ > 0) {
            for (std::int64_t oy = job_.rows.begin; oy < job_.rows.end; oy += packed_) {
                if (!poolPacked(m, {oy, std::min(oy + packed_, job_.rows.end)}, counts)) return false;
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
            if (!arithmetic_.areFit()) return false;
            write(m, at, runLine(at), counts);
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
    bool poolPacked(std::int64_t m, IndexRange windows, BestCounts& counts) {
        const AxisGrid& rows = job_.grid.rows;
        const std::int64_t first = rows.start(windows.begin);
        const std::int64_t runs = windows.count() + job_.down.reach;
        const std::int64_t rowCount = (runs - 1) * rows.stride + (job_.down.run - 1) * rows.dilation + 1;
        const IndexRange image{std::clamp<std::int64_t>(-first, 0, rowCount),
                               std::clamp<std::int64_t>(rows.input - first, 0, rowCount)};
        padAround(first, image, rowCount);
        copyRows(m, {first + image.begin, first + image.end}, cells_ + image.begin * pitch_);
        const Line lines = line(0);
        lineAlong(cells_, rowCount * step_, lines);
        if (!arithmetic_.areFit()) return false;
        const auto linesOf = [&](std::int64_t run) HWY_ATTR {
            return [this, first = lines.at(run * rows.stride * step_), next = rows.dilation * step_](std::int64_t ky)
                       HWY_ATTR { return first.at(ky * next); };
        };
        if (job_.down.joins.empty()) {
            for (std::int64_t i = 0; i < runs; ++i) {
                Written row(*this, m, windows.begin + i);
                fold(linesOf(i), row);
                counts += row.counts();
            }
            return true;
        }
        const Line to = lines.at(rowsPacked_ * step_);
        for (std::int64_t i = 0; i < runs; ++i) fold(linesOf(i), keeping(to.at(i * step_)));
        std::int64_t count = runs * step_;
        for (const AxisPlan::Join& next : job_.down.joins) {
            count -= next.later * step_;
            joinLines(to, to.at(next.later * step_), next.taps * job_.grid.cols.size, count);
        }
        for (std::int64_t oy = windows.begin; oy < windows.end; ++oy)
            write(m, oy, to.at((oy - windows.begin) * step_), counts);
        return true;
    }
    // Takes what is best to a line.
    static auto keeping(const Line& to) {
        return [to](std::int64_t x, const Bests& bests) HWY_ATTR { Cells::store(bests, to, x); };
    }
    // Calls take(x, bests) for the best of the rows of a run, of which lineOf(ky) are the lines.
    template <int kRun, class LineOf, class Take>
    HWY_INLINE void foldBy(const LineOf& lineOf, Take&& take) const {
        const std::int64_t size = job_.grid.cols.size;
        std::array<Line, kRun == 0 ? 1 : kRun> lines;
        for (std::size_t ky = 0; ky < lines.size(); ++ky) lines[ky] = lineOf(static_cast<std::int64_t>(ky));
        for (std::int64_t x = 0; x < width_; x += kLanes) {
            Bests bests = Cells::load(lines[0], x);
            const auto add = [&](const Line& line, std::int64_t ky) HWY_ATTR {
                bests = Cells::template join<false>(bests, Cells::after(Cells::load(line, x), ky * size));
            };
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

    void write(std::int64_t m, std::int64_t oy, const Line& from, BestCounts& counts) {
        Written row(*this, m, oy);
        for (std::int64_t x = 0; x < width_; x += kLanes) row(x, Cells::load(from, x));
        counts += row.counts();
    }
    // A row of y.
    class Written {
      public:
        Written(LinePool& pool, std::int64_t m, std::int64_t oy) : width_(pool.width_) {
            const WindowGrid& grid = pool.job_.grid;
            to_ = pool.held_.rowAt((m * grid.rows.output + oy) * grid.cols.output + pool.job_.cols.begin, width_);
        }
        HWY_INLINE void operator()(std::int64_t x, const Bests& bests) {
            Cells::store(bests, to_, x);
            if constexpr (kParts == BestParts::Facts) Cells::count(bests, x, width_, counts_);
        }

        const BestCounts& counts() const { return counts_; }

      private:
        std::int64_t width_;
        Line to_;
        BestCounts counts_;
    };

    const LineJob& job_;
    Cells arithmetic_;
    HeldRows<Cells> held_;
    std::int64_t width_;
    std::int64_t first_;  // position of the first column of the first window
    std::int64_t span_;   // positions from there to the last column of the last
    std::int64_t step_;
    std::int64_t rowMask_;
    std::int64_t runMask_;
    std::int64_t packed_ = 0;      // rows of windows that are pooled together; 0: line by line
    std::int64_t rowsPacked_ = 0;  // of the image under them
    std::int64_t pitch_ = 0;       // cells from one of these to the next
    Cell* cells_;                  // a row of the image, with its padding, or all of them
    Cell* outside_;                // a row of padding
    Line lines_;
    std::vector<std::int64_t> rowOf_;  // which row each line holds
    IndexRange padded_;                // of the packed rows, those with padding beside the image
};

// The same in keys as long as cells are bytes; what follows them is not tried again.
template <class Key, BestParts kParts, bool kLast>
std::int64_t linesOfBytes(const LineJob& job, LineMemory& memory, BestCounts& counts) {
    using Cells = ByteCells<Key, kParts, kLast>;
    return Cells::isFor(job) ? LinePool<Cells>(job, memory).run(0, counts) : 0;
}

std::int64_t bestLines(const LineJob& job, LineMemory& memory, BestCounts& counts) {
    return withParts(job, [&]<BestParts kParts, bool kLast>() {
        // The narrowest keys are the fastest, but not where bytes are taken out of the middle of vectors.
        const auto byKey = [&]<class Key>(Key) { return linesOfBytes<Key, kParts, kLast>(job, memory, counts); };
        std::int64_t done = 0;
        if constexpr (kParts == BestParts::Values) {
            done = job.grid.cols.stride == 1 ? byKey(std::uint8_t()) : byKey(std::uint16_t());
        } else {
            done = job.grid.taps() <= kTapsOfShortKeys ? byKey(std::uint16_t()) : byKey(std::uint32_t());
        }
        if (done == job.planes || job.run->isStopped()) return done;
        return LinePool<FloatCells<kParts, kLast>>(job, memory).run(done, counts);
    });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
