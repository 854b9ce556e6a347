// SPDX-License-Identifier: GPL-3.0-or-later
// The middle values of windows that slide along a row: how often each value is there is counted, and only what enters
// and leaves is counted anew (Huang, Yang and Tang 1979). Private to core/pool.
#pragma once

#include <optional>
#include <vector>

#include "core/pool/operation.h"
#include "core/window/window_taps.h"

namespace poolscope {

class MedianSlide {
  public:
    // Is it faster than to gather each window?
    static bool isFaster(const WindowGrid& grid);

    MedianSlide(std::span<const float> plane, const WindowTaps& taps, const PoolSpec& spec);

    // Two middle taps with the places that all taps in order give them, or one twice; nothing for windows with padding
    // zeros or NaN. The place costs a search, and without `placed` it is left out wherever the value is known.
    struct Middle {
        TapValue lower;
        TapValue upper;
        bool inked = true;  // not all are zero

        float value() const { return static_cast<float>((double{lower.value} + double{upper.value}) / 2); }
    };
    std::optional<Middle> of(const CellRef& window, bool placed);

  private:
    static constexpr int kStep = 8;  // bits from one level of counts to the next
    static constexpr int kLevels = 3;

    struct Found {
        std::uint32_t rank = 0;
        std::int64_t nth = 0;  // of those with that rank
    };

    void count(std::int64_t x, IndexRange rows, int times);
    void moveTo(const CellRef& window, IndexRange rows, IndexRange cols);
    Found find(std::int64_t nth) const;
    TapValue tapOf(const Found& found, const CellRef& window, IndexRange rows, IndexRange cols, bool placed) const;

    std::span<const float> plane_;
    WindowGrid grid_;
    bool hasZeros_;  // padding zeros are data
    MedianRule rule_;
    std::vector<std::uint32_t> ranks_;  // of each cell; kNan
    std::vector<float> values_;         // of each rank
    std::uint32_t zero_ = 0;            // the rank of 0.0 and -0.0, of which the sign is to be looked up
    std::vector<std::int32_t> counts_[kLevels];
    std::int64_t nans_ = 0;
    std::int64_t row_ = -1;  // of windows, that the counts belong to
    IndexRange counted_;     // columns
    IndexRange countedRows_;
};

}  // namespace poolscope
