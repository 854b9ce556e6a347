// SPDX-License-Identifier: GPL-3.0-or-later
// Two ways: cells gather what their winners send, row by row with vector instructions; or windows scatter what they
// send, which is less work where a cell lies under many windows.
#include "core/pool/backward_winners.h"

#include <algorithm>
#include <cmath>

#include "core/pool/chunk_sums.h"
#include "core/pool/tasks.h"

namespace poolscope {
namespace {

// Positions and codes fit into lanes of 32 bits, with room for a vector of windows.
constexpr std::int64_t kMostPosition = std::int64_t{1} << 29;

bool overlaps(const AxisGrid& axis) {
    return axis.stride < axis.effectiveSize() && axis.size > 1 && axis.output > 1;
}

// How many windows can lie over a cell.
std::int64_t mostWindows(const AxisGrid& axis) {
    return std::min(axis.output, (axis.effectiveSize() + axis.stride - 1) / axis.stride);
}

// The windows over each position of an axis, in order: so their taps go from last to first.
class HitLists {
  public:
    explicit HitLists(const AxisGrid& axis) {
        for (std::int64_t position = 0; position < axis.input; ++position) {
            begins_.push_back(hits_.size());
            const auto over = axis.windowsOver(position);
            hits_.insert(hits_.end(), over.begin(), over.end());
        }
        begins_.push_back(hits_.size());
    }
    std::span<const AxisHit> at(std::int64_t position) const {
        const auto i = static_cast<std::size_t>(position);
        return std::span(hits_).subspan(begins_[i], begins_[i + 1] - begins_[i]);
    }

  private:
    std::vector<std::size_t> begins_;
    std::vector<AxisHit> hits_;
};

// One plane's codes, gradient and dX.
template <class Code>
struct Plane {
    const Code* codes;
    const float* dout;
    float* dx;
    std::span<const float> all;  // the gradient of all planes
};

// The sums of every cell, from the windows over it.
class Gather {
  public:
    Gather(const WindowGrid& grid, const RowKernels& kernels)
        : grid_(grid), kernels_(kernels), rows_(grid.rows), cols_(grid.cols) {
        const AxisGrid& axis = grid.cols;
        inside_ = {0, axis.input / axis.stride};
        // A tap of column kx reaches from window q + shift to cell q*stride + phase; the last columns have the least
        // shift.
        for (std::int64_t kx = axis.size - 1; kx >= 0; --kx) {
            const std::int64_t offset = kx * axis.dilation - axis.before;
            const std::int64_t phase = offset & (axis.stride - 1);
            const std::int64_t shift = -(offset - phase) / axis.stride;
            if (shifts_.empty() || shifts_.back().shift != shift) shifts_.push_back({.shift = shift});
            shifts_.back().cols[static_cast<std::size_t>(phase)] = static_cast<std::int32_t>(kx);
        }
        inside_.begin = std::max(inside_.begin, -shifts_.front().shift);
        inside_.end = std::min(inside_.end, axis.output - shifts_.back().shift);
        for (std::int64_t y = 0; y < grid.rows.input; ++y) {
            sourceBegins_.push_back(sources_.size());
            for (const AxisHit& hit : rows_.at(y)) {
                sources_.push_back({hit.window * axis.output, static_cast<std::int32_t>(hit.tap * axis.size)});
            }
        }
        sourceBegins_.push_back(sources_.size());
        const double windows = static_cast<double>(mostWindows(grid.rows) * mostWindows(grid.cols));
        mostWhole_ = static_cast<float>(std::floor(double{1 << 24} / windows));
        addsOnce_ = windows <= 2;
    }

    bool isPossible() const { return grid_.cols.input / grid_.cols.stride >= kernels_.leastCells; }

