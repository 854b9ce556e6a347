// SPDX-License-Identifier: GPL-3.0-or-later
// What the matrix and the tiles of X_col share. Private to core/panel.
#pragma once

#include "core/panel/panel_parts.h"
#include "core/window/im2col.h"

namespace poolscope {

// The columns of a lens, or the tiles, that are in view; and their numbers, all together.
struct PatchesInView {
    std::vector<std::vector<PatchCell>> columns;
    std::vector<float> numbers;

    void add(std::vector<PatchCell> cells) {
        const std::vector<float> more = numbersOf(cells);
        numbers.insert(numbers.end(), more.begin(), more.end());
        columns.push_back(std::move(cells));
    }
};

inline CellRef windowOf(const WindowGrid& grid, std::int64_t column) {
    return {column / grid.cols.output, column % grid.cols.output};
}

// The first of those that are visible, moved into what exists.
std::int64_t scrolled(std::int64_t first, std::int64_t visible, std::int64_t total);

// The panel shows dX_col.
bool isGradient(const Panel& panel);
// Winners and ties are marked.
bool hasMarks(const Panel& panel, const PanelContext& context);
// Columns that are filled so far.
std::int64_t filledColumns(const Panel& panel, const PanelContext& context);
bool isShown(const Panel& panel, const PanelContext& context, const CellRef& window);

// The winner and all taps that are tied with it.
std::vector<std::int64_t> winningTaps(const Evaluation& evaluation, const CellRef& window);

void addTiles(Panel& panel, const PanelContext& context, const PatchScroll& scroll);

}  // namespace poolscope
