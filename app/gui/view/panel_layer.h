// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn across the panels. Lies over them and lets the mouse through.
#pragma once

#include <QWidget>
#include <functional>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/thread/placed_panel.h"

namespace poolscope {

class PanelLayer : public QWidget {
  public:
    // The panels in view, in the order in which they stand, placed in the board.
    using PanelsInView = std::function<std::vector<PlacedPanel>()>;
    PanelLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board);

  protected:
    Session& session() const { return session_; }
    std::vector<PlacedPanel> panels() const { return panels_(); }
    void paintEvent(QPaintEvent* event) override;
    // In places of the board.
    virtual std::vector<Scene> scenes(const PanelContext& context) const = 0;

  private:
    Session& session_;
    ScenePainter& painter_;
    PanelsInView panels_;
};

}  // namespace poolscope
