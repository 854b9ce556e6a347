// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of one plane of numbers: X, Y, dX and dout.
#include <algorithm>
#include <cmath>

#include "core/panel/composite.h"
#include "core/panel/panel_parts.h"
#include "core/panel/zero_colour.h"
#include "core/pool/operation.h"
#include "core/pool/overlaps.h"
#include "core/pool/tie_rules.h"
#include "core/scene/text_width.h"

namespace poolscope {
namespace {

// What is hatched: padding, and what no window reaches.
LegendNote hatchNote(const Evaluation& e) {
    const WindowGrid& grid = e.grid;
    const std::int64_t rows = grid.rows.uncovered();
    const std::int64_t cols = grid.cols.uncovered();
    const auto counted = [](std::int64_t n, const char* what) {
        return n == 0 ? "" : std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    const char* between = rows > 0 && cols > 0 ? ", " : "";
    const bool isUnused = rows + cols > 0;
    const std::string unused = counted(rows, "row") + between + counted(cols, "column") + " unused";
    const bool isPadded = paddedArea(grid, AreaKind::Input).cells != grid.input();
    if (!isPadded) return isUnused ? LegendNote{"hatched: " + unused, "hatched: unused"} : LegendNote{};
    const bool zeros = e.experiment.pool.padValue == PadValue::Zero;
    if (isUnused) {
        return {std::string("hatched: padding") + (zeros ? " (zeros); " : "; ") + unused, "hatched: padding, unused"};
    }
    return {zeros ? "hatched: padding, zeros" : "hatched: padding, no data", "hatched: padding"};
}

// Without the ramp: it is of one plane.
void addCompositeLegend(Panel& panel, const PanelContext& context, const LegendNote& note) {
    const Rect line = legendLine(panel, context.style);
    const std::string numbers = "numbers of " + channelInView(context.evaluation);
    const std::string all = "red, green and blue; " + numbers;
    const double room = line.width / leastShrunk(context.style.small, context.style.leastNumber);
    for (const std::string& words : {all + (note.words.empty() ? "" : "; " + note.words), all, "colours; " + numbers}) {
        if (textWidth(words, context.style.small) > room) continue;
        return addLegendNote(panel.scene, line, line.x, context.style, {words});
    }
    addLegendNote(panel.scene, line, line.x, context.style, {numbers});
}

void addCountMap(Panel& panel, const PanelContext& context) {
    const Pictures& pictures = context.pictures;
    const bool coverage = context.view.map == InputMap::Coverage || !hasWinner(context.evaluation.experiment.pool.op);
    const ValueScale scale{0, std::max(1.0, pictures.largestCount)};
    addHeading(panel, context.style, coverage ? "Input X · windows over it" : "Input X · windows won",
               {{toText(context.evaluation.x->shape), context.style.theme().quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    const Rect line = legendLine(panel, context.style);
    const double x = addRamp(panel.scene, line, context.style, "0", numberText(scale.high),
                             paletteRamp(context.view, context.style.theme()));
    const LegendNote what =
        coverage ? LegendNote{"windows over each cell", "windows"} : LegendNote{"windows it wins", "wins"};
    const LegendNote hatched = hatchNote(context.evaluation);
    addLegendNote(panel.scene, line, x, context.style,
                  hatched.words.empty() ? what : LegendNote{what.words + "; " + hatched.words, hatched.brief});
}

LegendNote hiddenNote(const Pictures& pictures, const LegendNote& otherwise) {
    const auto hidden = std::count(pictures.hidden.begin(), pictures.hidden.end(), true);
    if (hidden == 0) return otherwise;
    const std::string count = std::to_string(hidden);
    const bool black = isZeroBlack(pictures.scale);
    const std::string windows = (black ? " black window" : " window") + std::string(hidden == 1 ? "" : "s");
    return {count + windows + (black ? " hidden" : " of zeros hidden"), count + " hidden"};
}

// The sum check: what arrived, what should have, and where the difference went.
std::vector<TextRun> sumCheck(const PanelContext& context) {
    const Theme& t = context.style.theme();
    const GradientSums& sums = context.evaluation.backward->sums;
    if (!isDefined(sums)) return {{"Σ dX ", t.quiet}, {"not defined", t.text}};
    const bool equal = std::abs(sums.arrived - sums.upstream) <= 1e-6 * std::max(1.0, std::abs(sums.upstream));
    const char* reason = whySumsDiffer(context.evaluation.experiment.pool);
    const bool wrong = !equal && !reason;
    std::vector<TextRun> runs{{"Σ dX ", t.quiet}, {numberText(sums.arrived), wrong ? t.error : t.quiet, wrong}};
    runs.push_back({equal ? " = Σ dout" : " ≠ Σ dout " + numberText(sums.upstream), t.quiet});
    if (context.evaluation.x->shape.planes() > 1) runs.push_back({", all planes", t.quiet});
    if (!equal && reason) runs.push_back({std::string(", ") + reason, t.quiet});
    if (sums.lost != 0) runs.push_back({" · " + numberText(sums.lost) + " lost in padding", t.error});
    if (sums.overwritten != 0) runs.push_back({" · " + numberText(sums.overwritten) + " overwritten", t.error});
    return runs;
}

// While the gradients arrive, or without those of windows that are hidden: how much of them there is. The whole is
// known of all planes together.
std::vector<TextRun> sumSoFar(const PanelContext& context, double sum) {
    const Theme& t = context.style.theme();
    const bool onePlane = context.evaluation.x->shape.planes() == 1;
    std::vector<TextRun> runs{{"Σ dX " + std::string(sumNote(context)) + " ", t.quiet},
                              {numberText(sum), t.text, true}};
    runs.push_back(
        {onePlane ? " of " + numberText(context.evaluation.backward->sums.arrived) : " in this plane", t.quiet});
    return runs;
}

const char* upstreamNote(Upstream kind) {
    switch (kind) {
        case Upstream::Ones:
            return "ones";
        case Upstream::Random:
            return "random tenths";
        case Upstream::OneCell:
            return "one cell";
        case Upstream::Given:
            return "given values";
    }
    return "";
}

// Does who takes gradient from a window take all of it?
bool takesWhole(TieGradient gradient) {
    switch (gradient) {
        case TieGradient::ToNamed:
        case TieGradient::ToEach:
            return true;
        case TieGradient::Shared:
            break;
    }
    return false;
}

}  // namespace

void drawInput(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    if (context.view.map != InputMap::Values) {
        addCountMap(panel, context);
        return;
    }
    addHeading(panel, context.style, "Input X", {{toText(e.x->shape), context.style.theme().quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    const LegendNote note = hatchNote(e);
    isComposite(e, context.view) ? addCompositeLegend(panel, context, note) : addValueLegend(panel, context, note);
}

void drawOutput(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    addHeading(panel, context.style, "Output Y · " + op, {{toText(e.forward->y.shape), context.style.theme().quiet}});
    const PlaneLook look = *planeLook(panel.kind, context);
    addPlane(panel, context, look);
    const bool isWhole = look.filled < 0 || look.filled >= e.grid.output().count();
    const bool isComposed = isComposite(e, context.view);
    LegendNote note;
    if (!isWhole) {
        note = {"hatched: not computed yet", "hatched: not yet"};
    } else if (!isComposed) {
        note = {"same scale as X", "as X"};
    }
    note = hiddenNote(context.pictures, note);
    isComposed ? addCompositeLegend(panel, context, note) : addValueLegend(panel, context, note);
}

void drawGradient(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    const Pictures& pictures = context.pictures;
    const std::optional<double> sum = pictures.gradientSum;
    const std::string of = isComposite(e, context.view) ? "Gradient dX · " + channelInView(e) : "Gradient routing dX";
    addHeading(panel, context.style, of, sum ? sumSoFar(context, *sum) : sumCheck(context));
    addPlane(panel, context, *planeLook(panel.kind, context));
    const PoolSpec& pool = e.experiment.pool;
    const bool counts = e.experiment.gradient.kind == Upstream::Ones && hasWinner(pool.op) &&
                        takesWhole(meaningOf(pool.ties).gradient) && !overwrites(pool.overlap);
    addGradientLegend(panel, context, pictures.gradientScale,
                      hiddenNote(pictures, {counts ? "windows won" : "gradient"}));
}

void drawUpstream(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    addHeading(panel, context.style, "Upstream gradient dout",
               {{toText(e.backward->dout.shape) + " · Σ dout " + numberText(e.backward->sums.upstream), t.quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    addGradientLegend(panel, context, context.pictures.upstreamScale, {upstreamNote(e.experiment.gradient.kind)});
}

}  // namespace poolscope
