// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/placed_panel.h"

#include <algorithm>

#include "core/scene/place.h"

namespace poolscope {
namespace {

const CellArea* areaOf(const PlacedPanel& place, AreaKind kind) {
    return place.panel ? place.panel->area(kind) : nullptr;
}

}  // namespace

const PlacedPanel* placedAs(std::span<const PlacedPanel> panels, PanelKind kind) {
    const auto found = std::find_if(panels.begin(), panels.end(),
                                    [kind](const PlacedPanel& place) { return place.panel->kind == kind; });
    return found == panels.end() ? nullptr : &*found;
}

std::optional<Rect> cellIn(const PlacedPanel& place, AreaKind kind, const CellRef& cell) {
    const CellArea* area = areaOf(place, kind);
    if (!area || !area->shows(cell)) return std::nullopt;
    return movedBy(area->cellRect(cell), place.at);
}

std::optional<Rect> windowIn(const PlacedPanel& place, AreaKind kind, const WindowGrid& grid, const CellRef& window) {
    const CellArea* area = areaOf(place, kind);
    if (!area) return std::nullopt;
    const Rect all = area->windowRect(grid, window);
    if (!area->rect.contains(all.centre())) return std::nullopt;
    return movedBy(all, place.at);
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
