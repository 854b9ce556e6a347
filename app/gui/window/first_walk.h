// SPDX-License-Identifier: GPL-3.0-or-later
// At the very first start the window walks by itself along a row with ink, so that something moves before anything is
// pressed. It ends with the first key, click or cell that is pointed at, and never comes again.
#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <vector>

#include "core/panel/playback.h"

namespace poolscope {

class Session;

class FirstWalk : public QObject {
    Q_OBJECT

  public:
    explicit FirstWalk(Session& session, QObject* parent = nullptr);

    void start();
    bool isWalking() const { return timer_.isActive(); }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void step();
    void stop();

    Session& session_;
    QTimer timer_;
};

// The window after `from` on its row that is not all black, from the start of the row again after its last; `from`
// itself when there is no other.
CellRef nextInked(const std::vector<WindowLook>& looks, const CellRef& from, std::int64_t columns);

}  // namespace poolscope
