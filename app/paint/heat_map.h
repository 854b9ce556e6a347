// SPDX-License-Identifier: GPL-3.0-or-later
// Grids of coloured cells: exact pixels on a raster, shapes or one image in vector files. Private to app/paint.
#pragma once

#include <QImage>
#include <QPolygonF>
#include <vector>

#include "app/paint/frame.h"

namespace poolscope {

// One or more cells of a row that have one colour: a rectangle in the last column, else five corners.
struct CellShape {
    QPolygonF outline;
    std::uint32_t argb = 0;
};

// False where cells and size do not fit together; nothing is drawn then.
bool canBeDrawn(const HeatMapMark& mark);
// True where cells are few and large enough for shapes in a vector file; of others there is one image.
bool isDrawnAsShapes(const HeatMapMark& mark);
// In painting order: each lies under what follows by a little, so that no viewer shows seams.
std::vector<CellShape> cellShapes(const HeatMapMark& mark, const Frame& frame);
QImage cellImage(const HeatMapMark& mark);

void drawHeatMap(QPainter& painter, const Frame& frame, const HeatMapMark& mark);

}  // namespace poolscope
