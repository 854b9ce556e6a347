// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scene/text_width.h"

namespace poolscope {
namespace {

constexpr double kLeastLegend = 0.92;  // of its type, while there are fewer words to say
constexpr double kMostSlack = 3.3;     // in small type

}  // namespace
Rect between(const Rect& a, const Rect& b, double t) {
    const auto mix = [t](double from, double to) { return from + (to - from) * t; };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.width, b.width), mix(a.height, b.height)};
}

std::string addedText(double value) {
    return value < 0 ? " − " + numberText(-value) : " + " + numberText(value);
}

double headerHeight(const FigureStyle& style) {
    return style.heading * 1.5 + style.small * 1.7;
}

double legendHeight(const FigureStyle& style) {
    return style.legends ? style.small * 2.2 : 0;
}

Rect pictureArea(const Size& size, const FigureStyle& style) {
    const double top = style.inset + headerHeight(style);
    return {style.inset, top, std::max(8.0, size.width - 2 * style.inset),
            std::max(8.0, size.height - top - legendHeight(style) - style.inset * 0.7)};
}

Rect planeRoom(const Size& size, const PanelContext& context) {
    return fitCells(pictureArea(size, context.style), paddedArea(context.evaluation.grid, AreaKind::Input).cells,
                    context.style);
}

void addHeading(Panel& panel, const FigureStyle& style, const std::string& title, std::vector<TextRun> subtitle) {
    const Theme& t = style.theme();
    Scene& scene = panel.scene;
    const double width = scene.size.width - 2 * style.inset;
    const auto fits = [&](double full, double size) { return full * leastShrunk(size, style.leastNumber) <= width; };
    const bool whole = fits(textWidth(title, style.heading, FontFace::Sans, true), style.heading);
    const std::string words = whole ? title : panelRow(panel.kind).label;
    while (subtitle.size() > 1 && !fits(textWidth(subtitle, style.small, FontFace::Mono), style.small))
        subtitle.pop_back();
    if (subtitle.size() == 1 && !fits(textWidth(subtitle, style.small, FontFace::Mono), style.small)) {
        std::string& shape = subtitle.front().text;
        for (std::size_t at = shape.find(", "); at != std::string::npos; at = shape.find(", ")) shape.erase(at + 1, 1);
    }
    TextMark head = textMark({style.inset, style.inset + style.heading * 0.6}, style.heading, {{words, t.text, true}});
    head.maxWidth = width;
    scene.marks.emplace_back(std::move(head));
    TextMark shape = textMark({style.inset, style.inset + style.heading * 1.35 + style.small * 0.55}, style.small,
                              std::move(subtitle), FontFace::Mono);
    shape.maxWidth = width;
    scene.marks.emplace_back(std::move(shape));
}

Rect fitCells(const Rect& room, const Extent& cells, const FigureStyle& style) {
    const auto cols = static_cast<double>(cells.cols);
    const auto rows = static_cast<double>(cells.rows);
    double side = std::min(room.width / cols, room.height / rows);
    if (style.wholePoints && side >= kLeastWholeCell) side = std::floor(side);
    const Size size{side * cols, side * rows};
    // A little slack stays at the right, so that the picture keeps to the left edge of its heading.
    const double slack = room.width - size.width;
    const double x = room.x + (slack > kMostSlack * style.small ? slack / 2 : 0);
    return {style.wholePoints ? std::round(x) : x, style.wholePoints ? std::round(room.y) : room.y, size.width,
            size.height};
}

void addNumber(Scene& scene, const Rect& cell, const CellNumber& number, const Colour& background, double size) {
    // Zeros and what is faded step back, so that the eye finds the values; still 4.5:1 on black and on white.
    constexpr double kLeastContrast = 3;
    const Colour ink = readableOn(background);
    Colour colour = ink;
    for (double share = 0.56; number.isQuiet && share < 1; share += 0.11) {
        colour = blendColours(background, ink, share);
        if (contrastRatio(background, colour) >= kLeastContrast) break;
    }
    scene.marks.emplace_back(
        textMark(cell.centre(), size, {{number.value, colour}}, FontFace::Mono, HorizontalAlign::Centre));
}

Rect legendLine(const Panel& panel, const FigureStyle& style) {
    const Rect room = pictureArea(panel.scene.size, style);
    return {room.x, room.bottom() + style.small * 0.5, room.width, style.small * 1.6};
}

double addRamp(Scene& scene, const Rect& line, const FigureStyle& style, const std::string& low,
               const std::string& high, const std::vector<std::uint32_t>& ramp) {
    if (!style.legends) return line.x;
    const Theme& t = style.theme();
    const double y = line.y + line.height / 2;
    const double gap = style.small * 0.5;
    double x = line.x;
    scene.marks.emplace_back(textMark({x, y}, style.small, {{low, t.quiet}}, FontFace::Mono));
    x += monoWidth(characterCount(low), style.small) + gap;
    // Between long numbers the bar is shorter, so that they stay in their panel.
    const double left = line.right() - x - gap - monoWidth(characterCount(high), style.small);
    const double width = std::clamp(left, style.small, style.small * 5);
    const Rect bar{x, std::round(y - style.small * 0.35), width, std::round(style.small * 0.75)};
    scene.marks.emplace_back(HeatMapMark{
        bar, {1, static_cast<std::int64_t>(ramp.size())}, std::make_shared<const std::vector<std::uint32_t>>(ramp)});
    scene.marks.emplace_back(RectMark{bar, std::nullopt, Stroke{t.line, style.line * 0.75}});
    x = bar.right() + gap;
    scene.marks.emplace_back(textMark({x, y}, style.small, {{high, t.quiet}}, FontFace::Mono));
    return x + monoWidth(characterCount(high), style.small) + style.small;
}

