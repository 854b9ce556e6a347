// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/median_slide.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope {
namespace {

constexpr std::int64_t kLeastTaps = 25;
constexpr std::uint32_t kNanRank = std::numeric_limits<std::uint32_t>::max();
constexpr float kMostWhole = 65535;

// Bytes and other small whole numbers are their own ranks.
bool areSmallWhole(std::span<const float> plane) {
    return std::all_of(plane.begin(), plane.end(),
                       [](float v) { return std::isnan(v) || (v >= 0 && v <= kMostWhole && v == std::floor(v)); });
}

}  // namespace

bool MedianSlide::isFaster(const WindowGrid& grid) {
    return grid.taps() >= kLeastTaps && grid.cols.dilation == 1 && 2 * grid.cols.stride <= grid.cols.size;
}

MedianSlide::MedianSlide(std::span<const float> plane, const WindowTaps& taps, const PoolSpec& spec)
    : plane_(plane),
      grid_(taps.grid()),
      hasZeros_(dataPadding(spec) == PadValue::Zero),
      rule_(spec.median),
      ranks_(plane.size()) {
    const bool isDirect = areSmallWhole(plane);
    std::copy_if(plane.begin(), plane.end(), std::back_inserter(values_), [](float v) { return !std::isnan(v); });
    if (isDirect) {
        const float most = values_.empty() ? 0 : *std::max_element(values_.begin(), values_.end());
        values_.resize(static_cast<std::size_t>(most) + 1);
        for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = static_cast<float>(i);
    } else {
        std::sort(values_.begin(), values_.end());
        values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
    }
    const auto rankOf = [&](float v) -> std::uint32_t {
        if (std::isnan(v)) return kNanRank;
        if (isDirect) return static_cast<std::uint32_t>(v);
        return static_cast<std::uint32_t>(std::lower_bound(values_.begin(), values_.end(), v) - values_.begin());
    };
    std::transform(plane.begin(), plane.end(), ranks_.begin(), rankOf);
    zero_ = static_cast<std::uint32_t>(std::lower_bound(values_.begin(), values_.end(), 0.0F) - values_.begin());
    for (int level = 0; level < kLevels; ++level) counts_[level].resize((values_.size() >> (level * kStep)) + 1);
}

void MedianSlide::count(std::int64_t x, IndexRange rows, int times) {
    for (std::int64_t y = rows.begin; y < rows.end; ++y) {
        const std::int64_t at = grid_.rows.position(row_, y) * grid_.cols.input + x;
        const std::uint32_t rank = ranks_[static_cast<std::size_t>(at)];
        if (rank == kNanRank) {
            nans_ += times;
            continue;
        }
        for (int level = 0; level < kLevels; ++level) counts_[level][rank >> (level * kStep)] += times;
    }
}

void MedianSlide::moveTo(const CellRef& window, IndexRange rows, IndexRange cols) {
    const bool slides = window.row == row_ && cols.begin >= counted_.begin && cols.end >= counted_.end;
    if (!slides) {
        // Taken out one by one: clearing counts of millions of values would take longer.
        for (std::int64_t x = counted_.begin; row_ >= 0 && x < counted_.end; ++x) count(x, countedRows_, -1);
        row_ = window.row;
        countedRows_ = rows;
        counted_ = {cols.begin, cols.begin};
    }
    for (; counted_.begin < std::min(cols.begin, counted_.end); ++counted_.begin) count(counted_.begin, rows, -1);
    if (counted_.begin == counted_.end) counted_ = {cols.begin, cols.begin};
    for (; counted_.end < cols.end; ++counted_.end) count(counted_.end, rows, 1);
}

MedianSlide::Found MedianSlide::find(std::int64_t nth) const {
    std::size_t at = 0;
    for (int level = kLevels - 1; level >= 0; --level) {
        at <<= kStep;
        for (; nth >= counts_[level][at]; ++at) nth -= counts_[level][at];
    }
    return {static_cast<std::uint32_t>(at), nth};
}

TapValue MedianSlide::tapOf(const Found& found, const CellRef& window, IndexRange rows, IndexRange cols,
                            bool placed) const {
    const float value = values_[found.rank];
    if (!placed && found.rank != zero_) return {-1, value};
    std::int64_t left = found.nth;
    for (std::int64_t ky = rows.begin; ky < rows.end; ++ky) {
        const std::int64_t at = grid_.rows.position(window.row, ky) * grid_.cols.input;
        for (std::int64_t x = cols.begin; x < cols.end; ++x) {
            const auto cell = static_cast<std::size_t>(at + x);
            if (ranks_[cell] != found.rank || left-- > 0) continue;
            return {ky * grid_.cols.size + x - grid_.cols.start(window.col), plane_[cell]};
        }
    }
    return {-1, value};
}

std::optional<MedianSlide::Middle> MedianSlide::of(const CellRef& window, bool placed) {
    const IndexRange rows = grid_.rows.insideTaps(window.row);
    const IndexRange taps = grid_.cols.insideTaps(window.col);
    const std::int64_t start = grid_.cols.start(window.col);
    const IndexRange cols{start + taps.begin, start + taps.end};
    moveTo(window, rows, cols);
    const std::int64_t inside = rows.count() * cols.count();
    if (nans_ > 0 || (hasZeros_ && inside < grid_.taps())) return std::nullopt;
    const std::int64_t half = (inside - 1) / 2;
    const Found lower = find(half);
    const TapValue low = tapOf(lower, window, rows, cols, placed);
    const bool hasZero = zero_ < values_.size() && values_[zero_] == 0;
    const bool inked = !hasZero || counts_[0][zero_] < inside;
    if (inside % 2 == 1 || rule_ == MedianRule::Lower) return Middle{low, low, inked};
    const bool isSame = counts_[0][lower.rank] > lower.nth + 1;
    const Found upper = isSame ? Found{lower.rank, lower.nth + 1} : find(half + 1);
    return Middle{low, tapOf(upper, window, rows, cols, placed), inked};
}

}  // namespace poolscope
