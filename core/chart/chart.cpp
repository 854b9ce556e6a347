// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts share.
#include "core/chart/chart.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/chart/chart_parts.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
bool linesFit(const std::string& words, double size, double room, bool bold) {
    const std::vector<std::string> lines = linesOf(words, size, room, bold);
    return lines.size() <= 2 && std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
               return textWidth(line, size, FontFace::Sans, bold) <= room;
           });
}

double chartMargin(const FigureStyle& style) {
    return std::max(style.inset, style.small * 0.8);
}

namespace {

// Words that do not fit into one line take more: nothing is made smaller than it can be read.
double addHeadLines(Scene& scene, const TextRun& words, std::size_t least, double y, double size,
                    const FigureStyle& style) {
    const double margin = chartMargin(style);
    const double room = scene.size.width - 2 * margin;
    const std::vector<std::string> lines = linesOf(words.text, size, room, words.bold);
    double at = y;
    for (const std::string& line : lines) {
        addWords(scene, {margin, at + size * 0.6}, size, {line, words.colour, words.bold}, room);
        at += size * 1.35;
    }
    return y + static_cast<double>(std::max(least, words.text.empty() ? 0 : lines.size())) * size * 1.35 + size * 0.15;
}

}  // namespace

double addChartHead(Scene& scene, const ChartHead& head, const FigureStyle& style) {
    const Theme& t = style.theme();
    double y = chartMargin(style);
    if (!head.title.empty() || head.titleLines > 0)
        y = addHeadLines(scene, {head.title, t.text, true}, head.titleLines, y, style.heading, style);
    if (!head.note.empty() || head.noteLines > 0)
        y = addHeadLines(scene, {head.note, t.quiet}, head.noteLines, y, style.small, style);
    return y + style.small * 0.7;
}

Colour toneColour(const FigureStyle& style, Tone tone, std::size_t step, std::size_t steps) {
    const Theme& t = style.theme();
    switch (tone) {
        case Tone::Input:
            return t.chartInput;
        case Tone::Image:
            return blendColours(t.chartInput, t.card, 0.5);
        case Tone::Other:
            return t.chartOther;
        case Tone::Step: {
            if (steps < 2) return t.chartOutput;
            // By way of the colour of the output, which is in the middle.
            const double at = 2 * static_cast<double>(step) / static_cast<double>(steps - 1);
            return at < 1 ? blendColours(t.chartFirst, t.chartOutput, at)
                          : blendColours(t.chartOutput, t.chartLast, at - 1);
        }
        case Tone::Output:
            break;
    }
    return t.chartOutput;
}

Colour barColour(const std::vector<Series>& series, std::size_t index, const BarGroup& group,
                 const FigureStyle& style) {
    if (group.hue) return slotColour(style.theme(), static_cast<std::int64_t>(*group.hue));
    return toneColour(style, group.tone.value_or(series[index].tone));
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
    const Ticks ticks = niceTicks(low * unit, (axis.whole ? std::max(1.0, high) : high) * unit, most);
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
    auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(style.small * 1.3 / pitch)));
    // The end of the axis keeps its own: nothing is higher than what stands there.
    while (every + 1 < ticks.size() && (ticks.size() - 1) % every != 0) ++every;
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
