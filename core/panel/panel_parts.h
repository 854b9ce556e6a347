// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that several panels are made of, and what is drawn beside them.
#pragma once

#include <string>

#include "core/panel/panel.h"
#include "core/scene/words.h"

namespace poolscope {

// A rectangle on its way from one place to another.
Rect between(const Rect& from, const Rect& to, double t);
// Starts and lands softly.
inline double eased(double t) {
    return t * t * (3 - 2 * t);
}

// " + 0.9", or " − 0.3" for a number below zero.
std::string addedText(double value);

// Heights of what stands above and below a panel's picture.
double headerHeight(const FigureStyle& style);
double legendHeight(const FigureStyle& style);

// The rectangle between heading and legend.
Rect pictureArea(const Size& size, const FigureStyle& style);

// The part of it in which X stands with its padding. Every plane fits into it: none is drawn larger than X.
Rect planeRoom(const Size& size, const PanelContext& context);

// Title and, below it, the live shape. Where the panel is too narrow, the title is its short one, and the last runs of
// the subtitle are left out: nothing is cut.
void addHeading(Panel& panel, const FigureStyle& style, const std::string& title, std::vector<TextRun> subtitle);

// Larger cells are a whole number of points; in smaller ones that would take too much of the picture.
inline constexpr double kLeastWholeCell = 4;
// Room for so many cells, as large as fits, whole points where the style asks for it and cells are large enough.
Rect fitCells(const Rect& room, const Extent& cells, const FigureStyle& style);

// The number of one cell, in a colour that reads on it.
struct CellNumber {
    std::string value;
    bool isQuiet = false;
};
void addNumber(Scene& scene, const Rect& cell, const CellNumber& number, const Colour& background, double size);

// Colour ramp with its two ends and a note, at the left of the legend line. Returns the x after it.
double addRamp(Scene& scene, const Rect& line, const FigureStyle& style, const std::string& low,
               const std::string& high, const std::vector<std::uint32_t>& ramp);
// At the foot of the panel: legends of one row share one line, whatever stands above them.
Rect legendLine(const Panel& panel, const FigureStyle& style);

// A winner's filled corner and the hollow diamond of a tie, both within the lower right of a cell: its number keeps the
// middle.
void addWinnerCorner(Scene& scene, const Rect& cell, const FigureStyle& style);
void addTieDiamond(Scene& scene, const Rect& cell, const FigureStyle& style);
// Of small cells only the winner is marked, by being filled.
void addFilledWinner(Scene& scene, const Rect& cell, const FigureStyle& style);
// The cell is large enough for shapes, or has a number to keep clear of.
bool hasMarkShapes(const Rect& cell, bool numbered, const FigureStyle& style);
// The mark that such a cell has, if any.
void addTapMark(Scene& scene, const Rect& cell, bool wins, bool numbered, const FigureStyle& style);

// A frame that reads on any cell colour: a light line inside the coloured one. It stands around the rectangle and
// reaches as far as there is room; where that is little, there is no light line and a part lies inside.
void addFrame(Scene& scene, const Rect& rect, double room, const Stroke& line, const FigureStyle& style);
void addWindowFrame(Scene& scene, const Rect& rect, double room, const FigureStyle& style);
// How far the frame of a window with all the room it wants reaches.
double windowFrameReach(const FigureStyle& style);

// The outline of another window over a cell, of two colours, one of which is seen on any cell: as dashes, or as whole
// lines beside each other where the cell is what that window takes.
void addOtherWindow(Scene& scene, const Rect& rect, bool takes, const FigureStyle& style);

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
    const std::vector<bool>* faded = nullptr;   // cells whose numbers step back, by row-major index; null: none
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
// `block` is what stands for cells that share a pixel: that of the plane, or what it shares with others.
Picture gradientPicture(std::span<const float> plane, const Extent& cells, double largest, const Theme& theme,
                        std::optional<BlockValue> block = {});

// The largest magnitude among the finite values, 0 without any.
double largestMagnitude(std::span<const float> values);

// The scale of a gradient: from 0 to the value furthest from it where all are of one sign, else the same to both sides.
ValueScale gradientScale(std::span<const float> values);
ValueScale gradientScale(const FiniteRange& range);
// The end of such a scale, by magnitude.
double largestOf(const ValueScale& gradient);

// Colours, lines between cells and numbers where they fit, in this rectangle. Gives the margin beside the numbers, as
// CellArea has it.
double addCells(Scene& scene, const Rect& rect, const PlaneLook& look, const FigureStyle& style);

// Draws the plane, with its padding where the look asks for it.
void addPlane(Panel& panel, const PanelContext& context, const PlaneLook& look);

// Empties the cells of a grid from the one with this row-major index on: they are not computed yet.
void addUnreached(Scene& scene, const CellArea& area, std::int64_t filled, const FigureStyle& style);

bool isHiddenWindow(const Pictures& pictures, const CellRef& window, const WindowGrid& grid);

// Ramp of a gradient's colours with its ends. Gives where it ends.
double addGradientRamp(Scene& scene, const Rect& line, const ValueScale& scale, const FigureStyle& style);
// The same with a note, in a panel that has its plane by then.
void addGradientLegend(Panel& panel, const PanelContext& context, const ValueScale& scale, const LegendNote& note);

// Rows and columns of the padded image, and the overhang that ceil mode adds.
CellArea paddedArea(const WindowGrid& grid, AreaKind kind);

// The ramp of the palette in view, for legends.
std::vector<std::uint32_t> paletteRamp(const ViewSpec& view, const Theme& t);

// The ramp of the diverging colours, for legends: all of them, or those of a scale.
std::vector<std::uint32_t> divergingRamp(const Theme& t, const ValueScale& scale = {-1, 1});

// Ramp of the scale shared by X and Y, its ends, and a note.
void addValueLegend(Panel& panel, const PanelContext& context, const LegendNote& note);
// The ramp of values, and what stands for those that are beyond its ends or no numbers; gives where it ends.
double addValueRamp(Scene& scene, const Rect& line, const FigureStyle& style, const ValueScale& scale,
                    const Unscaled& unscaled, const ViewSpec& view, double top);

// In the panels of one column: where the column of the window stands and where its one value.
struct ColumnPlaces {
    CellArea column;
    Rect value;
};
ColumnPlaces columnPlaces(const Size& size, const PanelContext& context);

// False where gradients that are not finite leave nothing to compare.
bool isDefined(const GradientSums& sums);

// Where not all of dX is shown, what its sum is called: of what has arrived, or of windows that are not hidden.
const char* sumNote(const PanelContext& context);

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
// Of X_col as a matrix: the strip, its words, and the lens.
PictureHeight matrixHeight(const PanelContext& context, double width);
// What the numbers of X_col are parts of; those of dX_col are of nothing.
inline double patchTop(const PanelContext& context, bool gradient) {
    return gradient ? 0 : context.pictures.top;
}

}  // namespace poolscope
