// SPDX-License-Identifier: GPL-3.0-or-later
// Lying bars, one or several to a group, and the legend they share with columns.
#include <algorithm>
#include <cmath>

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
    columns.bars = columns.labels + std::min(labels, width * 0.36) + style.small;
    columns.length = std::max(8.0, width - columns.labels - columns.bars - texts - style.small * 0.6);
    columns.full = chart.full > 0 ? chart.full : largest > 0 ? largest : 1.0;
    return columns;
}

}  // namespace

double barLength(const Bar& bar) {
    return std::isfinite(bar.value) && bar.value > 0 ? bar.value : 0.0;
}

std::vector<Colour> seriesColours(const std::vector<Series>& series, const FigureStyle& style) {
    std::vector<Colour> colours;
    std::size_t next = 0;
    for (const Series& one : series) {
        colours.push_back(one.reference ? referenceColour(style) : seriesColour(style, next++));
    }
    return colours;
}

double addLegend(Scene& scene, const std::vector<Series>& series, double y, const FigureStyle& style) {
    if (series.size() < 2) return y;
    const std::vector<Colour> colours = seriesColours(series, style);
    const double left = chartMargin(style);
    double x = left;
    const double box = style.small * 0.85;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double words = textWidth(series[i].name, style.small);
        if (x > left && x + box + words > scene.size.width - left) {
            x = left;
            y += style.small * 1.6;
        }
        const double middle = y + style.small * 0.7;
        scene.marks.emplace_back(RectMark{{x, middle - box / 2, box, box}, colours[i], std::nullopt});
        x += box * 1.5;
        addWords(scene, {x, middle}, style.small, {series[i].name, style.theme().text}, scene.size.width - left - x);
        x += words + style.small * 1.4;
    }
    return y + style.small * 2.2;
}

Scene drawBarChart(const BarChart& chart, double width, const FigureStyle& style) {
    const Theme& t = style.theme();
    const Columns columns = columnsOf(chart, width, style);
    const std::vector<Colour> colours = seriesColours(chart.series, style);
    const double thick = style.body * (chart.series.size() > 1 ? 0.95 : 1.25);
    const double between = chart.series.size() > 1 ? style.body * 0.12 : 0;
    Scene scene{{width, 0}, {}};
    double y = addLegend(scene, chart.series, addChartHead(scene, chart.head, style), style);
    const double top = y;
    for (const BarGroup& group : chart.groups) {
        const auto count = static_cast<double>(group.bars.size());
        const double height = count * thick + (count - 1) * between;
        addWords(scene, {columns.labels, y + height / 2}, style.body, {group.label, t.text},
                 columns.bars - columns.labels - style.small * 0.8);
        for (std::size_t i = 0; i < group.bars.size(); ++i) {
            const Bar& bar = group.bars[i];
            const double barY = y + static_cast<double>(i) * (thick + between);
            const double length = columns.length * std::min(1.0, barLength(bar) / columns.full);
            if (length > 0) {
                const Colour& colour = group.hue ? t.slots[*group.hue % t.slots.size()] : colours[i];
                scene.marks.emplace_back(RectMark{{columns.bars, barY, length, thick}, colour, std::nullopt});
            }
            scene.marks.emplace_back(textMark({columns.bars + length + style.small * 0.6, barY + thick / 2},
                                              style.small, {{bar.text, t.text}}, FontFace::Mono));
        }
        y += height + style.body * 0.75;
    }
    // Where all bars begin.
    const double end = std::max(top, y - style.body * 0.75);
    scene.marks.emplace_back(LineMark{{{columns.bars, top - style.body * 0.3}, {columns.bars, end + style.body * 0.3}},
                                      {t.quiet, style.line},
                                      std::nullopt});
    scene.size.height = end + style.body * 0.3 + chartMargin(style);
    return scene;
}

}  // namespace poolscope
