// SPDX-License-Identifier: GPL-3.0-or-later
// Lying bars, one or several to a group, and the legend they share with columns.
#include <algorithm>
#include <cmath>
#include <span>

#include "core/chart/chart_parts.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

// Columns of the chart, from left to right: labels, bars, values.
struct Columns {
    double labels = 0;  // x
    double bars = 0;    // x
    double length = 0;  // of the longest bar
    double full = 1;    // its value
};

Columns columnsOf(const BarChart& chart, double width, const FigureStyle& style) {
    Columns columns;
    columns.labels = chartMargin(style);
    double labels = 0;
    double texts = 0;
    double largest = 0;
    for (const BarGroup& group : chart.groups) {
        labels = std::max(labels, textWidth(group.label, style.body));
        for (const Bar& bar : group.bars) {
            texts = std::max(texts, monoWidth(characterCount(bar.text), style.small));
            largest = std::max(largest, barLength(bar));
        }
    }
    columns.bars = columns.labels + std::min(labels, width * 0.42) + style.small;
    columns.length = std::max(8.0, width - columns.labels - columns.bars - texts - style.small * 0.6);
    columns.full = chart.full > 0 ? chart.full : largest > 0 ? largest : 1.0;
    return columns;
}

}  // namespace

double barRoom(const BarChart& chart, double width, const FigureStyle& style) {
    return columnsOf(chart, width, style).length;
}

double barLength(const Bar& bar) {
    return std::isfinite(bar.value) && bar.value > 0 ? bar.value : 0.0;
}

namespace {

double boxOf(const FigureStyle& style) {
    return style.small * 0.85;
}

double nameWidth(const Series& series, const FigureStyle& style) {
    return boxOf(style) * 1.5 + textWidth(series.name, style.small);
}

void addName(Scene& scene, const Series& series, const Point& at, const FigureStyle& style) {
    const double box = boxOf(style);
    scene.marks.emplace_back(RectMark{{at.x, at.y - box / 2, box, box}, toneColour(style, series.tone), std::nullopt});
    addWords(scene, {at.x + box * 1.5, at.y}, style.small, {series.name, style.theme().text},
             scene.size.width - chartMargin(style) - at.x - box * 1.5);
}

}  // namespace

double addHeadAndLegend(Scene& scene, const ChartHead& head, const std::vector<Series>& series,
                        const FigureStyle& style) {
    double y = addChartHead(scene, head, style);
    if (series.size() < 2) return y;
    const double left = chartMargin(style);
    const double right = scene.size.width - left;
    const double between = style.small * 1.4;
    double width = -between;
    for (const Series& one : series) width += nameWidth(one, style) + between;
    // Beside the title where there is room: charts are low.
    const double beside = right - width;
    if (!head.title.empty() &&
        left + textWidth(head.title, style.heading, FontFace::Sans, true) + style.heading <= beside) {
        double x = beside;
        for (const Series& one : series) {
            addName(scene, one, {x, left + style.heading * 0.6}, style);
            x += nameWidth(one, style) + between;
        }
        return y;
    }
    double x = left;
    for (const Series& one : series) {
        if (x > left && x + nameWidth(one, style) > right) {
            x = left;
            y += style.small * 1.6;
        }
        addName(scene, one, {x, y + style.small * 0.5}, style);
        x += nameWidth(one, style) + between;
    }
    return y + style.small * 1.8;
}

namespace {

// How thick the bars are, and what lies between them; all in points.
struct Bands {
    std::size_t groups = 0;  // that are drawn
    double thick = 1;
    double inGroup = 0;
    double between = 1;  // groups

    double group(std::size_t bars) const {
        const auto count = static_cast<double>(bars);
        return count * thick + (count - 1) * inGroup;
    }
};

// As they want to be, or as they fit into the height from `top`: closer, and where that is not enough, fewer.
Bands bandsOf(const BarChart& chart, double top, double height, const FigureStyle& style) {
    const bool several = chart.series.size() > 1;
    const std::size_t series = std::max<std::size_t>(1, chart.series.size());
    Bands bands{chart.groups.size(), style.body * (several ? 0.95 : 1.25), several ? style.body * 0.12 : 0,
                style.body * 0.75};
    const double room = height - top - style.body * 0.3 - chartMargin(style);
    if (height <= 0 || chart.groups.empty()) return bands;
    const auto needed = [&] {
        return static_cast<double>(bands.groups) * (bands.group(series) + bands.between) - bands.between;
    };
    const double shrink = std::clamp(room / needed(), 0.0, 1.0);
    // Lines of text do not meet.
    bands.thick = std::max(bands.thick * shrink, style.small * 0.9);
    bands.inGroup *= shrink;
    bands.between = std::max(bands.between * shrink, style.small * 0.25);
    while (bands.groups > 1 && needed() > room) --bands.groups;
    return bands;
}

}  // namespace

Scene drawBarChart(const BarChart& chart, double width, const FigureStyle& style, double height) {
    const Theme& t = style.theme();
    const Columns columns = columnsOf(chart, width, style);
    Scene scene{{width, 0}, {}};
    double y = addHeadAndLegend(scene, chart.head, chart.series, style);
    const double top = y;
    const Bands bands = bandsOf(chart, top, height, style);
    for (const BarGroup& group : std::span(chart.groups).first(bands.groups)) {
        const double band = bands.group(group.bars.size());
        addWords(scene, {columns.labels, y + band / 2}, style.body, {group.label, t.text},
                 columns.bars - columns.labels - style.small * 0.8);
        for (std::size_t i = 0; i < group.bars.size(); ++i) {
            const Bar& bar = group.bars[i];
            const double barY = y + static_cast<double>(i) * (bands.thick + bands.inGroup);
            const double length = columns.length * std::min(1.0, barLength(bar) / columns.full);
            if (length > 0) {
                scene.marks.emplace_back(RectMark{
                    {columns.bars, barY, length, bands.thick}, barColour(chart.series, i, group, style), std::nullopt});
            }
            scene.marks.emplace_back(textMark({columns.bars + length + style.small * 0.6, barY + bands.thick / 2},
                                              style.small, {{bar.text, t.text}}, FontFace::Mono));
        }
        y += band + bands.between;
    }
    // Where all bars begin.
    const double end = std::max(top, y - bands.between);
    scene.marks.emplace_back(LineMark{{{columns.bars, top - style.body * 0.3}, {columns.bars, end + style.body * 0.3}},
                                      {t.quiet, style.line},
                                      std::nullopt});
    scene.size.height = end + style.body * 0.3 + chartMargin(style);
    if (const std::size_t left = chart.groups.size() - bands.groups; left > 0) {
        addWords(scene, {columns.labels, scene.size.height - chartMargin(style) * 0.5}, style.small,
                 {"and " + std::to_string(left) + " more, for which there is no room here", t.quiet},
                 width - 2 * columns.labels);
    }
    return scene;
}

}  // namespace poolscope
