// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_stage.h"

#include "app/gui/board/panel_board.h"
#include "app/gui/session/player.h"
#include "app/gui/view/panel_ring.h"

namespace poolscope {
namespace {

// All steps of a lesson, and the way back, are one undo step as long as nothing else is done between them.
const QString& mergeKey() {
    static const QString kKey = QStringLiteral("lesson");
    return kKey;
}

// Where a step points; a question that points nowhere points at what it asks.
Focus focusOf(const LessonStep& step) {
    if (step.focus.kind != FocusKind::Nothing || !step.question || step.question->cells.empty()) return step.focus;
    const bool gradient = step.question->kind == AskKind::Gradient;
    return {gradient ? FocusKind::Gradient : FocusKind::Window, step.question->cells.front(), 0};
}

}  // namespace

LessonStage::LessonStage(Session& session, Player& player, PanelBoard& board, QObject* parent)
    : QObject(parent), session_(session), player_(player), board_(board), ring_(new PanelRing(session, &board)) {}

void LessonStage::show(const LessonStep& step, bool open) {
    if (!before_) before_ = Before{session_.situation(), session_.brush(), session_.frozen()};
    player_.pause();
    player_.land();
    session_.setFrozen(false);
    session_.setBrush({});
    Situation next{{open ? step.experiment : step.revealed, step.source}, session_.view()};
    next.view.patches = step.view.patches;
    next.view.map = step.view.map;
    next.view.hideBlack = step.view.hideBlack;
    next.view.values = NumberScale::Byte;  // the numbers that the lesson speaks of
    next.layout = step.view.mirrored ? BoardLayout::ForwardBackward : BoardLayout::SideBySide;
    next.playback = open || !step.question ? step.playback : step.after;
    next.focus = focusOf(step);
    session_.take(tr("Lesson"), mergeKey(), next);
    ring_->surround(step.panel ? &board_.canvas(*step.panel) : nullptr);
}

void LessonStage::leave() {
    if (!before_) return;
    ring_->surround(nullptr);
    player_.pause();
    player_.land();
    if (before_->situation.state.source) session_.take(tr("Lesson"), mergeKey(), before_->situation);
    session_.endMerge();
    session_.setBrush(before_->brush);
    session_.setFrozen(before_->frozen);
    before_.reset();
}

}  // namespace poolscope
