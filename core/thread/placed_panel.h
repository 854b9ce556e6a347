// SPDX-License-Identifier: GPL-3.0-or-later
// Panels standing beside each other, and where in that picture the cells of a window are; nothing for those out of
// view.
#pragma once

#include <optional>
#include <span>

#include "core/panel/panel.h"

namespace poolscope {

// A panel and where its top left corner stands.
struct PlacedPanel {
    const Panel* panel = nullptr;
    Point at;

    Rect rect() const { return {at.x, at.y, panel->scene.size.width, panel->scene.size.height}; }
};

// Null where there is none of that kind.
const PlacedPanel* placedAs(std::span<const PlacedPanel> panels, PanelKind kind);

std::optional<Rect> cellIn(const PlacedPanel& place, AreaKind kind, const CellRef& cell);

// The frame of a window in X or dX, where its middle is in view.
std::optional<Rect> windowIn(const PlacedPanel& place, AreaKind kind, const WindowGrid& grid, const CellRef& window);

// The column of a window in X_col or dX_col, as matrix or as tile; and the place of one of its taps.
std::optional<Rect> columnIn(const PlacedPanel& place, const WindowGrid& grid, const CellRef& window);
std::optional<Rect> tapIn(const PlacedPanel& place, const WindowGrid& grid, const CellRef& window, std::int64_t tap);

// Its cell of Y or of dout.
std::optional<Rect> outputIn(const PlacedPanel& place, const CellRef& window);

}  // namespace poolscope
