// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/forward_rows.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "core/pool/exact_windows.h"
#include "core/pool/row_kernels.h"
#include "core/pool/separable.h"
#include "core/pool/tasks.h"
#include "core/pool/walk.h"

namespace poolscope {
namespace {

// Taps up to which windows are read whole where the kernels give up.
constexpr std::int64_t kFewTaps = 100;
// Positions fit into lanes of 32 bits, with room for a vector of windows.
constexpr std::int64_t kMostPosition = std::int64_t{1} << 29;
constexpr std::int64_t kMostStride = std::int64_t{1} << 20;
// Of windows that reach further, or lie in padding for the most part, each is read on its own, where there is data.
constexpr std::int64_t kMostLines = 4096;
constexpr std::int64_t kMostPadded = 8;

IndexRange windowsInside(const AxisGrid& axis) {
    const std::int64_t begin = std::min(axis.output, (axis.before + axis.stride - 1) / axis.stride);
    const std::int64_t lastStart = axis.input - axis.effectiveSize() + axis.before;
    const std::int64_t end = lastStart < 0 ? 0 : std::min(axis.output, lastStart / axis.stride + 1);
    return {begin, std::max(begin, end)};
}

BestParts partsOf(ForwardParts parts) {
    if (parts.facts) return BestParts::Facts;
    return parts.winners ? BestParts::Winners : BestParts::Values;
}

template <Winner winner, NamedWinner named, class Code>
class RowPool {
  public:
    RowPool(const Tensor& x, const WindowGrid& grid, PadValue padValue, ForwardParts parts, const RowKernels& kernels,
            Tensor& y, Code* codes)
        : x_(x), grid_(grid), kernels_(kernels), y_(y), codes_(codes), taps_(grid, padValue) {
        row_.cols = grid.cols;
        row_.inside = windowsInside(grid.cols);
        row_.cellsStep = grid.rows.stride * grid.cols.input;
        row_.rowStep = grid.rows.dilation * grid.cols.input;
        row_.smallest = winner == Winner::Smallest;
        row_.last = named == NamedWinner::Last;
        row_.codeBytes = sizeof(Code);
        row_.parts = partsOf(parts);
        // A padding zero is a value like any other, and no kernel has it.
        const bool hasZeros = padValue == PadValue::Zero;
        possible_ = hasZeros ? row_.inside : IndexRange{0, grid.cols.output};
        for (std::int64_t oy = 0; oy < grid.rows.output; ++oy) {
            const IndexRange inside = grid.rows.insideTaps(oy);
            rows_.push_back(hasZeros && grid.rows.declaredTaps(oy) != inside ? IndexRange{} : inside);
        }
        alikeUntil_.resize(rows_.size());
        for (std::int64_t oy = grid.rows.output - 1; oy >= 0; --oy) {
            const auto i = static_cast<std::size_t>(oy);
            const bool goesOn = i + 1 < rows_.size() && rows_[i + 1] == rows_[i];
            alikeUntil_[i] = goesOn ? alikeUntil_[i + 1] : oy + 1;
        }
    }

    // Rows of windows of a plane.
    void pool(std::int64_t m, IndexRange band, WindowFacts& facts) const {
        for (std::int64_t oy = band.begin; oy < band.end;) {
            const std::int64_t alike = std::min(alikeUntil_[static_cast<std::size_t>(oy)], band.end);
            BestRows rows = rowsFrom(m, oy, alike - oy);
            if (rows.windows != possible_ && rows.count > 1) rows = rowsFrom(m, oy, 1);
            BestCounts counts;
            const bool fits = rows.windows.count() >= kernels_.leastCells;
            const std::int64_t done = fits ? kernels_.best(rows, counts) : 0;
            facts.windows += done * rows.windows.count();
            facts.black += counts.black;
            facts.tied += counts.tied;
            facts.tiedInked += counts.tiedInked;
            for (const std::int64_t end = oy + done; oy < end; ++oy) {
                exactly(m, oy, {0, rows.windows.begin}, facts);
                exactly(m, oy, {rows.windows.end, grid_.cols.output}, facts);
            }
            if (done < rows.count) exactly(m, oy++, {0, grid_.cols.output}, facts);
        }
    }

