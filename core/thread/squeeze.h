// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling in two seconds and without numbers: the picture drifts apart into its windows, each window's winner grows
// while the others fade, and what is left closes up to the output, its cells as large as before. Backwards it is the
// gradient: what arrives at the output flies apart to the winners and closes up to the gradient of the picture.
#pragma once

#include <array>
#include <vector>

#include "core/panel/panel.h"

namespace poolscope {

enum class SqueezeWay { Forward, Backward };

inline constexpr std::int64_t kMostSqueezed = 64;            // cells on a side of the picture
inline constexpr std::int64_t kMostSqueezedCopies = 40'000;  // cells of all windows together
inline constexpr double kSqueezeSeconds = 1.6;

// May it be shown? The error, of "animation.squeeze", says why not.
Result<void> checkSqueeze(const Evaluation& evaluation);

// A cell as one of the windows over it holds it.
struct SqueezeCopy {
    Colour colour;
    bool padding = false;  // hatched
    bool moves = false;    // on into the output; the others fade
};

// Everything that is drawn, found once.
struct Squeeze {
    SqueezeWay way = SqueezeWay::Forward;
    PoolOp op = PoolOp::Max;
    WindowGrid grid;
    std::vector<Colour> whole;        // X, or dX; row-major
    std::vector<Colour> result;       // Y, or dout
    std::vector<SqueezeCopy> copies;  // window by window, tap by tap
    std::vector<bool> marked;         // windows whose winner is outlined: forward those that are not all black
};

// For an evaluation that checkSqueeze() allows.
Squeeze makeSqueeze(const Evaluation& evaluation, const ViewSpec& view, const FigureStyle& style, SqueezeWay way);

// At `t`, 0 to 1 over the whole; backward it begins with the output.
Scene squeezeScene(const Squeeze& squeeze, double t, const Size& size, const FigureStyle& style);

// When it is at its four stations: the picture, its windows with their winners marked, the winners grown, the output;
// backward the other way round.
std::array<double, 4> squeezeStations(SqueezeWay way);

// Those as stills side by side, or two by two, with a few words each: for those who do not want movement.
Scene squeezeStills(const Squeeze& squeeze, const Size& size, const FigureStyle& style);

}  // namespace poolscope
