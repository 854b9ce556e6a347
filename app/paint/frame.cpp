// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/frame.h"

namespace poolscope {

QRectF Frame::snapped(const Rect& r) const {
    if (!pixels) return map(r);
    const double left = snap(x(r.x));
    const double top = snap(y(r.y));
    const double width = snap(x(r.right())) - left;
    const double height = snap(y(r.bottom())) - top;
    return {left, top, r.width > 0 ? std::max(1.0, width) : 0, r.height > 0 ? std::max(1.0, height) : 0};
}

Frame enterFrame(QPainter& painter, Surface surface) {
    const QTransform toDevice = painter.deviceTransform();
    const bool even = toDevice.type() <= QTransform::TxScale && toDevice.m11() > 0 &&
                      std::abs(toDevice.m11() - toDevice.m22()) < 1e-9 * toDevice.m11();
    if (surface == Surface::Vector || !even) return {};
    // From now on one painter's unit is one device pixel, whatever the device pixel ratio and the window's offset.
    painter.setWorldTransform(toDevice.inverted() * painter.worldTransform());
    return {toDevice.m11(), toDevice.dx(), toDevice.dy(), true};
}

}  // namespace poolscope