void addLegendNote(Scene& scene, const Rect& line, double x, const FigureStyle& style, const LegendNote& note) {
    if (!style.legends) return;
    const double room = line.right() - x;
    // Fewer words come before smaller type.
    const auto fits = [&](const std::string& words, double least) {
        return !words.empty() && textWidth(words, style.small) * least <= room;
    };
    const double shrunk = leastShrunk(style.small, style.leastNumber);
    const double legend = std::max(kLeastLegend, shrunk);
    const std::array<std::pair<std::string, double>, 4> choices{
        {{note.words, legend}, {note.brief, legend}, {note.words, shrunk}, {note.brief, shrunk}}};
    for (const auto& [words, least] : choices) {
        if (!fits(words, least)) continue;
        addWords(scene, {x, line.y + line.height / 2}, style.small, {words, style.theme().quiet}, room);
        return;
    }
}

namespace {

constexpr double kLeastMarked = 4.0 / 3;  // side of a cell in small type; smaller ones have no room for shapes
constexpr double kMark = 0.32;            // of the side of a cell
constexpr double kInward = 1.6;           // the width of a frame where its reach is little: more than half lies inside

std::vector<Point> polygon(std::vector<Point> corners) {
    corners.push_back(corners.front());
    return corners;
}

}  // namespace

void addWinnerCorner(Scene& scene, const Rect& cell, const FigureStyle& style) {
    const double side = std::min(cell.width, cell.height) * kMark;
    const double rim = std::max(0.5 * style.line, side * 0.14);
    const auto corner = [&cell](double length) {
        return polygon({{cell.right(), cell.bottom() - length},
                        {cell.right(), cell.bottom()},
                        {cell.right() - length, cell.bottom()}});
    };
    scene.marks.emplace_back(LineMark{corner(side), Stroke{style.theme().card, 0}, style.theme().card});
    scene.marks.emplace_back(LineMark{corner(side - rim * 1.4), Stroke{style.theme().window, 0}, style.theme().window});
}

void addTieDiamond(Scene& scene, const Rect& cell, const FigureStyle& style) {
    const double side = std::min(cell.width, cell.height);
    const double radius = side * kMark * 0.44;
    const double width = std::max(0.8 * style.line, radius * 0.36);
    const Point c{cell.right() - side * kMark * 0.48, cell.bottom() - side * kMark * 0.48};
    const std::vector<Point> corners =
        polygon({{c.x, c.y - radius}, {c.x + radius, c.y}, {c.x, c.y + radius}, {c.x - radius, c.y}});
    // A line of the card under the coloured one keeps the hollow mark visible on black and on white.
    scene.marks.emplace_back(LineMark{corners, Stroke{style.theme().card, width * 1.7}, std::nullopt});
    scene.marks.emplace_back(LineMark{corners, Stroke{style.theme().window, width}, std::nullopt});
}

void addFilledWinner(Scene& scene, const Rect& cell, const FigureStyle& style) {
    const double side = std::min(cell.width, cell.height);
    const double filled = side * 0.5;
    const Point c = cell.centre();
    const Rect box{c.x - filled / 2, c.y - filled / 2, filled, filled};
    if (side >= style.small / 2)
        scene.marks.emplace_back(RectMark{box.grown(side * 0.1), style.theme().card, std::nullopt});
    scene.marks.emplace_back(RectMark{box, style.theme().window, std::nullopt});
}

bool hasMarkShapes(const Rect& cell, bool numbered, const FigureStyle& style) {
    return numbered || std::min(cell.width, cell.height) >= kLeastMarked * style.small;
}

void addTapMark(Scene& scene, const Rect& cell, bool wins, bool numbered, const FigureStyle& style) {
    if (hasMarkShapes(cell, numbered, style)) {
        wins ? addWinnerCorner(scene, cell, style) : addTieDiamond(scene, cell, style);
        return;
    }
    if (wins) addFilledWinner(scene, cell, style);
}

double windowFrameReach(const FigureStyle& style) {
    return 2 * style.outline;
}

void addFrame(Scene& scene, const Rect& rect, double room, const Stroke& line, const FigureStyle& style) {
    const double reach = std::min(room, line.width + style.outline / 2);
    const double width = std::min(line.width, reach * kInward);
    const double light = reach - width;
    if (light > 0.1 * style.outline)
        scene.marks.emplace_back(RectMark{rect.grown(light / 2), std::nullopt, Stroke{rgb(0xffffff), light}});
    scene.marks.emplace_back(RectMark{rect.grown(reach - width / 2), std::nullopt, Stroke{line.colour, width}});
}

void addWindowFrame(Scene& scene, const Rect& rect, double room, const FigureStyle& style) {
    addFrame(scene, rect, room, {style.theme().window, 1.5 * style.outline}, style);
}

void addOtherWindow(Scene& scene, const Rect& rect, bool takes, const FigureStyle& style) {
    const double width = 0.75 * style.outline;
    const double apart = takes ? width / 2 : 0;
    scene.marks.emplace_back(RectMark{rect.grown(apart), std::nullopt, Stroke{rgb(0x1b2129), width}});
    scene.marks.emplace_back(RectMark{rect.grown(-apart), std::nullopt, Stroke{rgb(0xffffff), width, !takes}});
}

bool isDefined(const GradientSums& sums) {
    return std::isfinite(sums.arrived) && std::isfinite(sums.upstream);
}

const char* sumNote(const PanelContext& context) {
    const std::int64_t sent = windowsBackward(context.pictures.playback, context.evaluation.grid);
    return sent < context.evaluation.grid.output().count() ? "so far" : "shown";
}

}  // namespace poolscope
