// SPDX-License-Identifier: GPL-3.0-or-later
// A panel as a table of numbers, for those who hear it: its rows and columns, and what each cell says in words. Nothing
// is made before it is asked for.
#pragma once

#include <optional>
#include <string>

#include "core/panel/panel.h"

namespace poolscope {

// X_col and dX_col have a row for each place of a window and a column for each window; what shows one of their columns
// is a table of all of them. The filter is none.
bool hasCellTable(PanelKind kind);
// Of the evaluation, whatever part of it is in view. Empty where there is no such panel.
Extent cellTable(PanelKind kind, const PanelContext& context);

// "row 3, column 7, 253, winner of window 1, 3". What is not computed yet is not told. The cell must be in the table.
std::string cellWords(PanelKind kind, const PanelContext& context, const CellRef& cell);
// "row 3", "place 0"; "column 7", "window 1, 3"
std::string rowWords(PanelKind kind, std::int64_t row);
std::string columnWords(PanelKind kind, const WindowGrid& grid, std::int64_t column);

// The cell that is lit: of X_col the place that is pointed at, else the winner's, in the column of the window.
std::optional<CellRef> litTableCell(PanelKind kind, const WindowGrid& grid, const Links& links);

}  // namespace poolscope
