// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the planes is looked at. All panels of planes show corresponding parts of it: X and dX the same cells,
// Y and dout the cells that are made of them.
#pragma once

#include <optional>

#include "core/scene/scene.h"
#include "core/window/window_grid.h"

namespace poolscope {

enum class AreaKind;
struct CellArea;
struct FigureStyle;
struct Links;
struct Panel;
struct PanelContext;

struct Zoom {
    double factor = 1;  // how many times larger than a picture that just fits; 1: all of it
    Point centre{};     // in cells of X, x to the right; cell (0, 0) reaches from 0 to 1

    bool isWhole() const { return factor <= 1; }
    bool operator==(const Zoom&) const = default;
};

// At most so large that this many cells of X are seen along its longer side.
inline constexpr std::int64_t kLeastSeen = 4;

// Places the cells of an area, whose kind, origin and cells say all of it, in the room: all of them as large as fits,
// or the part that the zoom names, which is moved into what exists. Cells are whole.
CellArea placedCells(const Rect& room, CellArea all, const WindowGrid& grid, const Zoom& zoom,
                     const FigureStyle& style);

// So many times larger around a point of the panel, whose cells keep their place there as well as they can. Nothing
// over panels that have no plane.
std::optional<Zoom> zoomedAt(const Panel& panel, const PanelContext& context, const Point& at, double by);

// Around a cell of X.
Zoom zoomedOn(const WindowGrid& grid, const Zoom& zoom, const CellRef& cell, double by);

// The picture moved by so many points.
std::optional<Zoom> panned(const Panel& panel, const WindowGrid& grid, const Zoom& zoom, const Point& by);

// The cell of an area of a plane that the focus is on: the one pointed at, or the middle of the window.
std::optional<CellRef> litCell(AreaKind kind, const WindowGrid& grid, const Links& links);

// Whether that is in view of the panel; true in panels without planes, and without a focus.
bool isInView(const Panel& panel, const WindowGrid& grid, const Links& links);

// The cell in the middle of a window.
CellRef middleOf(const WindowGrid& grid, const CellRef& window);

}  // namespace poolscope
