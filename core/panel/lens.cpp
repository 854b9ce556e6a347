// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/lens.h"

#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"
#include "core/scene/text_width.h"

namespace poolscope {
namespace {

constexpr std::int64_t kLensCells = 16;  // on a side
constexpr std::int64_t kFewCells = 32;   // a plane of no more is seen as it is
constexpr double kLensShare = 0.46;      // of the room's side
constexpr double kOverviewShare = 0.22;  // of the picture's shorter side
constexpr double kLeastOverview = 24;    // points; beside the heading where there is so much room

// Smaller cells are not told apart: on a screen, and in print, where a point is a third of a millimetre.
double smallCell(const FigureStyle& style) {
    return style.wholePoints ? 4 : 2;
}

Rect grownWithin(const Rect& rect, double by, const Rect& limit) {
    const Rect grown = rect.grown(by);
    const double x = std::max(grown.x, limit.x);
    const double y = std::max(grown.y, limit.y);
    return {x, y, std::min(grown.right(), limit.right()) - x, std::min(grown.bottom(), limit.bottom()) - y};
}

// A line that is seen on any picture.
void addFrame(Scene& scene, const Rect& rect, const FigureStyle& style) {
    scene.marks.emplace_back(RectMark{rect.grown(style.line), std::nullopt, Stroke{rgb(0xffffff), style.line * 3}});
    scene.marks.emplace_back(
        RectMark{rect.grown(style.line), std::nullopt, Stroke{style.theme().primary, style.line * 1.5}});
}

std::optional<Rect> common(const Rect& a, const Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    const Rect rect{x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
    return rect.width > 0 && rect.height > 0 ? std::optional(rect) : std::nullopt;
}

// What of the mark lies in the rectangle, nothing where none of it does. Frames are closed at the edge.
std::optional<Mark> within(const Rect& room, Mark mark) {
    if (auto* rect = std::get_if<RectMark>(&mark)) {
        const auto seen = common(rect->rect, room);
        if (!seen) return std::nullopt;
        rect->rect = *seen;
    } else if (const auto* ellipse = std::get_if<EllipseMark>(&mark)) {
        if (!room.contains(ellipse->box.centre())) return std::nullopt;
    } else if (const auto* line = std::get_if<LineMark>(&mark)) {
        const auto inside = [&](const Point& p) { return room.contains(p); };
        if (!std::all_of(line->points.begin(), line->points.end(), inside)) return std::nullopt;
    }
    return mark;
}

void keepWithin(Scene& scene, const Rect& room) {
    std::vector<Mark> kept;
    for (Mark& mark : scene.marks) {
        if (auto seen = within(room, std::move(mark))) kept.push_back(std::move(*seen));
    }
    scene.marks = std::move(kept);
}

std::int64_t firstAround(std::int64_t cell, std::int64_t origin, std::int64_t count, std::int64_t seen) {
    return std::clamp(cell - seen / 2, origin, origin + count - seen);
}

// How far the lines of the heading reach.
double headingEnd(const Scene& scene, double bottom) {
    double end = 0;
    for (const Mark& mark : scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text || text->at.y > bottom) continue;
        end = std::max(end, text->at.x + textWidth(text->runs, text->size, text->face));
    }
    return end;
}

// Beside the heading, where nothing is hidden, else in the corner of the picture.
Rect overviewRoom(const Scene& scene, const CellArea& area, const FigureStyle& style) {
    const double inset = style.line * 4;
    const Rect picture = pictureArea(scene.size, style);
    const double left = headingEnd(scene, picture.y) + style.small;
    const Rect beside{left, style.inset, picture.right() - left, picture.y - style.inset - inset};
    if (std::min(beside.width, beside.height) >= kLeastOverview) return beside;
    const double side = std::min(area.rect.width, area.rect.height) * kOverviewShare;
    return {area.rect.right() - side - inset, area.rect.y + inset, side, side};
}

}  // namespace

void addOverview(Scene& scene, const PanelContext& context, const PlaneLook& look, const CellArea& area) {
    const FigureStyle& style = context.style;
    const CellArea all = wholeArea(look, context.evaluation.grid);
    const Rect room = overviewRoom(scene, area, style);
    const double cell =
        std::min(room.width / static_cast<double>(all.cells.cols), room.height / static_cast<double>(all.cells.rows));
    CellArea map = all;
    map.rect.width = std::max(2.0, std::floor(cell * static_cast<double>(all.cells.cols)));
    map.rect.height = std::max(2.0, std::floor(cell * static_cast<double>(all.cells.rows)));
    map.rect.x = std::round(room.right() - map.rect.width);
    map.rect.y = std::round(room.y);
    scene.marks.emplace_back(
        RectMark{map.rect.grown(style.line * 2), style.theme().card, Stroke{style.theme().line, style.line}});
    const Rect first = map.cellRect({0, 0});
    const Rect image{first.x, first.y, map.pitchX() * static_cast<double>(look.picture.cells.cols),
                     map.pitchY() * static_cast<double>(look.picture.cells.rows)};
    scene.marks.emplace_back(heatMapOf(image, look.picture));
    if (look.filled >= 0)
        addUnreached(scene, {look.areaKind, image, {0, 0}, look.picture.cells, 0}, look.filled, style);
    const Rect corner = map.cellRect(area.origin);
    const Rect seen{corner.x, corner.y, map.pitchX() * static_cast<double>(area.cells.cols),
                    map.pitchY() * static_cast<double>(area.cells.rows)};
    addFrame(scene, grownWithin(seen, std::max(0.0, 2 - seen.width / 2), map.rect), style);
}

std::optional<CellArea> lensOn(const Panel& panel, const PanelContext& context, const Links& links) {
    const auto look = planeLook(panel.kind, context);
    const CellArea* area = look ? panel.area(look->areaKind) : nullptr;
    if (!area || std::min(area->pitchX(), area->pitchY()) >= smallCell(context.style)) return std::nullopt;
    const WindowGrid& grid = context.evaluation.grid;
    CellArea lens = wholeArea(*look, grid);
    const auto focus = litCell(look->areaKind, grid, links);
    if (!focus || std::max(lens.cells.rows, lens.cells.cols) <= kFewCells) return std::nullopt;
    const Rect room = pictureArea(panel.scene.size, context.style);
    const Extent all = lens.cells;
    lens.cells = {std::min(all.rows, kLensCells), std::min(all.cols, kLensCells)};
    lens.origin = {firstAround(focus->row, lens.origin.row, all.rows, lens.cells.rows),
                   firstAround(focus->col, lens.origin.col, all.cols, lens.cells.cols)};
    double cell = std::min(room.width, room.height) * kLensShare / static_cast<double>(kLensCells);
    if (context.style.wholePoints) cell = std::max(std::floor(cell), smallCell(context.style));
    if (cell <= std::min(area->pitchX(), area->pitchY())) return std::nullopt;
    const Size size{cell * static_cast<double>(lens.cells.cols), cell * static_cast<double>(lens.cells.rows)};
    const double inset = context.style.line * 4;
    const double y = std::max(room.y, room.bottom() - size.height - inset);
    lens.rect = {area->rect.right() - size.width - inset, y, size.width, size.height};
    const Point at = area->cellRect(*focus).centre();
    if (room.right() - area->rect.right() >= size.width + 2 * inset) {
        lens.rect.x = area->rect.right() + 2 * inset;
    } else if (lens.rect.grown(2 * cell).contains(at)) {
        lens.rect.x = area->rect.x + inset;
    }
    if (context.style.wholePoints) {
        lens.rect.x = std::round(lens.rect.x);
        lens.rect.y = std::round(lens.rect.y);
    }
    return lens;
}

void addLensOver(Scene& lit, const Panel& panel, const PanelContext& context, const Links& links) {
    const auto look = planeLook(panel.kind, context);
    const CellArea* area = look ? panel.area(look->areaKind) : nullptr;
    if (!area) return;
    const FigureStyle& style = context.style;
    if (area->cells != wholeArea(*look, context.evaluation.grid).cells)
        keepWithin(lit, area->rect.grown(style.outline));
    auto lens = lensOn(panel, context, links);
    if (!lens) return;
    const Rect first = area->cellRect(lens->origin);
    const Rect seen{first.x, first.y, area->pitchX() * static_cast<double>(lens->cells.cols),
                    area->pitchY() * static_cast<double>(lens->cells.rows)};
    if (const auto frame = common(seen, area->rect)) addFrame(lit, *frame, style);
    lit.marks.emplace_back(RectMark{lens->rect.grown(style.line * 3), style.theme().card, std::nullopt});
    lens->margin = addArea(lit, context, *look, *lens);
    const Panel around{panel.kind, {panel.scene.size, {}}, {*lens}};
    const Scene inside = focusOverlay(around, context, links);
    lit.marks.insert(lit.marks.end(), inside.marks.begin(), inside.marks.end());
    addFrame(lit, lens->rect.grown(style.line), style);
}

}  // namespace poolscope
