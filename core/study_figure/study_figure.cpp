// SPDX-License-Identifier: GPL-3.0-or-later
// What figures of studies share.
#include "core/study_figure/study_figure.h"

#include <algorithm>
#include <cmath>

#include "core/scene/text_width.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostOutlines = 4096;

bool touches(const std::vector<std::int64_t>& places) {
    return places.back() - places.front() + 1 == static_cast<std::int64_t>(places.size());
}

void addOneOutline(Scene& scene, const Rect& rect, Emphasis emphasis, const FigureStyle& style) {
    if (emphasis == Emphasis::Window) return addWindowFrame(scene, rect, windowFrameReach(style), style);
    // A light line within, so that it reads on dark cells as well.
    const double width = style.outline;
    scene.marks.emplace_back(RectMark{rect, std::nullopt, Stroke{rgb(0xffffff), width * 0.5}});
    scene.marks.emplace_back(RectMark{rect.grown(width * 0.75), std::nullopt, Stroke{style.theme().primary, width}});
}

std::size_t indexOf(const StudyFigure& figure, const StudyFocus& focus) {
    const auto found = std::find_if(figure.areas.begin(), figure.areas.end(), [&](const StudyArea& area) {
        return area.plane == focus.plane && area.item == focus.item;
    });
    return found == figure.areas.end() ? 0 : static_cast<std::size_t>(found - figure.areas.begin());
}

StudyFocus middleOf(const StudyArea& area) {
    return {area.plane, area.item, {area.cells.cells.rows / 2, area.cells.cells.cols / 2}};
}

}  // namespace

std::string toText(const StudyWords& words) {
    std::string text = words.title;
    for (const auto& [name, what] : words.lines) text += " · " + name + " " + what;
    return text;
}

const CellArea* StudyFigure::area(StudyPlane plane, std::size_t item) const {
    const auto found = std::find_if(areas.begin(), areas.end(), [&](const StudyArea& candidate) {
        return candidate.plane == plane && candidate.item == item;
    });
    return found == areas.end() ? nullptr : &found->cells;
}

std::optional<StudyFocus> focusAt(const StudyFigure& figure, const Point& point) {
    for (const StudyArea& area : figure.areas) {
        if (const auto cell = area.cells.cellAt(point)) return StudyFocus{area.plane, area.item, *cell};
    }
    return std::nullopt;
}

StudyFocus movedFocus(const StudyFigure& figure, const std::optional<StudyFocus>& focus, const CellRef& by) {
    if (figure.areas.empty()) return {};
    if (!focus) return middleOf(figure.areas.front());
    StudyFocus result = *focus;
    const CellRef target{focus->cell.row + by.row, focus->cell.col + by.col};
    const CellArea* area = figure.area(focus->plane, focus->item);
    if (!area) return middleOf(figure.areas.front());
    if (area->shows(target)) result.cell = target;
    return result;
}

StudyFocus steppedFocus(const StudyFigure& figure, const std::optional<StudyFocus>& focus, std::int64_t steps) {
    if (!focus || figure.areas.empty()) return movedFocus(figure, focus, {});
    const auto count = static_cast<std::int64_t>(figure.areas.size());
    const auto from = static_cast<std::int64_t>(indexOf(figure, *focus));
    const StudyArea& before = figure.areas[static_cast<std::size_t>(from)];
    const StudyArea& after = figure.areas[static_cast<std::size_t>(((from + steps) % count + count) % count)];
    const auto scaled = [](std::int64_t place, std::int64_t was, std::int64_t is) { return place * is / was; };
    return {after.plane,
            after.item,
            {scaled(focus->cell.row, before.cells.cells.rows, after.cells.cells.rows),
             scaled(focus->cell.col, before.cells.cells.cols, after.cells.cells.cols)}};
}

std::string cellName(const std::string& plane, const CellRef& cell) {
    return plane + toText(cell);
}

std::string rangeText(const std::vector<std::int64_t>& places) {
    const std::string first = std::to_string(places.front());
    return places.size() == 1 ? first : first + "–" + std::to_string(places.back());
}

double wholeCellSide(double side, const Extent& cells, const FigureStyle& style) {
    if (!style.wholePoints) return side;
    const double halves = static_cast<double>(std::max(cells.rows, cells.cols)) / 2;
    return side >= halves * 2 ? std::floor(std::floor(side / halves) * halves) : std::floor(side);
}

