// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loupe/loupe_words.h"

#include <algorithm>
#include <cmath>

#include "core/loupe/arithmetic.h"
#include "core/loupe/loupe.h"
#include "core/loupe/loupe_parts.h"
#include "core/panel/links.h"
#include "core/panel/panel_parts.h"
#include "core/pool/operation.h"
#include "core/pool/overlaps.h"
#include "core/pool/tie_rules.h"

namespace poolscope {
namespace {

std::string placeOf(const CellRef& cell) {
    return "row " + number(cell.row) + ", column " + number(cell.col);
}

std::string spanOf(const AxisGrid& axis, std::int64_t window, const std::string& what) {
    const IndexRange taps = axis.insideTaps(window);
    return what + (taps.end - taps.begin > 1 ? "s " : " ") + coverText(axis, window);
}

std::string subject(const WindowGrid& grid, const CellRef& window) {
    return "The window at " + spanOf(grid.rows, window.row, "row") + ", " + spanOf(grid.cols, window.col, "column");
}

std::string counted(std::int64_t n, const std::string& what) {
    return number(n) + " " + what + (n == 1 ? "" : "s");
}

// The operation chose two numbers of the window, not one.
bool isBetweenTwo(const Evaluation& e, const CellRef& window) {
    return *operationOf(e.experiment.pool.op).becomesOfTwo != '\0' && windowTerms(e, window).size() == 2;
}

std::string keepSentence(const Evaluation& e, const CellRef& window, const Links& links) {
    const Operation& operation = operationOf(e.experiment.pool.op);
    if (std::isnan(e.forward->y.at(e.experiment.plane, window)))
        return subject(e.grid, window) + " has NaN, which is passed on whatever the other numbers are.";
    std::string words =
        subject(e.grid, window) + " " + (isBetweenTwo(e, window) ? operation.becomesOfTwo : operation.becomes);
    const auto times = static_cast<std::int64_t>(links.tied.size());
    if (times > 1) words += ", which it has " + (times == 2 ? "twice" : number(times) + " times");
    return words + ".";
}

std::string returnSentence(const PanelContext& context, const CellRef& window, const Links& links) {
    const Evaluation& e = context.evaluation;
    const PoolSpec& pool = e.experiment.pool;
    const std::string gradient = "gradient of " + numberText(e.backward->dout.at(e.experiment.plane, window));
    if (!links.winner) {
        const Operation& operation = operationOf(pool.op);
        return "Its " + gradient + " " + (isBetweenTwo(e, window) ? operation.receiversOfTwo : operation.receivers) +
               ".";
    }
    const auto times = static_cast<std::int64_t>(links.tied.size());
    const TieGradient goes = times > 1 ? meaningOf(pool.ties).gradient : TieGradient::ToNamed;
    if (goes == TieGradient::Shared)
        return "Its " + gradient + " goes to the " + number(times) + " equal cells, in equal shares.";
    if (goes == TieGradient::ToEach)
        return "Its whole " + gradient + " goes to each of the " + number(times) + " equal cells.";
    const CellRef cell = e.grid.tapCell(window, *links.winner);
    if (!e.grid.input().contains(cell)) return "Its " + gradient + " is lost in the padding.";
    return "Its " + gradient + " returns to " + placeOf(cell) + ".";
}

// While the gradients are played.
std::vector<std::string> sendingSentences(const PanelContext& context, const CellRef& window, const Links& links,
                                          Stage stage) {
    const Evaluation& e = context.evaluation;
    if (stage == Stage::Framed) {
        return {subject(e.grid, window) + " has a gradient to give back.",
                links.winner ? "Which place takes it?" : "How much of it does each place take?"};
    }
    return {subject(e.grid, window) + " gives its gradient back.", returnSentence(context, window, links)};
}

// The gradients of the cell in the order in which they are written, and the zero that stays in their place.
std::vector<float> writtenTo(Overlap overlap, const Links& links) {
    std::vector<float> written;
    for (const GradientTerm& term : links.terms) written.push_back(term.gradient);
    if (overlap != Overlap::Col2im) return written;
    std::reverse(written.begin(), written.end());  // the first window has the last tap
    if (links.terms.front().window != links.covering.front()) written.push_back(0);
    return written;
}

// What the cell that is pointed at receives.
std::string cellSentence(const PanelContext& context, const Links& links) {
    const Evaluation& e = context.evaluation;
    const std::string cell = "gradient of (" + number(links.cell->row) + ", " + number(links.cell->col) + "): ";
    // The windows are in the order in which they send: once the last has, the sum is known.
    const std::int64_t last = flatIndex(e.grid.output(), links.covering.back());
    if (last >= reachedIn(context).added)
        return cell + "not computed yet, which of " + counted(links.coveringCount, "window") + " does it win?";
    if (links.terms.empty()) return cell + "wins no window, gets 0";
    std::string words = cell;
    constexpr std::size_t most = 6;
    const bool overwritten = overwrites(e.experiment.pool.overlap);
    const std::vector<float> written = writtenTo(e.experiment.pool.overlap, links);
    for (std::size_t i = 0; i < std::min(most, written.size()); ++i) {
        words += (i == 0 ? "" : overwritten ? ", overwritten by " : " + ") + numberText(written[i]);
    }
    if (written.size() > most) words += overwritten ? ", …" : " + …";
    if (written.size() > 1)
        words += (overwritten ? " → " : " = ") + numberText(e.backward->dx.at(e.experiment.plane, *links.cell));
    return words + " from " + number(static_cast<std::int64_t>(links.terms.size())) + " of " +
           counted(links.coveringCount, "window");
}

}  // namespace

std::string coverText(const AxisGrid& axis, std::int64_t window) {
    const IndexRange taps = axis.insideTaps(window);
    const std::int64_t first = axis.position(window, taps.begin);
    const std::int64_t last = axis.position(window, taps.end - 1);
    return first == last ? number(first) : number(first) + "–" + number(last);
}

std::vector<std::string> windowSentences(const PanelContext& context, const CellRef& window, const Links& links) {
    const Evaluation& e = context.evaluation;
    if (const auto stage = sendingStage(context, window)) return sendingSentences(context, window, links, *stage);
    if (!isAnswered(context, window)) {
        return {subject(e.grid, window) + (links.winner ? ": which of its numbers is kept?" : ": what comes out?"),
                "A step on shows it."};
    }
    const bool cell = links.cell && !links.covering.empty();
    return {keepSentence(e, window, links),
            cell ? cellSentence(context, links) : returnSentence(context, window, links)};
}

std::string winnerNote(const PanelContext& context, const CellRef& window, const Links& links) {
    const auto stage = sendingStage(context, window);
    if (!links.winner || !isAnswered(context, window) || stage == Stage::Framed) return "";
    const Evaluation& e = context.evaluation;
    const std::int64_t m = e.experiment.plane;
    const std::int64_t plane = winnerIndex(e.grid, m, window, *links.winner, IndexKind::Plane);
    std::string words = "winner: place " + number(*links.winner);
    if (plane < 0) {
        words += ", a zero of the padding";
    } else {
        const std::int64_t tensor = winnerIndex(e.grid, m, window, *links.winner, IndexKind::Tensor);
        words += " = plane index " + number(plane) + " = tensor index " + number(tensor);
    }
    if (links.tied.size() > 1)
        words += " · tied with " + number(static_cast<std::int64_t>(links.tied.size()) - 1) + " more";
    return words;
}

}  // namespace poolscope
