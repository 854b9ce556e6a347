// SPDX-License-Identifier: GPL-3.0-or-later
// Upright columns, one or several to a group.
#include <algorithm>
#include <cmath>

#include "core/chart/chart_parts.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

bool isCut(const Bar& bar, const AxisScale& scale) {
    return barLength(bar) > scale.high * (1 + 1e-9);
}

constexpr double kLabelLine = 1.25;  // from line to line, in small type

struct ColumnPlot {
    PlotAxis y;
    double left = 0;
    double right = 0;
    bool texts = false;     // above every column, instead of the axis
    double group = 0;       // width of a group with the room about it
    double column = 0;      // width of one column
    double firstAt = 0;     // of the first column, from the left edge of its group
    bool twoLines = false;  // labels that are broken, so that each has a place

    double groupAt(std::size_t i) const { return left + group * static_cast<double>(i); }
};

// Widths of the columns in the room there is.
void spreadColumns(ColumnPlot& plot, const ColumnChart& chart) {
    const auto groups = static_cast<double>(std::max<std::size_t>(1, chart.groups.size()));
    const auto series = static_cast<double>(std::max<std::size_t>(1, chart.series.size()));
    plot.group = (plot.right - plot.left) / groups;
    const double taken = plot.group * (chart.bins ? 0.84 : 0.62);
    plot.column = taken / series;
    plot.firstAt = (plot.group - taken) / 2;
}

// Every bar has a text, and they keep apart from each other.
bool textsFit(const ColumnPlot& plot, const ColumnChart& chart, const FigureStyle& style) {
    const double room = chart.series.size() > 1 ? plot.column : plot.group;
    for (const BarGroup& group : chart.groups) {
        for (const Bar& bar : group.bars) {
            if (bar.text.empty() || monoWidth(characterCount(bar.text) + 1, style.small) > room) return false;
        }
    }
    return !chart.groups.empty();
}

// What a label has beneath its group, so that it keeps apart from the next.
double labelRoom(const ColumnPlot& plot, const FigureStyle& style) {
    return plot.group - style.small * 0.3;
}

// Those of groups without an order are all wanted.
bool wantTwoLines(const ColumnPlot& plot, const ColumnChart& chart, const FigureStyle& style) {
    const double room = labelRoom(plot, style);
    const auto fits = [&](const BarGroup& g) { return textWidth(g.label, style.small) <= room; };
    const auto broken = [&](const BarGroup& g) { return linesFit(g.label, style.small, room); };
    return !chart.bins && !std::all_of(chart.groups.begin(), chart.groups.end(), fits) &&
           std::all_of(chart.groups.begin(), chart.groups.end(), broken);
}

ColumnPlot layoutColumns(const ColumnChart& chart, const Size& size, double top, const FigureStyle& style) {
    const double margin = chartMargin(style);
    ColumnPlot plot{{scaleOf(chart)}, margin, std::max(margin + 8, size.width - margin)};
    spreadColumns(plot, chart);
    plot.texts = textsFit(plot, chart, style);
    if (!plot.texts) {
        plot.left = std::min(plot.right - 8, margin + tickRoom(plot.y.scale, style));
        spreadColumns(plot, chart);
    }
    plot.twoLines = wantTwoLines(plot, chart, style);
    plot.y.begin =
        size.height - margin - style.small * ((chart.x.label.empty() ? 1.6 : 3.4) + (plot.twoLines ? kLabelLine : 0));
    // As high with an axis as with texts above the columns: of two on one scale neither looks larger than it is.
    const bool named = !chart.y.label.empty();
    plot.y.end = top + style.small * (named ? 2.0 : plot.texts ? 1.3 : 0.6);
    return plot;
}

// What says that a column is higher than it is drawn: a slanted gap, and its value above.
void addCut(Scene& scene, const Rect& column, const FigureStyle& style) {
    const double y = column.y + style.small * 0.9;
    const double slant = std::min(column.width, style.small) * 0.4;
    const double gap = style.small * 0.35;
    const double out = column.width * 0.15;
    scene.marks.emplace_back(LineMark{{{column.x - out, y + slant},
                                       {column.right() + out, y},
                                       {column.right() + out, y + gap},
                                       {column.x - out, y + slant + gap}},
                                      {style.theme().card, 0.1},
                                      style.theme().card});
}

void addGroup(Scene& scene, const ColumnChart& chart, const ColumnPlot& plot, std::size_t index,
              const FigureStyle& style) {
    const BarGroup& group = chart.groups[index];
    double x = plot.groupAt(index) + plot.firstAt;
    for (std::size_t i = 0; i < group.bars.size() && i < chart.series.size(); ++i, x += plot.column) {
        const Bar& bar = group.bars[i];
        const bool cut = isCut(bar, plot.y.scale);
        const double y = plot.y.at(std::min(barLength(bar), plot.y.scale.high));
        const double between = chart.series.size() > 1 && !chart.bins ? plot.column * 0.06 : 0;
        const Rect column{x + between, y, plot.column - 2 * between, plot.y.begin - y};
        if (column.height > 0) {
            scene.marks.emplace_back(RectMark{column, barColour(chart.series, i, group, style), std::nullopt});
        }
        if (cut) addCut(scene, column, style);
    }
}

