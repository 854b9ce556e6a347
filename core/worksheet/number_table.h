// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers on paper: a table with rows and columns counted from 0, or a picture of dots where there are too many.
// Private to core/worksheet.
#pragma once

#include <span>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"
#include "core/window/window_grid.h"

namespace poolscope {

// A frame around cells; both corners are among them.
struct CellFrame {
    CellRef first;
    CellRef last;
    bool dashed = false;
};

struct NumberTable {
    std::string title;
    std::span<const float> values;  // of the cells inside
    Extent inside;
    // Cells around them, hatched; with a number when they count as such.
    CellRef before{};
    CellRef after{};
    bool zeros = false;
    std::vector<CellFrame> frames{};
};

// As large as it wants to be, at most `width` wide.
Scene drawNumbers(const NumberTable& table, double width, const FigureStyle& style);

}  // namespace poolscope
