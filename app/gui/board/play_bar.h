// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of the playback in the toolbar: speed, where it is, and a slider to go anywhere.
#pragma once

#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "app/gui/session/player.h"

namespace poolscope {

// A slider with small marks beneath it where the windows hold ink, once for each phase.
class InkSlider : public QSlider {
    Q_OBJECT

  public:
    using QSlider::QSlider;

    // In equal parts of the windows.
    void setInk(const std::vector<bool>& ink, const QColor& colour);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<bool> ink_;
    QColor colour_;
};

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
    void tellPlace();
    void showInk();
    QString stepText() const;

    Session& session_;
    Player& player_;
    QLabel* speedName_ = nullptr;
    QSlider* speed_ = nullptr;
    QLabel* place_ = nullptr;
    InkSlider* scrub_ = nullptr;
};

}  // namespace poolscope
