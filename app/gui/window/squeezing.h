// SPDX-License-Identifier: GPL-3.0-or-later
// When the squeeze is played: on its keys, and while presenting, where that is switched on, when a change has rested.
#pragma once

#include <QObject>
#include <QTimer>

#include "app/gui/action/frame.h"
#include "core/thread/squeeze.h"

class QAction;

namespace poolscope {

class Pages;
class SqueezeLayer;

class Squeezing : public QObject {
    Q_OBJECT

  public:
    Squeezing(const Frame& frame, Pages& pages);

    void addActions();
    SqueezeLayer& layer() { return layer_; }

  private:
    // One key plays it, ends it while it moves, and plays it the other way round when it has ended.
    void toggle();
    void playBackward();
    void play(SqueezeWay way);
    void playRested();
    void showPossible();

    const Frame frame_;
    Pages& pages_;
    SqueezeLayer& layer_;
    QAction* forward_ = nullptr;
    QAction* backward_ = nullptr;
    QTimer rest_;
    bool awaited_ = false;  // the change has rested, and its picture is not there yet
};

}  // namespace poolscope
