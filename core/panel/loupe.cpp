// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/loupe.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/panel/panel_parts.h"
#include "core/pool/tie_rules.h"
#include "core/scene/text_width.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostListed = 9;  // values printed in the formula
constexpr std::int64_t kMostGrid = 7;    // rows or columns of the little picture of the window
constexpr double kLinesOfLoupe = 8;      // heights of body text; a presentation with less room gets two lines

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string pair(const CellRef& cell) {
    return "(" + number(cell.row) + ", " + number(cell.col) + ")";
}

// While the algorithm is played, what is not computed yet is a question to the class.
bool isAnswered(const PanelContext& context, const CellRef& window) {
    return isReached(context.pictures.playback, context.evaluation.grid, window);
}

// The window as a little picture with numbers. Returns the x after it.
double addWindowPicture(Scene& scene, const PanelContext& context, const CellRef& window, const Links& links) {
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const Extent size = e.grid.size();
    const double room = scene.size.height - 2 * style.inset;
    const auto longest = static_cast<double>(std::max(size.rows, size.cols));
    const double side = std::floor(std::min(room / longest, std::max(34.0, style.body * 3)));
    if (std::max(size.rows, size.cols) > kMostGrid || side < 7) return style.inset;
    const CellArea area{AreaKind::Tiles,
                        {style.inset, std::round((scene.size.height - side * static_cast<double>(size.rows)) / 2),
                         side * static_cast<double>(size.cols), side * static_cast<double>(size.rows)},
                        {0, 0},
                        size,
                        0};
    const std::vector<PatchCell> cells = patchColumn(context, false, window);
    ViewSpec view = context.view;
    view.numbers = Numbers::Auto;
    const auto numbers = fitNumbers(numbersOf(cells), view, context.pictures.top, area.cellRect({0, 0}), style);
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        const Rect rect = area.cellRect({tap / size.cols, tap % size.cols});
        const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        scene.marks.emplace_back(RectMark{rect, cell.colour, std::nullopt});
        if (!cell.data) {
            scene.marks.emplace_back(HatchMark{rect, t.hatch, 4, 0.6});
        } else if (numbers) {
            addNumber(scene, rect, {patchText(context, false, cell.value, numbers->digits), cell.value == 0},
                      cell.colour, std::min(style.body, numbers->size));
        }
        scene.marks.emplace_back(
            RectMark{rect.grown(-1), std::nullopt, Stroke{slotColour(t, tap), side < 16 ? 1.0 : 2.0}});
    }
    for (const std::int64_t tap : isAnswered(context, window) ? links.tied : std::vector<std::int64_t>{}) {
        const Rect cell = area.cellRect({tap / size.cols, tap % size.cols});
        addTapMark(scene, cell, tap == links.winner, numbers.has_value(), style);
    }
    return area.rect.right() + style.inset * 1.5;
}

// "max( 40, 248, 35, 240 ) = 248", each value in the hue of its slot; no more than `most` of them.
std::vector<TextRun> formula(const PanelContext& context, const CellRef& window, std::int64_t most) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    std::vector<TextRun> runs{{std::string(toText(e.experiment.pool.op)) + "( ", t.text}};
    std::int64_t listed = 0;
    bool more = false;
    for (std::int64_t tap = 0; tap < e.grid.taps() && !more; ++tap) {
        if (!e.grid.isData(window, tap, dataPadding(e.experiment.pool))) continue;
        if (listed == most) {
            more = true;
            break;
        }
        if (listed++ > 0) runs.push_back({", ", t.quiet});
        const float value = patchValue(e.inputPlane(), e.grid, window, tap, PadValue::Zero);
        runs.push_back({valueText(value, context.view, context.pictures.top), slotColour(t, tap), true});
    }
    if (more) runs.push_back({(listed > 0 ? ", … " : "") + number(e.grid.taps()) + " taps", t.quiet});
    runs.push_back({" ) = ", t.text});
    const float y = e.forward->y.at(e.experiment.plane, window);
    const bool answered = isAnswered(context, window);
    runs.push_back(
        {answered ? valueText(y, context.view, context.pictures.top) : "?", answered ? t.text : t.primary, true});
    return runs;
}

// As many values as the room holds, for the result is never cut.
std::vector<TextRun> fittedFormula(const PanelContext& context, const CellRef& window, double size, double room) {
    std::vector<TextRun> runs;
    for (std::int64_t most = kMostListed; most >= 0; --most) {
        runs = formula(context, window, most);
        if (textWidth(runs, size * kLeastShrunk, FontFace::Mono) <= room) break;
    }
    return runs;
}

std::string winnerText(const Evaluation& e, const CellRef& window, const Links& links) {
    const std::int64_t m = e.experiment.plane;
    const std::int64_t plane = winnerIndex(e.grid, m, window, *links.winner, IndexKind::Plane);
    std::string words = "winner: slot " + number(*links.winner);
    if (plane < 0) {
        words += ", a zero of the padding";
    } else {
        words += " = plane index " + number(plane);
        const std::int64_t tensor = winnerIndex(e.grid, m, window, *links.winner, IndexKind::Tensor);
        words += " = tensor index " + number(tensor);
    }
    if (links.tied.size() > 1)
        words += " · tied with " + number(static_cast<std::int64_t>(links.tied.size()) - 1) + " more";
    return words;
}

