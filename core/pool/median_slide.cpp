// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/median_slide.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace poolscope {
namespace {

constexpr std::int64_t kLeastTaps = 25;
constexpr std::uint32_t kNan = std::numeric_limits<std::uint32_t>::max();
// Fewer windows of a tile are faster gathered each.
constexpr std::int64_t kLeastWindows = 8;
// Cells of a tile along an axis: enough that windows share most of it, and few enough that the counts of its columns
// stay in the cache. Of large windows a tile is twice as long, until it takes too much memory.
constexpr std::int64_t kTileSide = 96;
constexpr std::int64_t kMostShared = 512;
// Windows that are made together: they are remembered.
constexpr std::int64_t kMostMade = std::int64_t{1} << 21;
// Ranks that are looked at together.
constexpr int kTogetherBits = 6;

std::int64_t tileSide(const AxisGrid& axis) {
    return std::max(kTileSide, axis.size + std::min(axis.size, kMostShared));
}

// Do places and counts in 16 bits, and cells in 32, suffice?
bool isCountable(const WindowGrid& grid) {
    constexpr std::int64_t kMostSide = std::numeric_limits<std::uint16_t>::max();
    constexpr std::int64_t kMostCells = std::int64_t{1} << 25;  // a part of 1024 then has no more than 2^15
    const std::int64_t rows = std::min(tileSide(grid.rows), grid.rows.input);
    const std::int64_t cols = std::min(tileSide(grid.cols), grid.cols.input);
    return rows <= kMostSide && cols <= kMostSide && rows * cols < kMostCells &&
           rows <= std::numeric_limits<std::int32_t>::max() / grid.cols.input;
}

std::int64_t windowsInTile(const AxisGrid& axis) {
    return std::min((tileSide(axis) - axis.size) / axis.stride + 1, axis.output);
}

// The cells of the image that some windows reach.
IndexRange reachOf(const AxisGrid& axis, IndexRange windows) {
    return {std::max<std::int64_t>(0, axis.start(windows.begin)),
            std::min(axis.input, axis.start(windows.end - 1) + axis.size)};
}

// Orders as the values do; -0.0 and 0.0 are equal.
std::uint32_t keyOf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0F);
    constexpr std::uint32_t kSign = 0x80000000U;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

// Sorts by the upper half, byte by byte from the lowest, which keeps the order of equals: a sixteenth of the time that
// std::sort takes.
void sortByUpperHalf(std::vector<std::uint64_t>& keys, std::vector<std::uint64_t>& spare) {
    spare.resize(keys.size());
    for (int shift = 32; shift < 64; shift += 8) {
        std::array<std::size_t, 256> starts{};
        for (const std::uint64_t key : keys) ++starts[key >> shift & 0xFF];
        if (std::find(starts.begin(), starts.end(), keys.size()) != starts.end()) continue;
        std::exclusive_scan(starts.begin(), starts.end(), starts.begin(), std::size_t{0});
        for (const std::uint64_t key : keys) spare[starts[key >> shift & 0xFF]++] = key;
        keys.swap(spare);
    }
}

}  // namespace

bool MedianSlide::isFaster(const WindowGrid& grid) {
    return grid.taps() >= kLeastTaps && grid.rows.dilation == 1 && grid.cols.dilation == 1 &&
           2 * grid.cols.stride <= grid.cols.size &&
           windowsInTile(grid.rows) * windowsInTile(grid.cols) >= kLeastWindows && isCountable(grid);
}

std::int64_t MedianSlide::rowsAtOnce(const WindowGrid& grid) {
    return std::clamp<std::int64_t>(kMostMade / grid.cols.output, 1, windowsInTile(grid.rows));
}

MedianSlide::MedianSlide(std::span<const float> plane, const WindowTaps& taps, const PoolSpec& spec, IndexRange rows,
                         std::stop_token stop)
    : plane_(plane),
      grid_(taps.grid()),
      hasZeros_(dataPadding(spec) == PadValue::Zero),
      rule_(spec.median),
      asked_(rows),
      stop_(std::move(stop)) {}

