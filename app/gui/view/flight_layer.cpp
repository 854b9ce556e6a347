// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/flight_layer.h"

#include <utility>

#include "core/thread/flight.h"

namespace poolscope {

FlightLayer::FlightLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board)
    : PanelLayer(session, painter, std::move(panels), board) {
    hide();
    connect(&session, &Session::momentChanged, this, &FlightLayer::follow);
}

void FlightLayer::follow() {
    setVisible(session().moment().has_value());
    if (!isVisible()) return;
    setGeometry(parentWidget()->rect());
    raise();
    update();
}

std::vector<Scene> FlightLayer::scenes(const PanelContext& context) const {
    const std::vector<PlacedPanel> shown = panels();
    return {flightScene(flightOf(context, shown), context.style, {double(width()), double(height())})};
}

}  // namespace poolscope
