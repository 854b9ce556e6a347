// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/flight_layer.h"

#include <QPainter>
#include <utility>

#include "app/gui/view/canvas.h"
#include "core/panel/flight.h"

namespace poolscope {

FlightLayer::FlightLayer(Session& session, ScenePainter& painter, Panels panels, QWidget* parent)
    : QWidget(parent), session_(session), painter_(painter), panels_(std::move(panels)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(&session_, &Session::momentChanged, this, &FlightLayer::follow);
}

void FlightLayer::follow() {
    setVisible(session_.moment().has_value());
    if (!isVisible()) return;
    setGeometry(parentWidget()->rect());
    raise();
    update();
}

void FlightLayer::paintEvent(QPaintEvent*) {
    if (!session_.rendered()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const FigureStyle style = screenStyle(session_);
    const std::vector<PlacedPanel> panels = panels_();
    painter_.paint(
        painter,
        flightScene(flightOf(panelContextOf(session_, style), panels), style, {double(width()), double(height())}),
        Surface::Raster);
}

}  // namespace poolscope
