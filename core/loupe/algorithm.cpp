// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/loupe/loupe.h"
#include "core/loupe/loupe_parts.h"
#include "core/panel/panel_parts.h"
#include "core/pool/operation.h"
#include "core/pool/overlaps.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

constexpr double kPitch = 1.72;  // of lines, in font sizes

// The room for a line: its code, and what it comes to here.
struct LineRoom {
    std::size_t code = 47;
    std::size_t here = 32;
};
constexpr LineRoom kFull{};
constexpr LineRoom kBrief{32, 21};

struct Wording {
    std::string full;
    std::string brief;

    const std::string& in(bool isBrief) const { return isBrief ? brief : full; }
};

struct Step {
    CodeStep id;
    Wording name;  // left of the equals sign
    Wording does;
    Wording here;        // shape or number in this evaluation
    bool wrong = false;  // on purpose, or its numbers do not add up
};

Wording same(const std::string& words) {
    return {words, words};
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
    Wording place = same(columns);
    Wording value = same(columns);
    if (links.window && flatIndex(e.grid.output(), *links.window) < reachedIn(context).answered) {
        const std::string column =
            "column " + number(patchColumn(e.grid, planes, e.experiment.plane, *links.window)) + " → ";
        const std::string y =
            valueText(e.forward->y.at(e.experiment.plane, *links.window), context.view, context.pictures.top);
        if (links.winner) {
            const std::string named = "place " + number(*links.winner);
            place = {columns + "   " + column + named, named};
        }
        value = {columns + "   " + column + y, column + y};
    }
    const Shape seen{planes, 1, e.x->shape.h, e.x->shape.w};
    std::vector<Step> steps{{CodeStep::Planes,
                             same("planes"),
                             {"X as (images·channels, 1, H, W)", "X as (n·c, 1, H, W)"},
                             same(toText(seen))},
                            {CodeStep::Patches,
                             same("X_col"),
                             {"im2col(planes): one window a column", "im2col(planes)"},
                             same(matrixShape(e))}};
    if (winner) {
        steps.push_back({CodeStep::Argmax,
                         {op + "_idx", "k"},
                         {"arg" + op + " down each column of X_col", "X_col.arg" + op + "(axis=0)"},
                         place});
        steps.push_back(
            {CodeStep::Gather, same("out"), {"X_col[" + op + "_idx, every column]", "X_col[k, every column]"}, value});
    } else {
        steps.push_back(
            {CodeStep::Gather, same("out"), {op + " down each column of X_col", op + " of each column"}, value});
    }
    steps.push_back({CodeStep::Output,
                     same("Y"),
                     {"out as (H_out, W_out, n, c) → NCHW", "out as NCHW"},
                     same(toText(e.forward->y.shape))});
    return steps;
}

// "column 58, place 3 ← 0.7", or how many places take a share.
Wording scatterText(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::int64_t planes = e.x->shape.planes();
    const std::int64_t sent = reachedIn(context).sent;
    if (!links.window || flatIndex(e.grid.output(), *links.window) >= sent)
        return same(number(e.grid.output().count() * planes) + " columns");
    const std::vector<TapGradient> terms = windowTerms(e, *links.window);
    const std::string column =
        "column " + number(patchColumn(e.grid, planes, e.experiment.plane, *links.window)) + ", ";
    if (terms.size() == 1) {
        const std::string place = "place " + number(terms[0].tap) + " ← " + numberText(terms[0].gradient);
        return {column + place, place};
    }
    const std::string places = number(static_cast<std::int64_t>(terms.size())) + " places share " +
                               numberText(e.backward->dout.at(e.experiment.plane, *links.window));
    return {column + places, places};
}

// The line that makes dX of dX_col.
Step folding(const PoolSpec& pool, const Wording& check, bool wrong) {
    const bool one = hasOneReceiver(pool);
    switch (pool.overlap) {
        case Overlap::Add:
            return {CodeStep::Fold, same("dX"), {"col2im(dX_col): overlaps add", "col2im(dX_col) adds"}, check, wrong};
        case Overlap::Loop: {
            const std::string what = one ? "dout" : "shares";
            const Wording place =
                one ? Wording{"dX[" + std::string(toText(pool.op)) + "_idx]", "dX[k]"} : Wording{"dX[cells]", "dX[…]"};
            return {CodeStep::Fold, place, {what + ", window after window", what + ", last stays"}, check, wrong};
        }
        case Overlap::Col2im:
            break;
    }
    return {
        CodeStep::Fold, same("dX"), {"col2im(dX_col) with =, tap after tap", "col2im(dX_col) with ="}, check, wrong};
}

