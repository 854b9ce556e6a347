// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts share.
#include "core/chart/chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/scene/words.h"

namespace poolscope {
double chartMargin(const FigureStyle& style) {
    return std::max(style.inset, style.small * 0.8);
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
    return blendColours(style.theme().card, style.theme().quiet, 0.7);
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
        scene.marks.emplace_back(textMark({left - style.small * 0.8, y}, style.small, {{tick.text, t.quiet}},
                                          FontFace::Mono, HorizontalAlign::Right));
    }
    // The name of the vertical axis stands level above it: nobody turns the head.
    addWords(scene, {chartMargin(style), axis.end - style.small * 1.3}, style.small, {name, t.quiet},
             scene.size.width - 2 * chartMargin(style));
}

void addHorizontalName(Scene& scene, const std::string& name, double left, double right, double below,
                       const FigureStyle& style) {
    addWords(scene, {(left + right) / 2, below + style.small * 2.7}, style.small, {name, style.theme().quiet},
             right - left, HorizontalAlign::Centre);
}

}  // namespace poolscope
