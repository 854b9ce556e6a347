// SPDX-License-Identifier: GPL-3.0-or-later
// How far the algorithm has come while it is watched: first every window finds its value, then every window sends its
// gradient back. Always over the plane in view, windows in the order of the columns of X_col.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class Phase { Forward, Backward };

struct Playback {
    Phase phase = Phase::Forward;
    std::int64_t done = 0;  // windows finished in this phase, 0 to all of them

    bool operator==(const Playback&) const = default;
};

// A playback as one number: 0 is nothing done, then one step a window forward, then one step a window backward.
std::int64_t lastStep(const WindowGrid& grid);
std::int64_t playbackStep(const Playback& playback, const WindowGrid& grid);
// `step` is moved into 0..lastStep. The end of the forward phase is that, not the start of the backward phase.
Playback playbackAt(std::int64_t step, const WindowGrid& grid);

// The window that was finished last; none at the start of a phase.
std::optional<CellRef> currentWindow(const Playback& playback, const WindowGrid& grid);

// The step reached from `step` by going `by` windows on (below 0: back), not counting windows that are `hidden` (by
// window; may be empty); 0 or lastStep() at the ends.
std::int64_t nextStep(std::int64_t step, std::int64_t by, const WindowGrid& grid, const std::vector<bool>& hidden);

// How many windows have their value, and how many have sent their gradient; without a playback all have.
std::int64_t windowsForward(const std::optional<Playback>& playback, const WindowGrid& grid);
std::int64_t windowsBackward(const std::optional<Playback>& playback, const WindowGrid& grid);

// What there is to ask about a window: nothing where all its data is equal, or even zero.
enum class WindowLook : std::uint8_t { Telling, Flat, Black };

// Of every window of the plane in view. Empty when stopped, and where there are more numbers to look at than anybody
// plays through.
std::vector<WindowLook> windowLooks(const Evaluation& evaluation, const std::stop_token& stop = {});
// One flag for every window of the plane in view: true when every tap that is data is zero. Empty when stopped.
std::vector<bool> blackWindows(const Evaluation& evaluation, const std::stop_token& stop = {});

// How many windows after `step` in its phase are black, one behind the other.
std::int64_t blackRun(std::int64_t step, const std::vector<WindowLook>& looks);
// The first step from `step` on whose window is telling; lastStep() where there is none. Without looks all are.
std::int64_t nextTelling(std::int64_t step, const WindowGrid& grid, const std::vector<WindowLook>& looks);
// The windows in so many equal parts at most: true for a part that is not all black.
std::vector<bool> inkOf(const std::vector<WindowLook>& looks, std::size_t most);

// The plane of dX as far as the first `windows` windows have filled it, without those that are `hidden` (may be empty).
// With all windows and none hidden it equals dX bit for bit. Unspecified when stopped.
std::vector<float> partialGradient(const Evaluation& evaluation, std::int64_t windows, const std::vector<bool>& hidden,
                                   const std::stop_token& stop = {});

}  // namespace poolscope
