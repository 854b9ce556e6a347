// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a hatched rectangle as shapes, which need no clipping. Private to app/paint.
#pragma once

#include <QPolygonF>
#include <vector>

#include "app/paint/frame.h"

namespace poolscope {

// In painter's units. Lines are counted from the origin of the scene, so that the hatching of neighbours joins.
std::vector<QPolygonF> hatching(const HatchMark& mark, const Frame& frame);

}  // namespace poolscope
