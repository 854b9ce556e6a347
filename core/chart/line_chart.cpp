// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over two axes.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "core/chart/chart_parts.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

struct Span {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

struct Plot {
    PlotAxis x;
    PlotAxis y;
    double labels = 0;  // x where the names of the curves begin
};

// From the foot of the plot up to its top, in a chart whose head ends at `top`.
std::pair<double, double> plotEnds(const LineChart& chart, double height, double top, const FigureStyle& style) {
    return {height - chartMargin(style) - style.small * (chart.x.label.empty() ? 1.6 : 3.4),
            top + style.small * (chart.y.label.empty() ? 0.6 : 2.0)};
}

Plot layoutPlot(const LineChart& chart, const Size& size, double top, const FigureStyle& style) {
    double names = 0;
    for (const Curve& curve : chart.curves)
        names = std::max(names, textWidth(curve.label, style.small, FontFace::Sans, true));
    const double margin = chartMargin(style);
    const LineScales scales = scalesOf(chart);
    Plot plot{{scales.x}, {scales.y}, 0};
    plot.x.begin = margin + tickRoom(plot.y.scale, style);
    plot.x.end = std::max(plot.x.begin + 8, size.width - margin - std::min(names, size.width * 0.3) - style.small);
    plot.labels = plot.x.end + style.small * 0.8;
    std::tie(plot.y.begin, plot.y.end) = plotEnds(chart, size.height, top, style);
    plot.y.end = std::min(plot.y.begin - 8, plot.y.end);
    return plot;
}

void addAxes(Scene& scene, const LineChart& chart, const Plot& plot, const FigureStyle& style) {
    const Theme& t = style.theme();
    addVerticalAxis(scene, plot.y, chart.y.label, plot.x.begin, plot.x.end, style);
    for (const AxisTick& tick : plot.x.scale.ticks) {
        const double x = plot.x.at(tick.value);
        const Stroke stroke{t.quiet, style.line};
        scene.marks.emplace_back(
            LineMark{{{x, plot.y.begin}, {x, plot.y.begin + style.small * 0.4}}, stroke, std::nullopt});
        scene.marks.emplace_back(textMark({x, plot.y.begin + style.small * 1.1}, style.small, {{tick.text, t.quiet}},
                                          FontFace::Mono, HorizontalAlign::Centre));
    }
    addHorizontalName(scene, chart.x.label, plot.x.begin, plot.x.end, plot.y.begin, style);
}

// What the others are measured against is dashed.
bool isReference(Tone tone) {
    return tone == Tone::Input || tone == Tone::Image;
}

void addCurve(Scene& scene, const Curve& curve, const Plot& plot, const Colour& colour, const FigureStyle& style) {
    std::vector<Point> piece;
    const auto draw = [&] {
        if (piece.size() > 1) {
            scene.marks.emplace_back(LineMark{piece, {colour, style.outline, isReference(curve.tone)}, std::nullopt});
        }
        const double r = style.outline * 1.3;
        for (const Point& p : piece) {
            if (isReference(curve.tone)) continue;
            scene.marks.emplace_back(EllipseMark{{p.x - r, p.y - r, 2 * r, 2 * r}, colour, std::nullopt});
        }
        piece.clear();
    };
    for (const Point& p : curve.points) {
        if (std::isfinite(p.x) && std::isfinite(p.y)) {
            piece.push_back({plot.x.at(p.x), plot.y.at(p.y)});
        } else {
            draw();
        }
    }
    draw();
}

struct CurveName {
    std::string name;
    Colour colour;
    Colour curve;
    Point end;  // of its curve
    double y = 0;
};

// Names that would meet, moved apart as one block about the middle of their curves' ends.
struct NameBlock {
    std::size_t count = 1;
    double middle = 0;  // of the heights wanted
};

struct CurveNames {
    std::vector<CurveName> names;  // from the top down
    bool led = false;              // by thin lines
};

// Each as near to the end of its curve as the others let it.
CurveNames placedNames(const LineChart& chart, const Plot& plot, const FigureStyle& style) {
    std::vector<CurveName> names;
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        const Curve& curve = chart.curves[i];
        const auto last = std::find_if(curve.points.rbegin(), curve.points.rend(),
                                       [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
        if (last == curve.points.rend() || curve.label.empty()) continue;
        const Point end{plot.x.at(last->x), plot.y.at(last->y)};
        names.push_back({curve.label, curveNameColour(chart, i, style), curveColour(chart, i, style), end, end.y});
    }
    std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    std::vector<double> wanted;
    for (const CurveName& n : names) wanted.push_back(n.y);
    const double apart = style.small * 1.25;
    const std::vector<double> heights = spreadNames(wanted, apart, plot.y.end, plot.y.begin);
    for (std::size_t i = 0; i < names.size(); ++i) names[i].y = heights[i];
    return {names, wantLeaders(wanted, heights, apart)};
}

// At the right.
void addNames(Scene& scene, const CurveNames& placed, const Plot& plot, const FigureStyle& style) {
    for (const CurveName& name : placed.names) {
        if (placed.led) {
            const Point from{name.end.x + style.outline * 2, name.end.y};
            const Point to{plot.labels - style.small * 0.3, name.y};
            scene.marks.emplace_back(LineMark{{from, to}, {name.curve, style.line}, std::nullopt});
        }
        addWords(scene, {plot.labels, name.y}, style.small, {name.name, name.colour, true},
                 scene.size.width - chartMargin(style) - plot.labels);
    }
}

}  // namespace

double plotHeight(const LineChart& chart, const Size& size, const FigureStyle& style) {
    Scene head{size, {}};
    const auto [foot, top] = plotEnds(chart, size.height, addChartHead(head, chart.head, style), style);
    return foot - top;
}

std::vector<double> spreadNames(const std::vector<double>& wanted, double apart, double ceiling, double floor) {
    std::vector<NameBlock> blocks;
    const auto half = [apart](const NameBlock& b) { return apart * static_cast<double>(b.count) / 2; };
    for (const double y : wanted) {
        blocks.push_back({1, std::min(y, floor)});
        while (blocks.size() > 1) {
            const NameBlock last = blocks.back();
            NameBlock& before = blocks[blocks.size() - 2];
            if (before.middle + half(before) <= last.middle - half(last)) break;
            const auto n = static_cast<double>(before.count);
            const auto m = static_cast<double>(last.count);
            before.middle = (n * before.middle + m * last.middle) / (n + m);
            before.count += last.count;
            before.middle = std::min(before.middle, floor + apart / 2 - half(before));
            blocks.pop_back();
        }
    }
    std::vector<double> heights;
    for (const NameBlock& block : blocks) {
        const double first = block.middle - half(block) + apart / 2;
        for (std::size_t i = 0; i < block.count; ++i) heights.push_back(first + apart * static_cast<double>(i));
    }
    // Those that rose above the plot come down, and push the others as far as they must.
    double least = std::min(ceiling, floor - apart * (static_cast<double>(heights.size()) - 1));
    for (double& height : heights) {
        height = std::max(height, least);
        least += apart;
    }
    return heights;
}

bool wantLeaders(const std::vector<double>& wanted, const std::vector<double>& heights, double apart) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (std::abs(heights[i] - wanted[i]) > apart / 4) return true;
    }
    return false;
}