std::vector<Step> backwardSteps(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    const GradientSums& sums = e.backward->sums;
    const std::string arrived = numberText(sums.arrived);
    const std::string upstream = numberText(sums.upstream);
    const bool equal = arrived == upstream;
    const bool mayDiffer = whySumsDiffer(e.experiment.pool) != nullptr;
    Wording check{"Σ dX = " + arrived + " = Σ dout", "Σ " + arrived + " = Σ dout"};
    if (!equal) check = {"Σ dX = " + arrived + " ≠ Σ dout = " + upstream, "Σ " + arrived + " ≠ " + upstream};
    if (const auto sum = context.pictures.gradientSum) {
        const std::string of = e.x->shape.planes() == 1 ? " of " + arrived : " in this plane";
        check = {"Σ dX " + std::string(sumNote(context)) + " " + numberText(*sum) + of, "Σ " + numberText(*sum) + of};
    }
    if (!isDefined(sums)) check = same("Σ dX not defined");
    const bool winner = hasWinner(e.experiment.pool.op);
    const bool overwritten = overwrites(e.experiment.pool.overlap);
    const Wording scattered = winner ? Wording{"dX_col[" + op + "_idx, every column]", "dX_col[k, every column]"}
                                     : Wording{"dX_col[every place, every column]", "dX_col[all]"};
    return {{CodeStep::Zeros, same("dX_col"), {"zeros like X_col", "zeros like X_col"}, same(matrixShape(e))},
            {CodeStep::Scatter, scattered, winner ? same("dout") : Wording{"its share of dout", "shares of dout"},
             scatterText(context, links)},
            folding(e.experiment.pool, check, overwritten || (!equal && !mayDiffer))};
}

// Where the steps are printed.
struct CodeColumn {
    double x = 0;
    double right = 0;
    double here = 0;  // x of the comments
    double fontSize = 10;
    bool brief = false;
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
        std::string name = step.name.in(column.brief);
        name.resize(std::max<std::size_t>(name.size() + 1, column.brief ? 7 : 8), ' ');
        TextMark code = textMark(
            {column.x, y}, column.fontSize,
            {{name + "= ", t.text, true}, {step.does.in(column.brief), step.wrong ? t.error : t.text}}, FontFace::Mono);
        code.maxWidth = column.here - column.x - column.fontSize * 0.6;
        scene.marks.emplace_back(std::move(code));
        TextMark mark =
            textMark({column.here, y}, column.fontSize,
                     {{(column.brief ? "" : "# ") + step.here.in(column.brief), step.wrong ? t.error : t.primary}},
                     FontFace::Mono);
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
    const auto fontFor = [&](double width, double lines, const LineRoom& room) {
        const double high = (size.height - top - style.inset) / (lines * kPitch);
        return std::min({width / monoWidth(room.code + room.here, 1), high, style.body * 1.3});
    };
    // One below the other; beside each other only where that makes the type larger.
    const double half = (inner - gap) / 2;
    const bool beside = fontFor(half, 5, kFull) > fontFor(inner, 8.5, kFull);
    const double width = beside ? half : inner;
    const double lines = beside ? 5 : 8.5;
    const bool brief = fontFor(width, lines, kFull) < std::min(kLeastType, fontFor(width, lines, kBrief));
    const LineRoom room = brief ? kBrief : kFull;
    const double fontSize = std::max(fontFor(width, lines, room), style.body * 0.7);
    const auto print = [&](const char* title, const std::vector<Step>& steps, double x, double y) {
        if (title) {
            const Point at{x, style.inset + style.heading * 0.6};
            scene.marks.emplace_back(textMark(at, style.heading, {{title, style.theme().text, true}}));
        }
        return printSteps(scene, context, steps, {x, x + width, x + monoWidth(room.code, fontSize), fontSize, brief},
                          y);
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
