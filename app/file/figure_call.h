// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as the call of the program that draws it: the inverse of reading a command line.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/file/figure_draw.h"
#include "core/figure/animation.h"
#include "core/window/window_grid.h"

namespace poolscope {

// What `poolscope animate` takes where it is not told.
inline constexpr double kAnimationDpi = 150;
inline constexpr double kSqueezeWidthMm = 90;

// The words after "poolscope". What no option can say (a drawing, a gradient from a file, a study) is taken from
// the first of the outputs, which then is to be there. `grid` is that of the experiment; `outputs` end as figures do;
// at least one.
std::vector<std::string> figureWords(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                                     std::span<const std::string> outputs);

// Whether it is taken from there.
bool isFromOutput(const DrawnFigure& figure);

// The same as one line for a shell.
std::string figureCall(const DrawnFigure& figure, const Source& source, const WindowGrid& grid,
                       std::span<const std::string> outputs);

// The call that makes an animation: of no more than can be said, else it begins with --session as above. The windows
// are those of `spec`; outputs end as animations do.
std::string animationCall(const SavedSession& session, const AnimationSpec& spec, const Source& source,
                          const WindowGrid& grid, std::span<const std::string> outputs);

// The lines of a LaTeX document, with graphicx, that include the figure at its width with its description as caption.
std::string latexFigure(const DrawnFigure& figure, const std::string& path);

}  // namespace poolscope
