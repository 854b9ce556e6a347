// SPDX-License-Identifier: GPL-3.0-or-later
// Curved arrows in the colour of the window in focus, that lead the eye from one place of a picture to another.
#pragma once

#include <span>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

struct Cubic {
    Point from;
    Point leaving;  // the control points
    Point arriving;
    Point to;

    Point at(double t) const;
    // Of unit length; to the right where the curve stands still.
    Point direction(double t) const;

    bool operator==(const Cubic&) const = default;
};

// Leaves one rectangle and arrives at the other, at the sides that face each other. How far it keeps to its first and
// its last direction: a part of the way.
Cubic curveBetween(const Rect& leaves, const Rect& arrives, double straight = 0.5);

struct CurvedArrow {
    Cubic path;
    bool dashed = false;
};

// Each with a casing in the colour of the card, beneath all lines so that none cuts another; then the line and its
// head.
Scene arrowsScene(std::span<const CurvedArrow> arrows, const FigureStyle& style, const Size& size);

}  // namespace poolscope
