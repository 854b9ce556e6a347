// SPDX-License-Identifier: GPL-3.0-or-later
// What is done between two panels, in a word.
#pragma once

#include <cstddef>
#include <optional>

#include "core/panel/panel.h"

namespace poolscope {

struct PanelStep {
    CodeStep code = CodeStep::Patches;
    const char* word = "";
    bool givesBack = false;  // the way of the gradient
};

// Which stop it is of the way of a value through the panels, and then of its gradient.
std::ptrdiff_t placeOnWay(PanelKind kind);

// Nothing where `to` is not made from what `from` shows.
std::optional<PanelStep> stepBetween(PanelKind from, PanelKind to, const PoolSpec& pool);

}  // namespace poolscope