    template <class Code>
    void rows(const Plane<Code>& plane, std::int64_t first, std::int64_t end) const {
        const bool inFloat = addsOnce_ || isWhole(plane.dout, first, end);
        const std::int64_t stride = grid_.cols.stride;
        GatherRow row;
        row.codes = plane.codes;
        row.dout = plane.dout;
        row.shifts = shifts_;
        row.stride = stride;
        row.windows = grid_.cols.output;
        row.inside = inside_;
        row.codeBytes = sizeof(Code);
        row.inFloat = inFloat;
        for (std::int64_t y = first; y < end; ++y) {
            row.sources = sourcesOf(y);
            row.dx = plane.dx + y * grid_.cols.input;
            row.cells = readable(plane, row.sources);
            if (row.cells.count() < kernels_.leastCells) row.cells = {};
            kernels_.gather(row);
            for (std::int64_t x = 0; x < row.cells.begin * stride; ++x) row.dx[x] = cell<Code>(row, x);
            for (std::int64_t x = row.cells.end * stride; x < grid_.cols.input; ++x) row.dx[x] = cell<Code>(row, x);
        }
    }

  private:
    std::span<const GatherSource> sourcesOf(std::int64_t y) const {
        const auto i = static_cast<std::size_t>(y);
        return std::span(sources_).subspan(sourceBegins_[i], sourceBegins_[i + 1] - sourceBegins_[i]);
    }
    // Beyond the ends of a row of windows lie others, but not beyond those of all.
    template <class Code>
    IndexRange readable(const Plane<Code>& plane, std::span<const GatherSource> sources) const {
        IndexRange cells{0, grid_.cols.input / grid_.cols.stride};
        const std::int64_t at = plane.dout - plane.all.data();
        const auto all = static_cast<std::int64_t>(plane.all.size());
        for (const GatherSource& source : sources) {
            cells.begin = std::max(cells.begin, -(at + source.offset + shifts_.front().shift));
            cells.end = std::min(cells.end, all - at - source.offset - shifts_.back().shift);
        }
        return cells;
    }
    template <class Code>
    float cell(const GatherRow& row, std::int64_t x) const {
        double sum = 0;
        for (const GatherSource& source : row.sources) {
            for (const AxisHit& hit : cols_.at(x)) {
                const std::int64_t at = source.offset + hit.window;
                const auto code = static_cast<std::int64_t>(static_cast<const Code*>(row.codes)[at]);
                if (code == source.firstCode + hit.tap) sum += double{row.dout[at]};
            }
        }
        return static_cast<float>(sum);
    }
    // Sums of so few whole numbers are exact in float too.
    bool isWhole(const float* dout, std::int64_t first, std::int64_t end) const {
        std::int64_t begin = grid_.rows.output;
        std::int64_t last = -1;
        for (std::int64_t y = first; y < end; ++y) {
            const auto hits = rows_.at(y);
            if (hits.empty()) continue;
            begin = std::min(begin, hits.front().window);
            last = std::max(last, hits.back().window);
        }
        if (last < begin) return true;
        return kernels_.areWhole({dout + begin * grid_.cols.output, dout + (last + 1) * grid_.cols.output}, mostWhole_);
    }

    WindowGrid grid_;
    const RowKernels& kernels_;
    HitLists rows_;
    HitLists cols_;
    std::vector<GatherShift> shifts_;
    std::vector<std::size_t> sourceBegins_;  // of each row of dX in the next
    std::vector<GatherSource> sources_;
    IndexRange inside_;
    float mostWhole_;
    bool addsOnce_;  // the sum of two floats is rounded once, in double or not
};

// The sums of some rows, window by window. Windows come in row-major order, so only the rows that the current row of
// windows reaches are kept, in double: rows above it are finished and written.
class Scatter {
  public:
    Scatter(const WindowGrid& grid, std::int64_t first, std::int64_t end)
        : grid_(grid),
          end_(end),
          done_(first),
          kept_(std::min(end - first, grid.rows.effectiveSize())),
          sums_(static_cast<std::size_t>(kept_ * grid.cols.input)),
          tapRows_(static_cast<std::size_t>(grid.rows.size)) {}

