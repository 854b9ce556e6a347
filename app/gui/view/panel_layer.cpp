// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/panel_layer.h"

#include <QPainter>
#include <utility>

#include "app/gui/view/canvas.h"

namespace poolscope {

PanelLayer::PanelLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board)
    : QWidget(board), session_(session), painter_(painter), panels_(std::move(panels)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void PanelLayer::paintEvent(QPaintEvent*) {
    if (!session_.rendered()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-x(), -y());
    const FigureStyle style = screenStyle(session_);
    for (const Scene& scene : scenes(panelContextOf(session_, style))) {
        painter_.paint(painter, scene, Surface::Raster);
    }
}

}  // namespace poolscope