  private:
    // `count` rows of windows, whose taps are alike.
    BestRows rowsFrom(std::int64_t m, std::int64_t oy, std::int64_t count) const {
        const IndexRange rows = rows_[static_cast<std::size_t>(oy)];
        const std::int64_t at = (m * grid_.rows.output + oy) * grid_.cols.output;
        BestRows result = row_;
        result.count = count;
        result.cells = x_.plane(m).data() + grid_.rows.position(oy, rows.begin) * grid_.cols.input;
        result.rows = rows.count();
        result.firstCode = static_cast<std::int32_t>(rows.begin * grid_.cols.size);
        result.windows = rows.count() > 0 ? readable(result) : IndexRange{};
        result.y = y_.values.data() + at;
        result.codes = codes_ ? codes_ + at : nullptr;
        return result;
    }
    // Beyond the ends of the row lie other rows, but not beyond those of the tensor.
    IndexRange readable(const BestRows& row) const {
        const float* begin = x_.values.data();
        const float* end = begin + x_.values.size();
        const std::int64_t most = row.cols.effectiveSize() - 1 + (row.cols.stride == 2 ? 2 : 1);
        const float* lastRow = row.cells + (row.count - 1) * row.cellsStep + (row.rows - 1) * row.rowStep;
        IndexRange result = possible_;
        while (result.count() > 0 && row.cells - begin + row.cols.start(result.begin) < 0) ++result.begin;
        while (result.count() > 0 && end - lastRow < row.cols.start(result.end - 1) + most) --result.end;
        return result;
    }
    void exactly(std::int64_t m, std::int64_t oy, IndexRange windows, WindowFacts& facts) const {
        const std::int64_t at = (m * grid_.rows.output + oy) * grid_.cols.output;
        for (std::int64_t ox = windows.begin; ox < windows.end; ++ox) {
            const Best best = bestTap<winner, named>(x_.plane(m), taps_, {oy, ox});
            y_.values[static_cast<std::size_t>(at + ox)] = best.value;
            if (codes_) codes_[at + ox] = static_cast<Code>(best.tap);
            count(best.tied, best.inked, facts);
        }
    }

    const Tensor& x_;
    WindowGrid grid_;
    const RowKernels& kernels_;
    Tensor& y_;
    Code* codes_;
    WindowTaps taps_;
    BestRows row_{};
    IndexRange possible_;  // windows of a row that a kernel can pool
    std::vector<IndexRange>
        rows_;  // of each row of windows, the rows of taps inside the image; none where no kernel fits
    std::vector<std::int64_t> alikeUntil_;  // of each row of windows, where those with the same rows of taps end
};

// Windows two columns wide and two apart: a pass of its own, which reads the image once.
bool isByTwo(const AxisGrid& cols, const RowKernels& kernels) {
    return cols.size == 2 && cols.stride == 2 && cols.dilation == 1 && cols.output >= kernels.leastCells;
}

// Windows of any shape, in two passes.
template <Winner winner, NamedWinner named>
class LinesPool {
  public:
    LinesPool(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, ForwardParts parts,
              const RowKernels& kernels, Tensor& y, WinnerCodes& winners, const RunControl& run)
        : x_(x),
          run_(run),
          spec_(spec),
          kernels_(kernels),
          y_(y),
          winners_(winners),
          taps_(grid, dataPadding(spec)),
          job_{&run, grid, AxisPlan(grid.cols), AxisPlan(grid.rows), {}, {}, 1, nullptr} {
        job_.hasZeros = dataPadding(spec) == PadValue::Zero;
        job_.smallest = winner == Winner::Smallest;
        job_.last = named == NamedWinner::Last;
        job_.parts = partsOf(parts);
        std::visit(
            [&](auto& codes) {
                job_.codeBytes = sizeof(codes[0]);
                codes_ = codes.empty() ? nullptr : reinterpret_cast<unsigned char*>(codes.data());
            },
            winners.codes);
        streams_ = 4 * y.shape.count() > kStreamedBytes;
    }

