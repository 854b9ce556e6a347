// SPDX-License-Identifier: GPL-3.0-or-later
// What flies over the panels while the algorithm is played. Lies over them and lets the mouse through.
#pragma once

#include <QVariantAnimation>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/panel/flight.h"

namespace poolscope {

class FlightLayer : public QWidget {
    Q_OBJECT

  public:
    FlightLayer(Session& session, ScenePainter& painter, QWidget* parent);

    // Flies for so long; without anything to fly it arrives at once.
    void start(std::vector<FlightWave> waves, int milliseconds);
    void clear();

  Q_SIGNALS:
    void arrived();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void show(double progress);

    Session& session_;
    ScenePainter& painter_;
    std::vector<FlightWave> waves_;
    QVariantAnimation animation_;
};

}  // namespace poolscope
