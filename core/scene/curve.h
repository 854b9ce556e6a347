// SPDX-License-Identifier: GPL-3.0-or-later
// Curved arrows in the colour of the window in focus, that lead the eye from one place of a picture to another.
#pragma once

#include <span>
#include <vector>

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

// Leaves one rectangle and arrives at the other, at the sides that face each other.
Cubic curveBetween(const Rect& leaves, const Rect& arrives);

// Pieces that follow one another, each starting where the one before ends. There is at least one.
struct Way {
    std::vector<Cubic> pieces;

    // Each piece takes as much of 0 to 1 as it has of the length.
    Point at(double t) const;
    double length() const;  // from piece to piece
};

// Straight from corner to corner, with round turns.
Way roundedWay(std::span<const Point> corners, double radius);

std::vector<Point> pointsOf(const Way& way);

struct CurvedArrow {
    Way path;
    bool dashed = false;
};

// Of the head of an arrow, in widths of the window's outline.
inline constexpr double kHeadLength = 5;

// Each with a casing in the colour of the card, thin as a veil under dashes, beneath all lines so that none cuts
// another; then the line and its head.
Scene arrowsScene(std::span<const CurvedArrow> arrows, const FigureStyle& style, const Size& size);

}  // namespace poolscope
