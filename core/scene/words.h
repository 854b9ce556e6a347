// SPDX-License-Identifier: GPL-3.0-or-later
// Words on a scene: a line of text, one that fits, a paragraph. How wide they are: text_width.h.
#pragma once

#include <string>
#include <vector>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// A line of text as it is, of one size and face.
TextMark textMark(const Point& at, double size, std::vector<TextRun> runs, FontFace face = FontFace::Sans,
                  HorizontalAlign align = HorizontalAlign::Left, VerticalAlign level = VerticalAlign::Middle);

// Where its letters stand, as drawn: no wider than it may be.
Rect boxOf(const TextMark& text);

// A line of text fitted into maxWidth.
void addWords(Scene& scene, const Point& at, double size, const TextRun& run, double maxWidth,
              HorizontalAlign align = HorizontalAlign::Left);

// Words broken at spaces, as many in a line as fit; one that is wider than the room has a line of its own.
std::vector<std::string> linesOf(const std::string& words, double size, double room, bool bold = false);
// Words broken into lines; gives the y below them.
double addParagraph(Scene& scene, const Point& at, double width, const TextRun& words, const FigureStyle& style);
// A title broken into lines; gives the height that it takes, 0 for none.
double addTitle(Scene& scene, const Point& at, double width, const std::string& title, const FigureStyle& style);

}  // namespace poolscope
