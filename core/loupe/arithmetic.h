// SPDX-License-Identifier: GPL-3.0-or-later
// What is computed in a window, as arithmetic: its numbers and what comes of them, the way of its gradient, and the
// size of the output. Private to core/panel.
#pragma once

#include <optional>
#include <vector>

#include "core/panel/panel.h"
#include "core/scene/maths.h"

namespace poolscope {

// The value of the window has been shown; until then it is a question.
bool isAnswered(const PanelContext& context, const CellRef& window);

// How far the gradient of the window is on its way, while this is what is played.
std::optional<Stage> sendingStage(const PanelContext& context, const CellRef& window);

struct Arithmetic {
    std::vector<std::vector<Maths>> whole;  // with every number, in one line and in two; empty where they are too many
    std::vector<std::vector<Maths>> brief;  // in ever fewer characters: the winner and its rivals, the result alone
};
Arithmetic arithmeticOf(const PanelContext& context, const CellRef& window, const Links& links);

// "⌊(28 − 2)/2⌋ + 1 = 14", without what is zero or one.
std::vector<Maths> outputSizeOf(const AxisGrid& axis, bool ceilMode, const Theme& theme);
// The same in a line of text.
std::string outputSizeText(const AxisGrid& axis, bool ceilMode);

}  // namespace poolscope
