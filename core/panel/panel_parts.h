// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that several panels are made of. Private to core/panel.
#pragma once

#include <string>

#include "core/panel/panel.h"
#include "core/scene/words.h"

namespace poolscope {

// Heights of what stands above and below a panel's picture.
double headerHeight(const FigureStyle& style);
double legendHeight(const FigureStyle& style);

// The rectangle between heading and legend.
Rect pictureArea(const Size& size, const FigureStyle& style);

// Title and, below it, the live shape.
void addHeading(Scene& scene, const FigureStyle& style, const std::string& title, std::vector<TextRun> subtitle);

// Room for so many cells, as large as fits, whole points where the style asks for it.
Rect fitCells(const Rect& room, const Extent& cells, const FigureStyle& style);

// The number of one cell, in a colour that reads on it.
struct CellNumber {
    std::string value;
    bool isZero = false;
};
void addNumber(Scene& scene, const Rect& cell, const CellNumber& number, const Colour& background, double size);

// Colour ramp with its two ends and a note, at the left of the legend line. Returns the x after it.
double addRamp(Scene& scene, const Rect& line, const FigureStyle& style, const std::string& low,
               const std::string& high, const std::vector<std::uint32_t>& ramp);
// From the left edge of the picture to the right edge of the panel.
Rect legendLine(const Panel& panel, const Rect& picture, const FigureStyle& style);

// A filled mark for a winner, a hollow one for a tie, readable on any cell colour.
void addWinnerMark(Scene& scene, const Point& centre, double radius, const FigureStyle& style);
void addTieMark(Scene& scene, const Point& centre, double radius, const FigureStyle& style);

// An outline that reads on any cell colour: a light line inside a coloured one, which is so wide. Both stand around the
// rectangle and reach 1.5 widths.
void addStrongOutline(Scene& scene, const Rect& rect, double width, const FigureStyle& style);

// A note on the legend line: in words, or in fewer where there is no room for them. Never cut.
struct LegendNote {
    std::string words;
    std::string brief{};  // says the same; empty: there is no shorter way
};
void addLegendNote(Scene& scene, const Rect& line, double x, const FigureStyle& style, const LegendNote& note);

// A plane of numbers and how it wants to be drawn.
struct PlaneLook {
    AreaKind areaKind;
    const Picture& picture;
    std::span<const float> values;
    double top;     // what values are shown as parts of; 0 for other numbers
    ViewSpec view;  // of the numbers in cells
    bool withPadding;
    std::int64_t filled = -1;                   // cells computed so far, in row-major order; -1: all
    const std::vector<bool>* hidden = nullptr;  // cells left out, by row-major index; null or empty: none
    ValuePlanes coloured{};                     // where other planes than the values have a part in the colours
};

// How a panel's plane is drawn; nothing where the panel is none, or does not exist.
std::optional<PlaneLook> planeLook(PanelKind kind, const PanelContext& context);

// All cells of the plane, with their padding where it shows that; it stands nowhere yet.
CellArea wholeArea(const PlaneLook& look, const WindowGrid& grid);

// A part of a plane as a plane of its own, with what it is drawn from.
class PlaneCut {
  public:
    PlaneCut(const PlaneLook& look, const PlanePart& part, const Theme& theme);

    PlaneLook look() const;

  private:
    void hide(const PlanePart& part);

    const PlaneLook& whole_;
    std::vector<float> values_;
    std::vector<bool> hidden_;
    Picture picture_;
};

// Draws the cells that the area shows of a plane and its padding, with frames and numbers, and gives the margin beside
// them.
double addArea(Scene& scene, const PanelContext& context, const PlaneLook& look, const CellArea& area);

// A plane as colours of a scale, or of a gradient up to +-largest.
Picture valuePicture(std::span<const float> plane, const Extent& cells, const ValueScale& scale, Palette palette,
                     const Theme& theme);
Picture gradientPicture(std::span<const float> plane, const Extent& cells, double largest, const Theme& theme);

// The largest magnitude among the finite values, 0 without any.
double largestMagnitude(std::span<const float> values);

// Colours, lines between cells and numbers where they fit, in this rectangle. Gives the margin beside the numbers, as
// CellArea has it.
double addCells(Scene& scene, const Rect& rect, const PlaneLook& look, const FigureStyle& style);

// Draws the plane and returns the rectangle of picture and padding together.
Rect addPlane(Panel& panel, const PanelContext& context, const PlaneLook& look);

// Empties the cells of a grid from the one with this row-major index on: they are not computed yet.
void addUnreached(Scene& scene, const CellArea& area, std::int64_t filled, const FigureStyle& style);

bool isHiddenWindow(const Pictures& pictures, const CellRef& window, const WindowGrid& grid);

// Ramp of a gradient's colours, from minus to plus the largest (nothing: not known yet), and a note.
void addDivergingLegend(Panel& panel, const PanelContext& context, const Rect& picture, std::optional<double> largest,
                        const LegendNote& note);

// Rows and columns of the padded image, and the overhang that ceil mode adds.
CellArea paddedArea(const WindowGrid& grid, AreaKind kind);

// The ramp of the palette in view, for legends.
std::vector<std::uint32_t> paletteRamp(const ViewSpec& view, const Theme& t);

// The ramp of the diverging colours, for legends.
std::vector<std::uint32_t> divergingRamp(const Theme& t);

// Ramp of the scale shared by X and Y, its ends, and a note.
void addValueLegend(Panel& panel, const PanelContext& context, const Rect& picture, const LegendNote& note);

// False where gradients that are not finite leave nothing to compare.
bool isDefined(const GradientSums& sums);

// While the gradients arrive: the sum of those that have. Nothing when all are shown, or other planes are not.
std::optional<double> gradientSoFar(const PanelContext& context);

// The first of `visible` items in view, of `total`: as wanted, but for the ends.
std::int64_t scrolled(std::int64_t first, std::int64_t visible, std::int64_t total);

// One cell of X_col or dX_col as it is drawn.
struct PatchCell {
    bool data = true;
    float value = 0;
    Colour colour;
};
// The whole column of a window; `gradient` says dX_col.
std::vector<PatchCell> patchColumn(const PanelContext& context, bool gradient, const CellRef& window);
// Of the cells that hold data.
std::vector<float> numbersOf(const std::vector<PatchCell>& cells);
std::string patchText(const PanelContext& context, bool gradient, float value, int digits = kMostDigits);
// What the numbers of X_col are parts of; those of dX_col are of nothing.
inline double patchTop(const PanelContext& context, bool gradient) {
    return gradient ? 0 : context.pictures.top;
}

}  // namespace poolscope
