// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts share, and curves.
#include "core/chart/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/panel/panel_parts.h"

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

Plot layoutPlot(const LineChart& chart, const Size& size, double top, const FigureStyle& style) {
    double names = 0;
    for (const Curve& curve : chart.curves) names = std::max(names, wordsWidth(curve.label, style.small));
    const double margin = chartMargin(style);
    const LineScales scales = scalesOf(chart);
    Plot plot{{scales.x}, {scales.y}, 0};
    plot.x.begin = margin + tickRoom(plot.y.scale, style);
    plot.x.end = std::max(plot.x.begin + 8, size.width - margin - std::min(names, size.width * 0.3) - style.small);
    plot.labels = plot.x.end + style.small * 0.8;
    plot.y.begin = size.height - margin - style.small * (chart.x.label.empty() ? 1.6 : 3.4);
    plot.y.end = std::min(plot.y.begin - 8, top + style.small * (chart.y.label.empty() ? 0.6 : 2.0));
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
        scene.marks.emplace_back(text({x, plot.y.begin + style.small * 1.1}, style.small, {{tick.text, t.quiet}},
                                      Face::Mono, Align::Centre));
    }
    addHorizontalName(scene, chart.x.label, plot.x.begin, plot.x.end, plot.y.begin, style);
}

void addCurve(Scene& scene, const Curve& curve, const Plot& plot, const Colour& colour, const FigureStyle& style) {
    std::vector<Point> piece;
    const auto draw = [&] {
        if (piece.size() > 1) {
            scene.marks.emplace_back(LineMark{piece, {colour, style.outline, curve.reference}, std::nullopt});
        }
        const double r = style.outline * 1.3;
        for (const Point& p : piece) {
            if (curve.reference) continue;
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
    double y = 0;
};

// Names that would meet, moved apart as one block about the middle of their curves' ends.
struct NameBlock {
    std::size_t count = 1;
    double middle = 0;  // of the heights wanted
};

// The heights of names, ascending, at least `apart` from each other and as near to `wanted` as that allows; no lower
// than `floor` (y points down).
std::vector<double> spread(const std::vector<double>& wanted, double apart, double floor) {
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
    return heights;
}

// At the right, each as near to the end of its curve as the others let it.
void addNames(Scene& scene, std::vector<CurveName> names, const Plot& plot, const FigureStyle& style) {
    std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    std::vector<double> wanted;
    for (const CurveName& n : names) wanted.push_back(n.y);
    const std::vector<double> heights = spread(wanted, style.small * 1.25, plot.y.begin);
    for (std::size_t i = 0; i < names.size(); ++i) {
        addWords(scene, {plot.labels, heights[i]}, style.small, {names[i].name, names[i].colour, true},
                 scene.size.width - chartMargin(style) - plot.labels);
    }
}

}  // namespace

double chartMargin(const FigureStyle& style) {
    return std::max(style.inset, style.small * 0.8);
}

double wordsWidth(const std::string& words, double size) {
    // Of Inter, semi-bold, a little more than each character takes.
    double width = 0;
    for (const char c : words) {
        const std::string_view one(&c, 1);
        if (std::string_view("iljtfrI.,:;'| ").find(one) != std::string_view::npos) {
            width += 0.36;
        } else if (std::string_view("mwMW%@").find(one) != std::string_view::npos) {
            width += 0.95;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            width += 0.64;
        }
    }
    return width * size;
}

void addWords(Scene& scene, const Point& at, double size, const TextRun& run, double maxWidth, Align align) {
    if (run.text.empty()) return;
    TextMark mark = text(at, size, {run}, Face::Sans, align);
    mark.maxWidth = std::max(1.0, maxWidth);
    scene.marks.emplace_back(std::move(mark));
}

double addChartHead(Scene& scene, const ChartHead& head, const FigureStyle& style) {
    const Theme& t = style.theme();
    const double margin = chartMargin(style);
    const double room = scene.size.width - 2 * margin;
    double y = margin;
    if (!head.title.empty()) {
        addWords(scene, {margin, y + style.heading * 0.6}, style.heading, {head.title, t.text, true}, room);
        y += style.heading * 1.5;
    }
    if (!head.note.empty()) {
        addWords(scene, {margin, y + style.small * 0.6}, style.small, {head.note, t.quiet}, room);
        y += style.small * 1.5;
    }
    return y + style.small * 0.7;
}

Colour seriesColour(const FigureStyle& style, std::size_t index) {
    const Theme& t = style.theme();
    const std::array<Colour, 8> colours{t.primary,  t.window,   t.slots[1], t.slots[2],
                                        t.slots[4], t.slots[5], t.slots[6], t.slots[7]};
    return colours[index % colours.size()];
}

Colour referenceColour(const FigureStyle& style) {
    return blend(style.theme().card, style.theme().quiet, 0.7);
}

Ticks niceTicks(double low, double high, int most) {
    if (!std::isfinite(high - low) || high < low) return {};
    if (high - low <= std::abs(high) * 1e-12) high = low + 1;
    const double power = std::pow(10.0, std::floor(std::log10((high - low) / (most - 1))));
    const auto countFor = [&](double step) {
        return static_cast<int>(std::ceil(high / step - 1e-9) - std::floor(low / step + 1e-9)) + 1;
    };
    // Enclosing the range may take a tick more than dividing it; two ticks never enclose 0 with room on both sides.
    constexpr std::array<double, 7> kFactors{1, 2, 5, 10, 20, 50, 100};
    double step = 0;
    for (const double factor : kFactors) {
        step = factor * power;
        if (countFor(step) <= most) break;
    }
    Ticks ticks;
    ticks.step = step;
    ticks.low = std::floor(low / step + 1e-9) * step;
    ticks.count = countFor(step);
    ticks.digits = std::max(0, static_cast<int>(-std::floor(std::log10(step * (1 + 1e-9)))));
    return ticks;
}

AxisScale axisScale(const ChartAxis& axis, double low, double high, int most) {
    AxisScale result;
    const double unit = axis.percent ? 100.0 : 1.0;
    const std::string sign = axis.percent ? " %" : "";
    if (axis.at.size() >= 2) {
        result.low = axis.at.front();
        result.high = axis.at.back();
        for (const double value : axis.at) result.ticks.push_back({value, shortestNumber(value * unit) + sign});
        return result;
    }
    const Ticks ticks = niceTicks(low * unit, high * unit, most);
    result.low = ticks.low / unit;
    result.high = ticks.high() / unit;
    for (int i = 0; i < ticks.count; ++i) {
        result.ticks.push_back({ticks.at(i) / unit, fixedNumber(ticks.at(i), ticks.digits) + sign});
    }
    return result;
}

double tickRoom(const AxisScale& scale, const FigureStyle& style) {
    std::size_t widest = 1;
    for (const AxisTick& tick : scale.ticks) widest = std::max(widest, characterCount(tick.text));
    return monoWidth(widest, style.small) + style.small * 0.8;
}

void addVerticalAxis(Scene& scene, const PlotAxis& axis, const std::string& name, double left, double right,
                     const FigureStyle& style) {
    const Theme& t = style.theme();
    const std::vector<AxisTick>& ticks = axis.scale.ticks;
    // On low charts some are left out, so that their texts keep apart.
    const double pitch = ticks.size() > 1 ? std::abs(axis.at(ticks[1].value) - axis.at(ticks[0].value)) : 1;
    const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(style.small * 1.3 / pitch)));
    for (std::size_t i = 0; i < ticks.size(); i += every) {
        const AxisTick& tick = ticks[i];
        const double y = axis.at(tick.value);
        const bool ground = tick.value == axis.scale.low;
        const Stroke stroke{ground ? t.quiet : t.line, style.line};
        scene.marks.emplace_back(LineMark{{{left, y}, {right, y}}, stroke, std::nullopt});
        scene.marks.emplace_back(
            text({left - style.small * 0.8, y}, style.small, {{tick.text, t.quiet}}, Face::Mono, Align::Right));
    }
    // The name of the vertical axis stands level above it: nobody turns the head.
    addWords(scene, {chartMargin(style), axis.end - style.small * 1.3}, style.small, {name, t.quiet},
             scene.size.width - 2 * chartMargin(style));
}

void addHorizontalName(Scene& scene, const std::string& name, double left, double right, double below,
                       const FigureStyle& style) {
    addWords(scene, {(left + right) / 2, below + style.small * 2.7}, style.small, {name, style.theme().quiet},
             right - left, Align::Centre);
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
    const Plot plot = layoutPlot(chart, size, top, style);
    addAxes(scene, chart, plot, style);
    std::vector<CurveName> names;
    std::size_t next = 0;
    for (const Curve& curve : chart.curves) {
        const Colour colour = curve.reference ? referenceColour(style) : seriesColour(style, next++);
        addCurve(scene, curve, plot, colour, style);
        const auto last = std::find_if(curve.points.rbegin(), curve.points.rend(),
                                       [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
        if (last == curve.points.rend()) continue;
        names.push_back({curve.label, curve.reference ? style.theme().quiet : colour, plot.y.at(last->y)});
    }
    addNames(scene, std::move(names), plot, style);
    return scene;
}

}  // namespace poolscope
