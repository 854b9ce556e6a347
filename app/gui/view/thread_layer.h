// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of the window in focus and the arrows between the panels.
#pragma once

#include "app/gui/view/panel_layer.h"
#include "core/thread/thread.h"

namespace poolscope {

class ThreadLayer : public PanelLayer {
    Q_OBJECT

  public:
    ThreadLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board);

    // Lies over the panels where they stand now.
    void follow();
    // The legs in view, in places of the board.
    std::vector<ThreadLeg> legs() const;

  protected:
    std::vector<Scene> scenes(const PanelContext& context) const override;
};

}  // namespace poolscope