// Where the gradient of a window goes, said behind its value.
std::string receiverText(TieGradient gradient, const CellRef& winner) {
    switch (gradient) {
        case TieGradient::Shared:
            return ", in equal shares";
        case TieGradient::ToEach:
            return " → all of it to each tied cell";
        case TieGradient::ToNamed:
            break;
    }
    return " → cell " + pair(winner);
}

std::string gradientText(const PanelContext& context, const CellRef& window, const Links& links) {
    const Evaluation& e = context.evaluation;
    if (links.cell && !links.covering.empty()) {
        // The windows are in the order in which they send: once the last has, the sum is known.
        const std::int64_t last = flatIndex(e.grid.output(), links.covering.back());
        if (last >= windowsBackward(context.pictures.playback, e.grid)) {
            return "gradient of " + pair(*links.cell) + ": not computed yet, which of " + number(links.coveringCount) +
                   (links.coveringCount == 1 ? " window" : " windows") + " does it win?";
        }
        if (links.terms.empty()) return "gradient of " + pair(*links.cell) + ": wins no window, gets 0";
        std::string words = "gradient of " + pair(*links.cell) + ": ";
        constexpr std::size_t most = 6;
        const bool overwritten = overwrites(e.experiment.pool.overlap);
        for (std::size_t i = 0; i < std::min(most, links.terms.size()); ++i) {
            words += (i == 0 ? "" : overwritten ? ", overwritten by " : " + ") + numberText(links.terms[i].gradient);
        }
        if (links.terms.size() > most) words += overwritten ? ", …" : " + …";
        if (links.terms.size() > 1)
            words += (overwritten ? " → " : " = ") + numberText(e.backward->dx.at(e.experiment.plane, *links.cell));
        return words + " from " + number(static_cast<std::int64_t>(links.terms.size())) + " of " +
               number(links.coveringCount) + (links.coveringCount == 1 ? " window" : " windows");
    }
    const std::string dout = numberText(e.backward->dout.at(e.experiment.plane, window));
    std::string words = "its gradient: dout = " + dout;
    if (!hasWinner(e.experiment.pool.op)) return words + ", shared among its taps";
    const CellRef cell = links.winner ? e.grid.tapCell(window, *links.winner) : CellRef{};
    if (!e.grid.input().contains(cell)) return words + " → lost in the padding";
    const bool tied = links.tied.size() > 1;
    return words + receiverText(tied ? meaningOf(e.experiment.pool.ties).gradient : TieGradient::ToNamed, cell);
}

std::vector<TextRun> sizeFormula(const AxisGrid& axis, const char* letter, const char* subscript, bool ceilMode,
                                 const Theme& t) {
    const std::string inner = number(axis.input) + " + " + number(axis.before) + " + " + number(axis.after) + " − " +
                              number(axis.dilation) + "·(" + number(axis.size) + "−1) − 1";
    return {{letter, t.text},
            {subscript, t.text, false, true},
            {std::string(" = ") + (ceilMode ? "⌈" : "⌊") + "(" + inner + ") / " + number(axis.stride) +
                 (ceilMode ? "⌉" : "⌋") + " + 1 = ",
             t.text},
            {number(axis.output), t.text, true}};
}

void addSizes(Scene& scene, const PanelContext& context, double left) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const double right = scene.size.width - context.style.inset;
    const double room = right - left;
    if (room < 150) return;
    const double pitch = context.style.body * 1.65;
    double y = scene.size.height / 2 - pitch;
    const auto line = [&](std::vector<TextRun> runs, double size, FontFace face) {
        TextMark mark = textMark({right, y}, size, std::move(runs), face, HorizontalAlign::Right);
        mark.maxWidth = room;
        scene.marks.emplace_back(std::move(mark));
        y += pitch;
    };
    line(sizeFormula(e.grid.rows, "H", "out", e.experiment.window.ceilMode, t), context.style.body, FontFace::Mono);
    line(sizeFormula(e.grid.cols, "W", "out", e.experiment.window.ceilMode, t), context.style.body, FontFace::Mono);
    const std::int64_t before = e.grid.input().count();
    const std::int64_t after = e.grid.output().count();
    const double change = 100.0 * (static_cast<double>(after) / static_cast<double>(before) - 1.0);
    const std::string percent = fixedNumber(std::abs(change), change == std::round(change) ? 0 : 1);
    const char* sign = percent == "0" || percent == "0.0" ? "" : change > 0 ? "+" : "−";
    line({{number(before) + " → " + number(after) + " values · " + sign + percent + " %", t.quiet}}, context.style.body,
         FontFace::Sans);
}

