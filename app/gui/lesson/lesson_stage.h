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
    // The experiment, the view and the layout of before the first show().
    void leave();

  private:
    Session& session_;
    Player& player_;
    PanelBoard& board_;
    PanelRing* ring_;
    std::optional<Situation> before_;
};

}  // namespace poolscope
