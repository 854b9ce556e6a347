// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/separable.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace poolscope {
namespace {

// Cells that are worked on side by side; a constant, so that the compiler makes vectors of the inner loops.
constexpr std::int64_t kLanes = 16;
constexpr std::uint32_t kTied = 1;   // the best value was there more than once
constexpr std::uint32_t kInked = 2;  // some cell was not zero
constexpr int kFlagBits = 2;
constexpr std::int32_t kNoData = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kNan = std::numeric_limits<std::int32_t>::max();

// Integers in the order in which values win: NaN above all, 0.0 and -0.0 equal, nothing at kNoData.
template <PoolOp op>
std::int32_t rankOf(float value) {
    if constexpr (op == PoolOp::Min) value = -value;
    const auto bits = std::bit_cast<std::int32_t>(value);
    const std::int32_t rank = bits >= 0 ? bits : bits ^ std::numeric_limits<std::int32_t>::max();
    if (value == 0) return 0;
    return std::isnan(value) ? kNan : rank;
}

// Some cells side by side, each the best of a stretch of the image: its rank; where it is, and the flags.
struct Line {
    std::int32_t* rank;
    std::uint32_t* place;
};

// Lines of one length. The odd number of groups of lanes keeps neighbours out of the same sets of the cache.
class Lines {
  public:
    void resize(std::int64_t count, std::int64_t length) {
        length_ = (length + 2 * kLanes - 1) / (2 * kLanes) * (2 * kLanes);
        step_ = length_ + kLanes;
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
    template <TieRule rule>
    void absorb(const Line& earlier, const Line& later) const {
        std::int32_t* __restrict rank = earlier.rank;
        std::uint32_t* __restrict place = earlier.place;
        const std::int32_t* __restrict otherRank = later.rank;
        const std::uint32_t* __restrict otherPlace = later.place;
        for (std::int64_t first = 0; first < length_; first += kLanes) {
            for (std::int64_t i = first; i < first + kLanes; ++i) {
                const bool wins = rule == TieRule::Last ? otherRank[i] >= rank[i] : otherRank[i] > rank[i];
                const std::uint32_t inked = (place[i] | otherPlace[i]) & kInked;
                const std::uint32_t tied = otherRank[i] == rank[i] ? kTied : 0;
                place[i] = (wins ? otherPlace[i] : place[i]) | inked | tied;
                rank[i] = wins ? otherRank[i] : rank[i];
            }
        }
    }

  private:
    std::int64_t length_ = 0;
    std::int64_t step_ = 0;
    std::vector<std::int32_t> ranks_;
    std::vector<std::uint32_t> places_;
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

// Slides windows along one axis over lines laid across it. Calls load(position, line) once for every position and
// store(window, line) once for every window; false from load stops it, and slide returns false.
// Positions that are `dilation` apart form a chain of their own: in it, a dilated window has no gaps.
template <TieRule rule>
class Slide {
  public:
    Slide(const AxisGrid& axis, std::int64_t length) : axis_(axis), span_(spanOf(axis)) {
        const std::int64_t most = std::min(axis.size, (span_ - 1) / axis.dilation + 1);
        block_.resize(most, length);
        next_.resize(most, length);
        head_.resize(1, length);
    }

    template <class Load, class Store>
    bool run(const Load& load, const Store& store) {
        for (std::int64_t chain = 0; chain < std::min(axis_.dilation, span_); ++chain) {
            const std::int64_t links = (span_ - chain - 1) / axis_.dilation + 1;
            for (std::int64_t first = 0; first < links; first += axis_.size) {
                const std::int64_t count = std::min(axis_.size, links - first);
                for (std::int64_t i = 0; i < count; ++i) {
                    if (!load(chain + (first + i) * axis_.dilation, next_[i])) return false;
                    if (first > 0) finishWindow(chain, first, i, store);
                }
                for (std::int64_t i = count - 2; i >= 0; --i) next_.absorb<rule>(next_[i], next_[i + 1]);
                if (count == axis_.size) storeWindow(chain + first * axis_.dilation, next_[0], store);
                std::swap(block_, next_);
            }
        }
        return true;
    }

  private:
    // The window that ends at link i of the new block began in the block before it.
    template <class Store>
    void finishWindow(std::int64_t chain, std::int64_t first, std::int64_t i, const Store& store) {
        if (i + 1 == axis_.size) return;  // it is the new block itself
        if (i == 0) {
            head_.copy(next_[0], head_[0]);
        } else {
            head_.absorb<rule>(head_[0], next_[i]);
        }
        const std::int64_t position = chain + (first - axis_.size + i + 1) * axis_.dilation;
        if (position % axis_.stride != 0) return;
        block_.absorb<rule>(block_[i + 1], head_[0]);  // not needed again
        storeWindow(position, block_[i + 1], store);
    }
    template <class Store>
    void storeWindow(std::int64_t position, const Line& line, const Store& store) const {
        if (position % axis_.stride == 0) store(position / axis_.stride, line);
    }

    AxisGrid axis_;
    std::int64_t span_;
    Lines block_;  // every link joined with all behind it in its block
    Lines next_;   // the block that is being read
    Lines head_;   // the links of `next_` so far, joined
};

template <PoolOp op, TieRule rule>
class PlanePool {
  public:
    PlanePool(const WindowGrid& grid, PadValue padValue)
        : grid_(grid),
          padValue_(padValue),
          colBits_(bitsOf(spanOf(grid.cols))),
          along_(grid.cols, kLanes),
          down_(grid.rows, grid.cols.output) {
        ranks_.resize(static_cast<std::size_t>(spanOf(grid.cols) * kLanes));
        batch_.resize(kLanes, grid.cols.output);
    }

    // False when stopped.
    template <class Code>
    bool pool(std::span<const float> plane, float* y, Code* codes, WindowFacts& facts, const RunControl& run) {
        plane_ = plane.data();
        batchFirst_ = -1;
        std::int64_t loaded = 0;
        const auto load = [&](std::int64_t position, const Line& line) {
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
        return down_.run(load, [&](std::int64_t oy, const Line& line) {
            const std::int64_t at = oy * grid_.cols.output;
            decode(oy, line, y + at, codes + at, facts);
        });
    }

  private:
    // The row pass: from this row on, `kLanes` rows of one chain.
    void poolRows(std::int64_t first) {
        batchFirst_ = first;
        rankRows(first);
        const auto load = [this, first](std::int64_t position, const Line& line) {
            const std::int32_t* ranks = ranks_.data() + position * kLanes;
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                const auto row = static_cast<std::uint32_t>(first + lane * grid_.rows.dilation);
                const std::uint32_t place = (row << colBits_) | static_cast<std::uint32_t>(position);
                const bool inked = ranks[lane] != 0 && ranks[lane] != kNoData;
                line.rank[lane] = ranks[lane];
                line.place[lane] = (place << kFlagBits) | (inked ? kInked : 0);
            }
            return true;
        };
        along_.run(load, [this](std::int64_t ox, const Line& line) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                batch_[lane].rank[ox] = line.rank[lane];
                batch_[lane].place[ox] = line.place[lane];
            }
        });
    }

