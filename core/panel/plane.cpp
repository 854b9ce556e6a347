// SPDX-License-Identifier: GPL-3.0-or-later
// A plane of values as cells: padding, colours, lines, numbers, legends.
#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

Rect span(const CellArea& area, const CellRef& first, const Extent& cells) {
    const Rect corner = area.cellRect(first);
    return {corner.x, corner.y, static_cast<double>(cells.cols) * area.pitchX(),
            static_cast<double>(cells.rows) * area.pitchY()};
}

void addPadding(Scene& scene, const CellArea& area, const WindowGrid& grid, const FigureStyle& style) {
    if (area.cells == grid.input()) return;
    const Theme& t = style.theme();
    scene.marks.emplace_back(RectMark{area.rect, t.padding, std::nullopt});
    scene.marks.emplace_back(HatchMark{area.rect, t.hatch, 4, 0.6});
}

// Hatches the rows and columns at the end that no window reaches (stride larger than size leaves holes as well).
void addUncovered(Scene& scene, const CellArea& area, const WindowGrid& grid, const FigureStyle& style) {
    const Colour line = style.theme().hatch;
    const auto runs = [&](const AxisGrid& axis, bool isRows) {
        if (axis.uncovered() == 0) return;
        std::int64_t begin = -1;
        for (std::int64_t i = 0; i <= axis.input; ++i) {
            const bool hole = i < axis.input && axis.windowsOver(i).empty();
            if (hole && begin < 0) begin = i;
            if (hole || begin < 0) continue;
            const Rect rect = isRows ? span(area, {begin, 0}, {i - begin, grid.cols.input})
                                     : span(area, {0, begin}, {grid.rows.input, i - begin});
            scene.marks.emplace_back(HatchMark{rect, line, 4, 0.8});
            begin = -1;
        }
    };
    runs(grid.rows, true);
    runs(grid.cols, false);
}

void addCellLines(Scene& scene, const Rect& rect, const Extent& cells, const FigureStyle& style) {
    const double pitchX = rect.width / static_cast<double>(cells.cols);
    const double pitchY = rect.height / static_cast<double>(cells.rows);
    if (std::min(pitchX, pitchY) < 5) return;
    const Stroke stroke{withAlpha(rgb(0x808890), 64), std::min(1.0, style.line)};
    const auto line = [&](Point a, Point b) { scene.marks.emplace_back(LineMark{{a, b}, stroke, std::nullopt}); };
    for (std::int64_t c = 1; c < cells.cols; ++c) {
        const double x = rect.x + pitchX * static_cast<double>(c);
        line({x, rect.y}, {x, rect.bottom()});
    }
    for (std::int64_t r = 1; r < cells.rows; ++r) {
        const double y = rect.y + pitchY * static_cast<double>(r);
        line({rect.x, y}, {rect.right(), y});
    }
}

// Gives the margin beside the numbers.
double addNumbers(Scene& scene, const PlaneLook& look, const CellArea& area, const FigureStyle& style) {
    if (look.picture.shown != look.picture.cells || look.picture.cells.count() > kMostNumbers) return area.margin;
    const Rect any = area.cellRect({0, 0});
    const auto numbers = fitNumbers(look.values, look.view, look.top, insideFrames(any), style);
    if (!numbers) return area.margin;
    for (std::int64_t i = 0; i < look.picture.cells.count(); ++i) {
        if (look.filled >= 0 && i >= look.filled) break;
        const auto at = static_cast<std::size_t>(i);
        if (look.hidden && !look.hidden->empty() && (*look.hidden)[at]) continue;
        const float value = look.values[at];
        const std::string words = valueText(value, look.view, look.top, numbers->digits);
        addNumber(scene, area.cellRect({i / area.cells.cols, i % area.cells.cols}), {words, value == 0},
                  fromArgb((*look.picture.argb)[at]), numbers->size);
    }
    return marginBeside(look.values, look.view, look.top, any, *numbers);
}

}  // namespace

bool isHiddenWindow(const Pictures& pictures, const CellRef& window, const WindowGrid& grid) {
    return !pictures.hidden.empty() && pictures.hidden[static_cast<std::size_t>(flatIndex(grid.output(), window))];
}