    template <class Code>
    void run(const Plane<Code>& plane) {
        const AxisGrid& rows = grid_.rows;
        const std::int64_t reach = done_ + rows.before - rows.effectiveSize() + 1;
        const std::int64_t oyBegin = reach <= 0 ? 0 : (reach + rows.stride - 1) / rows.stride;
        const std::int64_t oyEnd = std::min(rows.output, (end_ - 1 + rows.before) / rows.stride + 1);
        for (std::int64_t oy = oyBegin; oy < oyEnd; ++oy) {
            writeTo(rows.start(oy), plane.dx);
            placeTapRows(oy);
            addRow(plane.codes + oy * grid_.cols.output, plane.dout + oy * grid_.cols.output);
        }
        writeTo(end_, plane.dx);
    }

  private:
    // Where the sums of each row of taps are; null outside the rows of this band.
    void placeTapRows(std::int64_t oy) {
        for (std::int64_t ky = 0; ky < grid_.rows.size; ++ky) {
            const std::int64_t y = grid_.rows.position(oy, ky);
            const bool isHere = y >= done_ && y < end_;
            tapRows_[static_cast<std::size_t>(ky)] = isHere ? rowOf(y) : nullptr;
        }
    }
    double* rowOf(std::int64_t y) { return sums_.data() + y % kept_ * grid_.cols.input; }

    template <class Code>
    void addRow(const Code* codes, const float* dout) {
        // Codes have 32 bits and axes 20: half a tap more makes the quotient safe from rounding.
        const double perRow = 1.0 / static_cast<double>(grid_.cols.size);
        for (std::int64_t ox = 0; ox < grid_.cols.output; ++ox) {
            const auto code = static_cast<std::int64_t>(codes[ox]);
            const auto ky = static_cast<std::int64_t>((static_cast<double>(code) + 0.5) * perRow);
            const std::int64_t x = grid_.cols.position(ox, code - ky * grid_.cols.size);
            double* sums = tapRows_[static_cast<std::size_t>(ky)];
            if (sums && grid_.cols.inside(x)) sums[x] += double{dout[ox]};
        }
    }
    void writeTo(std::int64_t end, float* dx) {
        for (; done_ < std::min(end, end_); ++done_) {
            double* sums = rowOf(done_);
            float* row = dx + done_ * grid_.cols.input;
            for (std::int64_t x = 0; x < grid_.cols.input; ++x) {
                row[x] = static_cast<float>(sums[x]);
                sums[x] = 0;
            }
        }
    }

