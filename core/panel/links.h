// SPDX-License-Identifier: GPL-3.0-or-later
// What the user points at, and everything related to it in every panel. Pure functions of an evaluation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class FocusKind {
    Nothing,
    Input,     // cell of X
    Gradient,  // cell of dX; the same place as in X
    Window,    // output cell, or a whole column of X_col
    Patch,     // one cell of X_col: window and tap
    Slot       // a whole row of X_col: tap
};

struct Focus {
    FocusKind kind = FocusKind::Nothing;
    CellRef cell;  // of X and dX, or the window's output cell
    std::int64_t tap = 0;

    bool operator==(const Focus&) const = default;
};

// One summand of the gradient of an input cell.
struct GradientTerm {
    CellRef window;
    float gradient = 0;

    bool operator==(const GradientTerm&) const = default;
};

struct Links {
    std::optional<CellRef> window;       // the one whose values are shown
    std::optional<std::int64_t> winner;  // its winning tap
    std::vector<std::int64_t> tied;      // every tap equal to the winner, that one included
    std::optional<CellRef> cell;         // the input cell pointed at
    std::optional<std::int64_t> slot;    // the row of X_col pointed at
    std::vector<CellRef> covering;       // all windows over the cell, at most kMostLinked
    std::int64_t coveringCount = 0;      // how many there are
    std::vector<GradientTerm> terms;     // what the cell receives, from the windows in `covering`
};

inline constexpr std::size_t kMostLinked = 256;

// What each tap of a window of the plane in view receives of its dout: one column of dX_col. `terms` is cleared first.
void windowTerms(const Evaluation& evaluation, const WindowTaps& taps, const CellRef& window,
                 std::vector<TapGradient>& terms);
// The same of one window alone.
std::vector<TapGradient> windowTerms(const Evaluation& evaluation, const CellRef& window);

// A gradient as it is added to a cell of dX.
struct Addition {
    std::int64_t others = 0;  // values that it meets there
    double before = 0;        // what the cell holds before the last of them is written
    double after = 0;         // and with all of them
};
// `hidden` windows send nothing (by window; may be empty).
Addition additionTo(const Evaluation& evaluation, const std::vector<bool>& hidden, const CellRef& window,
                    const TapGradient& term);

// True when the focus names something that exists in this evaluation.
bool focusExists(const Evaluation& evaluation, const Focus& focus);

// An input cell with several windows over it shows the first window it wins, else the first that covers it.
Links linkedCells(const Evaluation& evaluation, const Focus& focus);

// The window with the largest spread of values, the one nearest to the middle among equals: a good one to open with.
CellRef telltaleWindow(const Evaluation& evaluation);

}  // namespace poolscope
