// SPDX-License-Identifier: GPL-3.0-or-later
// Windows scatter what they send into a few rows that stay in the cache; where windows of 2x2 lie side by side, each
// writes its four cells instead, and where few windows overlap, each cell gathers what they send to it.
#include "core/pool/backward_winners.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "core/pool/chunk_sums.h"
#include "core/pool/gather.h"
#include "core/pool/tasks.h"

namespace poolscope {
namespace {

bool overlaps(const AxisGrid& axis) {
    return axis.stride < axis.effectiveSize() && axis.size > 1 && axis.output > 1;
}

// Cells of dX that are made and written at once.
constexpr std::int64_t kPieceCells = std::int64_t{1} << 11;

template <class T>
std::span<T> rowsOf(std::span<T> plane, std::int64_t width, const IndexRange& rows) {
    return plane.subspan(static_cast<std::size_t>(rows.begin * width), static_cast<std::size_t>(rows.count() * width));
}

// One plane's codes and gradient.
template <class Code>
struct Plane {
    const Code* codes;
    const float* dout;
};

// The rows of windows that reach some rows of the image.
IndexRange windowsOver(const AxisGrid& rows, const IndexRange& reached) {
    const std::int64_t reach = reached.begin + rows.before - rows.effectiveSize() + 1;
    const std::int64_t begin = reach <= 0 ? 0 : (reach + rows.stride - 1) / rows.stride;
    const std::int64_t end = std::min(rows.output, (reached.end - 1 + rows.before) / rows.stride + 1);
    return {std::min(begin, end), end};
}

void denseRows(const WindowGrid& grid, const RowKernels& kernels, const Plane<std::uint8_t>& plane,
               const IndexRange& rows, float* dx) {
    const std::int64_t width = grid.cols.input;
    const IndexRange covered{rows.begin, std::min(rows.end, 2 * grid.rows.output)};
    if (covered.count() > 0) kernels.dense({plane.codes, plane.dout, grid.cols.output, covered, dx, width});
    const std::int64_t beside = 2 * grid.cols.output;
    for (std::int64_t r = 0; beside < width && r < covered.count(); ++r)
        std::fill(dx + r * width + beside, dx + (r + 1) * width, 0.0F);
    std::fill(dx + covered.count() * width, dx + rows.count() * width, 0.0F);
}

// Whether sums in float are as exact as in double.
class Exactness {
  public:
    Exactness(const WindowGrid& grid, const RowKernels* kernels) : kernels_(kernels) {
        const double windows = static_cast<double>(mostWindows(grid.rows) * mostWindows(grid.cols));
        mostWhole_ = static_cast<float>(std::floor(double{1 << 24} / windows));
        addsOnce_ = windows <= 2;
    }

    // Of two floats the sum is rounded once, in double or not.
    bool addsOnce() const { return addsOnce_; }
    // Sums of so few whole numbers are exact in any order.
    bool areWhole(std::span<const float> dout) const { return kernels_ && kernels_->areWhole(dout, mostWhole_); }

  private:
    const RowKernels* kernels_;
    float mostWhole_;
    bool addsOnce_;
};

// Of winners that are all inside the image: the sums of some rows. Beside them stands what does not count, of the rows
// of the image that the same windows reach above and below.
class Scatter {
  public:
    // What a task sums in; it keeps its memory from band to band.
    struct Sums {
        std::vector<float> floats;
        std::vector<double> doubles;
    };

    explicit Scatter(const WindowGrid& grid) : grid_(grid) {
        for (std::int64_t ky = 0; ky < grid.rows.size; ++ky) {
            for (std::int64_t kx = 0; kx < grid.cols.size; ++kx)
                offsets_.push_back(ky * grid.rows.dilation * grid.cols.input + kx * grid.cols.dilation);
        }
    }

    // Holds a table of the taps.
    static bool isPossible(const WindowGrid& grid, PadValue padding) {
        return padding != PadValue::Zero && grid.taps() <= 65536;
    }

