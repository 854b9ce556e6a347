// SPDX-License-Identifier: GPL-3.0-or-later
// Scene -> QPainter: on the screen, into PNG, PDF and films. An SVG is written mark by mark, in svg_writer.h.
#pragma once

#include <QPainter>
#include <memory>

#include "core/base/error.h"
#include "core/scene/scene.h"

namespace poolscope {

// Registers the bundled fonts with Qt; call once after the application object exists. Also fixes the seed of Qt's
// hashes, for the whole process: the order of fonts in a PDF depends on it.
Result<void> loadFonts();

// What the surface is, apart from the scene. On the screen and in PNG cells snap to device pixels; in a PDF they are
// opaque rectangles that reach a little under their neighbours, so that no viewer shows seams.
enum class Surface { Raster, Vector };

class TextPainter;

// Keeps shaped text and sized fonts from scene to scene, which makes repainting several times faster. Of one thread.
class ScenePainter {
  public:
    ScenePainter();
    ~ScenePainter();
    ScenePainter(const ScenePainter&) = delete;
    ScenePainter& operator=(const ScenePainter&) = delete;

    // Paints as the function below does.
    void paint(QPainter& painter, const Scene& scene, Surface surface);

  private:
    std::unique_ptr<TextPainter> text_;
};

// Paints in the scene's points; the caller has set up the painter's scale so that one unit is one point. Any scale,
// offset, clip and device pixel ratio will do; nothing snaps when the painter is rotated or scaled unevenly.
//
// On a raster, strokes of rectangles and of lines along an axis are whole pixels wide, at least one; of an odd width
// the larger half lies inside the rectangle (right of or below a line). Cells smaller than a pixel are averaged by
// area. Text: a line's top is the ascent of its font, its middle that of capital letters and digits, whatever the face.
void paintScene(QPainter& painter, const Scene& scene, Surface surface);

}  // namespace poolscope
