// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that figures of studies are made of. Private to core/study_figure.
#pragma once

#include "core/panel/panel_parts.h"
#include "core/study_figure/study_figure.h"
#include "core/window/reach.h"

namespace poolscope {

// "X(3, 4)", "dX(3, 4)"
std::string cellName(const std::string& plane, const CellRef& cell);

// "3–6", or "3" of one; `places` is not empty.
std::string rangeText(const std::vector<std::int64_t>& places);

inline constexpr double kLeastSide = 12;         // of a plane, in points
inline constexpr std::int64_t kMostCells = 128;  // on a side of one of many small pictures

// The side made smaller until each of so many cells is a whole number of half points, where the style asks for whole
// points: then regular patterns stay regular, and all pictures are of one size all the same.
double wholeCellSide(double side, const Extent& cells, const FigureStyle& style);

// How much smaller words may become before fewer are written: on the screen not below 11 points.
double leastShrunk(const FigureStyle& style);

// The line above a picture.
void addCaption(Scene& scene, const Rect& picture, double width, const std::string& words, const FigureStyle& style);

// A picture with its line around, as large as fits, in the top left corner of the room, and its area.
void addStudyPlane(StudyFigure& figure, const Rect& room, const StudyArea& area, const PlaneLook& look,
                   const FigureStyle& style);

// The ends of the scale of X and Y as the view shows their values.
ValueScale shownEnds(const ValueScale& scale, const ViewSpec& view);

// "±4", or "0 to 4" of a gradient of one sign.
std::string gradientEnds(const ValueScale& scale);

// A ramp with its ends and a name before it; gives the y below it.
double addNamedRamp(Scene& scene, const Point& at, double width, const FigureStyle& style, const std::string& name,
                    const ValueScale& ends, const std::vector<std::uint32_t>& ramp);

// What is said of a focus, in the room the figure keeps for it.
void addStudyWords(Scene& scene, const StudyFigure& figure, const StudyWords& words, const FigureStyle& style);

enum class Emphasis { Cell, Window };  // what is pointed at; what it is made of, or makes

// An outline around the cells where they touch, else around each.
void addOutline(Scene& scene, const CellArea* area, const CellSet& cells, Emphasis emphasis, const FigureStyle& style);

}  // namespace poolscope
