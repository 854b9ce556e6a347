// SPDX-License-Identifier: GPL-3.0-or-later
// One step of the playback as movement: the values of a window travel into their column of X_col and the winner on into
// Y; backward, dout travels to the winner's place in dX_col and on to dX, where it is added.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/thread/placed_panel.h"

namespace poolscope {

// A number in the air, or one that has landed where its panel does not show it yet.
struct FlightToken {
    Rect rect;
    Colour colour;
    Colour edge;
    std::string words;
};

// The tokens at the moment of the context and, where one is added to what a cell has already, the sum in words.
struct Flight {
    std::vector<FlightToken> tokens;
    std::string sum;
};

// Windows with more taps do not fly.
inline constexpr std::int64_t kMostFlying = 81;

// Empty without a moment, and where its cells are not in view. Without dX_col in view the gradient goes from Y to dX.
Flight flightOf(const PanelContext& context, std::span<const PlacedPanel> panels);
Scene flightScene(const Flight& flight, const FigureStyle& style, const Size& size);

}  // namespace poolscope