std::optional<MedianSlide::Middle> MedianSlide::of(const CellRef& window) {
    if (!made_.contains(window.row)) makeRows(window.row);
    const Found& found = found_[static_cast<std::size_t>((window.row - made_.begin) * grid_.cols.output + window.col)];
    if (found.lower < 0) return std::nullopt;
    const auto tapOf = [&](std::int32_t cell) -> TapValue {
        const std::int64_t y = rows_.begin + cell / grid_.cols.input;
        const std::int64_t x = cell % grid_.cols.input;
        return {(y - grid_.rows.start(window.row)) * grid_.cols.size + x - grid_.cols.start(window.col),
                plane_[static_cast<std::size_t>(y * grid_.cols.input + x)]};
    };
    const TapValue lower = tapOf(found.lower);
    return Middle{lower, found.upper == found.lower ? lower : tapOf(found.upper), found.inked};
}

void MedianSlide::makeRows(std::int64_t first) {
    made_ = {first, std::min(asked_.end, first + rowsAtOnce(grid_))};
    rows_ = reachOf(grid_.rows, made_);
    found_.assign(static_cast<std::size_t>(made_.count() * grid_.cols.output), {});
    const std::int64_t wide = windowsInTile(grid_.cols);
    for (std::int64_t x = 0; x < grid_.cols.output; x += wide) makeTile({x, std::min(grid_.cols.output, x + wide)});
}

void MedianSlide::makeTile(IndexRange windowCols) {
    if (stop_.stop_requested()) return;
    cols_ = reachOf(grid_.cols, windowCols);
    rankTile();
    columns_.assign(static_cast<std::size_t>(cols_.count()), {});
    windowRows_ = {};
    for (std::int64_t oy = made_.begin; oy < made_.end && !stop_.stop_requested(); ++oy) {
        const IndexRange rows = reachOf(grid_.rows, {oy, oy + 1});
        const IndexRange now{rows.begin - rows_.begin, rows.end - rows_.begin};
        for (std::int64_t y = windowRows_.begin; y < std::min(windowRows_.end, now.begin); ++y) count(y, -1);
        for (std::int64_t y = std::max(windowRows_.end, now.begin); y < now.end; ++y) count(y, 1);
        windowRows_ = now;
        for (std::int64_t ox = windowCols.begin; ox < windowCols.end; ++ox) {
            const IndexRange cols = reachOf(grid_.cols, {ox, ox + 1});
            const IndexRange to{cols.begin - cols_.begin, cols.end - cols_.begin};
            if (ox == windowCols.begin) {
                start(to);
            } else {
                slideTo(to);
            }
            found_[static_cast<std::size_t>((oy - made_.begin) * grid_.cols.output + ox)] = middleOf({oy, ox});
        }
    }
}

void MedianSlide::rankTile() {
    const std::int64_t width = cols_.count();
    const auto cells = static_cast<std::size_t>(rows_.count() * width);
    ranks_.assign(cells, kNan);
    keys_.clear();
    firstZero_ = 0;
    firstPositive_ = 0;
    std::uint64_t at = 0;
    for (std::int64_t y = rows_.begin; y < rows_.end; ++y) {
        const float* row = plane_.data() + y * grid_.cols.input;
        for (std::int64_t x = cols_.begin; x < cols_.end; ++x, ++at) {
            if (std::isnan(row[x])) continue;
            keys_.push_back(std::uint64_t{keyOf(row[x])} << 32 | at);
            if (row[x] < 0) ++firstZero_;
            if (row[x] <= 0) ++firstPositive_;
        }
    }
    sortByUpperHalf(keys_, spare_);
    // Some more, which are looked at and do not count.
    const std::size_t places = keys_.size() + (std::size_t{1} << kTogetherBits);
    xs_.resize(places);
    ys_.resize(places);
    for (std::size_t rank = 0; rank < keys_.size(); ++rank) {
        const auto cell = static_cast<std::uint32_t>(keys_[rank]);
        ranks_[cell] = static_cast<Rank>(rank);
        ys_[rank] = static_cast<std::uint16_t>(cell / static_cast<std::uint32_t>(width));
        xs_[rank] = static_cast<std::uint16_t>(cell % static_cast<std::uint32_t>(width));
    }
    shift_ = std::max(0, static_cast<int>(std::bit_width(keys_.size())) - 10);
}

void MedianSlide::count(std::int64_t y, int times) {
    const std::int64_t width = cols_.count();
    const Rank* ranks = ranks_.data() + y * width;
    const auto by = static_cast<std::uint16_t>(times);
    for (std::int64_t x = 0; x < width; ++x) {
        Column& column = columns_[static_cast<std::size_t>(x)];
        const Rank rank = ranks[x];
        if (rank == kNan) {
            column.nans += by;
            continue;
        }
        const Rank part = rank >> shift_;
        column.ranges[part / kRanges] += by;
        column.parts[part / kRanges][part % kRanges] += by;
        if (rank < firstPositive_) (rank < firstZero_ ? column.negative : column.zeros) += by;
    }
}

