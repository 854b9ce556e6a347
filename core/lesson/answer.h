// SPDX-License-Identifier: GPL-3.0-or-later
// What a lesson asks of an evaluation, the true answers, and whether what a student typed is one of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class AskKind {
    Output,    // the value of a cell of Y
    Winner,    // the cell of X that wins a window, by the tie rule
    Gradient,  // the summed gradient of a cell of X
    Shape,     // rows and columns of Y
    Same,      // whether Y is what it was before
    Choice     // of understanding: the lesson itself says what is right
};

struct Answer {
    AskKind kind = AskKind::Output;
    std::vector<double> numbers{};  // one value, row and column, rows and columns, or which of the choices

    bool operator==(const Answer&) const = default;
};

// One answer for each cell, of the plane in view; for the shape one, and `cells` is empty. Errors say why there is
// none: no such cell, an operation without a winner, a winner in the padding. What is chosen is not asked of an
// evaluation.
Result<std::vector<Answer>> answersTo(AskKind kind, const std::vector<CellRef>& cells, const Evaluation& evaluation);

// Whole numbers must be met exactly, other values to two decimals. "2.5", "2,5" and "5/2" are one value; "14x14",
// "14, 14" and "(14 14)" are one pair. Errors say what is expected where the text cannot be read.
Result<bool> isRightAnswer(const Answer& answer, std::string_view typed);

// "2.5", "0.333", "(0, 3)", "14 x 14"
std::string toText(const Answer& answer);

}  // namespace poolscope
