// SPDX-License-Identifier: GPL-3.0-or-later
// A ring around one panel of the board, to point at it. Lies over the board and lets the mouse through.
#pragma once

#include <QPointer>
#include <QWidget>

#include "app/gui/session/session.h"

namespace poolscope {

class PanelRing : public QWidget {
    Q_OBJECT

  public:
    PanelRing(Session& session, QWidget* board);

    // Follows the panel wherever it goes; null takes the ring away.
    void surround(QWidget* panel);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void follow();

    Session& session_;
    QPointer<QWidget> panel_;
};

}  // namespace poolscope
