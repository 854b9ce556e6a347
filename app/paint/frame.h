// SPDX-License-Identifier: GPL-3.0-or-later
// Where the scene lands on the surface. Private to app/paint.
#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <cmath>

#include "app/paint/painter.h"
#include "core/scene/scene.h"

namespace poolscope {

inline QColor toQt(const Colour& c) {
    return QColor(c.r, c.g, c.b, c.a);
}

// Of dashed strokes, in points; wide ones have longer dashes.
inline double dashOf(const Stroke& stroke) {
    return std::max(4.0, 2.4 * stroke.width);
}
inline double gapOf(const Stroke& stroke) {
    return std::max(3.0, 1.6 * stroke.width);
}

// Maps the scene's points to the painter's units. On a raster these are device pixels (see enterFrame), so that every
// mark can snap to them; in vector files they stay points.
struct Frame {
    double scale = 1;
    double dx = 0;
    double dy = 0;
    bool pixels = false;

    double x(double sceneX) const { return sceneX * scale + dx; }
    double y(double sceneY) const { return sceneY * scale + dy; }
    QPointF map(const Point& p) const { return {x(p.x), y(p.y)}; }
    QRectF map(const Rect& r) const { return {x(r.x), y(r.y), r.width * scale, r.height * scale}; }

    // The nearest pixel edge. The small bias keeps edges that meet in exact arithmetic together when one of them was
    // computed a rounding error lower.
    static double snap(double edge) { return std::floor(edge + 0.5 + 1e-6); }
    // The rectangle with all edges on pixel edges, never thinner than one pixel; the same as map() in vector files.
    QRectF snapped(const Rect& r) const;
    // The width of a line in painter's units: whole pixels, at least one, on a raster.
    double lineWidth(double width) const { return pixels ? std::max(1.0, std::round(width * scale)) : width * scale; }
};

// Prepares the painter (between save and restore of the caller) and says how scene points map to its units. A raster
// painter that is rotated or scaled unevenly is left as it is: nothing snaps then.
Frame enterFrame(QPainter& painter, Surface surface);

}  // namespace poolscope
