// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/figure/loupe.h"
#include "core/figure/panel_parts.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

struct Step {
    std::string name;  // left of the equals sign
    std::string does;
    std::string here;  // shape or number in this evaluation
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
    if (links.window) {
        at = "   column " + number(patchColumn(e.grid, planes, e.experiment.plane, *links.window)) + " → ";
        if (links.winner) slot = at + "slot " + number(*links.winner);
        value =
            at + valueText(e.forward->y.at(e.experiment.plane, *links.window), context.view, context.pictures.scale);
    }
    const Shape seen{planes, 1, e.x->shape.h, e.x->shape.w};
    std::vector<Step> steps{{"planes", "X as (images·channels, 1, H, W)", toText(seen)},
                            {"X_col", "im2col(planes): one window a column", matrixShape(e)}};
    if (winner) {
        steps.push_back({op + "_idx", std::string("arg") + op + " down each column of X_col", columns + slot});
        steps.push_back({"out", "X_col[" + op + "_idx, every column]", columns + value});
    } else {
        steps.push_back({"out", op + " down each column of X_col", columns + value});
    }
    steps.push_back({"Y", "out as (H_out, W_out, n, c) → NCHW", toText(e.forward->y.shape)});
    return steps;
}

std::vector<Step> backwardSteps(const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    const std::string op(toText(e.experiment.pool.op));
    const GradientSums& sums = e.backward->sums;
    const bool equal = numberText(sums.arrived) == numberText(sums.upstream);
    const std::string check =
        "Σ dX = " + numberText(sums.arrived) + (equal ? " = Σ dout" : " ≠ Σ dout = " + numberText(sums.upstream));
    const bool winner = hasWinner(e.experiment.pool.op);
    return {{"dX_col", "zeros like X_col", matrixShape(e)},
            {winner ? "dX_col[" + op + "_idx, every column]" : "dX_col[every tap, every column]",
             winner ? "dout" : "its share of dout", number(e.grid.output().count() * e.x->shape.planes()) + " columns"},
            {"dX", "col2im(dX_col): overlaps add", check}};
}

}  // namespace

Scene algorithm(const PanelContext& context, const Links& links, const Size& size) {
    Scene scene{size, {}};
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    // Larger where there is room: it is read from the last row of a class.
    constexpr double lines = 11.5;
    const double fontSize =
        style.body * std::clamp((size.height - 2 * style.inset) / (lines * style.body * 1.72), 1.0, 1.3);
    const double pitch = fontSize * 1.72;
    const double here = style.inset + monoWidth(48, fontSize);
    const bool narrow = here + monoWidth(24, fontSize) > size.width;
    double y = style.inset + style.heading * 0.6;
    scene.marks.emplace_back(text({style.inset, y}, style.heading, {{"The algorithm, live", t.text, true}}));
    y += style.heading * 1.0 + pitch * 0.6;
    const auto print = [&](const std::vector<Step>& steps) {
        for (const Step& step : steps) {
            std::string name = step.name;
            name.resize(std::max<std::size_t>(name.size() + 1, 8), ' ');
            TextMark code =
                text({style.inset, y}, fontSize, {{name + "= ", t.text, true}, {step.does, t.text}}, Face::Mono);
            code.maxWidth = narrow ? size.width * 0.6 - style.inset : 0;
            scene.marks.emplace_back(std::move(code));
            const double x = narrow ? size.width * 0.62 : here;
            TextMark mark = text({x, y}, fontSize, {{"# " + step.here, t.primary}}, Face::Mono);
            mark.maxWidth = size.width - style.inset - x;
            scene.marks.emplace_back(std::move(mark));
            y += pitch;
        }
    };
    print(forwardSteps(context, links));
    y += pitch * 0.5;
    print(backwardSteps(context));
    return scene;
}

}  // namespace poolscope
