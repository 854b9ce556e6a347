// SPDX-License-Identifier: GPL-3.0-or-later
// Small charts as scenes: bars with labels, one or several to a group, and curves over an axis with ticks. Knows
// numbers and words only, not what was studied. The text of all charts keeps to one left edge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/figure/figure_style.h"
#include "core/figure/scene.h"

namespace poolscope {

// What stands above a chart.
struct ChartHead {
    std::string title;
    std::string note;  // beneath the title, in small type
};

struct Series {
    std::string name;
    bool reference = false;  // what the others are measured against: drawn in grey
};

// The colour of series `index` (references are not counted), and of a reference.
Colour seriesColour(const FigureStyle& style, std::size_t index);
Colour referenceColour(const FigureStyle& style);

struct Bar {
    double value = 0;  // length; below 0 or not finite: none
    std::string text;  // printed at its end
};
struct BarGroup {
    std::string label;      // shortened when it is long
    std::vector<Bar> bars;  // one for each series
};
// Bars lie, so that labels are read as they are. A legend stands above them where there is more than one series.
struct BarChart {
    ChartHead head;
    std::vector<Series> series;
    std::vector<BarGroup> groups;
    double full = 0;  // the value of a bar as long as there is room; 0: the largest value
};
// As high as its bars need.
Scene drawBarChart(const BarChart& chart, double width, const FigureStyle& style);

// Round numbers (1, 2 or 5 times a power of ten apart) that enclose the range, no more than `most` of them where that
// is possible; most >= 2. A range that is empty or not finite is taken for 0 to 1 or widened by 1.
struct Ticks {
    double low = 0;
    double step = 1;
    int count = 2;
    int digits = 0;  // after the point

    double at(int i) const { return low + step * i; }
    double high() const { return at(count - 1); }
    bool operator==(const Ticks&) const = default;
};
Ticks niceTicks(double low, double high, int most);

struct ChartAxis {
    std::string label;
    bool percent = false;      // values are fractions, printed as percentages
    std::vector<double> at{};  // ticks at these values, ascending, instead of round numbers; printed as they are
};
struct Curve {
    std::string label;          // at its right end, in its colour
    std::vector<Point> points;  // x ascending; a point that is not finite makes a gap
    bool reference = false;     // dashed and grey
};
// The vertical axis begins at 0 unless values lie below it.
struct LineChart {
    ChartHead head;
    ChartAxis x;
    ChartAxis y;
    std::vector<Curve> curves;
};
Scene drawLineChart(const LineChart& chart, const Size& size, const FigureStyle& style);

}  // namespace poolscope