double leastShrunk(const FigureStyle& style) {
    constexpr double kLeastOnScreen = 11;
    return leastShrunk(style.small, style.wholePoints ? kLeastOnScreen : style.leastNumber);
}

void addCaption(Scene& scene, const Rect& picture, double width, const std::string& words, const FigureStyle& style) {
    TextMark mark = textMark({picture.x, picture.y - style.small * 0.75}, style.small, {{words, style.theme().quiet}},
                             FontFace::Mono);
    mark.maxWidth = width;
    scene.marks.emplace_back(std::move(mark));
}

void addStudyPlane(StudyFigure& figure, const Rect& room, const StudyArea& area, const PlaneLook& look,
                   const FigureStyle& style) {
    StudyArea placed = area;
    const auto rows = static_cast<double>(look.picture.cells.rows);
    const auto cols = static_cast<double>(look.picture.cells.cols);
    const double cell = std::min(room.width / cols, room.height / rows);
    const Point corner = style.wholePoints ? Point{std::round(room.x), std::round(room.y)} : Point{room.x, room.y};
    placed.cells = {look.areaKind, {corner.x, corner.y, cell * cols, cell * rows}, {0, 0}, look.picture.cells, 0};
    addCells(figure.scene, placed.cells.rect, look, style);
    figure.scene.marks.emplace_back(RectMark{placed.cells.rect, std::nullopt, Stroke{style.theme().line, style.line}});
    figure.areas.push_back(placed);
}

ValueScale shownEnds(const ValueScale& scale, const ViewSpec& view) {
    const bool parts = view.values == NumberScale::Unit && scale.high > 0;
    return parts ? ValueScale{scale.low / scale.high, 1} : scale;
}

std::string gradientEnds(const ValueScale& scale) {
    if (scale.low < 0 && scale.high > 0) return "±" + numberText(scale.high);
    return scale.low < 0 ? "−" + numberText(-scale.low) + " to 0" : "0 to " + numberText(scale.high);
}

double addNamedRamp(Scene& scene, const Point& at, double width, const FigureStyle& style, const std::string& name,
                    const ValueScale& ends, const std::vector<std::uint32_t>& ramp) {
    const double height = style.small * 1.7;
    const double label = style.small * 3;
    scene.marks.emplace_back(
        textMark({at.x, at.y + height / 2}, style.small, {{name, style.theme().text}}, FontFace::Mono));
    const std::string low = ends.low < 0 ? "−" + numberText(-ends.low) : numberText(ends.low);
    addRamp(scene, {at.x + label, at.y, width - label, height}, style, low, numberText(ends.high), ramp);
    return at.y + height;
}

void addStudyWords(Scene& scene, const StudyFigure& figure, const StudyWords& words, const FigureStyle& style) {
    const Theme& t = style.theme();
    const Rect& room = figure.words;
    double y = room.y + style.body * 0.8;
    addWords(scene, {room.x, y}, style.body, {words.title, t.text, true}, room.width);
    y += style.body * 1.7;
    for (const auto& [name, what] : words.lines) {
        if (y + style.small > room.bottom() + style.small) return;
        const double values = std::min(monoWidth(characterCount(what), style.small), room.width * 0.7);
        addWords(scene, {room.x, y}, style.small, {name, t.quiet}, room.width - values - style.small);
        TextMark mark =
            textMark({room.right(), y}, style.small, {{what, t.text}}, FontFace::Mono, HorizontalAlign::Right);
        mark.maxWidth = room.width * 0.7;
        scene.marks.emplace_back(std::move(mark));
        y += style.small * 1.5;
    }
}

void addOutline(Scene& scene, const CellArea* area, const CellSet& cells, Emphasis emphasis, const FigureStyle& style) {
    if (!area || cells.empty()) return;
    const auto count = static_cast<std::int64_t>(cells.rows.size() * cells.cols.size());
    if ((touches(cells.rows) && touches(cells.cols)) || count > kMostOutlines) {
        const Rect first = area->cellRect({cells.rows.front(), cells.cols.front()});
        const Rect last = area->cellRect({cells.rows.back(), cells.cols.back()});
        const Rect rect{first.x, first.y, last.right() - first.x, last.bottom() - first.y};
        return addOneOutline(scene, rect, emphasis, style);
    }
    for (const std::int64_t row : cells.rows) {
        for (const std::int64_t col : cells.cols) addOneOutline(scene, area->cellRect({row, col}), emphasis, style);
    }
}

}  // namespace poolscope
