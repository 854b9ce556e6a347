// SPDX-License-Identifier: GPL-3.0-or-later
// How a line goes from one place to another: straight across to the panel beside, or around, past the sides of the
// panels and through the gutter beneath their row, so that it crosses no third panel and no word of its own two.
#pragma once

#include <optional>

#include "core/scene/curve.h"

namespace poolscope {

// Out at the right of a panel, along the gutter, and in at the left of the other: as text is read from the end of one
// line to the start of the next.
struct Detour {
    double leavesX = 0;
    double laneY = 0;
    double arrivesX = 0;
    double turn = 0;  // radius

    bool operator==(const Detour&) const = default;
};

double detourTurn(const FigureStyle& style);
// How far beside a picture it passes: an arrow that arrives there has room for its turn and its head.
double detourRoom(const FigureStyle& style);

Way wayAround(const Point& leaves, const Detour& detour, const Point& arrives);

// From the edge of one rectangle to that of the other; without a detour at the sides that face each other.
Way wayBetween(const Rect& leaves, const Rect& arrives, const std::optional<Detour>& detour);

}  // namespace poolscope
