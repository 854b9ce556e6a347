// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of the window in focus and the arrows between the panels. Lies over them and lets the mouse through.
#pragma once

#include <QWidget>
#include <functional>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/panel/thread.h"

namespace poolscope {

class ThreadLayer : public QWidget {
    Q_OBJECT

  public:
    // The panels in view, in the order in which they stand, placed in the board.
    using PanelsInView = std::function<std::vector<PlacedPanel>()>;
    ThreadLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board);

    // Lies over the panels where they stand now.
    void follow();
    // The legs in view, in places of the board.
    std::vector<ThreadLeg> legs() const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Session& session_;
    ScenePainter& painter_;
    PanelsInView panels_;
};

}  // namespace poolscope
