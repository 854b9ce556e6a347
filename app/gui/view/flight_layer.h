// SPDX-License-Identifier: GPL-3.0-or-later
// What flies over the panels while the algorithm is played.
#pragma once

#include "app/gui/view/panel_layer.h"

namespace poolscope {

class FlightLayer : public PanelLayer {
    Q_OBJECT

  public:
    FlightLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board);

  protected:
    std::vector<Scene> scenes(const PanelContext& context) const override;

  private:
    void follow();
};

}  // namespace poolscope
