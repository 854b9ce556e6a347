// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing made ready for a file: its margins, its title and its caption.
#pragma once

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// What a file leaves free around a drawing.
double fileMargin(const FigureStyle& style);
// A drawing with those margins around it.
Scene withMargins(Scene drawing, const FigureStyle& style);
// A drawing that has its margins, under a title and above a caption, which takes as many lines as it needs; each may be
// empty.
Scene framedScene(Scene drawing, const std::string& title, const std::string& caption, const FigureStyle& style);

}  // namespace poolscope
