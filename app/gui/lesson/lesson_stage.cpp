// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/lesson_stage.h"

#include <QScopedValueRollback>
#include <utility>

#include "app/gui/board/panel_board.h"
#include "app/gui/session/player.h"
#include "app/gui/view/panel_ring.h"
#include "core/lesson/lesson_range.h"

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

StageView stageOf(const LessonStep& step, bool open) {
    StageView stage{step.panels, step.spotlight, open && step.question->pointable};
    // Where another setting is asked about, the values of this one stand in the cells.
    if (!open || !(step.experiment == step.revealed)) return stage;
    const bool ofGradient = step.question->kind == AskKind::Gradient;
    stage.spotlight.askedIn = ofGradient ? AreaKind::Gradient : AreaKind::Output;
    if (step.question->kind != AskKind::Winner) stage.spotlight.asked = step.question->cells;
    return stage;
}

}  // namespace

LessonStage::LessonStage(Session& session, Player& player, PanelBoard& board, QObject* parent)
    : QObject(parent), session_(session), player_(player), board_(board), ring_(new PanelRing(session, &board)) {
    board_.putUnderThread(*ring_);
    connect(&session_, &Session::evaluated, this, &LessonStage::arrive);
    connect(&session_, &Session::pointedAt, this, &LessonStage::answerBy);
    for (const auto change : {&Session::experimentChanged, &Session::playbackChanged}) {
        connect(&session_, change, this, &LessonStage::compare);
    }
    connect(&player_, &Player::stateChanged, this, &LessonStage::compare);
    connect(&session_.undoStack(), &QUndoStack::indexChanged, this, &LessonStage::followUndo);
}

void LessonStage::show(const LessonStep& step, bool open) {
    const QScopedValueRollback<bool> stepping(stepping_, true);
    QUndoStack& undo = session_.undoStack();
    if (before_) {
        while (undo.index() > index_) undo.undo();
    } else {
        before_ = Before{session_.situation(), session_.brush(), session_.zoom(), session_.frozen()};
    }
    player_.pause();
    player_.land();
    session_.setFrozen(false);
    session_.setBrush({});
    shown_ = open ? step.experiment : step.revealed;
    Situation next{{shown_, step.source}, session_.view()};
    next.view.patches = step.view.patches;
    next.view.map = step.view.map;
    next.view.hideBlack = step.view.hideBlack;
    next.view.values = NumberScale::Byte;  // the numbers that the lesson speaks of
    // A table of its own is as bright as its largest number.
    next.view.range = lessonRange(step.experiment);
    next.layout = step.view.mirrored ? BoardLayout::ForwardBackward : BoardLayout::SideBySide;
    next.playback = open || !step.question ? step.playback : step.after;
    next.focus = focusOf(step);
    next_ = step;
    nextOpen_ = open;
    session_.take(tr("Lesson"), mergeKey(), next);
    index_ = undo.index();
    ring_->surround(nullptr);
    Q_EMIT departed(false);
}

// With the picture of a step comes what stands on its stage.
void LessonStage::arrive() {
    const auto step = std::exchange(next_, std::nullopt);
    if (!step) return;
    const QScopedValueRollback<bool> stepping(stepping_, true);
    asked_ = nextOpen_ && step->question->pointable ? std::optional(step->question->kind) : std::nullopt;
    shownStep_ = step->play ? step->play->to : session_.step();
    session_.setStage(stageOf(*step, nextOpen_));
    session_.setZoom(step->zoom);
    const bool rings = step->panel && step->panels.size() > 1;
    ring_->surround(rings ? &board_.canvas(*step->panel) : nullptr);
    const bool plays = step->play && (nextOpen_ || !step->question);
    if (plays) player_.playStretch(step->play->from, step->play->to, step->play->speed);
}

// What plays is on its way.
void LessonStage::compare() {
    if (!before_ || stepping_ || next_ || player_.isPlaying()) return;
    Q_EMIT departed(!(session_.experiment() == shown_) || session_.step() != shownStep_);
}

void LessonStage::answerBy(const Focus& focus) {
    const bool ofInput = focus.kind == FocusKind::Input || focus.kind == FocusKind::Gradient;
    if (!asked_ || !ofInput || !session_.rendered()) return session_.pin(focus);
    const Evaluation& e = session_.rendered()->evaluation;
    const Answer answer = *asked_ == AskKind::Winner
                              ? Answer{AskKind::Winner, {double(focus.cell.row), double(focus.cell.col)}}
                              : Answer{AskKind::Output, {e.x->at(e.experiment.plane, focus.cell)}};
    Q_EMIT pointed(QString::fromStdString(toText(answer)));
}

// Later, since the stack is at work.
void LessonStage::followUndo(int index) {
    if (!before_ || stepping_ || index >= index_) return;
    QMetaObject::invokeMethod(this, &LessonStage::undone, Qt::QueuedConnection);
}

void LessonStage::leave() {
    if (!before_) return;
    const QScopedValueRollback<bool> stepping(stepping_, true);
    next_.reset();
    asked_.reset();
    ring_->surround(nullptr);
    player_.pause();
    player_.land();
    QUndoStack& undo = session_.undoStack();
    while (undo.index() > index_) undo.undo();
    session_.setStage(std::nullopt);
    if (before_->situation.state.source) session_.take(tr("Lesson"), mergeKey(), before_->situation);
    session_.endMerge();
    session_.setZoom(before_->zoom);
    session_.setBrush(before_->brush);
    session_.setFrozen(before_->frozen);
    before_.reset();
}

}  // namespace poolscope
