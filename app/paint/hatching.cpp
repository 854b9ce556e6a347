// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/hatching.h"

#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

// What of a polygon lies where sign * (x + y) <= limit.
QPolygonF keepHalf(const QPolygonF& polygon, double sign, double limit) {
    QPolygonF kept;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF a = polygon[i];
        const QPointF b = polygon[(i + 1) % polygon.size()];
        const double da = sign * (a.x() + a.y()) - limit;
        const double db = sign * (b.x() + b.y()) - limit;
        if (da <= 0) kept << a;
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) kept << a + (b - a) * (da / (da - db));
    }
    return kept;
}

}  // namespace

std::vector<QPolygonF> hatching(const HatchMark& mark, const Frame& frame) {
    const QRectF rect = frame.snapped(mark.rect);
    const double half = mark.width * frame.scale / std::sqrt(2.0);
    const double step = std::max(mark.spacing, 0.5) * frame.scale * std::sqrt(2.0);
    const double origin = frame.dx + frame.dy;
    const double first = std::floor((rect.left() + rect.top() - half - origin) / step) * step + origin;
    std::vector<QPolygonF> strips;
    for (double at = first; at - half < rect.right() + rect.bottom(); at += step) {
        QPolygonF strip = keepHalf(keepHalf(QPolygonF(rect).mid(0, 4), 1, at + half), -1, half - at);
        if (strip.size() >= 3) strips.push_back(std::move(strip));
    }
    return strips;
}

}  // namespace poolscope
