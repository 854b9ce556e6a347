// SPDX-License-Identifier: GPL-3.0-or-later
// Counts over one evaluation's gradients, winners and values.
#include "core/study/ink.h"

#include <algorithm>
#include <cmath>

#include "core/base/fresh_memory.h"

namespace poolscope {
namespace {

// Calls visit(i) for 0 <= i < count, asking now and then whether to stop.
template <class Visit>
bool forEachValue(std::size_t count, const RunControl& run, const Visit& visit) {
    constexpr std::size_t kLook = std::size_t{1} << 16;
    for (std::size_t begin = 0; begin < count; begin += kLook) {
        if (run.isStopped()) return false;
        run.report(static_cast<double>(begin) / static_cast<double>(count));
        const std::size_t end = std::min(count, begin + kLook);
        for (std::size_t i = begin; i < end; ++i) visit(i);
    }
    run.report(1);
    return true;
}

void countPlane(const WinnerCodes& winners, const WindowGrid& grid, std::int64_t m, std::vector<std::int64_t>& wins,
                WinCounts& counts) {
    const Extent output = grid.output();
    for (std::int64_t oy = 0; oy < output.rows; ++oy) {
        for (std::int64_t ox = 0; ox < output.cols; ++ox) {
            const std::int64_t code = winners.at(m, {oy, ox});
            ++counts.bySlot[static_cast<std::size_t>(code)];
            const std::int64_t cell = winnerIndex(grid, m, {oy, ox}, code, IndexKind::Plane);
            if (cell < 0) {
                ++counts.inPadding;
            } else {
                ++wins[static_cast<std::size_t>(cell)];
            }
        }
    }
}

bool isWhole(const ValueScale& scale) {
    return std::floor(scale.low) == scale.low && std::floor(scale.high) == scale.high;
}

bool isWhole(std::span<const float> values) {
    return std::all_of(values.begin(), values.end(), [](float v) { return !std::isfinite(v) || std::floor(v) == v; });
}

}  // namespace

std::optional<InkGradient> gradientOnInk(std::span<const float> x, std::span<const float> dx, const RunControl& run) {
    InkGradient result;
    const bool done = forEachValue(x.size(), run, [&](std::size_t i) {
        const bool ink = x[i] > 0;
        (ink ? result.ink : result.background) += std::abs(static_cast<double>(dx[i]));
        ++(ink ? result.inkCells : result.backgroundCells);
    });
    if (!done) return std::nullopt;
    return result;
}

std::optional<WinCounts> countWins(const WinnerCodes& winners, const WindowGrid& grid, const IndexRange& planes,
                                   const RunControl& run) {
    WinCounts counts;
    if (!resizeInSteps(counts.bySlot, static_cast<std::size_t>(grid.taps()), run)) return std::nullopt;
    std::vector<std::int64_t> wins;
    for (std::int64_t m = planes.begin; m < planes.end; ++m) {
        wins.clear();
        if (!resizeInSteps(wins, static_cast<std::size_t>(grid.input().count()), run)) return std::nullopt;
        countPlane(winners, grid, m, wins, counts);
        for (const std::int64_t won : wins) {
            const auto k = static_cast<std::size_t>(won);
            if (counts.byWins.size() <= k) counts.byWins.resize(k + 1);
            ++counts.byWins[k];
        }
        run.report(static_cast<double>(m + 1 - planes.begin) / static_cast<double>(planes.count()));
    }
    return counts;
}

std::optional<Histogram> histogramOf(std::span<const float> values, Histogram result, const RunControl& run) {
    const bool done = forEachValue(values.size(), run, [&](std::size_t i) {
        const double value = values[i];
        if (std::isnan(value)) {
            ++result.notANumber;
        } else if (value < result.low) {
            ++result.below;
        } else if (value > result.high) {
            ++result.above;
        } else {
            const auto bin = static_cast<std::size_t>((value - result.low) / result.width);
            ++result.bins[std::min(result.bins.size() - 1, bin)];
        }
    });
    if (!done) return std::nullopt;
    return result;
}

std::optional<HistogramPair> sharedHistograms(std::span<const float> x, std::span<const float> y,
                                              const ValueScale& scale, const RunControl& run) {
    std::size_t bins = 16;
    double width = (scale.high - scale.low) / 16;
    if (scale == ValueScale{0, 1}) {
        bins = 20;
        width = 1.0 / 20;
    } else if (scale == ValueScale{0, 255} || (isWhole(scale) && isWhole(x))) {
        // Each bin holds as many whole numbers.
        const double count = scale.high - scale.low + 1;
        width = count <= 20 ? 1 : std::ceil(count / 16);
        bins = static_cast<std::size_t>(std::ceil(count / width));
    }
    const Histogram empty{scale.low, scale.high, width, std::vector<std::int64_t>(bins), 0, 0, 0};
    const auto input = histogramOf(x, empty, run.part(0, 0.5));
    const auto output = histogramOf(y, empty, run.part(0.5, 1));
    if (!input || !output) return std::nullopt;
    return HistogramPair{*input, *output};
}

}  // namespace poolscope
