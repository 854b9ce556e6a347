// SPDX-License-Identifier: GPL-3.0-or-later
// The steps between X_col and Y seen in one column: max(window) forward, and the gradient that goes to the winner
// backward. Above stands the row vector that all columns make; the column follows the focus, so it is an overlay.
#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"
#include "core/scene/curve.h"
#include "core/scene/place.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

// Sides of cells in small type.
constexpr double kMostSide = 4;
constexpr double kLeastSide = 0.75;  // smaller ones carry no mark and no line of their own

Rect stripRect(const Rect& room, const FigureStyle& style) {
    return {room.x, room.y, room.width, std::min(style.small * 1.6, room.height * 0.12)};
}

void addArrow(Scene& scene, const Point& from, const Point& to, const Colour& colour, double width) {
    scene.marks.emplace_back(LineMark{{from, to}, Stroke{colour, width}, std::nullopt});
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length < 6 * width) return;
    const double ux = (to.x - from.x) / length * 3.2 * width;
    const double uy = (to.y - from.y) / length * 3.2 * width;
    const Point base{to.x - ux * 1.4, to.y - uy * 1.4};
    scene.marks.emplace_back(
        LineMark{{to, {base.x - uy * 0.6, base.y + ux * 0.6}, {base.x + uy * 0.6, base.y - ux * 0.6}},
                 Stroke{colour, 0.1},
                 colour});
}

void addCells(Scene& scene, const PanelContext& context, const CellArea& area, const std::vector<PatchCell>& cells,
              bool gradient) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const auto rows = static_cast<std::int64_t>(std::min(static_cast<double>(area.cells.rows), area.rect.height));
    std::vector<std::uint32_t> argb;
    for (std::int64_t r = 0; r < rows; ++r) {
        argb.push_back(toArgb(cells[static_cast<std::size_t>(r * area.cells.rows / rows)].colour));
    }
    scene.marks.emplace_back(
        HeatMapMark{area.rect, {rows, 1}, std::make_shared<const std::vector<std::uint32_t>>(std::move(argb))});
    const auto numbers =
        fitNumbers(numbersOf(cells), context.view, patchTop(context, gradient), area.cellRect({0, 0}), style);
    for (std::int64_t tap = 0; tap < area.cells.rows && area.pitchY() >= kLeastSide * style.small; ++tap) {
        const Rect cell = area.cellRect({tap, 0});
        const PatchCell& patch = cells[static_cast<std::size_t>(tap)];
        scene.marks.emplace_back(RectMark{
            {cell.x - style.small * 0.5, cell.y, style.small * 0.42, cell.height}, slotColour(t, tap), std::nullopt});
        if (!patch.data) {
            scene.marks.emplace_back(HatchMark{cell, t.hatch, style.hatchSpacing(), style.hatchWidth()});
            continue;
        }
        if (numbers) {
            addNumber(scene, cell, {patchText(context, gradient, patch.value, numbers->digits), patch.value == 0},
                      patch.colour, std::min(numbers->size, style.body));
        }
    }
    scene.marks.emplace_back(RectMark{area.rect, std::nullopt, Stroke{t.line, style.line}});
}

void addValue(Scene& scene, const PanelContext& context, const Rect& rect, float value, bool gradient,
              const Colour& colour) {
    const Theme& t = context.style.theme();
    scene.marks.emplace_back(RectMark{rect, colour, Stroke{t.window, context.style.outline}});
    ViewSpec always = context.view;
    always.numbers = Numbers::On;
    const auto numbers = fitNumbers(std::array{value}, always, patchTop(context, gradient), rect, context.style);
    addNumber(scene, rect, {patchText(context, gradient, value, numbers->digits), false}, colour,
              std::min(numbers->size, context.style.heading));
}

void addName(Scene& scene, const PanelContext& context, const Rect& over, const std::string& words) {
    const FigureStyle& style = context.style;
    scene.marks.emplace_back(textMark({over.centre().x, over.y - style.small * 0.9}, style.small,
                                      {{words, style.theme().quiet}}, FontFace::Mono, HorizontalAlign::Centre));
}

// The part of the thread that lies in the panel.
void addThread(Scene& scene, const PanelContext& context, const Rect& leaves, const Rect& arrives, bool givesBack) {
    const CurvedArrow arrow{{{curveBetween(leaves, arrives)}}, givesBack};
    placeScene(scene, arrowsScene(std::array{arrow}, context.style, scene.size), {});
}

// The winner, or the whole column, is joined to the value.
void addSummaryArrow(Scene& scene, const PanelContext& context, const ColumnPlaces& places, const Links& links) {
    for (const std::int64_t tap : links.tied) {
        if (tap != links.winner && places.column.pitchY() >= kLeastSide * context.style.small)
            addTieDiamond(scene, places.column.cellRect({tap, 0}), context.style);
    }
    const Rect source = links.winner ? places.column.cellRect({*links.winner, 0}) : places.column.rect;
    addThread(scene, context, source, places.value, false);
}

void addRoutingArrows(Scene& scene, const PanelContext& context, const ColumnPlaces& places,
                      const std::vector<PatchCell>& cells) {
    constexpr std::size_t most = 49;
    std::vector<Rect> receivers;
    for (std::size_t tap = 0; tap < cells.size() && receivers.size() < most; ++tap) {
        if (cells[tap].value != 0) receivers.push_back(places.column.cellRect({static_cast<std::int64_t>(tap), 0}));
    }
    if (receivers.size() == 1) return addThread(scene, context, places.value, receivers.front(), true);
    const double gap = 1.5 * context.style.outline;
    for (const Rect& cell : receivers) {
        addArrow(scene, {places.value.x - gap, places.value.centre().y}, {cell.right() + gap, cell.centre().y},
                 context.style.theme().window, context.style.outline * 0.8);
    }
}

}  // namespace

