// SPDX-License-Identifier: GPL-3.0-or-later
// A picture in small, without numbers or cells to point at.
#pragma once

#include "core/panel/pictures.h"
#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// As large as the room allows, its shape kept, at the top left of the room; gives the rectangle it took.
Rect addThumbnail(Scene& scene, const Picture& picture, const Rect& room, const Stroke& frame,
                  const FigureStyle& style);

}  // namespace poolscope