void addUnreached(Scene& scene, const CellArea& area, std::int64_t filled, const FigureStyle& style) {
    const std::int64_t row = filled / area.cells.cols;
    const std::int64_t col = filled % area.cells.cols;
    const auto empty = [&](const CellRef& first, const Extent& cells) {
        const CellRef cell{first.row + area.origin.row, first.col + area.origin.col};
        if (cells.count() > 0) {
            scene.marks.emplace_back(RectMark{span(area, cell, cells), style.theme().padding, std::nullopt});
        }
    };
    if (row >= area.cells.rows) return;
    if (col > 0) empty({row, col}, {1, area.cells.cols - col});
    const std::int64_t whole = row + (col > 0 ? 1 : 0);
    empty({whole, 0}, {area.cells.rows - whole, area.cells.cols});
}

double addCells(Scene& scene, const Rect& rect, const PlaneLook& look, const FigureStyle& style) {
    scene.marks.emplace_back(HeatMapMark{rect, look.picture.shown, look.picture.argb});
    const CellArea area{look.areaKind, rect, {0, 0}, look.picture.cells, 0};
    if (look.filled >= 0) addUnreached(scene, area, look.filled, style);
    if (look.picture.shown == look.picture.cells) addCellLines(scene, rect, look.picture.cells, style);
    return addNumbers(scene, look, area, style);
}

Rect addPlane(Panel& panel, const PanelContext& context, const PlaneLook& look) {
    const WindowGrid& grid = context.evaluation.grid;
    const FigureStyle& style = context.style;
    CellArea area =
        look.withPadding ? paddedArea(grid, look.areaKind) : CellArea{look.areaKind, {}, {0, 0}, look.picture.cells, 0};
    area.rect = fitCells(pictureArea(panel.scene.size, style), area.cells, style);
    if (look.withPadding) addPadding(panel.scene, area, grid, style);
    const Rect image = span(area, {0, 0}, look.picture.cells);
    area.margin = addCells(panel.scene, image, look, style);
    if (look.withPadding) addUncovered(panel.scene, area, grid, style);
    panel.scene.marks.emplace_back(RectMark{image, std::nullopt, Stroke{style.theme().line, style.line}});
    panel.areas.push_back(area);
    return area.rect;
}

CellArea paddedArea(const WindowGrid& grid, AreaKind kind) {
    const auto reach = [](const AxisGrid& axis) {
        return std::max(axis.input + axis.after, axis.position(axis.output - 1, axis.size - 1) + 1);
    };
    CellArea area;
    area.kind = kind;
    area.origin = {-grid.rows.before, -grid.cols.before};
    area.cells = {reach(grid.rows) + grid.rows.before, reach(grid.cols) + grid.cols.before};
    return area;
}

std::vector<std::uint32_t> paletteRamp(const ViewSpec& view, const Theme& t) {
    std::vector<std::uint32_t> colours;
    for (int i = 0; i < 64; ++i) colours.push_back(toArgb(colourOf(i, {0, 63}, view.palette, t.notANumber)));
    return colours;
}

void addGradientLegend(Panel& panel, const PanelContext& context, const Rect& picture, const ValueScale& scale,
                       bool known, const LegendNote& note) {
    const Rect line = legendLine(panel, picture, context.style);
    const auto end = [known](double value) {
        if (value == 0) return std::string("0");
        return (value < 0 ? "−" : "+") + (known ? numberText(std::abs(value)) : std::string());
    };
    const double x = addRamp(panel.scene, line, context.style, end(scale.low), end(scale.high),
                             divergingRamp(context.style.theme(), scale));
    addLegendNote(panel.scene, line, x, context.style, note);
}

std::vector<std::uint32_t> divergingRamp(const Theme& t, const ValueScale& scale) {
    constexpr int kSteps = 64;
    const double largest = largestOf(scale);
    std::vector<std::uint32_t> colours;
    for (int i = 0; i <= kSteps; ++i) {
        const double value = scale.low + (scale.high - scale.low) * i / kSteps;
        colours.push_back(toArgb(divergingColourOf(value, largest, t)));
    }
    return colours;
}

void addValueLegend(Panel& panel, const PanelContext& context, const Rect& picture, const LegendNote& note) {
    const Rect line = legendLine(panel, picture, context.style);
    const double x = addRamp(panel.scene, line, context.style,
                             valueText(context.pictures.scale.low, context.view, context.pictures.top),
                             valueText(context.pictures.scale.high, context.view, context.pictures.top),
                             paletteRamp(context.view, context.style.theme()));
    addLegendNote(panel.scene, line, x, context.style, note);
}

}  // namespace poolscope