    // Of rows that the windows of those rows reach; in `sums`, until the next call.
    template <class Code>
    std::span<const float> rows(const Plane<Code>& plane, const IndexRange& windows, const IndexRange& rows,
                                bool isExact, Sums& sums) const {
        const IndexRange reached = reachedBy(windows, rows);
        const auto first = static_cast<std::size_t>((rows.begin - reached.begin) * grid_.cols.input);
        const auto cells = static_cast<std::size_t>(rows.count() * grid_.cols.input);
        if (isExact) {
            add(plane, windows, reached, sums.floats);
            return std::span(sums.floats).subspan(first, cells);
        }
        add(plane, windows, reached, sums.doubles);
        sums.floats.resize(cells);
        const std::span<const double> from = std::span(sums.doubles).subspan(first, cells);
        std::transform(from.begin(), from.end(), sums.floats.begin(),
                       [](double sum) { return static_cast<float>(sum); });
        return sums.floats;
    }

  private:
    // Those rows and all others of the image that the windows reach.
    IndexRange reachedBy(const IndexRange& windows, IndexRange rows) const {
        if (windows.count() == 0) return rows;
        const AxisGrid& axis = grid_.rows;
        rows.begin = std::min(rows.begin, std::max<std::int64_t>(0, axis.start(windows.begin)));
        rows.end = std::max(rows.end, std::min(axis.input, axis.start(windows.end - 1) + axis.effectiveSize()));
        return rows;
    }
    template <class Code, class Sum>
    void add(const Plane<Code>& plane, const IndexRange& windows, const IndexRange& reached,
             std::vector<Sum>& sums) const {
        const std::int64_t width = grid_.cols.input;
        sums.assign(static_cast<std::size_t>(reached.count() * width), Sum{0});
        const std::int64_t* offsets = offsets_.data();
        Sum* to = sums.data();
        for (std::int64_t oy = windows.begin; oy < windows.end; ++oy) {
            const Code* codes = plane.codes + oy * grid_.cols.output;
            const float* dout = plane.dout + oy * grid_.cols.output;
            // Of the first tap, which may lie in the padding: its winner does not.
            std::int64_t at = (grid_.rows.start(oy) - reached.begin) * width - grid_.cols.before;
            for (std::int64_t ox = 0; ox < grid_.cols.output; ++ox, at += grid_.cols.stride)
                to[at + offsets[codes[ox]]] += Sum{dout[ox]};
        }
    }

    WindowGrid grid_;
    std::vector<std::int64_t> offsets_;  // of each tap from the first, in a plane
};

// The same where winners may lie in the padding, whose taps may be many. Windows come in row-major order, so only the
// rows that the current row of windows reaches are kept, in double: rows above it are finished and written.
class CheckedScatter {
  public:
    CheckedScatter(const WindowGrid& grid, const IndexRange& rows, float* dx)
        : grid_(grid),
          rows_(rows),
          dx_(dx),
          done_(rows.begin),
          kept_(std::min(rows.count(), grid.rows.effectiveSize())),
          sums_(static_cast<std::size_t>(kept_ * grid.cols.input)),
          tapRows_(static_cast<std::size_t>(grid.rows.size)) {}

    template <class Code>
    void run(const Plane<Code>& plane) {
        const IndexRange windows = windowsOver(grid_.rows, rows_);
        for (std::int64_t oy = windows.begin; oy < windows.end; ++oy) {
            writeTo(grid_.rows.start(oy));
            placeTapRows(oy);
            addRow(plane.codes + oy * grid_.cols.output, plane.dout + oy * grid_.cols.output);
        }
        writeTo(rows_.end);
    }

