// SPDX-License-Identifier: GPL-3.0-or-later
// A plane of values as cells: padding, colours, lines, numbers, legends.
#include <algorithm>
#include <cmath>

#include "core/panel/lens.h"
#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

Rect span(const CellArea& area, const CellRef& first, const Extent& cells) {
    const Rect corner = area.cellRect(first);
    return {corner.x, corner.y, static_cast<double>(cells.cols) * area.pitchX(),
            static_cast<double>(cells.rows) * area.pitchY()};
}

Rect cut(const Rect& rect, const Rect& by) {
    const double x = std::max(rect.x, by.x);
    const double y = std::max(rect.y, by.y);
    return {x, y, std::max(0.0, std::min(rect.right(), by.right()) - x),
            std::max(0.0, std::min(rect.bottom(), by.bottom()) - y)};
}

// Hatched: no plain colour could be told from those of values.
void addNothingYet(Scene& scene, const Rect& rect, const FigureStyle& style) {
    scene.marks.emplace_back(RectMark{rect, style.theme().padding, std::nullopt});
    scene.marks.emplace_back(HatchMark{rect, style.theme().hatch, style.hatchSpacing(), style.hatchWidth()});
}

void addPadding(Scene& scene, const CellArea& area, const Extent& input, const FigureStyle& style) {
    const CellRef last{area.origin.row + area.cells.rows - 1, area.origin.col + area.cells.cols - 1};
    if (input.contains(area.origin) && input.contains(last)) return;
    const Theme& t = style.theme();
    scene.marks.emplace_back(RectMark{area.rect, t.padding, std::nullopt});
    scene.marks.emplace_back(HatchMark{area.rect, t.hatch, style.hatchSpacing(), style.hatchWidth()});
}

// Hatches the rows and columns at the end that no window reaches (stride larger than size leaves holes as well).
void addUncovered(Scene& scene, const CellArea& area, const WindowGrid& grid, const FigureStyle& style) {
    const Colour line = style.theme().hatch;
    const auto runs = [&](const AxisGrid& axis, bool isRows) {
        if (axis.uncovered() == 0) return;
        const std::int64_t first = isRows ? area.origin.row : area.origin.col;
        const std::int64_t end = std::min(axis.input, first + (isRows ? area.cells.rows : area.cells.cols));
        std::int64_t begin = -1;
        for (std::int64_t i = std::max<std::int64_t>(0, first); i <= end; ++i) {
            const bool hole = i < end && axis.windowsOver(i).empty();
            if (hole && begin < 0) begin = i;
            if (hole || begin < 0) continue;
            const Rect rect = isRows ? span(area, {begin, 0}, {i - begin, grid.cols.input})
                                     : span(area, {0, begin}, {grid.rows.input, i - begin});
            if (const Rect seen = cut(rect, area.rect); seen.width > 0 && seen.height > 0) {
                scene.marks.emplace_back(HatchMark{seen, line, style.hatchSpacing(), style.hatchWidth()});
            }
            begin = -1;
        }
    };
    runs(grid.rows, true);
    runs(grid.cols, false);
}

// Side of a cell, in sizes of small type, from which on lines tell neighbours apart.
constexpr double kLeastLined = 0.42;

void addCellLines(Scene& scene, const Rect& rect, const Extent& cells, const FigureStyle& style) {
    const double pitchX = rect.width / static_cast<double>(cells.cols);
    const double pitchY = rect.height / static_cast<double>(cells.rows);
    if (std::min(pitchX, pitchY) < kLeastLined * style.small) return;
    const Stroke stroke{withAlpha(rgb(0x808890), 64), style.line};
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
        const bool quiet = value == 0 || (look.faded && (*look.faded)[at]);
        addNumber(scene, area.cellRect({i / area.cells.cols, i % area.cells.cols}), {words, quiet},
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
        if (cells.count() > 0) addNothingYet(scene, span(area, cell, cells), style);
    };
    if (row >= area.cells.rows) return;
    if (col > 0) empty({row, col}, {1, area.cells.cols - col});
    const std::int64_t whole = row + (col > 0 ? 1 : 0);
    empty({whole, 0}, {area.cells.rows - whole, area.cells.cols});
}

double addCells(Scene& scene, const Rect& rect, const PlaneLook& look, const FigureStyle& style) {
    scene.marks.emplace_back(heatMapOf(rect, look.picture));
    const CellArea area{look.areaKind, rect, {0, 0}, look.picture.cells, 0};
    if (look.filled >= 0) addUnreached(scene, area, look.filled, style);
    if (look.picture.shown == look.picture.cells) addCellLines(scene, rect, look.picture.cells, style);
    return addNumbers(scene, look, area, style);
}

