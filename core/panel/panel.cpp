// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/panel/panel_parts.h"

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
                                                       {PanelKind::ReluMask, "relu-mask"},
                                                       {PanelKind::Summary, "summary"},
                                                       {PanelKind::GradientPatches, "gradient-patches"},
                                                       {PanelKind::Routing, "routing"},
                                                       {PanelKind::Upstream, "upstream"}}};

std::string uncoveredNote(const WindowGrid& grid) {
    const std::int64_t rows = grid.rows.uncovered();
    const std::int64_t cols = grid.cols.uncovered();
    if (rows == 0 && cols == 0) return "";
    const auto counted = [](std::int64_t n, const char* what) {
        return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    return "hatched: " + counted(rows, "row") + ", " + counted(cols, "column") + " in no window";
}

void addCountMap(Panel& panel, const PanelContext& context) {
    const Pictures& pictures = context.pictures;
    const bool coverage = context.view.map == InputMap::Coverage;
    const ValueScale scale{0, std::max(1.0, pictures.largestCount)};
    addHeading(panel.scene, context.style, coverage ? "Input X · windows over it" : "Input X · windows won",
               {{toText(context.evaluation.x->shape), context.style.theme().quiet}});
    const Rect picture =
        addPlane(panel, context, {AreaKind::Input, pictures.counts, pictures.countPlane, scale, context.view, true});
    const Rect line = legendLine(picture, context.style);
    const double x = addRamp(panel.scene, line, context.style, "0", numberText(scale.high),
                             paletteRamp(context.view, context.style.theme()));
    addLegendNote(panel.scene, line, x, context.style, coverage ? "windows over each cell" : "windows it wins");
}

Panel layoutInput(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Input, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    if (context.view.map != InputMap::Values) {
        addCountMap(panel, context);
        return panel;
    }
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

std::string hiddenNote(const Pictures& pictures, const std::string& otherwise) {
    const auto hidden = std::count(pictures.hidden.begin(), pictures.hidden.end(), true);
    if (hidden == 0) return otherwise;
    return std::to_string(hidden) + " black windows hidden";
}

Panel layoutOutput(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Output, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    addHeading(panel.scene, context.style, "Output Y · " + op,
               {{toText(e.forward->y.shape), context.style.theme().quiet}});
    const Rect picture = addPlane(
        panel, context,
        {AreaKind::Output, context.pictures.output, e.forward->y.plane(e.experiment.plane), context.pictures.scale,
         context.view, false, windowsForward(context.pictures.playback, e.grid), &context.pictures.hidden});
    addValueLegend(panel, context, picture, hiddenNote(context.pictures, "same scale as X"));
    return panel;
}

// The sum check: what arrived, what should have, and where the difference went.
std::vector<TextRun> sumCheck(const PanelContext& context) {
    const Theme& t = context.style.theme();
    const GradientSums& sums = context.evaluation.backward->sums;
    const bool equal = std::abs(sums.arrived - sums.upstream) <= 1e-6 * std::max(1.0, std::abs(sums.upstream));
    std::vector<TextRun> runs{{"Σ dX ", t.quiet},
                              {numberText(sums.arrived), equal ? t.quiet : t.error, !equal},
                              {equal ? " = Σ dout" : " ≠ Σ dout " + numberText(sums.upstream), t.quiet}};
    if (sums.lost != 0) runs.push_back({" · " + numberText(sums.lost) + " lost in padding", t.error});
    if (sums.overwritten != 0) runs.push_back({" · " + numberText(sums.overwritten) + " overwritten", t.error});
    return runs;
}

// While the gradients arrive: how much of them has.
std::vector<TextRun> sumSoFar(const PanelContext& context, double sum) {
    const Theme& t = context.style.theme();
    return {{"Σ dX so far ", t.quiet},
            {numberText(sum), t.text, true},
            {" of " + numberText(context.evaluation.backward->sums.arrived), t.quiet}};
}

Panel layoutGradient(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Gradient, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    const Pictures& pictures = context.pictures;
    const auto sum = gradientSoFar(context);
    addHeading(panel.scene, context.style, "Gradient routing dX", sum ? sumSoFar(context, *sum) : sumCheck(context));
    const std::int64_t sent = windowsBackward(pictures.playback, e.grid);
    const Rect picture = addPlane(panel, context,
                                  {AreaKind::Gradient,
                                   pictures.gradient,
                                   shownGradient(e, pictures),
                                   {0, 0},
                                   context.view,
                                   true,
                                   sent == 0 ? 0 : -1});
    const bool counts = e.experiment.gradient.kind == Upstream::Ones && hasWinner(e.experiment.pool.op) &&
                        e.experiment.pool.ties != TieRule::Split;
    // The largest sum is known once every window has sent its gradient.
    const bool known = sent == e.grid.output().count();
    addDivergingLegend(panel, context, picture, known ? std::optional(pictures.largestGradient) : std::nullopt,
                       hiddenNote(pictures, counts ? "windows won" : "gradient"));
    return panel;
}

Panel layoutUpstream(const PanelContext& context, const Size& size) {
    Panel panel{PanelKind::Upstream, {size, {}}, {}};
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    addHeading(panel.scene, context.style, "Upstream gradient dout",
               {{toText(e.backward->dout.shape) + " · Σ dout " + numberText(e.backward->sums.upstream), t.quiet}});
    const Rect picture = addPlane(panel, context,
                                  {AreaKind::Upstream,
                                   context.pictures.upstream,
                                   e.backward->dout.plane(e.experiment.plane),
                                   {0, 0},
                                   context.view,
                                   false,
                                   -1,
                                   &context.pictures.hidden});
    static constexpr std::array<const char*, 4> kNotes{"ones", "random tenths", "one cell", "given values"};
    addDivergingLegend(panel, context, picture, context.pictures.largestUpstream,
                       kNotes[static_cast<std::size_t>(e.experiment.gradient.kind)]);
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
    return cells.contains({cell.row - origin.row, cell.col - origin.col});
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
        case PanelKind::GradientPatches:
            return layoutPatches(kind, context, size, scroll);
        case PanelKind::Output:
            return layoutOutput(context, size);
        case PanelKind::Gradient:
            return layoutGradient(context, size);
        case PanelKind::Upstream:
            return layoutUpstream(context, size);
        case PanelKind::Summary:
        case PanelKind::Routing:
            return layoutColumn(kind, context, size);
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
            case AreaKind::Upstream:
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
                if (!size.contains({ky, kx})) continue;  // on the gap between tiles
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
