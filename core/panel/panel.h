// SPDX-License-Identifier: GPL-3.0-or-later
// One panel of the picture: its marks, and where its cells stand. The same layout serves drawing, hit testing and
// highlighting, on the screen and in files.
#pragma once

#include <limits>
#include <vector>

#include "core/panel/links.h"
#include "core/panel/moment.h"
#include "core/panel/numbers.h"
#include "core/panel/panel_kinds.h"
#include "core/panel/pictures.h"
#include "core/panel/zoom.h"
#include "core/scene/scene.h"

namespace poolscope {

// What the cells of an area are.
enum class AreaKind {
    Input,      // row, col of X; padding around it has negative or too large positions
    Output,     // row, col of Y
    Upstream,   // row, col of dout
    Gradient,   // row, col of dX
    Lens,       // row = tap, col = window number oy*W_out + ox
    Strip,      // the same, all of it
    SlotHeads,  // row = tap
    Tiles       // row, col of Y; each cell is a whole patch
};

// A regular grid of cells standing in a rectangle.
struct CellArea {
    AreaKind kind = AreaKind::Input;
    Rect rect;
    CellRef origin;  // the cell in the top left corner
    Extent cells;
    double gap = 0;  // between cells, part of the pitch
    // Beside the numbers in its cells: as far as frames may reach into a cell. Without numbers they may anywhere.
    double margin = std::numeric_limits<double>::infinity();

    double pitchX() const { return (rect.width + gap) / static_cast<double>(cells.cols); }
    double pitchY() const { return (rect.height + gap) / static_cast<double>(cells.rows); }
    // Rectangle of a cell given in the area's own coordinates; it may lie outside.
    Rect cellRect(const CellRef& cell) const;
    // Of a window over the cells of X.
    Rect windowRect(const WindowGrid& grid, const CellRef& window) const;
    bool shows(const CellRef& cell) const;
    std::optional<CellRef> cellAt(const Point& point) const;
};

struct Panel {
    PanelKind kind = PanelKind::Input;
    Scene scene;
    std::vector<CellArea> areas;

    const CellArea* area(AreaKind areaKind) const;
    // The area of X, Y, dX or dout; null in panels of something else.
    const CellArea* plane() const;
};

// Which part of X_col the lens and the tiles show.
struct PatchScroll {
    std::int64_t firstColumn = 0;
    CellRef firstTile;

    bool operator==(const PatchScroll&) const = default;
};

// What the planes are lit on: cells of X and dX, and of Y and dout. Everything else fades; with none nothing does.
struct Spotlight {
    std::vector<CellRef> input;
    std::vector<CellRef> output;
    // Cells that a question asks for.
    AreaKind askedIn = AreaKind::Output;
    std::vector<CellRef> asked;

    bool fades() const { return !input.empty() || !output.empty(); }
    bool operator==(const Spotlight&) const = default;
};

// Everything a panel is drawn from.
struct PanelContext {
    const Evaluation& evaluation;
    const Pictures& pictures;
    const ViewSpec& view;
    const FigureStyle& style;
    std::optional<CodeStep> lit{};   // the step of the algorithm that is being looked at
    std::optional<Moment> moment{};  // of the window that is being played
    Zoom zoom{};
    const Spotlight* spotlight = nullptr;
    // What cells of X_col and dX_col have room for at least; where both are shown, so that they show the same columns.
    std::size_t lensCharacters = 0;
};

// What has been shown so far.
inline Reached reachedIn(const PanelContext& context) {
    return reachedBy(context.pictures.playback, context.moment, context.evaluation.grid);
}
// Whether the winner of the window is marked among such cells: where its gradient has gone once that is sent, elsewhere
// once its column is laid out, but not while its gradient still asks for its place.
bool isWinnerTold(const PanelContext& context, AreaKind cells, const CellRef& window);
// The number of it that a panel is filled by, where it is filled as the moments go; else 0.
std::int64_t filledBy(PanelKind kind, const Reached& reached);

// Lays out a panel in the given size. Patches show the part that `scroll` names, moved into what exists.
Panel layoutPanel(PanelKind kind, const PanelContext& context, const Size& size, const PatchScroll& scroll = {});

// The scroll that brings a window into view, unchanged when it is already there.
PatchScroll scrollTo(const Panel& patches, const PatchScroll& current, const Evaluation& evaluation,
                     const CellRef& window);

// The scroll to the page that a window is on, X_col being cut into pages as large as what the panel shows.
PatchScroll pageWith(const Panel& patches, const Evaluation& evaluation, const CellRef& window);

// What lies under a point.
Focus focusAt(const Panel& panel, const Evaluation& evaluation, const Point& point);

// Marks over the panel for everything linked to the focus.
Scene focusOverlay(const Panel& panel, const PanelContext& context, const Links& links);

// The characters for which cells of X_col, or of dX_col, have to be wide enough.
std::size_t lensCharacters(const PanelContext& context, bool gradient);

// How high the picture of a panel is that is so wide: a plane as its cells make it, or up to twice the width; X_col as
// high as it looks well, or as low as it can still be read.
struct PictureHeight {
    double wanted = 0;
    double least = 0;
};
PictureHeight pictureHeight(PanelKind kind, const PanelContext& context, double width);

// The height of a panel whose picture is so high.
double panelHeight(double picture, const FigureStyle& style);
// How high a panel of this width wants to be, so that a square picture just fits.
double heightForWidth(double width, const FigureStyle& style);

}  // namespace poolscope
