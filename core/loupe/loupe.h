// SPDX-License-Identifier: GPL-3.0-or-later
// The strip under the panels that spells the focused window out, and the algorithm with live shapes and numbers.
#pragma once

#include "core/panel/panel.h"

namespace poolscope {

// The window's values, the formula over them, where it lies, who won, where its gradient goes, the output-size formula.
Scene loupeScene(const PanelContext& context, const Links& links, const Size& size);

// The steps of the blog's algorithm in our own words, each with the shape or number it has here.
Scene algorithmScene(const PanelContext& context, const Links& links, const Size& size);

// "rows 12-13": what a window covers along an axis, inside the image.
std::string coverText(const AxisGrid& axis, std::int64_t window);

}  // namespace poolscope
