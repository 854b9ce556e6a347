// SPDX-License-Identifier: GPL-3.0-or-later
// What flies over the panels while the algorithm is played. Lies over them and lets the mouse through.
#pragma once

#include <QWidget>
#include <functional>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/panel/placed_panel.h"

namespace poolscope {

class FlightLayer : public QWidget {
    Q_OBJECT

  public:
    // `panels` says what is in view, in coordinates of the parent.
    using Panels = std::function<std::vector<PlacedPanel>()>;
    FlightLayer(Session& session, ScenePainter& painter, Panels panels, QWidget* parent);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void follow();

    Session& session_;
    ScenePainter& painter_;
    Panels panels_;
};

}  // namespace poolscope
