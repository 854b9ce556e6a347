// SPDX-License-Identifier: GPL-3.0-or-later
// Scene -> QPainter: the one function that draws, on the screen and into every file.
#pragma once

#include <QPainter>

#include "core/base/error.h"
#include "core/figure/scene.h"

namespace poolscope {

// Registers the bundled fonts with Qt; call once after the application object exists.
Result<void> loadFonts();

// What the surface is, apart from the scene. On the screen and in PNG cells snap to device pixels; in SVG and PDF they
// are opaque rectangles that reach a little under their neighbours, so that no viewer shows seams.
enum class Surface { Raster, Vector };

// Paints in the scene's points; the caller has set up the painter's scale so that one unit is one point.
void paint(QPainter& painter, const Scene& scene, Surface surface);

// Width in points of the runs as `paint` will draw them.
double textWidth(const TextMark& text);

}  // namespace poolscope