// The same in one line, where there is no room beside.
void addSizeLine(Scene& scene, const PanelContext& context, double x, double y) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const bool ceilMode = e.experiment.window.ceilMode;
    std::vector<TextRun> runs = sizeFormula(e.grid.rows, "H", "out", ceilMode, t);
    if (e.grid.cols == e.grid.rows) {
        runs.push_back({" = W", t.text});
        runs.push_back({"out", t.text, false, true});
    } else {
        runs.push_back({", W", t.text});
        runs.push_back({"out", t.text, false, true});
        runs.push_back({" = " + number(e.grid.cols.output), t.text, true});
    }
    runs.push_back(
        {"   " + number(e.grid.input().count()) + " → " + number(e.grid.output().count()) + " values", t.quiet});
    TextMark mark = textMark({x, y}, context.style.small, std::move(runs), FontFace::Mono);
    mark.maxWidth = scene.size.width - context.style.inset - x;
    scene.marks.emplace_back(std::move(mark));
}

// For a presentation: the formula, what becomes of the gradient, and the output size, in two lines.
void addTwoLines(Scene& scene, const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const double right = scene.size.width - style.inset;
    const double split = style.inset + (right - style.inset) * 0.56;
    const double upper = scene.size.height / 2 - style.body * 0.85;
    const double lower = scene.size.height / 2 + style.body * 0.85;
    const auto put = [&](double y, bool isRight, double size, std::vector<TextRun> runs, FontFace face) {
        TextMark mark = textMark({isRight ? right : style.inset, y}, size, std::move(runs), face,
                                 isRight ? HorizontalAlign::Right : HorizontalAlign::Left);
        mark.maxWidth = isRight ? right - split - style.inset : split - style.inset;
        scene.marks.emplace_back(std::move(mark));
    };
    if (links.window) {
        put(upper, false, style.heading, fittedFormula(context, *links.window, style.heading, split - style.inset),
            FontFace::Mono);
        const std::string words = isAnswered(context, *links.window) ? gradientText(context, *links.window, links)
                                                                     : "what comes out, and who wins?";
        put(lower, false, style.small, {{words, t.quiet}}, FontFace::Sans);
    }
    put(upper, true, style.small, sizeFormula(e.grid.rows, "H", "out", e.experiment.window.ceilMode, t),
        FontFace::Mono);
    put(lower, true, style.small,
        {{number(e.grid.input().count()) + " → " + number(e.grid.output().count()) + " values", t.quiet}},
        FontFace::Sans);
}

}  // namespace

std::string coverText(const AxisGrid& axis, std::int64_t window) {
    const IndexRange taps = axis.insideTaps(window);
    const std::int64_t first = axis.position(window, taps.begin);
    const std::int64_t last = axis.position(window, taps.end - 1);
    return first == last ? number(first) : number(first) + "–" + number(last);
}

Scene loupeScene(const PanelContext& context, const Links& links, const Size& size) {
    Scene scene{size, {}};
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    if (!style.legends && size.height < style.body * kLinesOfLoupe) {
        addTwoLines(scene, context, links);
        return scene;
    }
    if (!links.window) {
        const std::string hint = links.slot
                                     ? "slot " + number(*links.slot) + " of every window: one row of X_col"
                                     : "Point at a cell in any panel to see its window, its winner and its gradient.";
        scene.marks.emplace_back(textMark({style.inset, size.height / 2}, style.body, {{hint, t.quiet}}));
        addSizes(scene, context, size.width * 0.6);
        return scene;
    }
    const Evaluation& e = context.evaluation;
    const CellRef& window = *links.window;
    const double x = addWindowPicture(scene, context, window, links);
    const bool narrow = size.width < style.body * 63;
    const double split = narrow ? size.width : std::max(x + 200, size.width - style.body * 30);
    const double room = split - x - style.inset;
    const double pitch = style.body * 1.5;
    const double top = size.height / 2 - pitch * (narrow ? 2.2 : 1.55);
    const auto line = [&](double y, double fontSize, std::vector<TextRun> runs, FontFace face) {
        TextMark mark = textMark({x, y}, fontSize, std::move(runs), face);
        mark.maxWidth = room;
        scene.marks.emplace_back(std::move(mark));
    };
    const double large = style.heading * 1.05;
    line(top, large, fittedFormula(context, window, large, room), FontFace::Mono);
    line(top + pitch * 1.35, style.body,
         {{"window " + pair(window) + " covers rows " + coverText(e.grid.rows, window.row) + ", cols " +
               coverText(e.grid.cols, window.col),
           t.quiet}},
         FontFace::Sans);
    if (isAnswered(context, window)) {
        if (links.winner)
            line(top + pitch * 2.3, style.body, {{winnerText(e, window, links), t.quiet}}, FontFace::Sans);
        line(top + pitch * (links.winner ? 3.25 : 2.3), style.body, {{gradientText(context, window, links), t.quiet}},
             FontFace::Sans);
    } else {
        line(top + pitch * 2.3, style.body, {{"not computed yet: what comes out, and who wins?", t.quiet}},
             FontFace::Sans);
    }
    narrow ? addSizeLine(scene, context, x, top + pitch * 4.3) : addSizes(scene, context, split);
    return scene;
}

}  // namespace poolscope
