// SPDX-License-Identifier: GPL-3.0-or-later
// One step of the playback as movement: the values of a window fly into their column of X_col and the winner on into Y;
// backward, dout flies to the winner's place in the column and back onto the image, where it is added.
#pragma once

#include <string>
#include <vector>

#include "core/panel/placed_panel.h"

namespace poolscope {

struct FlightToken {
    Rect from;
    Rect to;
    Colour colour;
    Colour edge;
    std::string words;
};

// Tokens that fly at the same time, and the step of the algorithm they are.
struct FlightWave {
    CodeStep step = CodeStep::Patches;
    std::vector<FlightToken> tokens;
};

// Windows with more taps do not fly.
inline constexpr std::int64_t kMostFlying = 81;

// The waves of the window that `next` finishes, one after another; none where its cells are not in view. `patches` and
// `output` are X_col and Y in the forward phase; in the backward phase dX_col and dout, or X_col and Y for want of
// them. `image` is X forward, dX backward.
std::vector<FlightWave> flightOf(const Playback& next, const PanelContext& context, const PlacedPanel& image,
                                 const PlacedPanel& patches, const PlacedPanel& output);

// The waves at `progress`, 0 to 1 over all of them.
Scene flightScene(const std::vector<FlightWave>& waves, double progress, const FigureStyle& style, const Size& size);
// The wave that flies at `progress`.
const FlightWave* waveAt(const std::vector<FlightWave>& waves, double progress);

}  // namespace poolscope
