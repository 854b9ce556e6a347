// SPDX-License-Identifier: GPL-3.0-or-later
// What bar and line charts share. Private to core/figure.
#pragma once

#include "core/figure/chart.h"

namespace poolscope {

double chartMargin(const FigureStyle& style);

// Title and note; gives the y below them.
double addChartHead(Scene& scene, const ChartHead& head, const FigureStyle& style);

// Room that words in the sans face need at most, roughly: core cannot measure them.
double wordsWidth(const std::string& words, double size);

// A line of text fitted into maxWidth.
void addWords(Scene& scene, const Point& at, double size, const TextRun& run, double maxWidth,
              Align align = Align::Left);

}  // namespace poolscope
