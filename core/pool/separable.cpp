// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/separable.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <span>
#include <type_traits>

#include "core/pool/bands.h"
#include "core/pool/exact_windows.h"
#include "core/pool/row_kernels.h"

namespace poolscope {
namespace {

// Rows that the row pass works on side by side.
constexpr std::int64_t kLanes = 32;
constexpr std::int32_t kTied = BestLine::kTied;
constexpr std::int32_t kInked = BestLine::kInked;
constexpr int kFlagBits = 2;
constexpr std::int32_t kNoData = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kNanOrder = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kInfinity = 0x7f800000;

// Cells of a block of lines at most: it and the next take 16 bytes for each.
constexpr std::int64_t kMostHeld = std::int64_t{1} << 25;

// Four lanes at once, a vector type of GCC and Clang: at -O2 neither is sure to make vectors of loops by itself.
using Vector = std::int32_t __attribute__((vector_size(16)));
constexpr std::int64_t kPerVector = 4;

Vector load(const std::int32_t* from) {
    Vector v;
    std::memcpy(&v, from, sizeof v);
    return v;
}
void store(const Vector& v, std::int32_t* to) {
    std::memcpy(to, &v, sizeof v);
}

// The bits of floats as integers in the order in which values win: NaN above all, 0.0 and -0.0 equal, nothing at
// kNoData. T is one integer or a vector of them.
template <Winner winner, class T>
T rankOfBits(T bits) {
    if constexpr (winner == Winner::Smallest) bits ^= kNoData;  // the sign
    const T size = bits & std::numeric_limits<std::int32_t>::max();
    const T turned = bits ^ ((bits >> 31) & std::numeric_limits<std::int32_t>::max());  // the smaller, the more below
    if constexpr (std::is_same_v<T, Vector>) {
        const T isNan = size > kInfinity;
        return (turned & ~isNan & (size != 0)) | (isNan & kNanOrder);
    } else {
        return size == 0 ? 0 : size > kInfinity ? kNanOrder : turned;
    }
}

template <Winner winner>
void rankAll(std::span<const float> values, std::int32_t* ranks) {
    const auto count = static_cast<std::int64_t>(values.size());
    std::memcpy(ranks, values.data(), values.size_bytes());
    std::int64_t i = 0;
    for (; i + kPerVector <= count; i += kPerVector) store(rankOfBits<winner>(load(ranks + i)), ranks + i);
    for (; i < count; ++i) ranks[i] = rankOfBits<winner>(ranks[i]);
}

using Line = BestLine;

// Lines of one length. The half group of lanes between them keeps neighbours out of the same sets of the cache.
class Lines {
  public:
    explicit Lines(const RowKernels* kernels) : kernels_(kernels) {}
    void resize(std::int64_t count, std::int64_t length) {
        length_ = (length + kLanes - 1) / kLanes * kLanes;
        step_ = length_ + kLanes / 2;
        ranks_.resize(static_cast<std::size_t>(count * step_));
        places_.resize(ranks_.size());
    }
    Line operator[](std::int64_t i) { return {ranks_.data() + i * step_, places_.data() + i * step_}; }
    std::int64_t length() const { return length_; }  // a multiple of kLanes; what is beyond the end is of no account

    void copy(const Line& from, const Line& to) const {
        std::copy_n(from.rank, length_, to.rank);
        std::copy_n(from.place, length_, to.place);
    }
    // Joins `later`, which lies behind, to `earlier`.
    template <NamedWinner named>
    void absorb(const Line& earlier, const Line& later) const {
        if (kernels_) return kernels_->absorb(earlier, later, length_, named == NamedWinner::Last);
        for (std::int64_t i = 0; i < length_; i += kPerVector) {
            const Vector rank = load(earlier.rank + i);
            const Vector other = load(later.rank + i);
            const Vector place = load(earlier.place + i);
            const Vector otherPlace = load(later.place + i);
            const Vector wins = named == NamedWinner::Last ? other >= rank : other > rank;  // all bits, or none
            const Vector flags = ((place | otherPlace) & kInked) | ((other == rank) & kTied);
            store((other & wins) | (rank & ~wins), earlier.rank + i);
            store((otherPlace & wins) | (place & ~wins) | flags, earlier.place + i);
        }
    }

