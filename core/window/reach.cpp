// SPDX-License-Identifier: GPL-3.0-or-later
// One axis at a time: rows and columns do not know each other.
#include "core/window/reach.h"

#include <algorithm>

namespace poolscope {
namespace {

using Places = std::vector<std::int64_t>;

Places sorted(Places places) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

Places under(const AxisGrid& axis, const Places& windows) {
    Places places;
    for (const std::int64_t window : windows) {
        const IndexRange taps = axis.insideTaps(window);
        for (std::int64_t tap = taps.begin; tap < taps.end; ++tap) places.push_back(axis.position(window, tap));
    }
    return sorted(std::move(places));
}

Places over(const AxisGrid& axis, const Places& positions) {
    Places windows;
    for (const std::int64_t position : positions) {
        for (const AxisHit& hit : axis.windowsOver(position)) windows.push_back(hit.window);
    }
    return sorted(std::move(windows));
}

bool holds(const Places& places, std::int64_t place) {
    return std::binary_search(places.begin(), places.end(), place);
}

}  // namespace

bool CellSet::contains(const CellRef& cell) const {
    return holds(rows, cell.row) && holds(cols, cell.col);
}

CellSet singleCell(const CellRef& cell) {
    return {{cell.row}, {cell.col}};
}

CellSet cellsUnder(const WindowGrid& grid, const CellSet& windows) {
    return {under(grid.rows, windows.rows), under(grid.cols, windows.cols)};
}

CellSet windowsOver(const WindowGrid& grid, const CellSet& cells) {
    return {over(grid.rows, cells.rows), over(grid.cols, cells.cols)};
}

}  // namespace poolscope