  private:
    // Where the sums of each row of taps are; null outside the rows of this band.
    void placeTapRows(std::int64_t oy) {
        for (std::int64_t ky = 0; ky < grid_.rows.size; ++ky) {
            const std::int64_t y = grid_.rows.position(oy, ky);
            const bool isHere = y >= done_ && y < rows_.end;
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
    void writeTo(std::int64_t end) {
        for (; done_ < std::min(end, rows_.end); ++done_) {
            double* sums = rowOf(done_);
            float* row = dx_ + (done_ - rows_.begin) * grid_.cols.input;
            for (std::int64_t x = 0; x < grid_.cols.input; ++x) {
                row[x] = static_cast<float>(sums[x]);
                sums[x] = 0;
            }
        }
    }

    WindowGrid grid_;
    IndexRange rows_;
    float* dx_;
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

// Is every gradient a whole number whose sums are exact?
bool isEachWhole(const Tensor& dout, const ChunkSums& chunks, const Exactness& exactness, int threads,
                 const RunControl& run) {
    std::atomic<bool> isWhole = true;
    const std::int64_t perPlane = chunks.chunksPerPlane();
    const auto look = [&](std::int64_t i, const RunControl&) {
        if (isWhole && !exactness.areWhole(chunks.cells(dout.plane(i / perPlane), i % perPlane))) isWhole = false;
    };
    return forEachTask(dout.shape.planes() * perPlane, threads, RunControl(run.stopToken()), look) && isWhole;
}

template <class Code>
std::optional<GradientSums> backwardByCode(const std::vector<Code>& codes, const Tensor& dout, const WindowGrid& grid,
                                           const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                           const GradientSums& before, const Machine& machine) {
    const std::int64_t planes = dx.shape.planes();
    const bool dense = std::is_same_v<Code, std::uint8_t> && machine.kernels && isDense(grid, *machine.kernels);
    const auto sum = machine.kernels ? machine.kernels->sum : &sumInLanes;
    const bool canLose = dataPadding(spec) == PadValue::Zero;
    // Where windows do not overlap nothing is added up: the gradients in dX are those that were sent.
    const bool sumsArrived = canLose || overlaps(grid.rows) || overlaps(grid.cols);

    ChunkSums arrived(planes, grid.input());
    ChunkSums upstream(planes, grid.output());
    ChunkSums lost(planes, grid.output());
    const Exactness exactness(grid, machine.kernels);
    std::optional<Gather> gather;
    std::optional<Scatter> scatter;
    if (!dense && !canLose && std::is_same_v<Code, std::uint8_t> && machine.kernels &&
        Gather::isFaster(grid, *machine.kernels)) {
        gather.emplace(grid, *machine.kernels);
    } else if (!dense && Scatter::isPossible(grid, dataPadding(spec))) {
        scatter.emplace(grid);
    }
    // Bands of whole chunks of dX; what is scattered needs the windows above its band too.
    const std::int64_t bandRows = dense ? 1 : 8 * grid.rows.effectiveSize();
    const bool isOneBand = (scatter || gather) && grid.input().count() <= kTaskCells;
    const std::int64_t bandChunks = std::clamp<std::int64_t>(
        isOneBand ? grid.rows.input : bandRows / arrived.rowsPerChunk(), 1, arrived.chunksPerPlane());
    const std::int64_t bands = (arrived.chunksPerPlane() + bandChunks - 1) / bandChunks;
    const bool streams = machine.kernels && 4 * dx.shape.count() > kStreamedBytes;
    const std::int64_t bytes = 4 * (dx.shape.count() + 2 * dout.shape.count());
    const int threads = threadsFor(bytes, machine.threads);
    const bool canBeWhole = (scatter || gather) && !exactness.addsOnce();
    // What arrives in a band was not sent to it alone. To look at all first is worth while where dX is much the larger.
    const bool areAllWhole = canBeWhole && !isOneBand && 4 * dout.shape.count() <= dx.shape.count() &&
                             isEachWhole(dout, upstream, exactness, threads, run);
    // What a task works with.
    struct Held {
        std::vector<float> cells;
        Scatter::Sums sums;
        Gather::Memory gathered;
    };
    const auto makeRows = [&](const Plane<Code>& plane, const IndexRange& rows, bool isExact, Held& held,
                              std::span<float> cells) -> std::span<const float> {
        if (scatter) return scatter->rows(plane, windowsOver(grid.rows, rows), rows, isExact, held.sums);
        if constexpr (std::is_same_v<Code, std::uint8_t>) {
            if (gather) {
                const std::int64_t ahead = plane.codes - codes.data();
                const std::int64_t behind = std::ssize(codes) - ahead - grid.output().count();
                return gather->rows({plane.codes, plane.dout, ahead, behind}, windowsOver(grid.rows, rows), rows,
                                    isExact, held.gathered);
            }
        }
        if (streams) {
            held.cells.resize(cells.size());
            cells = held.cells;
        }
        if constexpr (std::is_same_v<Code, std::uint8_t>) {
            if (dense) denseRows(grid, *machine.kernels, plane, rows, cells.data());
        }
        if (!dense) CheckedScatter(grid, rows, cells.data()).run(plane);
        return cells;
    };
    const auto runBand = [&](std::int64_t m, std::int64_t band, Held& held) {
        const std::int64_t at = m * grid.output().count();
        const Plane<Code> plane{codes.data() + at, dout.values.data() + at};
        const std::int64_t begin = band * bandChunks;
        const std::int64_t end = std::min(begin + bandChunks, arrived.chunksPerPlane());
        const IndexRange rows{arrived.firstRow(begin), arrived.firstRow(end)};
        const bool isWhole =
            areAllWhole ||
            (canBeWhole && exactness.areWhole(rowsOf(dout.plane(m), grid.cols.output, windowsOver(grid.rows, rows))));
        // Whole numbers arrive as they were sent: nothing is rounded, and none is lost in padding.
        const bool arrivesWhole = areAllWhole || (isWhole && isOneBand);
        // What is not summed leaves in pieces that are small enough to be written while the next is made.
        const std::int64_t piece =
            gather && arrivesWhole ? std::max<std::int64_t>(1, kPieceCells / grid.cols.input) : rows.count();
        for (std::int64_t y = rows.begin; y < rows.end; y += piece) {
            const IndexRange some{y, std::min(y + piece, rows.end)};
            const std::span<float> cells = rowsOf(dx.plane(m), grid.cols.input, some);
            const std::span<const float> made = makeRows(plane, some, isWhole || exactness.addsOnce(), held, cells);
            for (std::int64_t chunk = begin; sumsArrived && !arrivesWhole && chunk < end; ++chunk) {
                const IndexRange ofChunk{arrived.firstRow(chunk) - y, arrived.firstRow(chunk + 1) - y};
                arrived.at(m, chunk) = sum(rowsOf(made, grid.cols.input, ofChunk));
            }
            if (streams) {
                machine.kernels->stream(made, cells.data());
            } else if (made.data() != cells.data()) {
                std::copy(made.begin(), made.end(), cells.begin());
            }
        }
        const std::int64_t chunks = upstream.chunksPerPlane();
        for (std::int64_t chunk = band * chunks / bands; chunk < (band + 1) * chunks / bands; ++chunk) {
            upstream.at(m, chunk) = sum(upstream.cells(dout.plane(m), chunk));
            if (arrivesWhole && isOneBand) arrived.at(m, 0) += upstream.at(m, chunk);
            if (!canLose) continue;
            lost.at(m, chunk) = lostIn(grid, plane, upstream.firstRow(chunk), upstream.firstRow(chunk + 1));
        }
    };
    const std::int64_t perTask = std::max<std::int64_t>(1, kTaskCells * bands / grid.input().count());
    const std::int64_t count = planes * bands;
    const auto runTask = [&](std::int64_t task, const RunControl&) {
        Held held;
        for (std::int64_t i = task * perTask; i < std::min(count, (task + 1) * perTask); ++i) {
            runBand(i / bands, i % bands, held);
        }
        if (streams) machine.kernels->endStream();
    };
    if (!forEachTask((count + perTask - 1) / perTask, threads, run, runTask)) return std::nullopt;
    GradientSums total = before;
    upstream.addTo(total.upstream);
    (sumsArrived && !areAllWhole ? arrived : upstream).addTo(total.arrived);
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