    std::optional<WindowFacts> poolAll(int threads) const {
        const WindowGrid& grid = job_.grid;
        const std::int64_t planes = x_.shape.planes();
        // Each band reads the rows above it again that its first windows reach.
        const std::int64_t least = 8 * grid.rows.effectiveSize() / grid.rows.stride + 1;
        const std::int64_t cells = grid.cols.input * std::min(grid.rows.stride, grid.rows.effectiveSize());
        const std::int64_t bandRows =
            std::min(grid.rows.output, std::max<std::int64_t>(least, kTaskCells / std::max<std::int64_t>(1, cells)));
        const std::int64_t bands = (grid.rows.output + bandRows - 1) / bandRows;
        const std::int64_t perTask = bands > 1 ? 1 : std::max<std::int64_t>(1, kTaskCells / (bandRows * cells));
        const std::int64_t tasks = bands > 1 ? planes * bands : (planes + perTask - 1) / perTask;
        WindowFacts facts;
        std::mutex mutex;
        std::atomic<bool> isDone = true;
        const bool ran = forEachTask(tasks, threads, run_, [&](std::int64_t task, const RunControl& part) {
            WindowFacts found;
            const std::int64_t first = bands > 1 ? task / bands : task * perTask;
            const std::int64_t row = bands > 1 ? task % bands * bandRows : 0;
            if (!pool(first, std::min(perTask, planes - first), {row, std::min(row + bandRows, grid.rows.output)},
                      found, part))
                isDone = false;
            const std::scoped_lock lock(mutex);
            facts += found;
        });
        if (!ran || !isDone) return std::nullopt;
        return facts;
    }

  private:
    // Windows of a line that are pooled together: so many that all lines of a window stay in the cache, and no fewer
    // than make reading fast.
    std::int64_t tile() const {
        const std::int64_t lines = job_.down.run + job_.grid.rows.stride + job_.down.reach;
        return std::max<std::int64_t>((std::int64_t{1} << 16) / lines / 16 * 16, 1024);
    }

    // Some rows of windows of some planes; false when stopped.
    bool pool(std::int64_t first, std::int64_t count, IndexRange rows, WindowFacts& facts,
              const RunControl& run) const {
        LineMemory memory;
        const std::int64_t width = job_.grid.cols.output;
        const bool isOneTile = width <= tile();
        std::int64_t m = first;
        while (m < first + count) {
            BestCounts counts;
            const std::int64_t done = isOneTile ? lines(m, first + count - m, rows, {0, width}, memory, counts, run)
                                                : linesInTiles(m, rows, memory, counts, run);
            facts.windows += done * rows.count() * width;
            facts.black += counts.black;
            facts.tied += counts.tied;
            facts.tiedInked += counts.tiedInked;
            m += done;
            if (done == 0 || (isOneTile && m < first + count)) {
                if (run.isStopped() || !otherwise(m++, rows, facts, run)) return false;
            }
        }
        if (streams_) kernels_.endStream();
        return true;
    }
    std::int64_t lines(std::int64_t m, std::int64_t planes, IndexRange rows, IndexRange cols, LineMemory& memory,
                       BestCounts& counts, const RunControl& run) const {
        LineJob job = job_;
        job.run = &run;
        job.rows = rows;
        job.cols = cols;
        job.planes = planes;
        job.plane = x_.plane(m).data();
        const std::int64_t at = m * job.grid.output().count();
        LineOutput out(y_.values.data() + at, codes_ ? codes_ + at * job.codeBytes : nullptr, job.codeBytes, kernels_,
                       streams_, cols.count());
        const std::int64_t done = kernels_.lines(job, memory, out, counts);
        out.flush();
        return done;
    }
    // One plane, or none.
    std::int64_t linesInTiles(std::int64_t m, IndexRange rows, LineMemory& memory, BestCounts& counts,
                              const RunControl& run) const {
        BestCounts found;
        const std::int64_t width = job_.grid.cols.output;
        for (std::int64_t begin = 0; begin < width; begin += tile()) {
            if (lines(m, 1, rows, {begin, std::min(begin + tile(), width)}, memory, found, run) == 0) return 0;
        }
        counts += found;
        return 1;
    }
    // What has NaN or infinities, and windows without data; false when stopped.
    bool otherwise(std::int64_t m, IndexRange rows, WindowFacts& facts, const RunControl& run) const {
        const WindowGrid& grid = job_.grid;
        if (grid.taps() > kFewTaps && isSeparable(grid))
            return separableRows(&kernels_, x_, m, rows, grid, spec_, y_, winners_, facts, run);
        return std::visit(
            [&](auto& codes) {
                return forEachWindow(grid, rows, run, [&](const CellRef& window) {
                    const Best best = bestTap<winner, named>(x_.plane(m), taps_, window);
                    const auto at =
                        static_cast<std::size_t>(m * grid.output().count() + flatIndex(grid.output(), window));
                    y_.values[at] = best.value;
                    if (!codes.empty())
                        codes[at] = static_cast<typename std::decay_t<decltype(codes)>::value_type>(best.tap);
                    count(best.tied, best.inked, facts);
                });
            },
            winners_.codes);
    }

