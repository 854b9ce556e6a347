// SPDX-License-Identifier: GPL-3.0-or-later
// In the status bar: how far a long computation is, and a button to give it up. Hidden while nothing takes long.
#pragma once

#include <QProgressBar>
#include <QTimer>
#include <QWidget>

#include "app/gui/session.h"

namespace poolscope {

class BusyBar : public QWidget {
    Q_OBJECT

  public:
    explicit BusyBar(Session& session, QWidget* parent = nullptr);

  private:
    void look();

    Session& session_;
    QProgressBar* bar_ = nullptr;
    QTimer timer_;
    int looks_ = 0;  // since it became busy
};

}  // namespace poolscope