    WindowGrid grid_;
    std::int64_t end_;
    std::int64_t done_;  // rows up to here are written
    std::int64_t kept_;
    std::vector<double> sums_;  // a ring of rows
    std::vector<double*> tapRows_;
};

// What winners outside the image take, in some rows of windows.
template <class Code>
double lostIn(const WindowGrid& grid, const Plane<Code>& plane, std::int64_t first, std::int64_t end) {
    double lost = 0;
    const IndexRange allCols{0, grid.cols.size};
    for (std::int64_t oy = first; oy < end; ++oy) {
        const bool wholeRows = grid.rows.insideTaps(oy).count() == grid.rows.size;
        for (std::int64_t ox = 0; ox < grid.cols.output; ++ox) {
            if (wholeRows && grid.cols.insideTaps(ox) == allCols) continue;
            const std::int64_t at = oy * grid.cols.output + ox;
            const auto code = static_cast<std::int64_t>(plane.codes[at]);
            if (!grid.input().contains(grid.tapCell({oy, ox}, code))) lost += double{plane.dout[at]};
        }
    }
    return lost;
}

// Roughly the cycles that either way takes for a cell.
bool isGatheringFaster(const WindowGrid& grid) {
    const double over = static_cast<double>(grid.output().count()) / static_cast<double>(grid.input().count());
    const double taps = static_cast<double>(grid.taps()) * over;
    return grid.cols.stride <= 2 && grid.cols.input < kMostPosition && grid.taps() < kMostPosition &&
           1 + 0.25 * taps < 10 * over + 1.5;
}

template <class Code>
std::optional<GradientSums> backwardByCode(const std::vector<Code>& codes, const Tensor& dout, const WindowGrid& grid,
                                           const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                           const GradientSums& before, const Machine& machine) {
    const std::int64_t planes = dx.shape.planes();
    std::optional<Gather> gather;
    if (machine.kernels && isGatheringFaster(grid)) gather.emplace(grid, *machine.kernels);
    const bool gathers = gather && gather->isPossible();
    const auto sum = machine.kernels ? machine.kernels->sum : &sumInLanes;
    const bool canLose = dataPadding(spec) == PadValue::Zero;
    // Where windows do not overlap nothing is added up: the gradients in dX are those that were sent.
    const bool sumsArrived = canLose || overlaps(grid.rows) || overlaps(grid.cols);

    ChunkSums arrived(planes, grid.input());
    ChunkSums upstream(planes, grid.output());
    ChunkSums lost(planes, grid.output());
    // Bands of whole chunks of dX; what is scattered needs the windows above its band too.
    const std::int64_t bandRows = gathers ? kTaskCells / grid.cols.input : 8 * grid.rows.effectiveSize();
    const std::int64_t bandChunks =
        std::clamp<std::int64_t>(bandRows / arrived.rowsPerChunk(), 1, arrived.chunksPerPlane());
    const std::int64_t bands = (arrived.chunksPerPlane() + bandChunks - 1) / bandChunks;
    const auto runBand = [&](std::int64_t m, std::int64_t band) {
        const std::int64_t at = m * grid.output().count();
        const Plane<Code> plane{codes.data() + at, dout.values.data() + at, dx.plane(m).data(), dout.values};
        const std::int64_t begin = band * bandChunks;
        const std::int64_t end = std::min(begin + bandChunks, arrived.chunksPerPlane());
        if (!gathers) Scatter(grid, arrived.firstRow(begin), arrived.firstRow(end)).run(plane);
        for (std::int64_t chunk = begin; chunk < end; ++chunk) {
            if (gathers) gather->rows(plane, arrived.firstRow(chunk), arrived.firstRow(chunk + 1));
            if (sumsArrived) arrived.at(m, chunk) = sum(arrived.cells(dx.plane(m), chunk));
        }
        const std::int64_t chunks = upstream.chunksPerPlane();
        for (std::int64_t chunk = band * chunks / bands; chunk < (band + 1) * chunks / bands; ++chunk) {
            upstream.at(m, chunk) = sum(upstream.cells(dout.plane(m), chunk));
            if (!canLose) continue;
            lost.at(m, chunk) = lostIn(grid, plane, upstream.firstRow(chunk), upstream.firstRow(chunk + 1));
        }
    };
    const std::int64_t perTask = std::max<std::int64_t>(1, kTaskCells * bands / grid.input().count());
    const std::int64_t count = planes * bands;
    const auto runTask = [&](std::int64_t task, const RunControl&) {
        for (std::int64_t i = task * perTask; i < std::min(count, (task + 1) * perTask); ++i) {
            runBand(i / bands, i % bands);
        }
    };
    const std::int64_t bytes = 4 * (dx.shape.count() + 2 * dout.shape.count());
    if (!forEachTask((count + perTask - 1) / perTask, threadsFor(bytes, machine.threads), run, runTask))
        return std::nullopt;
    GradientSums total = before;
    upstream.addTo(total.upstream);
    (sumsArrived ? arrived : upstream).addTo(total.arrived);
    lost.addTo(total.lost);
    return total;
}

}  // namespace

std::optional<GradientSums> backwardOfWinners(const WinnerCodes& winners, const Tensor& dout, const WindowGrid& grid,
                                              const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                              const GradientSums& before, const Machine& machine) {
    return std::visit(
        [&](const auto& codes) { return backwardByCode(codes, dout, grid, spec, dx, run, before, machine); },
        winners.codes);
}

}  // namespace poolscope