CellArea wholeArea(const PlaneLook& look, const WindowGrid& grid) {
    if (look.withPadding) return paddedArea(grid, look.areaKind);
    return {look.areaKind, {}, {0, 0}, look.picture.cells, 0};
}

namespace {

// Of a part that is too large for its cells to be hidden one by one.
void addUnreachedPart(Scene& scene, const CellArea& area, const PlaneLook& look, const Rect& image,
                      const FigureStyle& style) {
    const Extent& plane = look.picture.cells;
    const CellRef next{look.filled / plane.cols, look.filled % plane.cols};
    const Rect rest = span(area, next, {1, plane.cols - next.col});
    const Rect below = span(area, {next.row + 1, 0}, {plane.rows - next.row - 1, plane.cols});
    for (const Rect& rect : {cut(rest, image), cut(below, image)}) {
        if (rect.width <= 0 || rect.height <= 0) continue;
        addNothingYet(scene, rect, style);
    }
}

// Which cells of the plane, the first of which has this place, the spotlight is not on.
std::vector<bool> fadedCells(const Spotlight& spotlight, const PlaneLook& look, const CellRef& first) {
    const bool ofInput = look.areaKind == AreaKind::Input || look.areaKind == AreaKind::Gradient;
    const Extent& cells = look.picture.cells;
    std::vector<bool> faded(static_cast<std::size_t>(cells.count()), true);
    for (const CellRef& lit : ofInput ? spotlight.input : spotlight.output) {
        const CellRef at{lit.row - first.row, lit.col - first.col};
        if (cells.contains(at)) faded[static_cast<std::size_t>(flatIndex(cells, at))] = false;
    }
    return faded;
}

// As addCells(). The numbers that the spotlight is not on step back; a value keeps its colour.
double addLitCells(Scene& scene, const Rect& rect, const PlaneLook& look, const CellRef& first,
                   const PanelContext& context) {
    const Picture& picture = look.picture;
    if (!context.spotlight || !context.spotlight->fades() || picture.shown != picture.cells) {
        return addCells(scene, rect, look, context.style);
    }
    const std::vector<bool> faded = fadedCells(*context.spotlight, look, first);
    return addCells(scene, rect,
                    {look.areaKind, picture, look.values, look.top, look.view, look.withPadding, look.filled,
                     look.hidden, look.coloured, &faded},
                    context.style);
}

// Gives the margin beside the numbers.
double addPart(Scene& scene, const CellArea& area, const PlaneLook& look, const PlanePart& part,
               const PanelContext& context) {
    const Rect image = span(area, part.first, part.cells);
    const PlaneCut cells(look, part, context.style.theme());
    const double margin = addLitCells(scene, image, cells.look(), part.first, context);
    if (look.filled >= 0 && cells.look().picture.shown != part.cells) {
        addUnreachedPart(scene, area, look, image, context.style);
    }
    return margin;
}

// Zeros of the padding take part like other numbers, so they are written like them; not what ceil mode adds.
void addPaddingZeros(Scene& scene, const PanelContext& context, const PlaneLook& look, const CellArea& area) {
    const Evaluation& e = context.evaluation;
    const Picture& picture = look.picture;
    if (look.areaKind != AreaKind::Input || e.experiment.pool.padValue != PadValue::Zero) return;
    if (picture.shown != picture.cells || area.cells.count() > kMostNumbers) return;
    const auto numbers =
        fitNumbers(look.values, look.view, look.top, insideFrames(area.cellRect(area.origin)), context.style);
    if (!numbers) return;
    const std::string zero = valueText(0, look.view, look.top, numbers->digits);
    const auto isDeclared = [](const AxisGrid& axis, std::int64_t i) { return i < axis.input + axis.after; };
    for (std::int64_t i = 0; i < area.cells.count(); ++i) {
        const CellRef cell{area.origin.row + i / area.cells.cols, area.origin.col + i % area.cells.cols};
        const bool padding = isDeclared(e.grid.rows, cell.row) && isDeclared(e.grid.cols, cell.col);
        if (!padding || picture.cells.contains(cell)) continue;
        addNumber(scene, area.cellRect(cell), {zero, false}, context.style.theme().padding, numbers->size);
    }
}

}  // namespace

