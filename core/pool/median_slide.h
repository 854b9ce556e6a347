// SPDX-License-Identifier: GPL-3.0-or-later
// The middle values of windows that overlap. A tile of the plane is ranked once; every column of a window counts how
// many of its values lie in each range of ranks, and a window goes on from the one before by the column that enters and
// the one that leaves, so that its size does not matter (Perreault and Hébert 2007, there for bytes). Private to
// core/pool.
#pragma once

#include <array>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/pool/operation.h"
#include "core/window/window_taps.h"

namespace poolscope {

class MedianSlide {
  public:
    // Is it faster than to gather each window?
    static bool isFaster(const WindowGrid& grid);
    // So many rows of windows are made together.
    static std::int64_t rowsAtOnce(const WindowGrid& grid);

    // For some rows of windows of a plane.
    MedianSlide(std::span<const float> plane, const WindowTaps& taps, const PoolSpec& spec, IndexRange rows,
                std::stop_token stop);

    // Two middle taps, or one twice, with the places that all taps in order give them.
    struct Middle {
        TapValue lower;
        TapValue upper;
        bool inked = true;  // not all are zero

        float value() const { return static_cast<float>((double{lower.value} + double{upper.value}) / 2); }
    };
    // Nothing for windows with NaN, for those in whose middle padding zeros stand, and when stopped. Fast when windows
    // are asked for in row-major order.
    std::optional<Middle> of(const CellRef& window);

  private:
    static constexpr int kRanges = 32;  // of ranks, and as many parts of each
    using Rank = std::uint32_t;

    using Part = std::array<std::uint16_t, kRanges>;  // no more than there are ranks in each part
    // How many cells of a column lie in each range and part, and what decides about windows as a whole.
    struct Column {
        std::array<std::uint16_t, kRanges> ranges{};
        std::array<Part, kRanges> parts{};
        std::uint16_t negative = 0;
        std::uint16_t zeros = 0;
        std::uint16_t nans = 0;
    };
    // Cells of the plane, counted from the first row that the windows made together reach; -1: none.
    struct Found {
        std::int32_t lower = -1;
        std::int32_t upper = -1;
        bool inked = true;
    };

    void makeRows(std::int64_t first);
    void makeTile(IndexRange windowCols);
    void rankTile();
    void count(std::int64_t y, int times);
    void start(IndexRange cols);
    void slideTo(IndexRange cols);
    Found middleOf(const CellRef& window);
    Rank nth(std::int64_t n);
    std::int32_t cellOf(Rank rank) const {
        return ys_[rank] * static_cast<std::int32_t>(grid_.cols.input) + xs_[rank] +
               static_cast<std::int32_t>(cols_.begin);
    }

    std::span<const float> plane_;
    WindowGrid grid_;
    bool hasZeros_;  // padding zeros are data
    MedianRule rule_;
    IndexRange asked_;  // rows of windows
    std::stop_token stop_;

    IndexRange made_;  // rows of windows
    std::vector<Found> found_;

    // The tile: cells of the plane, their ranks, equal values by their place, and where each rank stands.
    IndexRange rows_;
    IndexRange cols_;
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint64_t> spare_;
    std::vector<Rank> ranks_;  // of NaN: kNan
    std::vector<std::uint16_t> xs_;
    std::vector<std::uint16_t> ys_;
    Rank firstZero_ = 0;
    Rank firstPositive_ = 0;
    int shift_ = 0;  // from a rank to its part

    std::vector<Column> columns_;
    // The window: its rows and columns of the tile, the sums of its columns, and up to where those of the parts go.
    IndexRange windowRows_;
    IndexRange windowCols_;
    std::array<std::int32_t, kRanges> inRange_{};
    std::array<Part, kRanges> inPart_{};
    std::array<IndexRange, kRanges> counted_;
    std::int64_t negative_ = 0;
    std::int64_t zeros_ = 0;
    std::int64_t nans_ = 0;
};

}  // namespace poolscope
