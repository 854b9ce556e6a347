// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/scene_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <cmath>
#include <utility>

#include "app/gui/view/canvas.h"
#include "app/gui/widget/style.h"

namespace poolscope {

SceneView::SceneView(Session& session, const QString& accessibleName, QWidget* parent)
    : QWidget(parent), session_(session) {
    setAccessibleName(accessibleName);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&session_, &Session::evaluated, this, &SceneView::refresh);  // a new theme arrives with a picture
    connect(&session_, &Session::layoutChanged, this, &SceneView::refresh);
}

void SceneView::setBase(Build base) {
    base_ = std::move(base);
    updateGeometry();
    refresh();
}

void SceneView::setOverlay(Build overlay) {
    overlay_ = std::move(overlay);
    update();
}

void SceneView::setHeightForWidth(std::function<int(int)> height) {
    height_ = std::move(height);
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(hasHeightForWidth());
    setSizePolicy(policy);
    updateGeometry();
}

void SceneView::refresh() {
    picture_ = {};
    update();
}

void SceneView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const FigureStyle style = screenStyle(session_);
    if (picture_.isNull()) {
        const double ratio = devicePixelRatioF();
        picture_ = QImage((QSizeF(size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        picture_.setDevicePixelRatio(ratio);
        picture_.fill(Qt::transparent);
        QPainter base(&picture_);
        paintCard(base, rect(), style.theme(), false);
        base.setRenderHint(QPainter::Antialiasing, false);
        if (base_) painter_.paint(base, base_(sceneSize(), style), Surface::Raster);
    }
    painter.drawImage(0, 0, picture_);
    if (overlay_) painter_.paint(painter, overlay_(sceneSize(), style), Surface::Raster);
    if (hasFocus()) paintFocusRing(painter, rect(), style.theme());
}

void SceneView::resizeEvent(QResizeEvent*) {
    refresh();
}

void SceneView::mouseMoveEvent(QMouseEvent* event) {
    Q_EMIT hovered({event->position().x(), event->position().y()});
}

void SceneView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) Q_EMIT clicked({event->position().x(), event->position().y()});
}

void SceneView::leaveEvent(QEvent*) {
    Q_EMIT left();
}

}  // namespace poolscope
