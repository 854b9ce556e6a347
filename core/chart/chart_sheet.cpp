// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of any kind: one, several on a sheet, and in words.
#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/scene/place.h"

namespace poolscope {
namespace {

struct Draw {
    Size size;
    const FigureStyle& style;

    Scene operator()(const BarChart& chart) const { return drawBarChart(chart, size.width, style, size.height); }
    Scene operator()(const ColumnChart& chart) const { return drawColumnChart(chart, size, style); }
    Scene operator()(const LineChart& chart) const { return drawLineChart(chart, size, style); }
};

std::string valueWords(double value, const ChartAxis& axis) {
    return axis.percent ? fixedNumber(value * 100, 1) + " %" : shortestNumber(value);
}

std::string groupWords(const std::vector<Series>& series, const std::vector<BarGroup>& groups, const ChartAxis& axis) {
    std::string words;
    for (const BarGroup& group : groups) {
        words += "\n" + group.label + ":";
        for (std::size_t i = 0; i < group.bars.size() && i < series.size(); ++i) {
            const Bar& bar = group.bars[i];
            words += (i == 0 ? " " : ", ") + (series.size() > 1 ? series[i].name + " " : std::string()) +
                     (bar.text.empty() ? valueWords(bar.value, axis) : bar.text);
        }
    }
    return words;
}

struct Words {
    std::string operator()(const BarChart& chart) const { return groupWords(chart.series, chart.groups, {}); }
    std::string operator()(const ColumnChart& chart) const { return groupWords(chart.series, chart.groups, chart.y); }
    std::string operator()(const LineChart& chart) const {
        std::string words;
        for (const Curve& curve : chart.curves) {
            words += "\n" + curve.label + ":";
            for (const Point& p : curve.points) {
                if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
                words += " " + chart.x.label + " " + shortestNumber(p.x) + ": " + valueWords(p.y, chart.y) + ",";
            }
            words.pop_back();
        }
        return words;
    }
};

}  // namespace

void alignHeads(std::span<Chart> row, double width, const FigureStyle& style) {
    const double room = width - 2 * chartMargin(style);
    const auto lines = [room](const std::string& words, double size, bool bold) {
        return words.empty() ? 0 : linesOf(words, size, room, bold).size();
    };
    std::size_t titles = 0;
    std::size_t notes = 0;
    for (const Chart& chart : row) {
        titles = std::max(titles, lines(chartHeadOf(chart).title, style.heading, true));
        notes = std::max(notes, lines(chartHeadOf(chart).note, style.small, false));
    }
    for (Chart& chart : row) {
        std::visit(
            [&](auto& one) {
                one.head.titleLines = titles;
                one.head.noteLines = notes;
            },
            chart);
    }
}

bool isEmptyChart(const Chart& chart) {
    if (const auto* lines = std::get_if<LineChart>(&chart)) return lines->curves.empty();
    if (const auto* columns = std::get_if<ColumnChart>(&chart)) return columns->groups.empty();
    return std::get<BarChart>(chart).groups.empty();
}

const ChartHead& chartHeadOf(const Chart& chart) {
    return std::visit([](const auto& one) -> const ChartHead& { return one.head; }, chart);
}

Scene drawChart(const Chart& chart, const Size& size, const FigureStyle& style) {
    return std::visit(Draw{size, style}, chart);
}

Scene drawCharts(const ChartSheet& sheet, double width, const FigureStyle& style) {
    const double gap = style.small * 2;
    const auto count = static_cast<double>(sheet.columns);
    const double each = (width - gap * (count - 1)) / count;
    Scene scene{{width, 0}, {}};
    const bool headed = !sheet.head.title.empty() || !sheet.head.note.empty();
    double top = headed ? addChartHead(scene, sheet.head, style) + gap / 2 : 0;
    for (std::size_t first = 0; first < sheet.charts.size(); first += sheet.columns) {
        const std::size_t end = std::min(sheet.charts.size(), first + sheet.columns);
        std::vector<Chart> row(sheet.charts.begin() + static_cast<std::ptrdiff_t>(first),
                               sheet.charts.begin() + static_cast<std::ptrdiff_t>(end));
        alignHeads(row, each, style);
        for (std::size_t i = first; i < end; ++i) {
            const Chart& chart = row[i - first];
            const bool bars = std::holds_alternative<BarChart>(chart);
            Scene part = drawChart(chart, {each, bars ? 0 : each * sheet.aspect}, style);
            scene.size.height = std::max(scene.size.height, top + part.size.height);
            placeScene(scene, std::move(part), {static_cast<double>(i - first) * (each + gap), top});
        }
        top = scene.size.height + gap;
    }
    return scene;
}

std::string chartText(const Chart& chart) {
    const ChartHead& head = chartHeadOf(chart);
    return head.title + (head.note.empty() ? "" : ". " + head.note) + "." + std::visit(Words{}, chart);
}

}  // namespace poolscope
