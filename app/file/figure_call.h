// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as the call of the program that draws it: the inverse of reading a command line.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/file/figure_draw.h"
#include "core/window/window_grid.h"

namespace poolscope {

// The words after "poolscope". What no option can say (a drawing, a gradient from a file, a study) is taken from
// the first of the outputs, which then is to be there. `grid` is that of the experiment; `outputs` end in .png, .svg or
// .pdf; at least one.
std::vector<std::string> figureWords(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                                     std::span<const std::string> outputs);

// The same as one line for a shell.
std::string figureCall(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                       std::span<const std::string> outputs);

}  // namespace poolscope
