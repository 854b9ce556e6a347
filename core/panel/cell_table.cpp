// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/cell_table.h"

#include <algorithm>

#include "core/panel/panel_parts.h"
#include "core/panel/patch_parts.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostNamed = 4;  // windows in one sentence

std::string pairText(const CellRef& cell) {
    return std::to_string(cell.row) + ", " + std::to_string(cell.col);
}

bool isMatrixPanel(PanelKind kind) {
    return isMatrix(panelRow(kind).array);
}

// Those whose winner is told that a cell of X wins.
std::vector<CellRef> windowsWon(const PanelContext& context, const CellRef& cell) {
    const Evaluation& e = context.evaluation;
    std::vector<CellRef> won;
    if (!hasWinner(e.experiment.pool.op)) return won;
    const std::int64_t answered = reachedIn(context).answered;
    std::size_t looked = 0;
    for (const AxisHit& row : e.grid.rows.windowsOver(cell.row)) {
        for (const AxisHit& col : e.grid.cols.windowsOver(cell.col)) {
            if (++looked > kMostLinked) return won;
            const CellRef window{row.window, col.window};
            const bool told = flatIndex(e.grid.output(), window) < answered;
            if (told && e.winner(window) == row.tap * e.grid.cols.size + col.tap) won.push_back(window);
        }
    }
    return won;
}

std::string winnerWords(const std::vector<CellRef>& won) {
    if (won.empty()) return "";
    std::string words = ", winner of window " + pairText(won.front());
    for (std::size_t i = 1; i < std::min(won.size(), kMostNamed); ++i) words += " and " + pairText(won[i]);
    if (won.size() > kMostNamed) words += " and " + std::to_string(won.size() - kMostNamed) + " more";
    return words;
}

std::string planeWords(PanelKind kind, const PanelContext& context, const PlaneLook& look, const CellRef& cell) {
    const Evaluation& e = context.evaluation;
    const auto at = static_cast<std::size_t>(flatIndex(look.picture.cells, cell));
    if (look.filled >= 0 && static_cast<std::int64_t>(at) >= look.filled) return "not computed yet";
    if (look.hidden && !look.hidden->empty() && (*look.hidden)[at]) return "left out";
    std::string words = valueText(look.values[at], look.view, look.top);
    if (kind == PanelKind::Input) return words + winnerWords(windowsWon(context, cell));
    if (kind != PanelKind::Output || !hasWinner(e.experiment.pool.op)) return words;
    const CellRef winner = e.grid.tapCell(cell, e.winner(cell));
    return words + (e.grid.input().contains(winner)
                        ? ", won by row " + std::to_string(winner.row) + ", column " + std::to_string(winner.col)
                        : ", won by the padding");
}

// The number that stands at a place of X_col, or of dX_col; nothing where there is no data.
std::optional<float> patchValue(const Evaluation& e, bool gradient, const CellRef& window, std::int64_t tap) {
    const PadValue padding = dataPadding(e.experiment.pool);
    const TapPlace place = e.grid.tapPlace(window, tap);
    if (place == TapPlace::Overhang || (place == TapPlace::Padding && padding == PadValue::Ignore)) return std::nullopt;
    if (!gradient) return place == TapPlace::Inside ? e.x->at(e.experiment.plane, e.grid.tapCell(window, tap)) : 0.0F;
    const std::vector<TapGradient> terms = windowTerms(e, window);
    const auto mine = std::find_if(terms.begin(), terms.end(), [tap](const TapGradient& t) { return t.tap == tap; });
    return mine == terms.end() ? 0.0F : mine->gradient;
}

std::string patchWords(PanelKind kind, const PanelContext& context, const CellRef& cell) {
    const Evaluation& e = context.evaluation;
    const bool gradient = panelRow(kind).array == PoolArray::GradientPatches;
    const CellRef window = windowOf(e.grid, cell.col);
    const std::int64_t filled = filledBy(kind, reachedIn(context));
    if (panelRow(kind).filled && cell.col >= filled) return "not computed yet";
    if (isHiddenWindow(context.pictures, window, e.grid)) return "left out";
    const auto value = patchValue(e, gradient, window, cell.row);
    if (!value) return "padding";
    std::string words = patchText(context, gradient, *value);
    const bool told = !gradient && hasWinner(e.experiment.pool.op) && cell.col < reachedIn(context).answered;
    if (told && e.winner(window) == cell.row) words += ", winner";
    return words;
}

}  // namespace

bool hasCellTable(PanelKind kind) {
    return panelRow(kind).look || isMatrixPanel(kind);
}

Extent cellTable(PanelKind kind, const PanelContext& context) {
    const Evaluation& e = context.evaluation;
    if (!hasPanel(e, kind)) return {0, 0};
    if (isMatrixPanel(kind)) return {e.grid.taps(), e.grid.output().count()};
    const auto look = planeLook(kind, context);
    return look ? look->picture.cells : Extent{0, 0};
}

std::string cellWords(PanelKind kind, const PanelContext& context, const CellRef& cell) {
    const auto look = planeLook(kind, context);
    return rowWords(kind, cell.row) + ", " + columnWords(kind, context.evaluation.grid, cell.col) + ", " +
           (look ? planeWords(kind, context, *look, cell) : patchWords(kind, context, cell));
}

std::string rowWords(PanelKind kind, std::int64_t row) {
    return (isMatrixPanel(kind) ? "place " : "row ") + std::to_string(row);
}

std::string columnWords(PanelKind kind, const WindowGrid& grid, std::int64_t column) {
    return isMatrixPanel(kind) ? "window " + pairText(windowOf(grid, column)) : "column " + std::to_string(column);
}

std::optional<CellRef> litTableCell(PanelKind kind, const WindowGrid& grid, const Links& links) {
    if (isMatrixPanel(kind)) {
        if (!links.window) return std::nullopt;
        return CellRef{links.slot.value_or(links.winner.value_or(0)), flatIndex(grid.output(), *links.window)};
    }
    const bool ofOutput = kind == PanelKind::Output || kind == PanelKind::Upstream;
    const auto cell = litCell(ofOutput ? AreaKind::Output : AreaKind::Input, grid, links);
    // The middle of a window may lie in the padding.
    return cell && (ofOutput ? grid.output() : grid.input()).contains(*cell) ? cell : std::nullopt;
}

}  // namespace poolscope
