// SPDX-License-Identifier: GPL-3.0-or-later
// Grids of coloured cells: exact pixels on a raster, rectangles or one image in vector files. Private to app/paint.
#pragma once

#include <QImage>

#include "app/paint/frame.h"

namespace poolscope {

void drawHeatMap(QPainter& painter, const Frame& frame, const HeatMapMark& mark);

}  // namespace poolscope