  private:
    const RowKernels* kernels_;
    std::int64_t length_ = 0;
    std::int64_t step_ = 0;
    std::vector<std::int32_t> ranks_;
    std::vector<std::int32_t> places_;
};

// Positions from the first tap of the first window to the last tap of the last, padding included.
std::int64_t spanOf(const AxisGrid& axis) {
    return (axis.output - 1) * axis.stride + axis.effectiveSize();
}

int bitsOf(std::int64_t value) {
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(value)));
}

// What lies at a position of the span, as far as this axis goes.
TapPlace placeOf(const AxisGrid& axis, std::int64_t position) {
    const std::int64_t at = position - axis.before;
    if (axis.inside(at)) return TapPlace::Inside;
    return at < axis.input + axis.after ? TapPlace::Padding : TapPlace::Overhang;
}

// Slides windows along one axis over lines laid across it. Calls read(position, line) once for every position and
// write(window, line) once for every window; false from read stops it, and run returns false.
// Positions that are `dilation` apart form a chain of their own: in it, a dilated window has no gaps.
template <NamedWinner named>
class Slide {
  public:
    Slide(const AxisGrid& axis, std::int64_t length, const RowKernels* kernels)
        : axis_(axis), span_(spanOf(axis)), block_(kernels), next_(kernels), head_(kernels) {
        block_.resize(axis.size, length);
        next_.resize(axis.size, length);
        head_.resize(1, length);
    }

    template <class Read, class Write>
    bool run(const Read& read, const Write& write) {
        for (std::int64_t chain = 0; chain < std::min(axis_.dilation, span_); ++chain) {
            const std::int64_t links = (span_ - chain - 1) / axis_.dilation + 1;
            for (std::int64_t first = 0; first < links; first += axis_.size) {
                const std::int64_t count = std::min(axis_.size, links - first);
                for (std::int64_t i = 0; i < count; ++i) {
                    if (!read(chain + (first + i) * axis_.dilation, next_[i])) return false;
                    if (first > 0) finishWindow(chain, first, i, write);
                }
                for (std::int64_t i = count - 2; i >= 0; --i) next_.absorb<named>(next_[i], next_[i + 1]);
                if (count == axis_.size) storeWindow(chain + first * axis_.dilation, next_[0], write);
                std::swap(block_, next_);
            }
        }
        return true;
    }

  private:
    // The window that ends at link i of the new block began in the block before it.
    template <class Write>
    void finishWindow(std::int64_t chain, std::int64_t first, std::int64_t i, const Write& write) {
        if (i + 1 == axis_.size) return;  // it is the new block itself
        if (i == 0) {
            head_.copy(next_[0], head_[0]);
        } else {
            head_.absorb<named>(head_[0], next_[i]);
        }
        const std::int64_t position = chain + (first - axis_.size + i + 1) * axis_.dilation;
        if (position % axis_.stride != 0) return;
        block_.absorb<named>(block_[i + 1], head_[0]);  // not needed again
        storeWindow(position, block_[i + 1], write);
    }
    template <class Write>
    void storeWindow(std::int64_t position, const Line& line, const Write& write) const {
        if (position % axis_.stride == 0) write(position / axis_.stride, line);
    }

    AxisGrid axis_;
    std::int64_t span_;
    Lines block_;  // every link joined with all behind it in its block
    Lines next_;   // the block that is being read
    Lines head_;   // the links of `next_` so far, joined
};

template <Winner winner, NamedWinner named>
class PlanePool {
  public:
    PlanePool(const WindowGrid& grid, PadValue padValue, const RowKernels* kernels)
        : grid_(grid),
          padValue_(padValue),
          colBits_(bitsOf(spanOf(grid.cols))),
          rows_(kernels),
          batch_(kernels),
          along_(grid.cols, kLanes, kernels),
          down_(grid.rows, grid.cols.output, kernels) {
        rows_.resize(kLanes, spanOf(grid.cols));
        batch_.resize(kLanes, grid.cols.output);
    }

