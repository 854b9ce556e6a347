// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the steps of a lesson in the session: as settings, panels, spotlight and playback, and puts back what was there
// before it. What is done within a step is undone when it is left.
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

  Q_SIGNALS:
    // A cell was pointed at that answers the open question with this text.
    void pointed(const QString& text);
    // The setting or what is computed of it is another than that of the step, or again the same.
    void departed(bool away);
    // Undo has gone back to what was there before the lesson.
    void undone();

  private:
    void arrive();
    void compare();
    void answerBy(const Focus& focus);
    void followUndo(int index);

    Session& session_;
    Player& player_;
    PanelBoard& board_;
    PanelRing* ring_;
    struct Before {
        Situation situation;
        Brush brush;
        Zoom zoom;
        bool frozen = false;
    };
    std::optional<Before> before_;
    std::optional<AskKind> asked_;    // by pointing
    std::optional<LessonStep> next_;  // its picture is being computed
    bool nextOpen_ = false;
    Experiment shown_;
    std::int64_t shownStep_ = 0;  // of the playback
    int index_ = 0;               // of the lesson on the undo stack
    bool stepping_ = false;
};

}  // namespace poolscope
