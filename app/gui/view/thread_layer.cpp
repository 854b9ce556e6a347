// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/thread_layer.h"

#include <QPainter>
#include <cmath>

#include "app/gui/view/canvas.h"

namespace poolscope {

ThreadLayer::ThreadLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board)
    : QWidget(board), session_(session), painter_(painter), panels_(std::move(panels)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(&session_, &Session::evaluated, this, qOverload<>(&QWidget::update));
    connect(&session_, &Session::focusChanged, this, qOverload<>(&QWidget::update));
}

void ThreadLayer::follow() {
    QRectF all;
    for (const PlacedPanel& place : panels_()) {
        const Rect rect = place.rect();
        all |= QRectF(rect.x, rect.y, rect.width, rect.height);
    }
    const auto below = static_cast<int>(std::ceil(wordReach(screenStyle(session_))));
    setGeometry(all.toAlignedRect().adjusted(0, 0, 0, below));
    update();
}

std::vector<ThreadLeg> ThreadLayer::legs() const {
    if (!session_.rendered()) return {};
    const FigureStyle style = screenStyle(session_);
    return threadOf(panelContextOf(session_, style), session_.links(), panels_());
}

void ThreadLayer::paintEvent(QPaintEvent*) {
    if (!session_.rendered()) return;
    QPainter painter(this);
    painter.translate(-x(), -y());
    const FigureStyle style = screenStyle(session_);
    const Size size{double(width()), double(height())};
    const std::vector<ThreadLeg> shown = legs();
    const std::vector<PanelArrow> arrows =
        arrowsBetween(panels_(), session_.rendered()->evaluation.experiment.pool, style);
    painter_.paint(painter, threadScene(shown, style, size), Surface::Raster);
    painter_.paint(painter, arrowScene(arrows, shown, style, size), Surface::Raster);
}

}  // namespace poolscope
