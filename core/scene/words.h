// SPDX-License-Identifier: GPL-3.0-or-later
// Words on a scene: a line of text, one that fits, a paragraph. How wide they are: text_width.h.
#pragma once

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// A line of text as it is, of one size and face.
TextMark text(const Point& at, double size, std::vector<TextRun> runs, Face face = Face::Sans,
              Align align = Align::Left, Level level = Level::Middle);

// A line of text fitted into maxWidth.
void addWords(Scene& scene, const Point& at, double size, const TextRun& run, double maxWidth,
              Align align = Align::Left);

// Words broken into lines; gives the y below them.
double addParagraph(Scene& scene, const Point& at, double width, const TextRun& words, const FigureStyle& style);

}  // namespace poolscope
