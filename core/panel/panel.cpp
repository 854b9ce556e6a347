// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel.h"

#include <algorithm>

#include "core/panel/panel_parts.h"

namespace poolscope {
Rect CellArea::cellRect(const CellRef& cell) const {
    return {rect.x + pitchX() * static_cast<double>(cell.col - origin.col),
            rect.y + pitchY() * static_cast<double>(cell.row - origin.row), pitchX() - gap, pitchY() - gap};
}

Rect CellArea::windowRect(const WindowGrid& grid, const CellRef& window) const {
    const Rect first = cellRect(grid.tapCell(window, 0));
    const Rect last = cellRect(grid.tapCell(window, grid.taps() - 1));
    return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
}

bool CellArea::shows(const CellRef& cell) const {
    return cells.contains({cell.row - origin.row, cell.col - origin.col});
}

std::optional<CellRef> CellArea::cellAt(const Point& point) const {
    if (!rect.contains(point)) return std::nullopt;
    const CellRef cell{static_cast<std::int64_t>((point.y - rect.y) / pitchY()) + origin.row,
                       static_cast<std::int64_t>((point.x - rect.x) / pitchX()) + origin.col};
    return shows(cell) ? std::optional(cell) : std::nullopt;
}

const CellArea* Panel::area(AreaKind areaKind) const {
    const auto found =
        std::find_if(areas.begin(), areas.end(), [areaKind](const CellArea& a) { return a.kind == areaKind; });
    return found == areas.end() ? nullptr : &*found;
}

std::int64_t filledBy(PanelKind kind, const Reached& reached) {
    const auto filled = panelRow(kind).filled;
    return filled ? reached.*filled : 0;
}

const CellArea* Panel::plane() const {
    for (const AreaKind wanted : {AreaKind::Input, AreaKind::Gradient, AreaKind::Output, AreaKind::Upstream}) {
        if (const CellArea* found = area(wanted)) return found;
    }
    return nullptr;
}

bool isWinnerTold(const PanelContext& context, AreaKind cells, const CellRef& window) {
    const WindowGrid& grid = context.evaluation.grid;
    const auto& moment = context.moment;
    const bool asks = moment && moment->before.phase == Phase::Backward && windowOf(*moment, grid) == window;
    const Reached reached = reachedIn(context);
    return flatIndex(grid.output(), window) < (asks || cells == AreaKind::Gradient ? reached.sent : reached.laidOut);
}

Panel layoutPanel(PanelKind kind, const PanelContext& context, const Size& size, const PatchScroll& scroll) {
    Panel panel{kind, {size, {}}, {}};
    if (hasPanel(context.evaluation, kind)) panelRow(kind).draw(panel, context, scroll);
    return panel;
}

Focus focusAt(const Panel& panel, const Evaluation& e, const Point& point) {
    for (const CellArea& area : panel.areas) {
        const auto cell = area.cellAt(point);
        if (!cell) continue;
        Focus focus;
        switch (area.kind) {
            case AreaKind::Input:
                focus = {FocusKind::Input, *cell, 0};
                break;
            case AreaKind::Gradient:
                focus = {FocusKind::Gradient, *cell, 0};
                break;
            case AreaKind::Output:
            case AreaKind::Upstream:
                focus = {FocusKind::Window, *cell, 0};
                break;
            case AreaKind::Strip:
                focus = {FocusKind::Window, {cell->col / e.grid.cols.output, cell->col % e.grid.cols.output}, 0};
                break;
            case AreaKind::Lens:
                focus = {FocusKind::Patch, {cell->col / e.grid.cols.output, cell->col % e.grid.cols.output}, cell->row};
                break;
            case AreaKind::SlotHeads:
                focus = {FocusKind::Slot, {}, cell->row};
                break;
            case AreaKind::Tiles: {
                const Rect tile = area.cellRect(*cell);
                const Extent size = e.grid.size();
                const auto ky =
                    static_cast<std::int64_t>((point.y - tile.y) / tile.height * static_cast<double>(size.rows));
                const auto kx =
                    static_cast<std::int64_t>((point.x - tile.x) / tile.width * static_cast<double>(size.cols));
                if (!size.contains({ky, kx})) continue;  // on the gap between tiles
                focus = {FocusKind::Patch, *cell, ky * size.cols + kx};
                break;
            }
        }
        if (focusExists(e, focus)) return focus;
    }
    return {};
}

double panelHeight(double picture, const FigureStyle& style) {
    return picture + style.inset * 1.7 + headerHeight(style) + legendHeight(style);
}

double heightForWidth(double width, const FigureStyle& style) {
    return panelHeight(width - 2 * style.inset, style);
}

PictureHeight pictureHeight(PanelKind kind, const PanelContext& context, double width) {
    constexpr double kTallest = 2;
    const PanelRow& row = panelRow(kind);
    const bool tiles = row.draw == &drawPatches && context.view.patches == PatchView::Tiles;
    if (row.look || tiles) {
        const Extent cells = paddedArea(context.evaluation.grid, AreaKind::Input).cells;
        const double high = width * static_cast<double>(cells.rows) / static_cast<double>(cells.cols);
        const double height = std::min(high, kTallest * width);
        return {height, height};
    }
    if (row.draw == &drawPatches) return matrixHeight(context, width);
    // One column and its value, or a kernel.
    const double least = context.style.small * (8 + 2 * static_cast<double>(context.evaluation.grid.taps()));
    return {width, std::min(width, least)};
}

}  // namespace poolscope
