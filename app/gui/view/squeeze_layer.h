// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling in two seconds, over everything else on the board. Any key, click or turn of the wheel ends it at once, and
// so does every change of what it shows.
#pragma once

#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/thread/squeeze.h"

namespace poolscope {

class SqueezeLayer : public QWidget {
    Q_OBJECT

  public:
    // How it ends by itself: not before something is pressed, or a moment after the last picture.
    enum class Stay { UntilInput, Briefly };

    // Lies over all of `board`.
    SqueezeLayer(Session& session, QWidget* board);

    // From the beginning; there is a picture, and checkSqueeze() allows it. Without motion it shows the stations.
    void play(SqueezeWay way, Stay stay);
    void end();
    void setMotion(bool on) { motion_ = on; }

    bool isMoving() const { return animation_.state() == QAbstractAnimation::Running; }
    SqueezeWay way() const { return squeeze_.way; }

  Q_SIGNALS:
    // The last picture is there.
    void arrived();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void rest();
    bool endBy(const QKeyEvent& key);
    QString hint() const;

    Session& session_;
    ScenePainter painter_;
    Squeeze squeeze_;
    Stay stay_ = Stay::UntilInput;
    bool motion_ = true;
    QVariantAnimation animation_;
    QTimer leaving_;
};

}  // namespace poolscope
