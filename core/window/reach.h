// SPDX-License-Identifier: GPL-3.0-or-later
// Which cells of the input and of the output belong together, for many cells at once.
#pragma once

#include "core/window/window_grid.h"

namespace poolscope {

// The cells in these rows and these columns, both ascending and without repetition. Windows see such sets, dilated
// ones too, and such sets are seen by such sets of windows.
struct CellSet {
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> cols;

    bool empty() const { return rows.empty() || cols.empty(); }
    bool contains(const CellRef& cell) const;
    bool operator==(const CellSet&) const = default;
};

// The set that holds this cell and no other.
CellSet singleCell(const CellRef& cell);

// The cells of the input under any of these windows; padding is left out.
CellSet cellsUnder(const WindowGrid& grid, const CellSet& windows);

// The windows with a tap on any of these cells of the input.
CellSet windowsOver(const WindowGrid& grid, const CellSet& cells);

}  // namespace poolscope