    const Tensor& x_;
    const RunControl& run_;
    const PoolSpec& spec_;
    const RowKernels& kernels_;
    Tensor& y_;
    WinnerCodes& winners_;
    WindowTaps taps_;
    LineJob job_;
    unsigned char* codes_ = nullptr;
    bool streams_ = false;
};

}  // namespace

bool isForRows(const WindowGrid& grid, PadValue padValue, const Machine& machine) {
    if (!machine.kernels) return false;
    if (isByTwo(grid.cols, *machine.kernels)) return grid.cols.output <= kMostPosition / 2;
    const auto fits = [](const AxisGrid& axis) {
        const std::int64_t span = axis.output * axis.stride + axis.effectiveSize();
        return axis.stride <= kMostStride && span <= kMostPosition && span <= kMostPadded * (axis.input + 16) &&
               axis.effectiveSize() <= kMostLines;
    };
    const auto allHaveData = [padValue](const AxisGrid& axis) {
        for (std::int64_t window = 0; window < axis.output; ++window) {
            const IndexRange taps = padValue == PadValue::Zero ? axis.declaredTaps(window) : axis.insideTaps(window);
            if (taps.count() == 0) return false;
        }
        return true;
    };
    return fits(grid.cols) && fits(grid.rows) && grid.taps() <= kMostPosition && allHaveData(grid.cols) &&
           allHaveData(grid.rows);
}

std::optional<WindowFacts> forwardRows(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                       ForwardParts parts, Tensor& y, WinnerCodes& winners, const RunControl& run,
                                       const Machine& machine) {
    const std::int64_t moved = 4 * (x.shape.count() + y.shape.count());
    const auto poolAll = [&](const auto& pool) -> std::optional<WindowFacts> {
        WindowFacts facts;
        std::mutex mutex;
        const auto poolBand = [&](std::int64_t m, IndexRange rows, const RunControl&) {
            WindowFacts found;
            pool.pool(m, rows, found);
            const std::scoped_lock lock(mutex);
            facts += found;
        };
        const std::int64_t cells = std::max(grid.cols.input, grid.cols.output * grid.taps() / 4);
        if (!forEachBand(x.shape.planes(), grid.rows.output, cells, threadsFor(moved, machine.threads), run,
                         poolBand)) {
            return std::nullopt;
        }
        return facts;
    };
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        if (!isByTwo(grid.cols, *machine.kernels)) {
            return LinesPool<winner, named>(x, grid, spec, parts, *machine.kernels, y, winners, run)
                .poolAll(threadsFor(moved, machine.threads));
        }
        return std::visit(
            [&](auto& codes) {
                using Code = typename std::decay_t<decltype(codes)>::value_type;
                Code* to = codes.empty() ? nullptr : codes.data();
                return poolAll(
                    RowPool<winner, named, Code>(x, grid, dataPadding(spec), parts, *machine.kernels, y, to));
            },
            winners.codes);
    });
}

}  // namespace poolscope