    // False when stopped.
    template <class Code>
    bool pool(std::span<const float> plane, float* y, Code* codes, WindowFacts& facts, const RunControl& run) {
        plane_ = plane;
        batchFirst_ = -1;
        std::int64_t loaded = 0;
        const auto read = [&](std::int64_t position, const Line& line) {
            const std::int64_t offset = position - batchFirst_;
            const bool isThere = batchFirst_ >= 0 && offset >= 0 && offset % grid_.rows.dilation == 0 &&
                                 offset / grid_.rows.dilation < kLanes;
            if (!isThere) {
                if (run.isStopped()) return false;
                run.report(static_cast<double>(loaded) / static_cast<double>(spanOf(grid_.rows)));
                poolRows(position);
            }
            batch_.copy(batch_[(position - batchFirst_) / grid_.rows.dilation], line);
            ++loaded;
            return true;
        };
        return down_.run(read, [&](std::int64_t oy, const Line& line) {
            const std::int64_t at = oy * grid_.cols.output;
            decode(oy, line, y + at, codes ? codes + at : nullptr, facts);
        });
    }

  private:
    // The row pass: from this row on, `kLanes` rows of one chain.
    void poolRows(std::int64_t first) {
        batchFirst_ = first;
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            rankRow(first + lane * grid_.rows.dilation, rows_[lane].rank);
        }
        const auto read = [this, first](std::int64_t position, const Line& line) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                const auto row = static_cast<std::uint32_t>(first + lane * grid_.rows.dilation);
                const std::uint32_t place = (row << colBits_) | static_cast<std::uint32_t>(position);
                const std::int32_t rank = rows_[lane].rank[position];
                const bool inked = rank != 0 && rank != kNoData;
                line.rank[lane] = rank;
                line.place[lane] = static_cast<std::int32_t>(place << kFlagBits) | (inked ? kInked : 0);
            }
            return true;
        };
        along_.run(read, [this](std::int64_t ox, const Line& line) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                batch_[lane].rank[ox] = line.rank[lane];
                batch_[lane].place[ox] = line.place[lane];
            }
        });
    }

    // Ranks of one row, padding and all.
    void rankRow(std::int64_t position, std::int32_t* ranks) const {
        const AxisGrid& cols = grid_.cols;
        const std::int64_t span = spanOf(cols);
        const TapPlace place = placeOf(grid_.rows, position);
        const std::int32_t padding = padValue_ == PadValue::Zero && place != TapPlace::Overhang ? 0 : kNoData;
        const std::int64_t declared = std::min(cols.before + cols.input + cols.after, span);
        std::fill(ranks, ranks + declared, padding);
        std::fill(ranks + declared, ranks + span, kNoData);
        if (place != TapPlace::Inside) return;
        const std::int64_t row = (position - grid_.rows.before) * cols.input;
        const std::int64_t count = std::min(cols.input, span - cols.before);
        rankAll<winner>(plane_.subspan(static_cast<std::size_t>(row), static_cast<std::size_t>(count)),
                        ranks + cols.before);
    }

    // The value is read where the winner is: so it is the same to the last bit, -0.0 and NaN too.
    template <class Code>
    void decode(std::int64_t oy, const Line& line, float* y, Code* codes, WindowFacts& facts) const {
        const AxisGrid& rows = grid_.rows;
        const AxisGrid& cols = grid_.cols;
        const std::uint32_t colMask = (std::uint32_t{1} << colBits_) - 1;
        for (std::int64_t ox = 0; ox < cols.output; ++ox) {
            const std::uint32_t place = static_cast<std::uint32_t>(line.place[ox]) >> kFlagBits;
            const auto row = static_cast<std::int64_t>(place >> colBits_);
            const auto col = static_cast<std::int64_t>(place & colMask);
            const std::int64_t ky = tapOf(row - oy * rows.stride, rows.dilation);
            const std::int64_t kx = tapOf(col - ox * cols.stride, cols.dilation);
            if (codes) codes[ox] = static_cast<Code>(ky * cols.size + kx);
            const CellRef cell{row - rows.before, col - cols.before};
            const bool inside = grid_.input().contains(cell);
            y[ox] = inside ? plane_[static_cast<std::size_t>(flatIndex(grid_.input(), cell))] : 0.0F;
            const bool tied = (line.place[ox] & kTied) != 0;
            const bool inked = (line.place[ox] & kInked) != 0;
            ++facts.windows;
            facts.black += inked ? 0 : 1;
            facts.tied += tied ? 1 : 0;
            facts.tiedInked += tied && inked ? 1 : 0;
        }
    }
    static std::int64_t tapOf(std::int64_t offset, std::int64_t dilation) {
        return dilation == 1 ? offset : offset / dilation;
    }

    WindowGrid grid_;
    PadValue padValue_;
    int colBits_;
    std::span<const float> plane_;
    Lines rows_;   // ranks of the rows of a batch
    Lines batch_;  // what the row pass made of them
    std::int64_t batchFirst_ = -1;
    Slide<named> along_;
    Slide<named> down_;
};

