// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/zoom.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

bool isOfInput(AreaKind kind) {
    return kind == AreaKind::Input || kind == AreaKind::Gradient;
}

// Along an axis, where the middle of the windows lies that stand over a point of X, and back.
double toOutput(const AxisGrid& axis, double x) {
    return (x + static_cast<double>(axis.before) - static_cast<double>(axis.effectiveSize()) / 2) /
               static_cast<double>(axis.stride) +
           0.5;
}

double toInput(const AxisGrid& axis, double y) {
    return (y - 0.5) * static_cast<double>(axis.stride) - static_cast<double>(axis.before) +
           static_cast<double>(axis.effectiveSize()) / 2;
}

Point fromInput(const WindowGrid& grid, AreaKind kind, const Point& at) {
    return isOfInput(kind) ? at : Point{toOutput(grid.cols, at.x), toOutput(grid.rows, at.y)};
}

Point toInput(const WindowGrid& grid, AreaKind kind, const Point& at) {
    return isOfInput(kind) ? at : Point{toInput(grid.cols, at.x), toInput(grid.rows, at.y)};
}

// A point of the panel in the cells of its area.
Point inCells(const CellArea& area, const Point& at) {
    return {(at.x - area.rect.x) / area.pitchX() + static_cast<double>(area.origin.col),
            (at.y - area.rect.y) / area.pitchY() + static_cast<double>(area.origin.row)};
}

double limited(const WindowGrid& grid, double factor) {
    const auto side = static_cast<double>(std::max(grid.rows.input, grid.cols.input));
    return std::clamp(factor, 1.0, std::max(1.0, side / static_cast<double>(kLeastSeen)));
}

// What is seen of one axis: so many cells from this one on.
struct Seen {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

Seen seen(double room, double side, std::int64_t origin, std::int64_t count, double centre) {
    const auto fitting = std::clamp<std::int64_t>(static_cast<std::int64_t>(room / side + 1e-9), 1, count);
    const double first = std::round(centre - static_cast<double>(fitting) / 2);
    return {std::clamp(static_cast<std::int64_t>(first), origin, origin + count - fitting), fitting};
}

}  // namespace

CellArea placedCells(const Rect& room, CellArea all, const WindowGrid& grid, const Zoom& zoom,
                     const FigureStyle& style) {
    all.rect = fitCells(room, all.cells, style);
    if (zoom.isWhole()) return all;
    const double fitting =
        std::min(room.width / static_cast<double>(all.cells.cols), room.height / static_cast<double>(all.cells.rows));
    double side = std::min({fitting * zoom.factor, room.width, room.height});
    if (style.wholePoints && side >= kLeastWholeCell) side = std::floor(side);
    const Point centre = fromInput(grid, all.kind, zoom.centre);
    const Seen rows = seen(room.height, side, all.origin.row, all.cells.rows, centre.y);
    const Seen cols = seen(room.width, side, all.origin.col, all.cells.cols, centre.x);
    all.origin = {rows.first, cols.first};
    all.cells = {rows.count, cols.count};
    const Size size{side * static_cast<double>(cols.count), side * static_cast<double>(rows.count)};
    all.rect = {style.wholePoints ? std::round(room.x) : room.x, style.wholePoints ? std::round(room.y) : room.y,
                size.width, size.height};
    return all;
}

std::optional<Zoom> zoomedAt(const Panel& panel, const PanelContext& context, const Point& at, double by) {
    const CellArea* area = panel.plane();
    const auto look = planeLook(panel.kind, context);
    if (!area || !look) return std::nullopt;
    const WindowGrid& grid = context.evaluation.grid;
    const Point under = inCells(*area, at);
    const Zoom next{limited(grid, context.zoom.factor * by), toInput(grid, area->kind, under)};
    const Rect room = planeRoom(panel.scene.size, context);
    const CellArea larger = placedCells(room, wholeArea(*look, grid), grid, next, context.style);
    const Point middle = larger.rect.centre();
    const Point centre{under.x + (middle.x - at.x) / larger.pitchX(), under.y + (middle.y - at.y) / larger.pitchY()};
    return Zoom{next.factor, toInput(grid, area->kind, centre)};
}

Zoom zoomedOn(const WindowGrid& grid, const Zoom& zoom, const CellRef& cell, double by) {
    return {limited(grid, zoom.factor * by),
            {static_cast<double>(cell.col) + 0.5, static_cast<double>(cell.row) + 0.5}};
}

std::optional<Zoom> panned(const Panel& panel, const WindowGrid& grid, const Zoom& zoom, const Point& by) {
    const CellArea* area = panel.plane();
    if (!area) return std::nullopt;
    const Point middle = area->rect.centre();
    return Zoom{zoom.factor, toInput(grid, area->kind, inCells(*area, {middle.x - by.x, middle.y - by.y}))};
}

CellRef middleOf(const WindowGrid& grid, const CellRef& window) {
    const auto middle = [](const AxisGrid& axis, std::int64_t o) {
        return (axis.position(o, 0) + axis.position(o, axis.size - 1)) / 2;
    };
    return {middle(grid.rows, window.row), middle(grid.cols, window.col)};
}

std::optional<CellRef> litCell(AreaKind kind, const WindowGrid& grid, const Links& links) {
    if (!isOfInput(kind)) return links.window;
    if (links.cell || !links.window) return links.cell;
    return middleOf(grid, *links.window);
}

bool isInView(const Panel& panel, const WindowGrid& grid, const Links& links) {
    const CellArea* area = panel.plane();
    const auto cell = area ? litCell(area->kind, grid, links) : std::nullopt;
    return !cell || area->shows(*cell);
}

}  // namespace poolscope
