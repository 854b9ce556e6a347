// SPDX-License-Identifier: GPL-3.0-or-later
// What can be undone, and the way back to what was computed.
#include <QUndoCommand>
#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "app/gui/session/session.h"

namespace poolscope {

namespace {

// As much as the largest source holds, so that opening another one can always be undone.
constexpr std::size_t kMostUndoBytes = std::size_t{kMaxArrayValues} * sizeof(float);

bool sameBits(float a, float b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

// The one undo command. It holds what is not there now, to be exchanged with what is: the parts of the state that it
// changes, or the cells that were painted.
class Session::Step : public QUndoCommand {
  public:
    Step(Session& session, const QString& what, const QString& mergeKey, Other other)
        : QUndoCommand(what),
          session_(session),
          mergeKey_(mergeKey),
          run_(session.mergeRun_),
          other_(std::make_shared<Other>(std::move(other))) {}
    Step(Session& session, const QString& what, const QString& mergeKey, Canvas canvas,
         std::shared_ptr<const Patch> patch)
        : QUndoCommand(what),
          session_(session),
          mergeKey_(mergeKey),
          run_(session.mergeRun_),
          canvas_(canvas),
          patches_{std::move(patch)},
          bytes_(bytesOf(*patches_.front())) {}

    void undo() override {
        if (other_) return session_.exchange(*other_);
        for (auto patch = patches_.rbegin(); patch != patches_.rend(); ++patch) session_.paint(canvas_, *patch, true);
        session_.announcePaint();
    }
    void redo() override {
        if (session_.restacking_) return;
        if (other_) return session_.exchange(*other_);
        for (const auto& patch : patches_) session_.paint(canvas_, patch, false);
        session_.announcePaint();
    }
    int id() const override { return mergeKey_.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* command) override {
        const auto& next = static_cast<const Step&>(*command);  // same id, so the same class
        if (session_.restacking_ || next.mergeKey_ != mergeKey_ || next.run_ != run_) return false;
        if (!next.other_ && other_) return other_->has(next.canvas_);  // all that was there before is held
        if (!next.other_ && next.canvas_ == canvas_) {
            patches_.insert(patches_.end(), next.patches_.begin(), next.patches_.end());
            bytes_ += next.bytes_;
            return true;
        }
        if (!next.other_ || !other_) return false;
        other_->merge(*next.other_);
        if (session_.isNow(*other_)) setObsolete(true);
        return true;
    }
    // Another command that is the same: the stack deletes its own.
    Step* copy() const { return new Step(*this); }
    // What it holds that `seen` does not know yet, which it is added to.
    std::size_t bytes(std::set<const void*>& seen) const { return bytes_ + (other_ ? other_->bytes(seen) : 0); }

  private:
    Step(const Step& other)
        : QUndoCommand(other.text()),
          session_(other.session_),
          mergeKey_(other.mergeKey_),
          run_(other.run_),
          other_(other.other_),
          canvas_(other.canvas_),
          patches_(other.patches_),
          bytes_(other.bytes_) {}

    Session& session_;
    QString mergeKey_;
    int run_;
    std::shared_ptr<Other> other_;  // null: of patches
    Canvas canvas_ = Canvas::Images;
    std::vector<std::shared_ptr<const Patch>> patches_;
    std::size_t bytes_ = 0;  // of the patches
};

bool Session::Other::has(Canvas canvas) const {
    return canvas == Canvas::Images ? source : given;
}

// The step that comes after goes into this one, which holds what was before both.
void Session::Other::merge(const Other& next) {
    if (next.source && !source) {
        state.source = next.state.source;
        state.imagePatches = next.state.imagePatches;
    }
    if (next.given && !given) {
        state.experiment.gradient.given = next.state.experiment.gradient.given;
        state.gradientPatches = next.state.gradientPatches;
    }
    source = source || next.source;
    given = given || next.given;
}

std::size_t Session::Other::bytes(std::set<const void*>& seen) const {
    std::size_t sum = state.imagePatches.bytes() + state.gradientPatches.bytes();
    if (source && state.source && seen.insert(state.source->images.memory()).second) {
        sum += state.source->images.bytesHeld();
    }
    const Tensor* aside = state.gradientAside ? state.gradientAside->gradient.given.get() : nullptr;
    for (const Tensor* tensor : {state.experiment.gradient.given.get(), aside}) {
        if (tensor && seen.insert(tensor).second) sum += bytesOf(*tensor);
    }
    return sum;
}

// With the parts that steps leave alone as they are now.
SessionState Session::whole(const Other& other) const {
    State state = other.state;
    if (!other.given) {
        state.experiment.gradient.given = state_.experiment.gradient.given;
        state.gradientPatches = state_.gradientPatches;
    }
    if (!other.source) {
        state.source = state_.source;
        state.imagePatches = state_.imagePatches;
    }
    return state;
}

bool Session::isNow(const Other& other) const {
    State state = whole(other);
    state.range.reset();
    return state == state_ && other.state.range.value_or(view_.range) == view_.range;
}

Session::Other Session::otherOf(State next) const {
    Other other;
    other.source = next.source != state_.source || !(next.imagePatches == state_.imagePatches);
    other.given = next.experiment.gradient.given != state_.experiment.gradient.given ||
                  !(next.gradientPatches == state_.gradientPatches);
    if (!other.source) next.source.reset();
    if (!other.given) next.experiment.gradient.given.reset();
    other.state = std::move(next);
    return other;
}

void Session::exchange(Other& other) {
    State next = whole(other);
    const bool sourceDiffers = next.source != state_.source;
    const bool adjustmentDiffers = next.adjustment != state_.adjustment || next.gradientAside != state_.gradientAside;
    std::optional<DisplayRange> range = std::exchange(next.range, std::nullopt);
    const bool rangeDiffers = range && *range != view_.range;
    if (range) std::swap(*range, view_.range);
    std::swap(state_, next);
    if (other.source) {
        sourceSince_ = lastNumber_ + 1;
        imagesNow_ = valuesOf(state_.imagePatches);
    } else {
        next.source.reset();
        next.imagePatches = {};
    }
    if (other.given) {
        givenSince_ = lastNumber_ + 1;
        gradientNow_ = valuesOf(state_.gradientPatches);
    } else {
        next.experiment.gradient.given.reset();
        next.gradientPatches = {};
    }
    next.range = range;
    other.state = std::move(next);
    ++edition_;
    if (state_.experiment.source.isTestSet()) mnist_ = state_.source;
    if (rangeDiffers) Q_EMIT viewChanged();
    if (sourceDiffers) Q_EMIT sourceChanged();
    if (adjustmentDiffers) Q_EMIT adjustmentChanged();
    Q_EMIT experimentChanged();
    requestEvaluation();
}

void Session::paint(Canvas canvas, const std::shared_ptr<const Patch>& patch, bool takenBack) {
    const bool images = canvas == Canvas::Images;
    (images ? state_.imagePatches : state_.gradientPatches).add(patch, takenBack, ++lastPatch_);
    PatchedValues& now = images ? imagesNow_ : gradientNow_;
    for (const Patch::Cell& cell : patch->cells) now[cell.at] = takenBack ? cell.before : cell.after;
}

void Session::announcePaint() {
    ++edition_;
    Q_EMIT experimentChanged();
    requestEvaluation();
}

void Session::push(const QString& what, const QString& mergeKey, State next) {
    Other other = otherOf(std::move(next));
    if (isNow(other)) return;
    if (!state_.source) return exchange(other);  // the opening view is where undo ends
    mergeKey_ = mergeKey;
    undo_.push(new Step(*this, what, mergeKey, std::move(other)));
    forgetOldest();
}

void Session::push(const QString& what, const QString& mergeKey, Canvas canvas, Patch patch) {
    if (patch.cells.empty()) return;
    mergeKey_ = mergeKey;
    undo_.push(new Step(*this, what, mergeKey, canvas, std::make_shared<const Patch>(std::move(patch))));
    forgetOldest();
}

// A stack of Qt lets go of its oldest steps only by their number, which is said while it is empty.
void Session::forgetOldest() {
    std::set<const void*> seen{state_.source->images.memory(), state_.experiment.gradient.given.get()};
    if (mnist_) seen.insert(mnist_->images.memory());
    std::size_t held = 0;
    int first = undo_.count();
    while (first > 0) {
        held += static_cast<const Step*>(undo_.command(first - 1))->bytes(seen);
        if (held > kMostUndoBytes && first < undo_.count()) break;
        --first;
    }
    if (first == 0) return;
    std::vector<Step*> kept;
    for (int i = first; i < undo_.count(); ++i) kept.push_back(static_cast<const Step*>(undo_.command(i))->copy());
    const int clean = undo_.cleanIndex() - first;
    {
        const QSignalBlocker quiet(undo_);
        restacking_ = true;
        undo_.clear();
        if (clean != 0) undo_.resetClean();
        for (std::size_t i = 0; i < kept.size(); ++i) {
            undo_.push(kept[i]);
            if (static_cast<int>(i) + 1 == clean) undo_.setClean();
        }
        restacking_ = false;
    }
    for (Asked& asked : asked_) asked.step -= first;
    Q_EMIT undo_.indexChanged(undo_.index());
    Q_EMIT undoForgotten(undo_.count());
}

void Session::cancel() {
    if (!busy()) return;
    evaluator_.cancel();
    if (rendered_) {
        goBack();
    } else {
        asked_.clear();
    }
    Q_EMIT cancelled();
}

// Steps taken since are undone. One that began before, as the drag of a slider, ends where it was when the picture was
// asked for.
void Session::goBack() {
    asked_.erase(asked_.begin() + 1, asked_.end());
    const Asked computed = asked_.front();
    goingBack_ = true;
    while (undo_.index() > std::max(0, computed.step)) undo_.undo();
    while (undo_.index() < computed.step && undo_.canRedo()) undo_.redo();
    unpaint(Canvas::Images, computed.state);
    unpaint(Canvas::Gradient, computed.state);
    push(undo_.undoText(), mergeKey_, computed.state);
    setView(computed.view);
    goingBack_ = false;
    awaited_.reset();
    if (std::exchange(error_, std::nullopt)) Q_EMIT errorChanged();
    if (std::exchange(moment_, std::nullopt)) Q_EMIT momentChanged();
    if (std::exchange(playback_, computed.playback) != computed.playback) Q_EMIT playbackChanged();
}

// Where the values are those of the computed picture but for what was painted since, it is taken back cell by cell.
void Session::unpaint(Canvas canvas, const State& computed) {
    const bool images = canvas == Canvas::Images;
    Patches& patches = images ? state_.imagePatches : state_.gradientPatches;
    if (patches.empty()) return;
    const auto valuesOf = [images](const State& state) {
        return images ? state.source->images.tensor() : state.experiment.gradient.given;
    };
    const auto base = valuesOf(state_);
    if (base != valuesOf(computed)) return;
    Patch back;
    PatchedValues& now = images ? imagesNow_ : gradientNow_;
    for (const auto& [at, value] : now) {
        const float before = base->values[static_cast<std::size_t>(at)];
        if (!sameBits(value, before)) back.cells.push_back({at, value, before});
    }
    push(undo_.undoText(), mergeKey_, canvas, std::move(back));
    patches = {};
    now.clear();
}

}  // namespace poolscope
