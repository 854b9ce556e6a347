// SPDX-License-Identifier: GPL-3.0-or-later
// Small charts as values, and as scenes: bars with labels, upright columns, one or several to a group, and curves over
// an axis with ticks. Knows numbers and words only, not what was studied. The text of all charts keeps to one left
// edge.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// What stands above a chart.
struct ChartHead {
    std::string title;
    std::string note;  // beneath the title, in small type
    // Lines that each of them takes at least: charts beside each other begin at one height.
    std::size_t titleLines = 0;
    std::size_t noteLines = 0;
};

// What is drawn, by its part in the comparison: one colour each, the same in every chart.
enum class Tone {
    Output,  // after pooling, and what is set now
    Input,   // before pooling: what the others are measured against
    Image,   // before filters, where they make the input of it
    Other,   // other settings
    Step     // one of several that have an order: its place in a ramp
};
// `step` of `steps` counts those of Tone::Step.
Colour toneColour(const FigureStyle& style, Tone tone, std::size_t step = 0, std::size_t steps = 1);

struct Series {
    std::string name;
    Tone tone = Tone::Output;
};

struct Bar {
    double value = 0;  // length; below 0 or not finite: none
    std::string text;  // printed at its end
};
struct BarGroup {
    std::string label;      // shortened when it is long
    std::vector<Bar> bars;  // one for each series
    // Instead of the colours of the series: the hue of a place in the window, or a tone.
    std::optional<std::size_t> hue{};
    std::optional<Tone> tone{};
};
// Bars lie, so that labels are read as they are. A legend stands above them where there is more than one series.
struct BarChart {
    ChartHead head;
    std::vector<Series> series;
    std::vector<BarGroup> groups;
    double full = 0;         // the value of a bar as long as there is room; 0: the largest value
    bool ownScales = false;  // of each group, so that its bars cannot stand on one axis
};
// As high as its bars need; with a `height` no higher than that: bars lie closer, and the last ones are left out.
Scene drawBarChart(const BarChart& chart, double width, const FigureStyle& style, double height = 0);

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
    bool whole = false;        // of a whole: from 0 to 1 at least
    std::vector<double> at{};  // ticks at these values, ascending, instead of round numbers; printed as they are
};
struct AxisTick {
    double value = 0;
    std::string text;
};
// From end to end of an axis, with its ticks; low < high.
struct AxisScale {
    double low = 0;
    double high = 1;
    std::vector<AxisTick> ticks;
};

// Columns stand, for what has an order: the bins of a histogram, places, counts. A legend stands above them where there
// is more than one series. The texts of the bars stand above their columns; where one has none, or they do not all fit,
// an axis with ticks says how high the columns are. Labels below are left out evenly where they do not all fit.
struct ColumnChart {
    ChartHead head;
    std::vector<Series> series;
    std::vector<BarGroup> groups;
    ChartAxis x;        // its label only
    ChartAxis y;        // begins at 0
    double full = 0;    // higher columns are cut, which is marked, and keep their text; 0: the highest value
    bool bins = false;  // groups are neighbours on a scale: little room between them
};
AxisScale scaleOf(const ColumnChart& chart);
Scene drawColumnChart(const ColumnChart& chart, const Size& size, const FigureStyle& style);

struct Curve {
    std::string label;          // at its right end, in its colour; may be empty
    std::vector<Point> points;  // x ascending; a point that is not finite makes a gap
    Tone tone = Tone::Output;   // Tone::Input and Tone::Image are dashed
};
// The vertical axis begins at 0 unless values lie below it.
struct LineChart {
    ChartHead head;
    ChartAxis x;
    ChartAxis y;
    std::vector<Curve> curves;
};
struct LineScales {
    AxisScale x;
    AxisScale y;
};
LineScales scalesOf(const LineChart& chart);
Colour curveColour(const LineChart& chart, std::size_t curve, const FigureStyle& style);
// The same, where it can be read as a text on the card.
Colour curveNameColour(const LineChart& chart, std::size_t curve, const FigureStyle& style);
// The heights of names beside their curves' ends, ascending, at least `apart` from each other and as near to `wanted`
// (ascending) as that allows; no lower than `floor` (y points down), and where there is room no higher than `ceiling`.
std::vector<double> spreadNames(const std::vector<double>& wanted, double apart, double ceiling, double floor);
// One moved so far that it might be taken for the name of another curve: then thin lines lead to all of them.
bool wantLeaders(const std::vector<double>& wanted, const std::vector<double>& heights, double apart);
Scene drawLineChart(const LineChart& chart, const Size& size, const FigureStyle& style);

using Chart = std::variant<BarChart, ColumnChart, LineChart>;

const ChartHead& chartHeadOf(const Chart& chart);
// Nothing but its head.
bool isEmptyChart(const Chart& chart);
// Bars are no higher than they need.
Scene drawChart(const Chart& chart, const Size& size, const FigureStyle& style);
// Side by side in so many columns, row by row, each `aspect` times as high as it is wide (bars as high as they need),
// under a head of their own where there is one.
struct ChartSheet {
    ChartHead head;
    std::vector<Chart> charts;
    std::size_t columns = 2;
    double aspect = 0.8;
};
Scene drawCharts(const ChartSheet& sheet, double width, const FigureStyle& style);
// In their order on a page, which leaves this room: in the rows that make the lowest plot largest, bars standing where
// they are too many to lie. As wide as the room, no higher. Nothing where some chart could not be read.
std::optional<Scene> drawChartPage(const std::vector<Chart>& charts, const Size& room, const FigureStyle& style);
// Everything the chart says, in words: for those who do not see it.
std::string chartText(const Chart& chart);

}  // namespace poolscope
