// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of a plane whose cells are too small to be told apart: a lens on the cells around the focus, and where
// a part of the plane lies in the whole.
#pragma once

#include "core/panel/panel.h"

namespace poolscope {

struct PlaneLook;

// The whole plane in a corner of the part that the area shows, with a frame around the part.
void addOverview(Scene& scene, const PanelContext& context, const PlaneLook& look, const CellArea& area);

// The cells around what is in focus, large, in a corner of the picture where they hide nothing of it; nothing where the
// cells of the panel are large enough, or nothing of it is in focus.
std::optional<CellArea> lensOn(const Panel& panel, const PanelContext& context, const Links& links);

// Puts the lens over what is lit in the panel, with the same lit in it, and keeps what is lit within the picture.
void addLensOver(Scene& lit, const Panel& panel, const PanelContext& context, const Links& links);

}  // namespace poolscope
