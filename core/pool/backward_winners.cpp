// SPDX-License-Identifier: GPL-3.0-or-later
// Windows scatter what they send into a few rows that stay in the cache; where windows of 2x2 lie side by side, each
// writes its four cells instead, and where few windows overlap, each cell gathers what they send to it. Small whole
// numbers of windows one cell apart are folded along one axis after the other.
#include "core/pool/backward_winners.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <type_traits>

#include "core/base/tasks.h"
#include "core/pool/chunk_sums.h"
#include "core/pool/fold.h"
#include "core/pool/gather.h"
#include "core/pool/scatter.h"

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
    // What is sent, where it is whole numbers so small that a cell's sum of them is exact in any order.
    std::optional<double> wholeSum(std::span<const float> dout) const {
        return kernels_ ? kernels_->wholeSum(dout, mostWhole_) : std::nullopt;
    }

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

// dX plane by plane, in bands of rows that do not depend on each other, and the sums of what was sent and arrived.
template <class Code>
class WinnersBackward {
  public:
    WinnersBackward(const std::vector<Code>& codes, const Tensor& dout, const WindowGrid& grid, const PoolSpec& spec,
                    Tensor& dx, const Machine& machine)
        : codes_(codes),
          dout_(dout),
          grid_(grid),
          dx_(dx),
          machine_(machine),
          canLose_(dataPadding(spec) == PadValue::Zero),
          sumsArrived_(canLose_ || overlaps(grid.rows) || overlaps(grid.cols)),
          streams_(machine.kernels && 4 * dx.shape.count() > kStreamedBytes),
          exactness_(grid, machine.kernels),
          arrived_(dx.shape.planes(), grid.input()),
          upstream_(dx.shape.planes(), grid.output()),
          lost_(dx.shape.planes(), grid.output()) {
        constexpr bool hasKernels = std::is_same_v<Code, std::uint8_t>;
        if (hasKernels && machine.kernels && isDense(grid, *machine.kernels)) {
            isDense_ = true;
        } else if (hasKernels && machine.kernels && !canLose_ && Gather::isFaster(grid, *machine.kernels)) {
            gather_.emplace(grid, *machine.kernels);
        } else if (Scatter::isPossible(grid, dataPadding(spec))) {
            scatter_.emplace(grid);
        }
        if (hasKernels && machine.kernels && !canLose_ && Fold::isFaster(grid, *machine.kernels))
            fold_.emplace(grid, *machine.kernels, streams_);
        // Bands of whole chunks of dX; what is scattered needs the windows above its band too.
        const std::int64_t bandRows = isDense_ ? 1 : 8 * grid.rows.effectiveSize();
        const bool isOneBand = addsUp() && grid.input().count() <= kTaskCells;
        bandChunks_ = std::clamp<std::int64_t>(isOneBand ? grid.rows.input : bandRows / arrived_.rowsPerChunk(), 1,
                                               arrived_.chunksPerPlane());
        bands_ = (arrived_.chunksPerPlane() + bandChunks_ - 1) / bandChunks_;
        const auto allBands = static_cast<std::size_t>(dx.shape.planes() * bands_);
        if (addsUp()) sent_.resize(allBands);
    }

    // False when stopped.
    bool run(const RunControl& run) {
        const std::int64_t perTask = std::max<std::int64_t>(1, kTaskCells * bands_ / grid_.input().count());
        const std::int64_t count = dx_.shape.planes() * bands_;
        const auto runTask = [&](std::int64_t task, const RunControl&) {
            Held held = spares_.take();
            for (std::int64_t i = task * perTask; i < std::min(count, (task + 1) * perTask); ++i) {
                runBand(i / bands_, i % bands_, held);
            }
            if (streams_) machine_.kernels->endStream();
            spares_.leave(std::move(held));
        };
        const int threads = threadsFor(4 * (dx_.shape.count() + 2 * dout_.shape.count()), machine_.threads);
        return forEachTask((count + perTask - 1) / perTask, threads, run, runTask);
    }
    // After it has run.
    void addTo(GradientSums& total) {
        for (std::int64_t m = 0; m < dx_.shape.planes(); ++m) {
            if (addsUp()) sumWholeBands(m);
        }
        upstream_.addTo(total.upstream);
        // Where windows do not overlap nothing is added up: the gradients in dX are those that were sent.
        (sumsArrived_ ? arrived_ : upstream_).addTo(total.arrived);
        lost_.addTo(total.lost);
    }

