// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of the views: panels are tables, whose cells are made when they are asked for, and other
// scenes are pictures with their words.
#pragma once

namespace poolscope {

class PanelCanvas;

// For all views that come; asking again changes nothing.
void describeViews();

// The keyboard may be on another cell of the panel, or elsewhere.
void tellCell(PanelCanvas& canvas);
// The panel is a table of another size.
void tellTable(PanelCanvas& canvas);

// How many cells are kept for a panel.
inline constexpr int kMostCellsKept = 256;

}  // namespace poolscope
