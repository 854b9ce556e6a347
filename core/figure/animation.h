// SPDX-License-Identifier: GPL-3.0-or-later
// A figure that moves: which moments of the playback it shows, for how long, and how each of them is drawn.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/run_control.h"
#include "core/figure/figure.h"

namespace poolscope {

enum class AnimatedPhase { Forward, Backward, Both };

struct AnimationSpec {
    AnimatedPhase phase = AnimatedPhase::Both;
    // Windows of the plane in view in the order of the columns of X_col, both ends included. Without either it is all
    // of them, unless that makes more than kMostFramesUnasked frames.
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    double fps = 2;  // windows a second
    // The two-second picture of pooling instead, which has a time of its own: of the above the phase alone counts.
    bool squeeze = false;

    bool operator==(const AnimationSpec&) const = default;
};

inline constexpr double kLeastFps = 0.1;
inline constexpr double kMostFps = 60;
inline constexpr double kHoldSeconds = 2;                // how long the last frame stays, at least
inline constexpr std::int64_t kMostFramesUnasked = 400;  // what is still watched to its end
inline constexpr std::int64_t kMostFrames = 10000;

struct AnimationFrame {
    Playback playback;
    std::optional<CellRef> window;  // the one at work; none before the first
    std::int64_t ticks = 1;         // how long it is shown, in units of 1 / fps seconds

    bool operator==(const AnimationFrame&) const = default;
};

// Each phase begins with the frame before its first window; windows that are `hidden` (by window; may be empty) are
// passed over. Errors name "animation.from", "animation.to" or "animation.fps".
Result<std::vector<AnimationFrame>> animationFrames(const AnimationSpec& spec, const WindowGrid& grid,
                                                    const std::vector<bool>& hidden);

// When the frames of a film are shown, each for so many units of 1 / fps seconds.
struct FilmTimes {
    double fps = 1;
    std::vector<std::int64_t> ticks;

    double seconds() const;
};
// Errors as those of animationFrames().
Result<FilmTimes> filmTimes(const AnimationSpec& spec, const WindowGrid& grid, const std::vector<bool>& hidden);

// The frames as scenes, all of one size. Frame i is shown ticks[i] / fps seconds; `scene` may be called for any frame,
// in any order, from one thread at a time.
struct Film {
    double fps = 1;
    std::vector<std::int64_t> ticks;
    std::function<Result<Scene>(std::size_t)> scene;
};

// The window at work is the focus and the note of each frame; what `figure` says of focus, playback and note is not
// used. Errors as those of animationFrames(), composeFigure() and checkSqueeze(), and kStopped.
Result<Film> makeFilm(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& figure,
                      const FigureStyle& style, const AnimationSpec& spec, const RunControl& run = {});

}  // namespace poolscope