  private:
    // What a task works with.
    struct Held {
        std::vector<float> cells;
        Scatter::Memory scattered;
        Gather::Memory gathered;
        Fold::Memory folded;
    };

    bool addsUp() const { return scatter_ || gather_; }
    double sum(std::span<const float> values) const {
        return machine_.kernels ? machine_.kernels->sum(values) : sumInLanes(values);
    }
    CodedPlane<Code> planeAt(std::int64_t m) const {
        const std::int64_t at = m * grid_.output().count();
        return {codes_.data() + at, dout_.values.data() + at};
    }
    IndexRange rowsOfBand(std::int64_t band) const {
        return {arrived_.firstRow(band * bandChunks_),
                arrived_.firstRow(std::min((band + 1) * bandChunks_, arrived_.chunksPerPlane()))};
    }
    // Rows that are made before they are written. What is summed is so in whole chunks; the rest leaves in pieces that
    // are small enough to be written while the next is made.
    std::int64_t pieceRows(bool isSummed) const {
        if (gather_ && !isSummed) return std::max<std::int64_t>(1, kPieceCells / grid_.cols.input);
        if (!scatter_) return bandChunks_ * arrived_.rowsPerChunk();
        const std::int64_t rows = std::max(grid_.rows.effectiveSize(), Scatter::kTogether * grid_.rows.stride);
        return std::clamp<std::int64_t>(rows / arrived_.rowsPerChunk(), 1, bandChunks_) * arrived_.rowsPerChunk();
    }