// The text of a column that is cut, beside its group: on the right, or on the left where the room ends. Other columns
// may stand there, so that it has a ground of its own.
void addCutText(Scene& scene, const Bar& bar, const Colour& colour, const Rect& group, double y,
                const FigureStyle& style) {
    const double width = monoWidth(characterCount(bar.text), style.small);
    const double away = style.small * 0.5;
    const bool left = group.right() + away + width > scene.size.width - chartMargin(style) * 0.5;
    const double x = left ? group.x - away - width : group.right() + away;
    const double height = style.small * 1.2;
    scene.marks.emplace_back(RectMark{{x - away / 2, y - height / 2, width + away, height}, style.theme().card, {}});
    scene.marks.emplace_back(textMark({x, y}, style.small, {{bar.text, colour}}, FontFace::Mono));
}

void addTexts(Scene& scene, const ColumnChart& chart, const ColumnPlot& plot, std::size_t index,
              const FigureStyle& style) {
    const BarGroup& group = chart.groups[index];
    const double first = plot.groupAt(index) + plot.firstAt;
    const Rect columns{first, plot.y.end, plot.column * static_cast<double>(chart.series.size()), 0};
    for (std::size_t i = 0; i < group.bars.size() && i < chart.series.size(); ++i) {
        const Bar& bar = group.bars[i];
        const bool cut = isCut(bar, plot.y.scale);
        if (!plot.texts && !cut) continue;
        const double y = plot.y.at(std::min(barLength(bar), plot.y.scale.high));
        if (cut && monoWidth(characterCount(bar.text), style.small) > plot.column) {
            addCutText(scene, bar, barColour(chart.series, i, group, style), columns,
                       y + style.small * (0.6 + 1.3 * static_cast<double>(i)), style);
            continue;
        }
        scene.marks.emplace_back(textMark({first + plot.column * (static_cast<double>(i) + 0.5), y - style.small * 0.7},
                                          style.small, {{bar.text, style.theme().text}}, FontFace::Mono,
                                          HorizontalAlign::Centre));
    }
}

void addLabels(Scene& scene, const ColumnChart& chart, const ColumnPlot& plot, const FigureStyle& style) {
    const auto linesOfLabel = [&](const BarGroup& group) {
        return plot.twoLines ? linesOf(group.label, style.small, labelRoom(plot, style))
                             : std::vector<std::string>{group.label};
    };
    double widest = 1;
    for (const BarGroup& group : chart.groups) {
        for (const std::string& line : linesOfLabel(group)) widest = std::max(widest, textWidth(line, style.small));
    }
    // Groups without an order make their labels a little smaller before they leave some out.
    constexpr double kShrunk = 0.85;
    const double wanted = chart.bins ? widest + style.small : kShrunk * widest + style.small * 0.3;
    const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(wanted / plot.group)));
    for (std::size_t i = 0; i < chart.groups.size(); i += every) {
        // The last label of many does not hang over the edge.
        double y = plot.y.begin + style.small * 1.1;
        for (const std::string& line : linesOfLabel(chart.groups[i])) {
            const double half = textWidth(line, style.small) / 2;
            const double centre =
                std::min(plot.groupAt(i) + plot.group / 2, scene.size.width - chartMargin(style) - half);
            addWords(scene, {centre, y}, style.small, {line, style.theme().quiet},
                     plot.group * static_cast<double>(every) - (chart.bins ? 0 : style.small * 0.3),
                     HorizontalAlign::Centre);
            y += style.small * kLabelLine;
        }
    }
}

}  // namespace

AxisScale scaleOf(const ColumnChart& chart) {
    double high = 0;
    for (const BarGroup& group : chart.groups) {
        for (const Bar& bar : group.bars) high = std::max(high, barLength(bar));
    }
    return axisScale(chart.y, 0, chart.full > 0 ? chart.full : high, 6);
}

Scene drawColumnChart(const ColumnChart& chart, const Size& size, const FigureStyle& style) {
    Scene scene{size, {}};
    const double head = addHeadAndLegend(scene, chart.head, chart.series, style);
    ColumnPlot plot = layoutColumns(chart, size, head, style);
    plot.y.end = std::min(plot.y.begin - 8, plot.y.end);
    if (plot.texts) {
        scene.marks.emplace_back(LineMark{
            {{plot.left, plot.y.begin}, {plot.right, plot.y.begin}}, {style.theme().quiet, style.line}, std::nullopt});
    } else {
        addVerticalAxis(scene, plot.y, chart.y.label, plot.left, plot.right, style);
    }
    for (std::size_t i = 0; i < chart.groups.size(); ++i) addGroup(scene, chart, plot, i, style);
    for (std::size_t i = 0; i < chart.groups.size(); ++i) addTexts(scene, chart, plot, i, style);
    addLabels(scene, chart, plot, style);
    addHorizontalName(scene, chart.x.label, plot.left, plot.right,
                      plot.y.begin + (plot.twoLines ? kLabelLine * style.small : 0), style);
    return scene;
}

double plotHeight(const ColumnChart& chart, const Size& size, const FigureStyle& style) {
    Scene head{size, {}};
    const ColumnPlot plot = layoutColumns(chart, size, addHeadAndLegend(head, chart.head, chart.series, style), style);
    return plot.y.begin - plot.y.end;
}

}  // namespace poolscope
