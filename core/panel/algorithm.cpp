// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/panel/loupe.h"
#include "core/panel/panel_parts.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

constexpr double kPitch = 1.72;  // of lines, in font sizes
// The room for a line: its code, and what it comes to here.
constexpr std::size_t kCodeCharacters = 47;
constexpr std::size_t kHereCharacters = 32;

struct Step {
    CodeStep id;
    std::string name;  // left of the equals sign
    std::string does;
    std::string here;    // shape or number in this evaluation
    bool wrong = false;  // on purpose, or its numbers do not add up
};

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string matrixShape(const Evaluation& e) {
    return "(" + number(e.grid.taps()) + ", " + number(e.grid.output().count() * e.x->shape.planes()) + ")";
}

std::vector<Step> forwardSteps(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::int64_t planes = e.x->shape.planes();
    const std::string columns = "(" + number(e.grid.output().count() * planes) + ",)";
    const bool winner = hasWinner(e.experiment.pool.op);
    const std::string op(toText(e.experiment.pool.op));
    std::string at;
    std::string slot;
    std::string value;
    if (links.window && isReached(context.pictures.playback, e.grid, *links.window)) {
        at = "   column " + number(patchColumn(e.grid, planes, e.experiment.plane, *links.window)) + " → ";
        if (links.winner) slot = at + "slot " + number(*links.winner);
        value = at + valueText(e.forward->y.at(e.experiment.plane, *links.window), context.view, context.pictures.top);
    }
    const Shape seen{planes, 1, e.x->shape.h, e.x->shape.w};
    std::vector<Step> steps{{CodeStep::Planes, "planes", "X as (images·channels, 1, H, W)", toText(seen)},
                            {CodeStep::Patches, "X_col", "im2col(planes): one window a column", matrixShape(e)}};
    if (winner) {
        steps.push_back(
            {CodeStep::Argmax, op + "_idx", std::string("arg") + op + " down each column of X_col", columns + slot});
        steps.push_back({CodeStep::Gather, "out", "X_col[" + op + "_idx, every column]", columns + value});
    } else {
        steps.push_back({CodeStep::Gather, "out", op + " down each column of X_col", columns + value});
    }
    steps.push_back({CodeStep::Output, "Y", "out as (H_out, W_out, n, c) → NCHW", toText(e.forward->y.shape)});
    return steps;
}

// "column 58, slot 3 ← 0.7", or how many taps take a share.
std::string scatterText(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::int64_t planes = e.x->shape.planes();
    const std::int64_t sent = windowsBackward(context.pictures.playback, e.grid);
    if (!links.window || flatIndex(e.grid.output(), *links.window) >= sent)
        return number(e.grid.output().count() * planes) + " columns";
    std::vector<TapGradient> terms;
    windowTerms(e, WindowTaps(e.grid, dataPadding(e.experiment.pool)), *links.window, terms);
    const std::string column =
        "column " + number(patchColumn(e.grid, planes, e.experiment.plane, *links.window)) + ", ";
    if (terms.size() == 1) return column + "slot " + number(terms[0].tap) + " ← " + numberText(terms[0].gradient);
    return column + number(static_cast<std::int64_t>(terms.size())) + " slots share " +
           numberText(e.backward->dout.at(e.experiment.plane, *links.window));
}

std::vector<Step> backwardSteps(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    const GradientSums& sums = e.backward->sums;
    const bool equal = numberText(sums.arrived) == numberText(sums.upstream);
    const bool mayDiffer = whySumsDiffer(e.experiment.pool) != nullptr;
    std::string check =
        "Σ dX = " + numberText(sums.arrived) + (equal ? " = Σ dout" : " ≠ Σ dout = " + numberText(sums.upstream));
    if (const auto sum = gradientSoFar(context))
        check = "Σ dX so far " + numberText(*sum) + " of " + numberText(sums.arrived);
    if (!isDefined(sums)) check = "Σ dX not defined";
    const bool winner = hasWinner(e.experiment.pool.op);
    const bool overwritten = overwrites(e.experiment.pool.overlap);
    return {{CodeStep::Zeros, "dX_col", "zeros like X_col", matrixShape(e)},
            {CodeStep::Scatter, winner ? "dX_col[" + op + "_idx, every column]" : "dX_col[every tap, every column]",
             winner ? "dout" : "its share of dout", scatterText(context, links)},
            {CodeStep::Fold, "dX", overwritten ? "col2im(dX_col): overlaps OVERWRITE" : "col2im(dX_col): overlaps add",
             check, overwritten || (!equal && !mayDiffer)}};
}