    // Ranks of the rows of a batch, padding and all. Square by square, so that both sides stay in the cache.
    void rankRows(std::int64_t first) {
        const std::int64_t span = spanOf(grid_.cols);
        for (std::int64_t begin = 0; begin < span; begin += kLanes) {
            const std::int64_t end = std::min(begin + kLanes, span);
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                rankCells(first + lane * grid_.rows.dilation, {begin, end}, ranks_.data() + lane);
            }
        }
    }
    void rankCells(std::int64_t row, const Range& positions, std::int32_t* ranks) const {
        const AxisGrid& cols = grid_.cols;
        const TapPlace place = placeOf(grid_.rows, row);
        const Range inside = place == TapPlace::Inside
                                 ? Range{std::clamp(cols.before, positions.begin, positions.end),
                                         std::clamp(cols.before + cols.input, positions.begin, positions.end)}
                                 : Range{positions.end, positions.end};
        for (std::int64_t x = positions.begin; x < inside.begin; ++x) ranks[x * kLanes] = rankOfPadding(place, x);
        for (std::int64_t x = inside.begin; x < inside.end; ++x) {
            ranks[x * kLanes] = rankOf<op>(plane_[(row - grid_.rows.before) * cols.input + x - cols.before]);
        }
        for (std::int64_t x = inside.end; x < positions.end; ++x) ranks[x * kLanes] = rankOfPadding(place, x);
    }
    std::int32_t rankOfPadding(TapPlace row, std::int64_t position) const {
        const bool overhangs = row == TapPlace::Overhang || placeOf(grid_.cols, position) == TapPlace::Overhang;
        return padValue_ == PadValue::Zero && !overhangs ? 0 : kNoData;
    }

