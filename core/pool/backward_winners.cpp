// SPDX-License-Identifier: GPL-3.0-or-later
// Windows scatter what they send into a few rows that stay in the cache; where windows of 2x2 lie side by side, each
// writes its four cells instead, and where few windows overlap, each cell gathers what they send to it.
#include "core/pool/backward_winners.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "core/pool/chunk_sums.h"
#include "core/pool/gather.h"
#include "core/pool/scatter.h"
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

void denseRows(const WindowGrid& grid, const RowKernels& kernels, const CodedPlane<std::uint8_t>& plane,
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
    void run(const CodedPlane<Code>& plane) {
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
double lostIn(const WindowGrid& grid, const CodedPlane<Code>& plane, std::int64_t first, std::int64_t end) {
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
    std::vector<std::uint8_t> isWhole(static_cast<std::size_t>(planes * bands));
    // Rows that are made before they are written. What is summed is so in whole chunks; the rest leaves in pieces that
    // are small enough to be written while the next is made.
    const auto pieceRows = [&](bool isSummed) {
        if (gather && !isSummed) return std::max<std::int64_t>(1, kPieceCells / grid.cols.input);
        if (!scatter) return bandChunks * arrived.rowsPerChunk();
        const std::int64_t chunks =
            std::max(grid.rows.effectiveSize(), Scatter::kTogether * grid.rows.stride) / arrived.rowsPerChunk();
        return std::clamp<std::int64_t>(chunks, 1, bandChunks) * arrived.rowsPerChunk();
    };
    // What a task works with.
    struct Held {
        std::vector<float> cells;
        Scatter::Memory scattered;
        Gather::Memory gathered;
    };
    const auto makeRows = [&](const CodedPlane<Code>& plane, const IndexRange& rows, bool isExact, Held& held,
                              std::span<float> cells) -> std::span<const float> {
        if (scatter) return scatter->rows(plane, rows, isExact, held.scattered);
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
    const auto rowsOfBand = [&](std::int64_t band) {
        return IndexRange{arrived.firstRow(band * bandChunks),
                          arrived.firstRow(std::min((band + 1) * bandChunks, arrived.chunksPerPlane()))};
    };
    // `cells` are those rows, which begin with a chunk.
    const auto addArrived = [&](std::int64_t m, const IndexRange& rows, std::span<const float> cells) {
        for (std::int64_t chunk = rows.begin / arrived.rowsPerChunk(); arrived.firstRow(chunk) < rows.end; ++chunk) {
            const IndexRange ofChunk{arrived.firstRow(chunk) - rows.begin, arrived.firstRow(chunk + 1) - rows.begin};
            arrived.at(m, chunk) = sum(rowsOf(cells, grid.cols.input, ofChunk));
        }
    };
    const auto runBand = [&](std::int64_t m, std::int64_t band, Held& held) {
        const std::int64_t at = m * grid.output().count();
        const CodedPlane<Code> plane{codes.data() + at, dout.values.data() + at};
        const IndexRange rows = rowsOfBand(band);
        const bool areWhole =
            canBeWhole && exactness.areWhole(rowsOf(dout.plane(m), grid.cols.output, windowsOver(grid.rows, rows)));
        isWhole[static_cast<std::size_t>(m * bands + band)] = areWhole ? 1 : 0;
        const bool sumsHere = sumsArrived && !areWhole;
        if (scatter) scatter->start(rows, held.scattered);
        const std::int64_t piece = pieceRows(sumsHere);
        for (std::int64_t y = rows.begin; y < rows.end; y += piece) {
            const IndexRange some{y, std::min(y + piece, rows.end)};
            const std::span<float> cells = rowsOf(dx.plane(m), grid.cols.input, some);
            const std::span<const float> made = makeRows(plane, some, areWhole || exactness.addsOnce(), held, cells);
            if (sumsHere) addArrived(m, some, made);
            if (streams) {
                machine.kernels->stream(made, cells.data());
            } else if (made.data() != cells.data()) {
                std::copy(made.begin(), made.end(), cells.begin());
            }
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
        Held held;
        for (std::int64_t i = task * perTask; i < std::min(count, (task + 1) * perTask); ++i) {
            runBand(i / bands, i % bands, held);
        }
        if (streams) machine.kernels->endStream();
    };
    if (!forEachTask((count + perTask - 1) / perTask, threads, run, runTask)) return std::nullopt;
    // Whole numbers arrive as they were sent: nothing is rounded, and none is lost in padding.
    for (std::int64_t m = 0; m < planes && sumsArrived; ++m) {
        const std::span<const std::uint8_t> ofPlane =
            std::span(isWhole).subspan(static_cast<std::size_t>(m * bands), static_cast<std::size_t>(bands));
        const bool areAllWhole = std::count(ofPlane.begin(), ofPlane.end(), 1) == bands;
        if (areAllWhole) arrived.at(m, 0) = upstream.ofPlane(m);
        for (std::int64_t band = 0; band < bands && !areAllWhole; ++band) {
            const IndexRange rows = rowsOfBand(band);
            if (ofPlane[static_cast<std::size_t>(band)] == 1)
                addArrived(m, rows, rowsOf(std::span<const float>(dx.plane(m)), grid.cols.input, rows));
        }
    }
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
