// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/links.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace poolscope {
namespace {

void addCovering(const Evaluation& e, const CellRef& cell, Links& links) {
    const std::vector<AxisHit> rows = e.grid.rows.windowsOver(cell.row);
    const std::vector<AxisHit> cols = e.grid.cols.windowsOver(cell.col);
    links.coveringCount = static_cast<std::int64_t>(rows.size() * cols.size());
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    std::vector<TapGradient> gradients;
    for (const AxisHit& row : rows) {
        for (const AxisHit& col : cols) {
            if (links.covering.size() == kMostLinked) return;
            const CellRef window{row.window, col.window};
            const std::int64_t tap = row.tap * e.grid.cols.size + col.tap;
            links.covering.push_back(window);
            windowTerms(e, taps, window, gradients);
            const auto mine =
                std::find_if(gradients.begin(), gradients.end(), [tap](const TapGradient& g) { return g.tap == tap; });
            if (mine != gradients.end()) links.terms.push_back({window, mine->gradient});
        }
    }
}

// Under Overlap::Col2im, is it the gradient of this window that the cell keeps?
bool decides(const WindowGrid& grid, const CellRef& window, const CellRef& cell) {
    return grid.firstWindowOver(cell) == window;
}

}  // namespace

void windowTerms(const Evaluation& e, const WindowTaps& taps, const CellRef& window, std::vector<TapGradient>& terms) {
    const PoolSpec& spec = e.experiment.pool;
    const std::int64_t code = hasWinner(spec.op) ? e.winner(window) : 0;
    windowGradient(e.inputPlane(), taps, window, spec, code, e.backward->dout.at(e.experiment.plane, window), terms);
}

std::vector<TapGradient> windowTerms(const Evaluation& e, const CellRef& window) {
    std::vector<TapGradient> terms;
    windowTerms(e, WindowTaps(e.grid, dataPadding(e.experiment.pool)), window, terms);
    return terms;
}

Addition additionTo(const Evaluation& e, const std::vector<bool>& hidden, const CellRef& window,
                    const TapGradient& term) {
    const Extent output = e.grid.output();
    const Overlap overlap = e.experiment.pool.overlap;
    const CellRef cell = e.grid.tapCell(window, term.tap);
    const Links links = linkedCells(e, {FocusKind::Gradient, cell, 0});
    Addition sum;
    for (const GradientTerm& other : links.terms) {
        const std::int64_t i = flatIndex(output, other.window);
        if (i >= flatIndex(output, window)) break;
        if (!hidden.empty() && hidden[static_cast<std::size_t>(i)]) continue;
        ++sum.others;
        if (overlap != Overlap::Col2im || decides(e.grid, other.window, cell))
            sum.before = (overlap == Overlap::Add ? sum.before : 0) + other.gradient;
    }
    if (overlap == Overlap::Col2im && !decides(e.grid, window, cell)) {
        // A later tap writes over it what the first window left, a zero if need be.
        return {std::max<std::int64_t>(sum.others, 1), term.gradient, sum.before};
    }
    sum.after = (overlap == Overlap::Add ? sum.before : 0) + term.gradient;
    return sum;
}

bool focusExists(const Evaluation& e, const Focus& focus) {
    switch (focus.kind) {
        case FocusKind::Nothing:
            return true;
        case FocusKind::Input:
        case FocusKind::Gradient:
            return e.grid.input().contains(focus.cell);
        case FocusKind::Window:
            return e.grid.output().contains(focus.cell);
        case FocusKind::Patch:
            return e.grid.output().contains(focus.cell) && focus.tap >= 0 && focus.tap < e.grid.taps();
        case FocusKind::Slot:
            return focus.tap >= 0 && focus.tap < e.grid.taps();
    }
    return false;
}

Links linkedCells(const Evaluation& e, const Focus& focus) {
    Links links;
    if (!focusExists(e, focus)) return links;
    if (focus.kind == FocusKind::Slot) links.slot = focus.tap;
    if (focus.kind == FocusKind::Window || focus.kind == FocusKind::Patch) links.window = focus.cell;
    if (focus.kind == FocusKind::Patch) {
        links.slot = focus.tap;
        if (e.grid.tapPlace(focus.cell, focus.tap) == TapPlace::Inside) {
            links.cell = e.grid.tapCell(focus.cell, focus.tap);
        }
    }
    if (focus.kind == FocusKind::Input || focus.kind == FocusKind::Gradient) {
        links.cell = focus.cell;
        addCovering(e, focus.cell, links);
        if (!links.terms.empty()) {
            links.window = links.terms.front().window;
        } else if (!links.covering.empty()) {
            links.window = links.covering.front();
        }
    }
    if (links.window && hasWinner(e.experiment.pool.op)) {
        links.winner = e.winner(*links.window);
        links.tied =
            tiedTaps(e.inputPlane(), WindowTaps(e.grid, dataPadding(e.experiment.pool)), *links.window, *links.winner);
    }
    return links;
}

namespace {

// How far the values of a window lie apart; of a large one those of 8x8 taps spread over it, as its rows
// have to be fetched.
float spreadOf(const Evaluation& e, const CellRef& window) {
    constexpr std::int64_t kMost = 8;
    const IndexRange rows = e.grid.rows.insideTaps(window.row);
    const IndexRange cols = e.grid.cols.insideTaps(window.col);
    const auto stepOf = [](IndexRange taps) { return std::max<std::int64_t>(1, (taps.count() + kMost - 1) / kMost); };
    const std::int64_t rowStep = stepOf(rows);
    const std::int64_t colStep = stepOf(cols);
    const float* const plane = e.inputPlane().data();
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (std::int64_t ky = rows.begin; ky < rows.end; ky += rowStep) {
        const std::int64_t y = e.grid.rows.position(window.row, ky);
        const float* const row = plane + flatIndex(e.grid.input(), {y, e.grid.cols.start(window.col)});
        for (std::int64_t kx = cols.begin; kx < cols.end; kx += colStep) {
            const float v = row[kx * e.grid.cols.dilation];
            low = v < low ? v : low;
            high = v > high ? v : high;
        }
    }
    return high - low;
}

}  // namespace

CellRef telltaleWindow(const Evaluation& e) {
    const Extent output = e.grid.output();
    // Large outputs are looked at on a coarser lattice: it is a suggestion, not a result.
    const std::int64_t step = std::max<std::int64_t>(1, std::max(output.rows, output.cols) / 64);
    CellRef best;
    float bestSpread = -1;
    std::int64_t bestDistance = 0;
    for (std::int64_t r = 0; r < output.rows; r += step) {
        for (std::int64_t c = 0; c < output.cols; c += step) {
            const float spread = spreadOf(e, {r, c});
            const std::int64_t distance = std::abs(2 * r - output.rows) + std::abs(2 * c - output.cols);
            if (spread > bestSpread || (spread == bestSpread && distance < bestDistance)) {
                best = {r, c};
                bestSpread = spread;
                bestDistance = distance;
            }
        }
    }
    return best;
}

}  // namespace poolscope
