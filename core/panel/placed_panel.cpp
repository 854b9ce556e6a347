// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/placed_panel.h"

namespace poolscope {
namespace {

Rect moved(const Rect& rect, const Point& by) {
    return {rect.x + by.x, rect.y + by.y, rect.width, rect.height};
}

const CellArea* areaOf(const PlacedPanel& place, AreaKind kind) {
    return place.panel ? place.panel->area(kind) : nullptr;
}

}  // namespace

std::optional<Rect> cellIn(const PlacedPanel& place, AreaKind kind, const CellRef& cell) {
    const CellArea* area = areaOf(place, kind);
    if (!area || !area->shows(cell)) return std::nullopt;
    return moved(area->cellRect(cell), place.at);
}

std::optional<Rect> windowIn(const PlacedPanel& place, AreaKind kind, const WindowGrid& grid, const CellRef& window) {
    const CellArea* area = areaOf(place, kind);
    if (!area) return std::nullopt;
    const Rect first = area->cellRect(grid.tapCell(window, 0));
    const Rect last = area->cellRect(grid.tapCell(window, grid.taps() - 1));
    const Rect all{first.x, first.y, last.right() - first.x, last.bottom() - first.y};
    if (!area->rect.contains(all.centre())) return std::nullopt;
    return moved(all, place.at);
}

std::optional<Rect> columnIn(const PlacedPanel& place, const WindowGrid& grid, const CellRef& window) {
    if (const auto top = cellIn(place, AreaKind::Lens, {0, flatIndex(grid.output(), window)})) {
        return Rect{top->x, top->y, top->width, areaOf(place, AreaKind::Lens)->rect.height};
    }
    return cellIn(place, AreaKind::Tiles, window);
}

std::optional<Rect> tapIn(const PlacedPanel& place, const WindowGrid& grid, const CellRef& window, std::int64_t tap) {
    if (const auto cell = cellIn(place, AreaKind::Lens, {tap, flatIndex(grid.output(), window)})) return cell;
    const auto tile = cellIn(place, AreaKind::Tiles, window);
    if (!tile) return std::nullopt;
    const CellArea inner{AreaKind::Tiles, *tile, {0, 0}, grid.size(), 0};
    return inner.cellRect({tap / grid.cols.size, tap % grid.cols.size});
}

std::optional<Rect> outputIn(const PlacedPanel& place, const CellRef& window) {
    if (const auto cell = cellIn(place, AreaKind::Output, window)) return cell;
    return cellIn(place, AreaKind::Upstream, window);
}

}  // namespace poolscope
