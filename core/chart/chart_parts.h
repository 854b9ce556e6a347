// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts share. Private to core/chart.
#pragma once

#include <span>

#include "core/chart/chart.h"
#include "core/scene/words.h"

namespace poolscope {

double chartMargin(const FigureStyle& style);

// In one line or two, none of which is too long.
bool linesFit(const std::string& words, double size, double room, bool bold = false);

// Title and note; gives the y below them.
double addChartHead(Scene& scene, const ChartHead& head, const FigureStyle& style);
// Charts of one row, each so wide: what is on one scale stands at one height in all of them.
void alignHeads(std::span<Chart> row, double width, const FigureStyle& style);

// How high the plot of a chart would be that is so large; below 0: head and axes alone are higher.
double plotHeight(const ColumnChart& chart, const Size& size, const FigureStyle& style);
double plotHeight(const LineChart& chart, const Size& size, const FigureStyle& style);
// How long the longest bar of a chart is that is so wide.
double barRoom(const BarChart& chart, double width, const FigureStyle& style);

// The colour of bar `series` of a group.
Colour barColour(const std::vector<Series>& series, std::size_t index, const BarGroup& group, const FigureStyle& style);
// Title and note, and the names of the series beside their colours where there is more than one; gives the y below.
double addHeadAndLegend(Scene& scene, const ChartHead& head, const std::vector<Series>& series,
                        const FigureStyle& style);

// The length of a bar: 0 for what has none.
double barLength(const Bar& bar);

// An axis on paper; maps values to points between `begin` and `end`.
struct PlotAxis {
    AxisScale scale;
    double begin = 0;
    double end = 1;

    double at(double value) const { return begin + (value - scale.low) / (scale.high - scale.low) * (end - begin); }
};
AxisScale axisScale(const ChartAxis& axis, double low, double high, int most);
// The room that the texts of the ticks take at the left of a vertical axis, with the gap to it.
double tickRoom(const AxisScale& scale, const FigureStyle& style);
// Ticks of a vertical axis with a line across from `left` to `right` at each, darker at the ground, and its name above.
void addVerticalAxis(Scene& scene, const PlotAxis& axis, const std::string& name, double left, double right,
                     const FigureStyle& style);
// The name of a horizontal axis, `below` the plot.
void addHorizontalName(Scene& scene, const std::string& name, double left, double right, double below,
                       const FigureStyle& style);

}  // namespace poolscope
