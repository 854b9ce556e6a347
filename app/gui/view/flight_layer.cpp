// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/flight_layer.h"

#include <QPainter>

#include "app/gui/view/canvas.h"

namespace poolscope {

FlightLayer::FlightLayer(Session& session, ScenePainter& painter, QWidget* parent)
    : QWidget(parent), session_(session), painter_(painter) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    connect(&animation_, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { show(value.toDouble()); });
    connect(&animation_, &QVariantAnimation::finished, this, &FlightLayer::arrived);
}

void FlightLayer::start(std::vector<FlightWave> waves, int milliseconds) {
    if (waves.empty()) {
        Q_EMIT arrived();
        return;
    }
    waves_ = std::move(waves);
    animation_.setDuration(milliseconds);
    raise();
    setVisible(true);
    animation_.start();
}

void FlightLayer::clear() {
    const QSignalBlocker blocker(&animation_);
    animation_.stop();
    waves_.clear();
    session_.setFlightStep(std::nullopt);
    hide();
}

void FlightLayer::show(double progress) {
    if (const FlightWave* wave = waveAt(waves_, progress)) session_.setFlightStep(wave->step);
    update();
}

void FlightLayer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const FigureStyle style = screenStyle(session_);
    painter_.paint(
        painter, flightScene(waves_, animation_.currentValue().toDouble(), style, {double(width()), double(height())}),
        Surface::Raster);
}

}  // namespace poolscope
