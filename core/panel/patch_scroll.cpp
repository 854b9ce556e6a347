// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns and which tiles of the patches are in view.
#include <algorithm>

#include "core/panel/panel_parts.h"

namespace poolscope {

std::int64_t scrolled(std::int64_t first, std::int64_t visible, std::int64_t total) {
    return std::clamp<std::int64_t>(first, 0, std::max<std::int64_t>(0, total - visible));
}

PatchScroll scrollTo(const Panel& patches, const PatchScroll& current, const Evaluation& e, const CellRef& window) {
    PatchScroll next = current;
    if (const CellArea* lens = patches.area(AreaKind::Lens)) {
        const std::int64_t column = flatIndex(e.grid.output(), window);
        next.firstColumn = lens->shows({0, column})
                               ? lens->origin.col
                               : scrolled(column - lens->cells.cols / 2, lens->cells.cols, e.grid.output().count());
    }
    if (const CellArea* tiles = patches.area(AreaKind::Tiles)) {
        if (tiles->shows(window)) {
            next.firstTile = tiles->origin;
        } else {
            next.firstTile = {scrolled(window.row - tiles->cells.rows / 2, tiles->cells.rows, e.grid.rows.output),
                              scrolled(window.col - tiles->cells.cols / 2, tiles->cells.cols, e.grid.cols.output)};
        }
    }
    return next;
}

PatchScroll pageWith(const Panel& patches, const Evaluation& e, const CellRef& window) {
    const auto pageStart = [](std::int64_t i, std::int64_t size) { return i / size * size; };
    PatchScroll page;
    if (const CellArea* lens = patches.area(AreaKind::Lens))
        page.firstColumn = pageStart(flatIndex(e.grid.output(), window), lens->cells.cols);
    if (const CellArea* tiles = patches.area(AreaKind::Tiles))
        page.firstTile = {pageStart(window.row, tiles->cells.rows), pageStart(window.col, tiles->cells.cols)};
    return page;
}

}  // namespace poolscope