// The windows of some rows, as a grid of their own.
WindowGrid bandOf(const WindowGrid& grid, IndexRange rows) {
    WindowGrid band = grid;
    band.rows.output = rows.count();
    band.rows.before -= rows.begin * grid.rows.stride;
    return band;
}

// Some rows of windows of a plane; false when stopped. Without codes where `winners` has none.
template <Winner winner, NamedWinner named>
bool poolRows(const Tensor& x, std::int64_t m, IndexRange rows, const WindowGrid& grid, PadValue padValue, Tensor& y,
              WinnerCodes& winners, WindowFacts& facts, const RunControl& run, const RowKernels* kernels) {
    PlanePool<winner, named> pool(bandOf(grid, rows), padValue, kernels);
    const std::int64_t at = m * grid.output().count() + rows.begin * grid.cols.output;
    return std::visit(
        [&](auto& codes) {
            return pool.pool(x.plane(m), y.values.data() + at, codes.empty() ? nullptr : codes.data() + at, facts, run);
        },
        winners.codes);
}

template <Winner winner, NamedWinner named>
std::optional<WindowFacts> poolPlanes(const Tensor& x, const WindowGrid& grid, PadValue padValue, Tensor& y,
                                      WinnerCodes& winners, const RunControl& run, const Machine& machine) {
    // Each band reads the rows above it again that its first windows reach: there are few, and one for one thread.
    const std::int64_t rows = grid.rows.output;
    const std::int64_t few = 4 * grid.rows.effectiveSize() / grid.rows.stride + 1;
    const std::int64_t least = machine.threads == 1 ? rows : std::max(few, rows / (4 * machine.threads));
    return poolBands(x.shape.planes(), rows, kTaskCells, least, machine.threads, run,
                     [&](IndexRange planes, IndexRange band, const RunControl& part, WindowFacts& facts) {
                         return poolRows<winner, named>(x, planes.begin, band, grid, padValue, y, winners, facts, part,
                                                        machine.kernels);
                     });
}

}  // namespace

bool isSeparable(const WindowGrid& grid) {
    const std::int64_t rows = spanOf(grid.rows);
    const std::int64_t cols = spanOf(grid.cols);
    if (bitsOf(rows) + bitsOf(cols) + kFlagBits > 32) return false;
    if (grid.rows.size * grid.cols.output > kMostHeld) return false;
    const double read = static_cast<double>(grid.taps()) * static_cast<double>(grid.output().count());
    return grid.taps() > 1 && read >= static_cast<double>(rows * cols);
}

std::optional<WindowFacts> forwardSeparable(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                            WinnerCodes& winners, const RunControl& run) {
    return forwardSeparableOn(Machine{}, x, grid, spec, y, winners, run);
}

std::optional<WindowFacts> forwardSeparableOn(const Machine& machine, const Tensor& x, const WindowGrid& grid,
                                              const PoolSpec& spec, Tensor& y, WinnerCodes& winners,
                                              const RunControl& run) {
    const PadValue pad = dataPadding(spec);
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        return poolPlanes<winner, named>(x, grid, pad, y, winners, run, machine);
    });
}

bool separableRows(const RowKernels* kernels, const Tensor& x, std::int64_t m, IndexRange rows, const WindowGrid& grid,
                   const PoolSpec& spec, Tensor& y, WinnerCodes& winners, WindowFacts& facts, const RunControl& run) {
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        return poolRows<winner, named>(x, m, rows, grid, dataPadding(spec), y, winners, facts, run, kernels);
    });
}

}  // namespace poolscope
