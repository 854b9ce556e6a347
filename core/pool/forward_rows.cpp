// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/forward_rows.h"

#include <algorithm>

#include "core/pool/bands.h"
#include "core/pool/exact_windows.h"
#include "core/pool/row_kernels.h"
#include "core/pool/separable.h"
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

BestParts partsOf(ForwardParts parts) {
    if (parts.facts) return BestParts::Facts;
    return parts.winners ? BestParts::Winners : BestParts::Values;
}

template <Winner winner, NamedWinner named>
class RowPool {
  public:
    RowPool(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, ForwardParts parts,
            const RowKernels& kernels, Tensor& y, WinnerCodes& winners, const RunControl& run)
        : x_(x),
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
        job_.streams = 4 * y.shape.count() > kStreamedBytes;
        isDense_ = isDense(grid, kernels);
    }

    std::optional<WindowFacts> poolAll(int threads) const {
        const AxisGrid& rows = job_.grid.rows;
        const std::int64_t cells = job_.grid.cols.input * std::min(rows.stride, rows.effectiveSize());
        // Each band reads the rows above it again that its first windows reach.
        const std::int64_t least = 8 * rows.effectiveSize() / rows.stride + 1;
        return poolBands(x_.shape.planes(), rows.output, cells, least, threads, *job_.run,
                         [this](IndexRange planes, IndexRange band, const RunControl& part, WindowFacts& facts) {
                             return pool(planes, band, facts, part);
                         });
    }

  private:
    // Windows of a line that are pooled together: so many that all lines of a window stay in the cache, and no fewer
    // than make reading fast.
    std::int64_t tile() const {
        const std::int64_t lines = job_.down.run + job_.grid.rows.stride + job_.down.reach;
        return std::max<std::int64_t>((std::int64_t{1} << 16) / lines / 16 * 16, 1024);
    }

    // Some rows of windows of some planes; false when stopped.
    bool pool(IndexRange planes, IndexRange rows, WindowFacts& facts, const RunControl& run) const {
        LineMemory memory;
        const std::int64_t width = job_.grid.cols.output;
        const bool isOneTile = isDense_ || width <= tile();
        std::int64_t m = planes.begin;
        while (m < planes.end) {
            BestCounts counts;
            const std::int64_t done = isOneTile ? lines(m, planes.end - m, rows, {0, width}, memory, counts, run)
                                                : linesInTiles(m, rows, memory, counts, run);
            facts.windows += done * rows.count() * width;
            facts.black += counts.black;
            facts.tied += counts.tied;
            facts.tiedInked += counts.tiedInked;
            m += done;
            if (done == 0 || (isOneTile && m < planes.end)) {
                if (run.isStopped() || !otherwise(m++, rows, facts, run)) return false;
            }
        }
        if (job_.streams) kernels_.endStream();
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
        job.y = y_.values.data() + at;
        job.codes = codes_ ? codes_ + at * job.codeBytes : nullptr;
        return (isDense_ ? kernels_.pairs : kernels_.lines)(job, memory, counts);
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
    const PoolSpec& spec_;
    const RowKernels& kernels_;
    Tensor& y_;
    WinnerCodes& winners_;
    WindowTaps taps_;
    LineJob job_;
    unsigned char* codes_ = nullptr;
    bool isDense_;
};

}  // namespace

bool isForRows(const WindowGrid& grid, PadValue padValue, const Machine& machine) {
    if (!machine.kernels) return false;
    if (isDense(grid, *machine.kernels)) return true;
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
    const int threads = threadsFor(4 * (x.shape.count() + y.shape.count()), machine.threads);
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        return RowPool<winner, named>(x, grid, spec, parts, *machine.kernels, y, winners, run).poolAll(threads);
    });
}

}  // namespace poolscope