    // The value is read where the winner is: so it is the same to the last bit, -0.0 and NaN too.
    template <class Code>
    void decode(std::int64_t oy, const Line& line, float* y, Code* codes, WindowFacts& facts) const {
        const AxisGrid& rows = grid_.rows;
        const AxisGrid& cols = grid_.cols;
        const std::uint32_t colMask = (std::uint32_t{1} << colBits_) - 1;
        for (std::int64_t ox = 0; ox < cols.output; ++ox) {
            const std::uint32_t place = line.place[ox] >> kFlagBits;
            const auto row = static_cast<std::int64_t>(place >> colBits_);
            const auto col = static_cast<std::int64_t>(place & colMask);
            const std::int64_t ky = tapOf(row - oy * rows.stride, rows.dilation);
            const std::int64_t kx = tapOf(col - ox * cols.stride, cols.dilation);
            codes[ox] = static_cast<Code>(ky * cols.size + kx);
            const CellRef cell{row - rows.before, col - cols.before};
            const bool inside = contains(grid_.input(), cell);
            y[ox] = inside ? plane_[flatIndex(grid_.input(), cell)] : 0.0F;
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
    const float* plane_ = nullptr;
    std::vector<std::int32_t> ranks_;  // of the rows of a batch, position by position, kLanes rows side by side
    Lines batch_;                      // what the row pass made of them
    std::int64_t batchFirst_ = -1;
    Slide<rule> along_;
    Slide<rule> down_;
};

template <PoolOp op, TieRule rule>
std::optional<WindowFacts> poolPlanes(const Tensor& x, const WindowGrid& grid, PadValue padValue, Tensor& y,
                                      WinnerCodes& winners, const RunControl& run) {
    PlanePool<op, rule> pool(grid, padValue);
    WindowFacts facts;
    const std::int64_t planes = x.shape.planes();
    for (std::int64_t m = 0; m < planes; ++m) {
        const auto count = static_cast<double>(planes);
        const RunControl part = run.part(static_cast<double>(m) / count, static_cast<double>(m + 1) / count);
        const bool done = std::visit(
            [&](auto& codes) {
                const std::int64_t at = m * grid.output().count();
                return pool.pool(x.plane(m), y.values.data() + at, codes.data() + at, facts, part);
            },
            winners.codes);
        if (!done) return std::nullopt;
    }
    return facts;
}

}  // namespace

bool isSeparable(const WindowGrid& grid) {
    const std::int64_t rows = spanOf(grid.rows);
    const std::int64_t cols = spanOf(grid.cols);

    if (bitsOf(rows) + bitsOf(cols) + kFlagBits > 32) return false;
    const double read = static_cast<double>(grid.taps()) * static_cast<double>(grid.output().count());
    return grid.taps() >= 16 && read >= static_cast<double>(rows * cols);
}

std::optional<WindowFacts> forwardSeparable(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                            WinnerCodes& winners, const RunControl& run) {
    const bool last = spec.ties == TieRule::Last;
    const PadValue pad = dataPadding(spec);
    if (spec.op == PoolOp::Max) {
        return last ? poolPlanes<PoolOp::Max, TieRule::Last>(x, grid, pad, y, winners, run)
                    : poolPlanes<PoolOp::Max, TieRule::First>(x, grid, pad, y, winners, run);
    }
    return last ? poolPlanes<PoolOp::Min, TieRule::Last>(x, grid, pad, y, winners, run)
                : poolPlanes<PoolOp::Min, TieRule::First>(x, grid, pad, y, winners, run);
}

}  // namespace poolscope
