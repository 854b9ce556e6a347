// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets the gradient and who wins: ink against background, places in the window, wins per cell, histograms.
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/base/run_control.h"
#include "core/pool/winners.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

// Gradient by where it lands, magnitudes added in double. Ink is every cell above 0; NaN is background.
struct InkGradient {
    double ink = 0;
    double background = 0;
    std::int64_t inkCells = 0;
    std::int64_t backgroundCells = 0;

    // Of all gradient; 0 where there is none, NaN where some of it is not finite.
    double inkShare() const {
        const double all = ink + background;
        if (!std::isfinite(all)) return std::numeric_limits<double>::quiet_NaN();
        return all > 0 ? ink / all : 0.0;
    }
    bool operator==(const InkGradient&) const = default;
};

// x and its gradient dx, of one length. Nothing when stopped.
std::optional<InkGradient> gradientOnInk(std::span<const float> x, std::span<const float> dx,
                                         const RunControl& run = {});

// Counted over the winner that is named (of equals the one that the tie rule names).
struct WinCounts {
    std::vector<std::int64_t> bySlot;  // windows won by each tap, ky*kw + kx
    std::vector<std::int64_t> byWins;  // entry k: cells that win k windows; cells never seen are among those of 0
    std::int64_t inPadding = 0;        // windows won by a padding zero

    bool operator==(const WinCounts&) const = default;
};

// Over these planes of the winners (max and min only). Nothing when stopped.
std::optional<WinCounts> countWins(const WinnerCodes& winners, const WindowGrid& grid, const IndexRange& planes,
                                   const RunControl& run = {});

// Bins of equal width from low to high, the last one with its end. Where each holds as many whole numbers, the last one
// may reach over the end.
struct Histogram {
    double low = 0;
    double high = 0;
    double width = 0;  // of a bin
    std::vector<std::int64_t> bins;
    std::int64_t below = 0;
    std::int64_t above = 0;
    std::int64_t notANumber = 0;

    bool operator==(const Histogram&) const = default;
};

// Counts values into bins that are empty yet; low < high, both finite, one bin or more. Input and output share one
// scale when both are asked with the same. Nothing when stopped.
std::optional<Histogram> histogramOf(std::span<const float> values, Histogram bins, const RunControl& run = {});

struct HistogramPair {
    Histogram input;
    Histogram output;
};
// On the scale that input and output share, in bins of equally many whole numbers where X has no others: sixteen of
// bytes. Nothing when stopped.
std::optional<HistogramPair> sharedHistograms(std::span<const float> x, std::span<const float> y,
                                              const ValueScale& scale, const RunControl& run = {});
}  // namespace poolscope
