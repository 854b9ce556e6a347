// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/playback.h"

#include <algorithm>
#include <utility>

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

namespace {

std::vector<WindowLook> looksOf(const Evaluation& e, const std::stop_token& stop) {
    const std::int64_t windows = e.grid.output().count();
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    std::vector<WindowLook> looks(static_cast<std::size_t>(windows));
    for (std::int64_t i = 0; i < windows; ++i) {
        if (stopsAt(i, stop)) return {};
        float first = 0;
        bool none = true;
        const bool flat = !taps.any(e.inputPlane(), windowAt(e.grid, i), [&](std::int64_t, float v) {
            if (std::exchange(none, false)) first = v;
            return v != first;
        });
        const bool black = flat && first == 0;
        looks[static_cast<std::size_t>(i)] = black ? WindowLook::Black : flat ? WindowLook::Flat : WindowLook::Telling;
    }
    return looks;
}

}  // namespace

std::vector<WindowLook> windowLooks(const Evaluation& e, const std::stop_token& stop) {
    constexpr std::int64_t kMostLookedAt = std::int64_t{1} << 22;  // in a few milliseconds
    if (e.grid.output().count() > kMostLookedAt / e.grid.taps()) return {};
    return looksOf(e, stop);
}

std::vector<bool> blackWindows(const Evaluation& e, const std::stop_token& stop) {
    const std::vector<WindowLook> looks = looksOf(e, stop);
    std::vector<bool> black(looks.size());
    std::transform(looks.begin(), looks.end(), black.begin(), [](WindowLook l) { return l == WindowLook::Black; });
    return black;
}

std::int64_t blackRun(std::int64_t step, const std::vector<WindowLook>& looks) {
    if (looks.empty()) return 0;
    const auto windows = static_cast<std::int64_t>(looks.size());
    if (step >= 2 * windows) return 0;
    // Step k + 1 finishes window k.
    const auto from = looks.begin() + step % windows;
    return std::find_if(from, looks.end(), [](WindowLook l) { return l != WindowLook::Black; }) - from;
}

std::int64_t nextTelling(std::int64_t step, const WindowGrid& grid, const std::vector<WindowLook>& looks) {
    const std::int64_t last = lastStep(grid);
    const auto windows = static_cast<std::int64_t>(looks.size());
    while (windows > 0 && step < last && looks[static_cast<std::size_t>((step - 1) % windows)] != WindowLook::Telling) {
        ++step;
    }
    return std::min(step, last);
}

std::vector<bool> inkOf(const std::vector<WindowLook>& looks, std::size_t most) {
    std::vector<bool> ink(std::min(looks.size(), most));
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (looks[i] != WindowLook::Black) ink[i * ink.size() / looks.size()] = true;
    }
    return ink;
}

std::vector<float> partialGradient(const Evaluation& e, std::int64_t windows, const std::vector<bool>& hidden,
                                   const std::stop_token& stop) {
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    const Overlap overlap = e.experiment.pool.overlap;
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
            switch (overlap) {
                case Overlap::Add:
                    sum += term.gradient;
                    break;
                case Overlap::Loop:
                    sum = term.gradient;
                    break;
                case Overlap::Col2im:
                    if (e.grid.firstWindowOver(cell) == window) sum = term.gradient;
                    break;
            }
        }
    }
    return {sums.begin(), sums.end()};
}

}  // namespace poolscope
