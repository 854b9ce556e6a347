// SPDX-License-Identifier: GPL-3.0-or-later
// A window in sentences: what it keeps, where its gradient goes, who won. Private to core/panel.
#pragma once

#include <string>
#include <vector>

#include "core/panel/panel.h"

namespace poolscope {

// At most two.
std::vector<std::string> windowSentences(const PanelContext& context, const CellRef& window, const Links& links);

// The winner by its indices; empty where there is none, or it is asked for.
std::string winnerNote(const PanelContext& context, const CellRef& window, const Links& links);

}  // namespace poolscope