    void runBand(std::int64_t m, std::int64_t band, Held& held) {
        const IndexRange rows = rowsOfBand(band);
        std::optional<double> sent = fold(m, rows, held.folded);
        if (!sent) sent = sumUp(m, rows, held);
        if (addsUp()) sent_[static_cast<std::size_t>(m * bands_ + band)] = sent;
        if (!sent) addSent(m, band);
    }
    // What its own windows send. Nothing where it is to be summed up otherwise.
    std::optional<double> fold(std::int64_t m, const IndexRange& rows, Fold::Memory& memory) {
        if constexpr (std::is_same_v<Code, std::uint8_t>) {
            if (fold_) return fold_->run(planeAt(m), rows, rowsOf(dx_.plane(m), grid_.cols.input, rows), memory);
        }
        return std::nullopt;
    }
    // What its own windows send, if that is small whole numbers: then what arrives is not summed.
    std::optional<double> sumUp(std::int64_t m, const IndexRange& rows, Held& held) {
        const std::optional<double> sent =
            addsUp() && !exactness_.addsOnce() ? wholeSum(m, rows) : std::optional<double>();
        const bool sumsHere = sumsArrived_ && !sent;
        if (scatter_) scatter_->start(rows, held.scattered);
        const std::int64_t piece = pieceRows(sumsHere);
        for (std::int64_t y = rows.begin; y < rows.end; y += piece) {
            const IndexRange some{y, std::min(y + piece, rows.end)};
            const std::span<float> cells = rowsOf(dx_.plane(m), grid_.cols.input, some);
            const std::span<const float> made = makeRows(m, some, sent || exactness_.addsOnce(), held, cells);
            if (sumsHere) addArrived(m, some, made);
            write(made, cells);
        }
        return sent;
    }
    // Those that another band counts have to be whole numbers too.
    std::optional<double> wholeSum(std::int64_t m, const IndexRange& rows) const {
        const IndexRange windows = windowsOver(grid_.rows, rows);
        const std::int64_t own = firstOwnWindow(grid_.rows, rows);
        const auto sumOfRows = [&](IndexRange some) {
            return exactness_.wholeSum(rowsOf(dout_.plane(m), grid_.cols.output, some));
        };
        if (windows.begin < own && !sumOfRows({windows.begin, own})) return std::nullopt;
        return sumOfRows({own, windows.end});
    }
    void write(std::span<const float> made, std::span<float> cells) const {
        if (streams_) {
            machine_.kernels->stream(made, cells.data());
        } else if (made.data() != cells.data()) {
            std::copy(made.begin(), made.end(), cells.begin());
        }
    }
    // Where they are made: in `held`, or in `cells`, where they are to be.
    std::span<const float> makeRows(std::int64_t m, const IndexRange& rows, bool isExact, Held& held,
                                    std::span<float> cells) const {
        const CodedPlane<Code> plane = planeAt(m);
        if (scatter_) return scatter_->rows(plane, rows, isExact, held.scattered);
        if constexpr (std::is_same_v<Code, std::uint8_t>) {
            if (gather_) {
                const std::int64_t ahead = plane.codes - codes_.data();
                const std::int64_t behind = std::ssize(codes_) - ahead - grid_.output().count();
                return gather_->rows({plane.codes, plane.dout, ahead, behind}, windowsOver(grid_.rows, rows), rows,
                                     isExact, held.gathered);
            }
        }
        if (streams_) {
            held.cells.resize(cells.size());
            cells = held.cells;
        }
        if constexpr (std::is_same_v<Code, std::uint8_t>) {
            if (isDense_) {
                denseRows(grid_, *machine_.kernels, plane, rows, cells.data());
                return cells;
            }
        }
        CheckedScatter(grid_, rows, cells.data()).run(plane);
        return cells;
    }
    // `cells` are those rows, which begin with a chunk.
    void addArrived(std::int64_t m, const IndexRange& rows, std::span<const float> cells) {
        for (std::int64_t chunk = rows.begin / arrived_.rowsPerChunk(); arrived_.firstRow(chunk) < rows.end; ++chunk) {
            const IndexRange ofChunk{arrived_.firstRow(chunk) - rows.begin, arrived_.firstRow(chunk + 1) - rows.begin};
            arrived_.at(m, chunk) = sum(rowsOf(cells, grid_.cols.input, ofChunk));
        }
    }
    // What the band's share of the windows sends.
    void addSent(std::int64_t m, std::int64_t band) {
        const std::int64_t chunks = upstream_.chunksPerPlane();
        for (std::int64_t chunk = band * chunks / bands_; chunk < (band + 1) * chunks / bands_; ++chunk) {
            upstream_.at(m, chunk) = sum(upstream_.cells(dout_.plane(m), chunk));
            if (!canLose_) continue;
            lost_.at(m, chunk) = lostIn(grid_, planeAt(m), upstream_.firstRow(chunk), upstream_.firstRow(chunk + 1));
        }
    }
    // Whole numbers arrive as they were sent: nothing is rounded, and none is lost in padding. Where others are in the
    // same plane, what arrived of each has to be known, and what its share of the windows sends.
    void sumWholeBands(std::int64_t m) {
        const std::span<const std::optional<double>> bands =
            std::span(sent_).subspan(static_cast<std::size_t>(m * bands_), static_cast<std::size_t>(bands_));
        if (std::count(bands.begin(), bands.end(), std::nullopt) == 0) {
            for (const std::optional<double>& sent : bands) upstream_.at(m, 0) += *sent;
            arrived_.at(m, 0) = upstream_.at(m, 0);
            return;
        }
        for (std::int64_t band = 0; band < bands_; ++band) {
            if (!bands[static_cast<std::size_t>(band)]) continue;
            const IndexRange rows = rowsOfBand(band);
            addSent(m, band);
            addArrived(m, rows, rowsOf(std::span<const float>(dx_.plane(m)), grid_.cols.input, rows));
        }
    }

    const std::vector<Code>& codes_;
    const Tensor& dout_;
    const WindowGrid& grid_;
    Tensor& dx_;
    const Machine& machine_;
    bool canLose_;
    bool sumsArrived_;
    bool streams_;
    bool isDense_ = false;
    std::optional<Fold> fold_;
    std::optional<Gather> gather_;
    std::optional<Scatter> scatter_;
    Exactness exactness_;
    ChunkSums arrived_;
    ChunkSums upstream_;
    ChunkSums lost_;
    std::int64_t bandChunks_ = 0;  // of dX in a band
    std::int64_t bands_ = 0;       // of a plane
    Spares<Held> spares_;
    std::vector<std::optional<double>> sent_;  // by the windows of each band of each plane, if it is whole numbers
};

}  // namespace

std::optional<GradientSums> backwardOfWinners(const WinnerCodes& winners, const Tensor& dout, const WindowGrid& grid,
                                              const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                              const GradientSums& before, const Machine& machine) {
    return std::visit(
        [&](const auto& codes) -> std::optional<GradientSums> {
            WinnersBackward backward(codes, dout, grid, spec, dx, machine);
            if (!backward.run(run)) return std::nullopt;
            GradientSums total = before;
            backward.addTo(total);
            return total;
        },
        winners.codes);
}

}  // namespace poolscope