ColumnPlaces columnPlaces(const Size& size, const PanelContext& context) {
    const FigureStyle& style = context.style;
    const std::int64_t taps = context.evaluation.grid.taps();
    const Rect room = pictureArea(size, style);
    const double top = stripRect(room, style).bottom() + style.small * (style.legends ? 3.2 : 2.0);
    const double height = room.bottom() - top;
    double side = std::min({kMostSide * style.small, room.width * 0.26, height / static_cast<double>(taps)});
    if (style.wholePoints && side >= 2) side = std::floor(side);
    const double width = std::max(side, std::min(room.width * 0.2, style.small * 2.4));
    const double used = side * static_cast<double>(taps);
    const double y = std::round(top + (height - used) / 2);
    const double valueSide = std::max(width, std::min(room.width * 0.24, style.small * 4));
    return {{AreaKind::Lens, {std::round(room.x + room.width * 0.16), y, width, used}, {0, 0}, {taps, 1}, 0},
            {std::round(room.right() - room.width * 0.1 - valueSide), std::round(y + used / 2 - valueSide / 2),
             valueSide, valueSide}};
}

void drawColumnStrip(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const bool forward = panel.kind == PanelKind::Summary;
    const std::string op(toText(e.experiment.pool.op));
    const std::string shape = "(" + std::to_string(e.grid.output().count() * e.x->shape.planes()) + ",)";
    const bool winner = hasWinner(e.experiment.pool.op);
    const std::string title = forward ? op + "(window)" : winner ? "dout to its winner" : "dout to its places";
    addHeading(panel, style, title,
               {{shape + (forward ? " · one value a column" : " · one gradient a column"), style.theme().quiet}});
    const Rect room = pictureArea(panel.scene.size, style);
    CellArea strip{AreaKind::Strip, stripRect(room, style), {0, 0}, {1, e.grid.output().count()}, 0};
    const Picture& row = forward ? context.pictures.outputRow : context.pictures.upstreamRow;
    panel.scene.marks.emplace_back(heatMapOf(strip.rect, row));
    if (forward) addUnreached(panel.scene, strip, reachedIn(context).answered, style);
    panel.scene.marks.emplace_back(RectMark{strip.rect, std::nullopt, Stroke{style.theme().line, style.line}});
    if (style.legends) {
        const char* caption = forward ? "out, every column" : "dout, every column";
        panel.scene.marks.emplace_back(textMark({strip.rect.x, strip.rect.bottom() + style.small * 0.9}, style.small,
                                                {{caption, style.theme().quiet}}));
    }
    panel.areas.push_back(strip);
}

void drawFocusedColumn(Scene& scene, const Panel& panel, const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const bool forward = panel.kind == PanelKind::Summary;
    if (!links.window) return;
    const ColumnPlaces places = columnPlaces(scene.size, context);
    const Reached reached = reachedIn(context);
    const std::int64_t window = flatIndex(e.grid.output(), *links.window);
    const bool moves = context.moment && context.moment->before.phase == Phase::Backward &&
                       windowOf(*context.moment, e.grid) == *links.window;
    // The gradient of the window that moves is on its way from here.
    const bool shown = forward ? window < reached.laidOut : window < reached.sent || moves;
    if (!shown) {
        const Rect room = pictureArea(scene.size, context.style);
        TextMark hint = textMark({room.centre().x, room.centre().y}, context.style.small,
                                 {{forward ? "not laid out yet" : "not sent yet", t.quiet}}, FontFace::Sans,
                                 HorizontalAlign::Centre);
        scene.marks.emplace_back(std::move(hint));
        return;
    }
    const std::vector<PatchCell> cells = patchColumn(context, !forward, *links.window);
    addCells(scene, context, places.column, cells, !forward);
    const std::string column =
        std::to_string(patchColumn(e.grid, e.x->shape.planes(), e.experiment.plane, *links.window));
    addName(scene, context, places.column.rect, "column " + column);
    addName(scene, context, places.value, forward ? std::string(toText(e.experiment.pool.op)) : "dout");
    if (links.winner && places.column.pitchY() >= kLeastSide * context.style.small) {
        const Rect cell = places.column.cellRect({*links.winner, 0});
        scene.marks.emplace_back(RectMark{cell.grown(1), std::nullopt, Stroke{t.window, context.style.outline * 0.8}});
    }
    if (forward && window >= reached.answered) {
        scene.marks.emplace_back(RectMark{places.value, std::nullopt, Stroke{t.line, context.style.line}});
        scene.marks.emplace_back(textMark(places.value.centre(), context.style.heading, {{"?", t.primary, true}},
                                          FontFace::Mono, HorizontalAlign::Centre));
    } else if (forward) {
        const float y = e.forward->y.at(e.experiment.plane, *links.window);
        addValue(scene, context, places.value, y, false,
                 colourOf(y, context.pictures.scale, context.view.palette, t.notANumber));
        addSummaryArrow(scene, context, places, links);
    } else {
        const float dout = e.backward->dout.at(e.experiment.plane, *links.window);
        addValue(scene, context, places.value, dout, true,
                 divergingColourOf(dout, largestOf(context.pictures.upstreamScale), t));
        addRoutingArrows(scene, context, places, cells);
    }
}

}  // namespace poolscope
