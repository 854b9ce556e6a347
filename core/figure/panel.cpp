// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/figure/panel_parts.h"

namespace poolscope {
namespace {

struct NamedPanel {
    PanelKind kind;
    std::string_view name;
};
constexpr std::array<NamedPanel, kPanelKinds> kPanels{{{PanelKind::Input, "input"},
                                                       {PanelKind::Patches, "patches"},
                                                       {PanelKind::Output, "output"},
                                                       {PanelKind::Gradient, "gradient"},
                                                       {PanelKind::Image, "image"},
                                                       {PanelKind::Kernel, "kernel"},
                                                       {PanelKind::Response, "response"},
                                                       {PanelKind::ReluMask, "relu-mask"}}};

// Rows and columns of the padded image, and the overhang that ceil mode adds.
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

void addNumbers(Scene& scene, const PlaneLook& look, const CellArea& area, const FigureStyle& style) {
    // More numbers than anybody reads are not laid out at all.
    if (look.picture.shown != look.picture.cells || look.picture.cells.count() > 4096) return;
    const Rect any = area.cellRect({0, 0});
    const std::size_t longest = longestNumber(look.values, look.view, look.scale);
    if (!numbersFit(look.view, style, any, longest)) return;
    const double size = numberSize(any, longest);
    for (std::int64_t r = 0; r < look.picture.cells.rows; ++r) {
        for (std::int64_t c = 0; c < look.picture.cells.cols; ++c) {
            const auto i = static_cast<std::size_t>(flatIndex(look.picture.cells, {r, c}));
            const float value = look.values[i];
            addNumber(scene, area.cellRect({r, c}), {valueText(value, look.view, look.scale), value == 0},
                      fromArgb((*look.picture.argb)[i]), size);
        }
    }
}

}  // namespace

Rect addPlane(Panel& panel, const PanelContext& context, const PlaneLook& look) {
    const WindowGrid& grid = context.evaluation.grid;
    const FigureStyle& style = context.style;
    CellArea area =
        look.withPadding ? paddedArea(grid, look.areaKind) : CellArea{look.areaKind, {}, {0, 0}, look.picture.cells, 0};
    area.rect = fitCells(pictureArea(panel.scene.size, style), area.cells, style);
    if (look.withPadding) addPadding(panel.scene, area, grid, style);
    const Rect image = span(area, {0, 0}, look.picture.cells);
    panel.scene.marks.emplace_back(HeatMapMark{image, look.picture.shown, look.picture.argb});
    if (look.picture.shown == look.picture.cells) addCellLines(panel.scene, image, look.picture.cells, style);
    addNumbers(panel.scene, look, area, style);
    if (look.withPadding) addUncovered(panel.scene, area, grid, style);
    panel.scene.marks.emplace_back(RectMark{image, std::nullopt, Stroke{style.theme().line, style.line}});
    panel.areas.push_back(area);
    return area.rect;
}

namespace {

std::vector<std::uint32_t> ramp(const ViewSpec& view, const Theme& t) {
    std::vector<std::uint32_t> colours;
    for (int i = 0; i < 64; ++i) colours.push_back(toArgb(colourOf(i, {0, 63}, view.palette, t.notANumber)));
    return colours;
}

}  // namespace

std::vector<std::uint32_t> divergingRamp(const Theme& t) {
    std::vector<std::uint32_t> colours;
    for (int i = -32; i <= 32; ++i) colours.push_back(toArgb(divergingColourOf(i, 32, t.notANumber)));
    return colours;
}

void addValueLegend(Panel& panel, const PanelContext& context, const Rect& picture, const std::string& note) {
    const Rect line = legendLine(picture, context.style);
    const double x = addRamp(panel.scene, line, context.style,
                             valueText(context.pictures.scale.low, context.view, context.pictures.scale),
                             valueText(context.pictures.scale.high, context.view, context.pictures.scale),
                             ramp(context.view, context.style.theme()));
    addLegendNote(panel.scene, line, x, context.style, note);
}

namespace {

std::string uncoveredNote(const WindowGrid& grid) {
    const std::int64_t rows = grid.rows.uncovered();
    const std::int64_t cols = grid.cols.uncovered();
    if (rows == 0 && cols == 0) return "";
    const auto counted = [](std::int64_t n, const char* what) {
        return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    return "hatched: " + counted(rows, "row") + ", " + counted(cols, "column") + " in no window";
}

Panel layoutInput(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Input, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    addHeading(panel.scene, context.style, "Input X", {{toText(e.x->shape), context.style.theme().quiet}});
    const Rect picture =
        addPlane(panel, context,
                 {AreaKind::Input, context.pictures.input, e.inputPlane(), context.pictures.scale, context.view, true});
    std::string note = uncoveredNote(e.grid);
    if (note.empty() && paddedArea(e.grid, AreaKind::Input).cells != e.grid.input()) {
        note = e.experiment.pool.padValue == PadValue::Zero ? "hatched: padding, zeros" : "hatched: padding, no data";
    }
    addValueLegend(panel, context, picture, note);
    return panel;
}

Panel layoutOutput(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Output, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    addHeading(panel.scene, context.style, "Output Y · " + op,
               {{toText(e.forward->y.shape), context.style.theme().quiet}});
    const Rect picture = addPlane(panel, context,
                                  {AreaKind::Output, context.pictures.output, e.forward->y.plane(e.experiment.plane),
                                   context.pictures.scale, context.view, false});
    addValueLegend(panel, context, picture, "same scale as X");
    return panel;
}

Panel layoutGradient(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Gradient, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const GradientSums& sums = e.backward->sums;
    const bool equal = std::abs(sums.arrived - sums.upstream) <= 1e-6 * std::max(1.0, std::abs(sums.upstream));
    std::vector<TextRun> subtitle{{"Σ dX ", t.quiet},
                                  {numberText(sums.arrived), equal ? t.quiet : t.error, !equal},
                                  {equal ? " = Σ dout" : " ≠ Σ dout " + numberText(sums.upstream), t.quiet}};
    if (sums.lost != 0) subtitle.push_back({" · " + numberText(sums.lost) + " lost in padding", t.error});
    addHeading(panel.scene, context.style, "Gradient routing dX", std::move(subtitle));
    const Rect picture = addPlane(panel, context,
                                  {AreaKind::Gradient,
                                   context.pictures.gradient,
                                   e.backward->dx.plane(e.experiment.plane),
                                   {0, 0},
                                   context.view,
                                   true});
    const Rect line = legendLine(picture, context.style);
    const std::string largest = numberText(context.pictures.largestGradient);
    const double x =
        addRamp(panel.scene, line, context.style, context.pictures.largestGradient > 0 ? "−" + largest : "0",
                context.pictures.largestGradient > 0 ? "+" + largest : "0", divergingRamp(t));
    const bool counts = e.experiment.gradient.kind == Upstream::Ones && hasWinner(e.experiment.pool.op) &&
                        e.experiment.pool.ties != TieRule::Split;
    addLegendNote(panel.scene, line, x, context.style, counts ? "windows won" : "gradient");
    return panel;
}

}  // namespace

std::string_view toText(PanelKind kind) {
    return kPanels[static_cast<std::size_t>(kind)].name;
}

bool hasPanel(const Evaluation& evaluation, PanelKind kind) {
    switch (kind) {
        case PanelKind::Image:
        case PanelKind::Response:
            return evaluation.filter != nullptr;
        case PanelKind::Kernel:
            return evaluation.filter && !evaluation.experiment.filters.filters.empty();
        case PanelKind::ReluMask:
            return evaluation.filter && evaluation.experiment.filters.relu;
        default:
            return true;
    }
}

std::optional<PanelKind> panelNamed(std::string_view name) {
    for (const NamedPanel& panel : kPanels) {
        if (panel.name == name) return panel.kind;
    }
    return std::nullopt;
}

Rect CellArea::cellRect(const CellRef& cell) const {
    return {rect.x + pitchX() * static_cast<double>(cell.col - origin.col),
            rect.y + pitchY() * static_cast<double>(cell.row - origin.row), pitchX() - gap, pitchY() - gap};
}

bool CellArea::shows(const CellRef& cell) const {
    return contains(cells, {cell.row - origin.row, cell.col - origin.col});
}

std::optional<CellRef> CellArea::cellAt(const Point& point) const {
    if (!rect.contains(point)) return std::nullopt;
    const CellRef cell{static_cast<std::int64_t>((point.y - rect.y) / pitchY()) + origin.row,
                       static_cast<std::int64_t>((point.x - rect.x) / pitchX()) + origin.col};
    return shows(cell) ? std::optional(cell) : std::nullopt;
}

const CellArea* Panel::area(AreaKind areaKind) const {
    const auto found =
        std::find_if(areas.begin(), areas.end(), [areaKind](const CellArea& a) { return a.kind == areaKind; });
    return found == areas.end() ? nullptr : &*found;
}

Panel layoutPanel(PanelKind kind, const PanelContext& context, const Size& size, const PatchScroll& scroll) {
    switch (kind) {
        case PanelKind::Input:
            return layoutInput(context, size);
        case PanelKind::Patches:
            return layoutPatches(context, size, scroll);
        case PanelKind::Output:
            return layoutOutput(context, size);
        case PanelKind::Gradient:
            return layoutGradient(context, size);
        default:
            return layoutFilterPanel(kind, context, size);
    }
}

Focus focusAt(const Panel& panel, const Evaluation& e, const Point& point) {
    for (const CellArea& area : panel.areas) {
        const auto cell = area.cellAt(point);
        if (!cell) continue;
        Focus focus;
        switch (area.kind) {
            case AreaKind::Input:
                focus = {FocusKind::Input, *cell, 0};
                break;
            case AreaKind::Gradient:
                focus = {FocusKind::Gradient, *cell, 0};
                break;
            case AreaKind::Output:
                focus = {FocusKind::Window, *cell, 0};
                break;
            case AreaKind::Strip:
                focus = {FocusKind::Window, {cell->col / e.grid.cols.output, cell->col % e.grid.cols.output}, 0};
                break;
            case AreaKind::Lens:
                focus = {FocusKind::Patch, {cell->col / e.grid.cols.output, cell->col % e.grid.cols.output}, cell->row};
                break;
            case AreaKind::SlotHeads:
                focus = {FocusKind::Slot, {}, cell->row};
                break;
            case AreaKind::Tiles: {
                const Rect tile = area.cellRect(*cell);
                const Extent size = e.grid.size();
                const auto ky =
                    static_cast<std::int64_t>((point.y - tile.y) / tile.height * static_cast<double>(size.rows));
                const auto kx =
                    static_cast<std::int64_t>((point.x - tile.x) / tile.width * static_cast<double>(size.cols));
                if (!contains(size, {ky, kx})) continue;  // on the gap between tiles
                focus = {FocusKind::Patch, *cell, ky * size.cols + kx};
                break;
            }
        }
        if (exists(e, focus)) return focus;
    }
    return {};
}

double heightForWidth(double width, const FigureStyle& style) {
    return width - 2 * style.inset + style.inset * 1.7 + headerHeight(style) + legendHeight(style);
}

}  // namespace poolscope
