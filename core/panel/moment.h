// SPDX-License-Identifier: GPL-3.0-or-later
// Where one window stands while it is played: its frame has gone ahead, its values travel, they have landed, the winner
// travels on, the answer is there. Frame, lens, loupe, status line, and what flies all follow from this one value.
#pragma once

#include <array>

#include "core/panel/playback.h"

namespace poolscope {

// The steps of the algorithm, in order: forward, then backward.
enum class CodeStep { Planes, Patches, Argmax, Gather, Output, Zeros, Scatter, Fold };

enum class Stage {
    Framed,      // the frame goes to the window; what comes out is a question
    ToColumn,    // its values travel into its column of X_col; backward its dout into the column of dX_col
    Marked,      // they have landed and stay, the winner is marked
    FromColumn,  // its copy travels on to Y; backward the gradients travel on to dX
    Answered     // the value is there; backward the gradients are added
};

struct Moment {
    Playback before;  // what is finished; the window at work is the next one of this phase
    Stage stage = Stage::Framed;
    double progress = 0;  // of the stage, 0 to 1

    bool operator==(const Moment&) const = default;
};

// The step that ends with `step` windows (see playbackStep()), after `t` of it, 0 to 1.
Moment momentIn(std::int64_t step, double t, const WindowGrid& grid);
// When the stage begins, 0 to 1.
double beginOf(Stage stage);
// How much of its step has passed, 0 to 1.
double timeOf(const Moment& moment);
// The step that the moment is within.
std::int64_t stepOf(const Moment& moment, const WindowGrid& grid);
CellRef windowOf(const Moment& moment, const WindowGrid& grid);
// The step of the algorithm that is being taken.
CodeStep codeStepOf(const Moment& moment);

// How many windows, in the order of the columns, have come through each step of the algorithm.
struct Reached {
    std::int64_t laidOut = 0;   // columns of X_col
    std::int64_t answered = 0;  // values of Y
    std::int64_t sent = 0;      // columns of dX_col
    std::int64_t added = 0;     // gradients in dX

    bool operator==(const Reached&) const = default;
};
Reached reachedBy(const std::optional<Playback>& playback, const std::optional<Moment>& moment, const WindowGrid& grid);

}  // namespace poolscope
