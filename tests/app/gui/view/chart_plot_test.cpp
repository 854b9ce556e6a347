// SPDX-License-Identifier: GPL-3.0-or-later
// What QtCharts plots, beside what the scene draws of the same chart.
#include "app/gui/view/chart_plot.h"

#include <gtest/gtest.h>

#include <QAbstractBarSeries>
#include <QBarSet>
#include <QLineSeries>
#include <algorithm>
#include <cmath>
#include <memory>

namespace poolscope {
namespace {

// In ascending order, as parts of the largest.
std::vector<double> parts(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const double largest = values.empty() ? 1 : values.back();
    for (double& value : values) value /= largest;
    return values;
}

std::vector<double> plotted(const Chart& chart) {
    const std::unique_ptr<QChart> plot(plotChart(chart, {}, QFont()));
    std::vector<double> values;
    for (const QAbstractSeries* series : plot->series()) {
        const auto* bars = qobject_cast<const QAbstractBarSeries*>(series);
        if (!bars) continue;
        for (const QBarSet* set : bars->barSets()) {
            for (int i = 0; i < set->count(); ++i) {
                if (set->at(i) > 0) values.push_back(set->at(i));
            }
        }
    }
    return parts(values);
}

std::vector<double> drawn(const Chart& chart, double Rect::*length) {
    std::vector<double> values;
    const FigureStyle style;
    const double legend = style.small * 0.85;  // a square beside the name of a series
    for (const Mark& mark : drawChart(chart, {700, 500}, style).marks) {
        const auto* bar = std::get_if<RectMark>(&mark);
        const bool square =
            bar && std::abs(bar->rect.width - legend) < 1e-9 && std::abs(bar->rect.height - legend) < 1e-9;
        if (bar && !square) values.push_back(bar->rect.*length);
    }
    return parts(values);
}

void expectSame(const Chart& chart, double Rect::*length, std::size_t count) {
    const std::vector<double> plot = plotted(chart);
    const std::vector<double> scene = drawn(chart, length);
    ASSERT_EQ(plot.size(), count);
    ASSERT_EQ(scene.size(), count);
    for (std::size_t i = 0; i < count; ++i) EXPECT_NEAR(plot[i], scene[i], 1e-9) << i;
}

TEST(ChartPlot, HasTheValuesThatTheSceneDraws) {
    const std::vector<Series> two{{"before", Tone::Input}, {"after"}};
    const std::vector<BarGroup> groups{{"a", {{0.855, "85.5 %"}, {0.125, "12.5 %"}}},
                                       {"b", {{0.75, "75.0 %"}, {0.0625, "6.3 %"}}}};
    expectSame(ColumnChart{{"Columns", ""}, two, groups, {"name"}, {"of all", true, true}}, &Rect::height, 4);
    expectSame(BarChart{{"Bars", ""}, two, groups, 1}, &Rect::width, 4);
}

TEST(ChartPlot, HasTheCurvesOfTheChart) {
    const LineChart chart{{"Lines", ""}, {"stride"}, {"", true, true}, {{"size 2", {{1, 0.5}, {2, 0.25}, {3, 0.125}}}}};
    const std::unique_ptr<QChart> plot(plotChart(Chart(chart), {}, QFont()));
    std::size_t found = 0;
    for (const QAbstractSeries* series : plot->series()) {
        const auto* line = qobject_cast<const QLineSeries*>(series);
        if (!line || line->count() != 3) continue;
        ++found;
        for (int i = 0; i < 3; ++i) {
            EXPECT_DOUBLE_EQ(line->at(i).x(), chart.curves[0].points[static_cast<std::size_t>(i)].x);
            EXPECT_DOUBLE_EQ(line->at(i).y(), chart.curves[0].points[static_cast<std::size_t>(i)].y);
        }
    }
    EXPECT_EQ(found, 1U);
}

}  // namespace
}  // namespace poolscope
