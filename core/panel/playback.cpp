// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/playback.h"

#include <algorithm>

#include "core/panel/links.h"

namespace poolscope {
namespace {

constexpr std::int64_t kWindowsBetweenStops = 4096;

bool stopsAt(std::int64_t window, const std::stop_token& stop) {
    return window % kWindowsBetweenStops == 0 && stop.stop_requested();
}

CellRef windowAt(const WindowGrid& grid, std::int64_t i) {
    return {i / grid.cols.output, i % grid.cols.output};
}

}  // namespace

std::int64_t lastStep(const WindowGrid& grid) {
    return 2 * grid.output().count();
}

std::int64_t playbackStep(const Playback& playback, const WindowGrid& grid) {
    return playback.done + (playback.phase == Phase::Backward ? grid.output().count() : 0);
}

Playback playbackAt(std::int64_t step, const WindowGrid& grid) {
    const std::int64_t windows = grid.output().count();
    step = std::clamp<std::int64_t>(step, 0, 2 * windows);
    return step <= windows ? Playback{Phase::Forward, step} : Playback{Phase::Backward, step - windows};
}

std::optional<CellRef> currentWindow(const Playback& playback, const WindowGrid& grid) {
    if (playback.done == 0) return std::nullopt;
    return windowAt(grid, playback.done - 1);
}

std::int64_t nextStep(std::int64_t step, std::int64_t by, const WindowGrid& grid, const std::vector<bool>& hidden) {
    const std::int64_t last = lastStep(grid);
    const std::int64_t windows = grid.output().count();
    if (hidden.empty()) return std::clamp<std::int64_t>(step + by, 0, last);
    const std::int64_t direction = by < 0 ? -1 : 1;
    for (std::int64_t left = by * direction; left > 0 && step + direction >= 0 && step + direction <= last;) {
        step += direction;
        // Step k has finished window k-1.
        if (step == 0 || step == last || !hidden[static_cast<std::size_t>((step - 1) % windows)]) --left;
    }
    return step;
}

std::int64_t windowsForward(const std::optional<Playback>& playback, const WindowGrid& grid) {
    return playback && playback->phase == Phase::Forward ? playback->done : grid.output().count();
}

std::int64_t windowsBackward(const std::optional<Playback>& playback, const WindowGrid& grid) {
    if (!playback) return grid.output().count();
    return playback->phase == Phase::Backward ? playback->done : 0;
}

bool isReached(const std::optional<Playback>& playback, const WindowGrid& grid, const CellRef& window) {
    return flatIndex(grid.output(), window) < windowsForward(playback, grid);
}

std::vector<bool> blackWindows(const Evaluation& e, const std::stop_token& stop) {
    const std::int64_t windows = e.grid.output().count();
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    std::vector<bool> black(static_cast<std::size_t>(windows));
    for (std::int64_t i = 0; i < windows; ++i) {
        if (stopsAt(i, stop)) return {};
        bool zero = true;
        taps.visit(e.inputPlane(), windowAt(e.grid, i), [&zero](std::int64_t, float v) { zero = zero && v == 0; });
        black[static_cast<std::size_t>(i)] = zero;
    }
    return black;
}

std::vector<float> partialGradient(const Evaluation& e, std::int64_t windows, const std::vector<bool>& hidden,
                                   const std::stop_token& stop) {
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    const bool overwritten = overwrites(e.experiment.pool.overlap);
    std::vector<double> sums(static_cast<std::size_t>(e.grid.input().count()));
    std::vector<TapGradient> terms;
    for (std::int64_t i = 0; i < windows && !stopsAt(i, stop); ++i) {
        if (!hidden.empty() && hidden[static_cast<std::size_t>(i)]) continue;
        const CellRef window = windowAt(e.grid, i);
        windowTerms(e, taps, window, terms);
        for (const TapGradient& term : terms) {
            const CellRef cell = e.grid.tapCell(window, term.tap);
            if (!e.grid.input().contains(cell)) continue;
            double& sum = sums[static_cast<std::size_t>(flatIndex(e.grid.input(), cell))];
            sum = (overwritten ? 0 : sum) + term.gradient;
        }
    }
    return {sums.begin(), sums.end()};
}

}  // namespace poolscope
