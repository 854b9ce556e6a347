// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/animation.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

#include "core/base/text.h"
#include "core/figure/squeeze_film.h"

namespace poolscope {
namespace {

struct WindowRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::string legalWindows(const WindowGrid& grid) {
    return "windows are 0 to " + std::to_string(grid.output().count() - 1);
}

Result<WindowRange> windowsOf(const AnimationSpec& spec, const WindowGrid& grid) {
    const std::int64_t windows = grid.output().count();
    const WindowRange range{spec.from.value_or(0), spec.to.value_or(windows - 1)};
    if (range.first < 0 || range.first >= windows)
        return fail("animation.from", "there is no window " + std::to_string(range.first) + ": " + legalWindows(grid));
    if (range.last < 0 || range.last >= windows)
        return fail("animation.to", "there is no window " + std::to_string(range.last) + ": " + legalWindows(grid));
    if (range.last < range.first) {
        return fail("animation.to", "the last window, " + std::to_string(range.last) + ", comes before the first, " +
                                        std::to_string(range.first));
    }
    return range;
}

bool isHiddenWindow(const std::vector<bool>& hidden, std::int64_t window) {
    return !hidden.empty() && hidden[static_cast<std::size_t>(window)];
}

// The frames of a range in one phase. A hidden window at the end leaves the frame in which everything is done.
void addPhase(std::vector<AnimationFrame>& frames, Phase phase, const WindowRange& range, const WindowGrid& grid,
              const std::vector<bool>& hidden) {
    for (std::int64_t window = range.first; window <= range.last; ++window) {
        if (isHiddenWindow(hidden, window)) continue;
        const Playback playback{phase, window + 1};
        frames.push_back({playback, currentWindow(playback, grid)});
    }
    if (isHiddenWindow(hidden, range.last)) frames.push_back({{phase, range.last + 1}, std::nullopt});
}

Result<void> checkCount(const AnimationSpec& spec, const WindowRange& range, const WindowGrid& grid,
                        const std::vector<bool>& hidden) {
    std::int64_t frames = 1;
    for (std::int64_t window = range.first; window <= range.last; ++window)
        frames += isHiddenWindow(hidden, window) ? 0 : 1;
    if (spec.phase == AnimatedPhase::Both) frames *= 2;
    const bool asked = spec.from || spec.to;
    if (frames > kMostFrames) {
        return fail("animation.from", "these are " + std::to_string(frames) + " frames, and an animation holds " +
                                          std::to_string(kMostFrames) + " at most: choose fewer windows; " +
                                          legalWindows(grid));
    }
    if (!asked && frames > kMostFramesUnasked) {
        return fail("animation.from", "all windows make " + std::to_string(frames) + " frames, which is more than " +
                                          std::to_string(kMostFramesUnasked) +
                                          ": name the first or the last window to show; " + legalWindows(grid));
    }
    return {};
}

// What is happening, beneath the figure.
std::string noteOf(const AnimationFrame& frame, const WindowGrid& grid) {
    std::string note = frame.playback.phase == Phase::Forward ? "Forward · " : "Backward · ";
    const std::string last = std::to_string(grid.output().count() - 1);
    if (frame.window) {
        return note + "window " + std::to_string(flatIndex(grid.output(), *frame.window)) + ", counted from 0 to " +
               last + " · row " + std::to_string(frame.window->row) + ", column " + std::to_string(frame.window->col);
    }
    if (frame.playback.done == 0) return note + "no window yet";
    return note + "done up to window " + std::to_string(frame.playback.done - 1) + ", counted from 0 to " + last;
}

// What every frame is drawn from.
struct Reel {
    Evaluation evaluation;
    ViewSpec view;
    FigureSpec figure;
    FigureStyle style;
    Pictures pictures;
    std::vector<AnimationFrame> frames;
};

Result<Scene> sceneOf(const Reel& reel, std::size_t i) {
    const AnimationFrame& frame = reel.frames[i];
    const WindowGrid& grid = reel.evaluation.grid;
    FigureSpec figure = reel.figure;
    figure.focus = frame.window;
    figure.note = noteOf(frame, grid);
    // Before its first window a phase shows the page on which it will begin.
    const std::int64_t shown = std::min(frame.playback.done, grid.output().count() - 1);
    const CellRef page = frame.window.value_or(CellRef{shown / grid.cols.output, shown % grid.cols.output});
    const Pictures pictures = picturesAt(reel.pictures, frame.playback, reel.evaluation, reel.style.theme());
    return composeFigure(reel.evaluation, pictures, reel.view, figure, reel.style, page);
}

}  // namespace

Result<std::vector<AnimationFrame>> animationFrames(const AnimationSpec& spec, const WindowGrid& grid,
                                                    const std::vector<bool>& hidden) {
    if (!(spec.fps >= kLeastFps && spec.fps <= kMostFps)) {
        return fail("animation.fps", shortestNumber(spec.fps) + " frames a second: must be " +
                                         shortestNumber(kLeastFps) + " to " + shortestNumber(kMostFps));
    }
    const auto range = windowsOf(spec, grid);
    if (!range) return tl::unexpected(range.error());
    if (Result<void> ok = checkCount(spec, *range, grid, hidden); !ok) return tl::unexpected(ok.error());
    std::vector<AnimationFrame> frames;
    if (spec.phase != AnimatedPhase::Backward) {
        frames.push_back({{Phase::Forward, range->first}, std::nullopt});
        addPhase(frames, Phase::Forward, *range, grid, hidden);
    }
    if (spec.phase != AnimatedPhase::Forward) {
        frames.push_back({{Phase::Backward, range->first}, std::nullopt});
        addPhase(frames, Phase::Backward, *range, grid, hidden);
    }
    frames.back().ticks = std::max<std::int64_t>(2, std::llround(std::ceil(kHoldSeconds * spec.fps)));
    return frames;
}

double FilmTimes::seconds() const {
    return static_cast<double>(std::accumulate(ticks.begin(), ticks.end(), std::int64_t{0})) / fps;
}

Result<FilmTimes> filmTimes(const AnimationSpec& spec, const WindowGrid& grid, const std::vector<bool>& hidden) {
    if (spec.squeeze) return squeezeTimes(spec.phase);
    const auto frames = animationFrames(spec, grid, hidden);
    if (!frames) return tl::unexpected(frames.error());
    FilmTimes times{spec.fps, {}};
    for (const AnimationFrame& frame : *frames) times.ticks.push_back(frame.ticks);
    return times;
}

Result<Film> makeFilm(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& figure,
                      const FigureStyle& style, const AnimationSpec& spec, const RunControl& run) {
    if (spec.squeeze) return makeSqueezeFilm(evaluation, view, figure, style, spec.phase);
    if (evaluation.x->shape.planes() == 0) return fail("input", "there is no image to draw: N is 0");
    const std::vector<bool> hidden = view.hideBlack ? blackWindows(evaluation, run.stopToken()) : std::vector<bool>{};
    if (run.isStopped()) return fail(kStopped, "");
    auto frames = animationFrames(spec, evaluation.grid, hidden);
    if (!frames) return tl::unexpected(frames.error());
    Film film{spec.fps, {}, {}};
    for (const AnimationFrame& frame : *frames) film.ticks.push_back(frame.ticks);
    auto reel = std::make_shared<Reel>(Reel{evaluation, view, figure, style, {}, std::move(*frames)});
    reel->pictures = makePictures(evaluation, view, style.theme(), reel->frames.front().playback, run.stopToken());
    if (run.isStopped()) return fail(kStopped, "");
    // What is wrong with the figure is wrong with each frame.
    if (const auto first = sceneOf(*reel, 0); !first) return tl::unexpected(first.error());
    film.scene = [reel = std::shared_ptr<const Reel>(std::move(reel))](std::size_t i) { return sceneOf(*reel, i); };
    return film;
}

}  // namespace poolscope