double addArea(Scene& scene, const PanelContext& context, const PlaneLook& look, const CellArea& area) {
    const WindowGrid& grid = context.evaluation.grid;
    const Extent& plane = look.picture.cells;
    if (look.withPadding) {
        addPadding(scene, area, plane, context.style);
        addPaddingZeros(scene, context, look, area);
    }
    const CellRef first{std::max<std::int64_t>(0, area.origin.row), std::max<std::int64_t>(0, area.origin.col)};
    const Extent seen{std::min(plane.rows, area.origin.row + area.cells.rows) - first.row,
                      std::min(plane.cols, area.origin.col + area.cells.cols) - first.col};
    double margin = area.margin;
    if (seen.rows > 0 && seen.cols > 0) {
        const Rect image = span(area, first, seen);
        margin = seen == plane ? addLitCells(scene, image, look, first, context)
                               : addPart(scene, area, look, {plane, first, seen}, context);
        if (look.withPadding) addUncovered(scene, area, grid, context.style);
        scene.marks.emplace_back(RectMark{image, std::nullopt, Stroke{context.style.theme().line, context.style.line}});
    }
    return margin;
}

void addPlane(Panel& panel, const PanelContext& context, const PlaneLook& look) {
    const WindowGrid& grid = context.evaluation.grid;
    const CellArea all = wholeArea(look, grid);
    CellArea area = placedCells(planeRoom(panel.scene.size, context), all, grid, context.zoom, context.style);
    area.margin = addArea(panel.scene, context, look, area);
    if (area.cells != all.cells) addOverview(panel.scene, context, look, area);
    panel.areas.push_back(area);
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

double addGradientRamp(Scene& scene, const Rect& line, const ValueScale& scale, const FigureStyle& style) {
    const auto end = [](double value) {
        if (value == 0) return std::string("0");
        return (value < 0 ? "−" : "+") + numberText(std::abs(value));
    };
    return addRamp(scene, line, style, end(scale.low), end(scale.high), divergingRamp(style.theme(), scale));
}

namespace {

constexpr const char* kSeenMean = "mean of each pixel";

// Cells so small that several of them are seen as one.
bool sharesPixels(const Panel& panel, const FigureStyle& style) {
    const CellArea& area = panel.areas.back();
    return std::min(area.pitchX(), area.pitchY()) < style.pixel();
}

LegendNote seenNote(const LegendNote& note, const std::string& seen) {
    return {note.words.empty() ? seen : note.words + ", " + seen, seen};
}

}  // namespace

void addGradientLegend(Panel& panel, const PanelContext& context, const ValueScale& scale, const LegendNote& note) {
    const Rect line = legendLine(panel, context.style);
    const double x = addGradientRamp(panel.scene, line, scale, context.style);
    const bool mean = planeLook(panel.kind, context)->picture.colours.block == BlockValue::Mean;
    addLegendNote(
        panel.scene, line, x, context.style,
        sharesPixels(panel, context.style) ? seenNote(note, mean ? kSeenMean : "largest of each pixel") : note);
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

double addValueRamp(Scene& scene, const Rect& line, const FigureStyle& style, const ValueScale& scale,
                    const Unscaled& unscaled, const ViewSpec& view, double top) {
    const Theme& t = style.theme();
    const std::string words = "NaN";
    const double side = style.small * 0.75;
    const double width = side + style.small * 0.4 + monoWidth(characterCount(words), style.small);
    // The bar leaves it room.
    const Rect left{line.x, line.y, line.width - (unscaled.notANumber ? style.small + width : 0), line.height};
    const double x = addRamp(scene, left, style, (unscaled.below ? "≤" : "") + valueText(scale.low, view, top),
                             (unscaled.above ? "≥" : "") + valueText(scale.high, view, top), paletteRamp(view, t));
    if (!style.legends || !unscaled.notANumber || x + width > line.right()) return x;
    const double y = line.y + line.height / 2;
    scene.marks.emplace_back(RectMark{{x, y - side / 2, side, side}, t.notANumber, Stroke{t.line, style.line * 0.75}});
    scene.marks.emplace_back(
        textMark({x + side + style.small * 0.4, y}, style.small, {{words, t.quiet}}, FontFace::Mono));
    return x + width + style.small;
}

void addValueLegend(Panel& panel, const PanelContext& context, const LegendNote& note) {
    const Rect line = legendLine(panel, context.style);
    const Pictures& pictures = context.pictures;
    const double x = addValueRamp(panel.scene, line, context.style, pictures.scale,
                                  panel.kind == PanelKind::Output ? pictures.outputUnscaled : pictures.inputUnscaled,
                                  context.view, pictures.top);
    addLegendNote(panel.scene, line, x, context.style,
                  sharesPixels(panel, context.style) ? seenNote(note, kSeenMean) : note);
}

}  // namespace poolscope
