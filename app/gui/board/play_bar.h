// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of the playback in the toolbar: speed, where it is, and a slider to go anywhere.
#pragma once

#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "app/gui/session/player.h"

namespace poolscope {

class PlayBar : public QWidget {
    Q_OBJECT

  public:
    PlayBar(Session& session, Player& player, QWidget* parent = nullptr);

    QSize sizeHint() const override { return minimumSizeHint(); }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showSpeed();
    void showStep();

    Session& session_;
    Player& player_;
    QLabel* speedName_ = nullptr;
    QSlider* speed_ = nullptr;
    QLabel* place_ = nullptr;
    QSlider* scrub_ = nullptr;
};

}  // namespace poolscope