void MedianSlide::start(IndexRange cols) {
    windowCols_ = {cols.begin, cols.begin};
    inRange_ = {};
    negative_ = zeros_ = nans_ = 0;
    counted_.fill({});
    slideTo(cols);
}

void MedianSlide::slideTo(IndexRange cols) {
    const auto add = [&](std::int64_t x, int times) {
        const Column& column = columns_[static_cast<std::size_t>(x)];
        for (std::size_t i = 0; i < kRanges; ++i) inRange_[i] += times * column.ranges[i];
        negative_ += times * column.negative;
        zeros_ += times * column.zeros;
        nans_ += times * column.nans;
    };
    for (std::int64_t x = windowCols_.begin; x < std::min(cols.begin, windowCols_.end); ++x) add(x, -1);
    for (std::int64_t x = std::max(cols.begin, windowCols_.end); x < cols.end; ++x) add(x, 1);
    windowCols_ = cols;
}

MedianSlide::Rank MedianSlide::nth(std::int64_t n) {
    std::size_t range = 0;
    for (; n >= inRange_[range]; ++range) n -= inRange_[range];
    Part& parts = inPart_[range];
    IndexRange& counted = counted_[range];
    const auto add = [&](std::int64_t x, int times) {
        const Part& column = columns_[static_cast<std::size_t>(x)].parts[range];
        for (std::size_t i = 0; i < kRanges; ++i) parts[i] = static_cast<std::uint16_t>(parts[i] + times * column[i]);
    };
    if (counted.end <= windowCols_.begin || 2 * (windowCols_.begin - counted.begin) > windowCols_.count()) {
        parts = {};
        counted = {windowCols_.begin, windowCols_.begin};
    }
    for (std::int64_t x = counted.begin; x < windowCols_.begin; ++x) add(x, -1);
    for (std::int64_t x = counted.end; x < windowCols_.end; ++x) add(x, 1);
    counted = windowCols_;
    std::size_t part = 0;
    for (; n >= parts[part]; ++part) n -= parts[part];
    auto rank = static_cast<Rank>((range * kRanges + part) << shift_);
    const auto left = static_cast<std::uint16_t>(windowCols_.begin);
    const auto width = static_cast<std::uint16_t>(windowCols_.count());
    const auto top = static_cast<std::uint16_t>(windowRows_.begin);
    const auto height = static_cast<std::uint16_t>(windowRows_.count());
    const auto isInside = [&](Rank at) {
        return static_cast<std::uint16_t>(xs_[at] - left) < width && static_cast<std::uint16_t>(ys_[at] - top) < height;
    };
    while (shift_ >= kTogetherBits) {
        std::int64_t inside = 0;
        for (Rank i = 0; i < 1U << kTogetherBits; ++i) inside += isInside(rank + i) ? 1 : 0;
        if (n < inside) break;
        n -= inside;
        rank += 1U << kTogetherBits;
    }
    while (!isInside(rank) || n-- > 0) ++rank;
    return rank;
}

MedianSlide::Found MedianSlide::middleOf(const CellRef& window) {
    const std::int64_t inside = windowRows_.count() * windowCols_.count();
    if (nans_ > 0) return {};
    std::int64_t zeros = 0;  // of the padding
    if (hasZeros_)
        zeros = grid_.rows.declaredTaps(window.row).count() * grid_.cols.declaredTaps(window.col).count() - inside;
    const std::int64_t count = inside + zeros;
    // Among all taps in order the padding's zeros stand behind the negative ones, mixed with the other zeros.
    const auto cellAt = [&](std::int64_t n) -> std::int32_t {
        if (zeros > 0 && n >= negative_) {
            if (n < negative_ + zeros + zeros_) return -1;
            n -= zeros;
        }
        return cellOf(nth(n));
    };
    const std::int64_t half = (count - 1) / 2;
    Found found;
    found.inked = zeros_ < inside;
    found.lower = cellAt(half);
    found.upper = count % 2 == 1 || rule_ == MedianRule::Lower ? found.lower : cellAt(half + 1);
    if (found.upper < 0) found.lower = -1;
    return found;
}

}  // namespace poolscope