Colour curveColour(const LineChart& chart, std::size_t curve, const FigureStyle& style) {
    const auto isStep = [](const Curve& one) { return one.tone == Tone::Step; };
    const auto end = chart.curves.begin() + static_cast<std::ptrdiff_t>(curve);
    return toneColour(style, end->tone, static_cast<std::size_t>(std::count_if(chart.curves.begin(), end, isStep)),
                      static_cast<std::size_t>(std::count_if(chart.curves.begin(), chart.curves.end(), isStep)));
}

Colour curveNameColour(const LineChart& chart, std::size_t curve, const FigureStyle& style) {
    constexpr double kReadable = 4.5;
    const Colour colour = curveColour(chart, curve, style);
    return contrastRatio(colour, style.theme().card) >= kReadable ? colour : style.theme().quiet;
}

LineScales scalesOf(const LineChart& chart) {
    Span xs;
    Span ys;
    ys.take(0);
    for (const Curve& curve : chart.curves) {
        for (const Point& p : curve.points) {
            xs.take(p.x);
            ys.take(p.y);
        }
    }
    return {axisScale(chart.x, xs.low, xs.high, 8), axisScale(chart.y, ys.low, ys.high, 6)};
}

Scene drawLineChart(const LineChart& chart, const Size& size, const FigureStyle& style) {
    Scene scene{size, {}};
    const double top = addChartHead(scene, chart.head, style);
    Plot plot = layoutPlot(chart, size, top, style);
    CurveNames names = placedNames(chart, plot, style);
    if (names.led) {
        plot.x.end = std::max(plot.x.begin + 8, plot.x.end - style.small * 1.2);
        names = placedNames(chart, plot, style);
    }
    addAxes(scene, chart, plot, style);
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        addCurve(scene, chart.curves[i], plot, curveColour(chart, i, style), style);
    }
    addNames(scene, names, plot, style);
    return scene;
}

}  // namespace poolscope