// Where the steps are printed.
struct CodeColumn {
    double x = 0;
    double right = 0;
    double here = 0;  // x of the comments
    double fontSize = 10;
};

double printSteps(Scene& scene, const PanelContext& context, const std::vector<Step>& steps, const CodeColumn& column,
                  double y) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const double pitch = column.fontSize * kPitch;
    for (const Step& step : steps) {
        if (context.lit == step.id) {
            const Rect row{column.x - style.inset * 0.6, y - pitch / 2, column.right - column.x + style.inset * 1.2,
                           pitch};
            scene.marks.emplace_back(RectMark{row, t.primarySoft, std::nullopt});
            scene.marks.emplace_back(RectMark{{row.x, row.y, 3, row.height}, t.primary, std::nullopt});
        }
        std::string name = step.name;
        name.resize(std::max<std::size_t>(name.size() + 1, 8), ' ');
        TextMark code =
            textMark({column.x, y}, column.fontSize,
                     {{name + "= ", t.text, true}, {step.does, step.wrong ? t.error : t.text}}, FontFace::Mono);
        code.maxWidth = column.here - column.x - column.fontSize * 0.6;
        scene.marks.emplace_back(std::move(code));
        TextMark mark = textMark({column.here, y}, column.fontSize,
                                 {{"# " + step.here, step.wrong ? t.error : t.primary}}, FontFace::Mono);
        mark.maxWidth = column.right - column.here;
        scene.marks.emplace_back(std::move(mark));
        y += pitch;
    }
    return y;
}

}  // namespace

Scene algorithmScene(const PanelContext& context, const Links& links, const Size& size) {
    Scene scene{size, {}};
    const FigureStyle& style = context.style;
    const double inner = size.width - 2 * style.inset;
    const double gap = style.inset * 3;
    const double top = style.inset + style.heading * 1.6;
    const auto fontFor = [&](double width, double lines) {
        const double high = (size.height - top - style.inset) / (lines * kPitch);
        return std::min({width / monoWidth(kCodeCharacters + kHereCharacters, 1), high, style.body * 1.3});
    };
    // One below the other; beside each other only where that makes the type larger.
    const double half = (inner - gap) / 2;
    const bool beside = fontFor(half, 5) > fontFor(inner, 8.5);
    const double width = beside ? half : inner;
    const double fontSize = std::max(beside ? fontFor(half, 5) : fontFor(inner, 8.5), style.body * 0.7);
    const auto print = [&](const char* title, const std::vector<Step>& steps, double x, double y) {
        if (title) {
            const Point at{x, style.inset + style.heading * 0.6};
            scene.marks.emplace_back(textMark(at, style.heading, {{title, style.theme().text, true}}));
        }
        return printSteps(scene, context, steps, {x, x + width, x + monoWidth(kCodeCharacters, fontSize), fontSize}, y);
    };
    double y = top + fontSize * kPitch * 0.6;
    const double below =
        print(beside ? "The algorithm, forward" : "The algorithm, live", forwardSteps(context, links), style.inset, y);
    if (!beside) y = below + fontSize * kPitch * 0.5;
    print(beside ? "Backward" : nullptr, backwardSteps(context, links), beside ? style.inset + half + gap : style.inset,
          y);
    return scene;
}

}  // namespace poolscope
