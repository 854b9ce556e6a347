// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the steps of a lesson on the workbench, and puts back what was there before it.
#pragma once

#include <optional>

#include "app/gui/session/session.h"
#include "core/lesson/lesson.h"

namespace poolscope {

class PanelBoard;
class PanelRing;
class Player;

class LessonStage : public QObject {
    Q_OBJECT

  public:
    LessonStage(Session& session, Player& player, PanelBoard& board, QObject* parent = nullptr);

    // With its question open, or after it.
    void show(const LessonStep& step, bool open);
    // All that was on the desk before the first show(), the brush and a frozen cell too.
    void leave();

  private:
    Session& session_;
    Player& player_;
    PanelBoard& board_;
    PanelRing* ring_;
    struct Before {
        Situation situation;
        Brush brush;
        bool frozen = false;
    };
    std::optional<Before> before_;
};

}  // namespace poolscope
