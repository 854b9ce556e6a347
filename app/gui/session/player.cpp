// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/player.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/thread/flight.h"

namespace poolscope {
namespace {

constexpr int kFrame = 16;  // ms; faster playing takes several windows a frame
constexpr double kLeastFlight = 110;
constexpr double kLeastStep = 700;  // of one step, which is to be read
constexpr double kShown = 0.94;     // of the time of a window; then the next one comes
constexpr double kSweep = 500;      // for a run of black windows
constexpr double kSweepOfOne = 60;  // if there are so few that this is less

// The frame is there, and nothing has left it.
double framed() {
    return beginOf(Stage::ToColumn) - 1e-9;
}

}  // namespace

Player::Player(Session& session, QObject* parent) : QObject(parent), session_(session) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &Player::advance);
    connect(&flight_, &QVariantAnimation::valueChanged, this, [this](const QVariant& t) {
        if (inTheAir_) session_.setMoment(momentIn(*inTheAir_, t.toDouble(), session_.rendered()->evaluation.grid));
    });
    connect(&flight_, &QVariantAnimation::finished, this, &Player::arrive);
    // Another image or other windows: what is in the air belongs to the picture before.
    connect(&session_, &Session::experimentChanged, this, &Player::land);
    // Whoever changes a setting wants to see what it does, not the windows that were played before.
    connect(&session_, &Session::poolingEdited, this, [this] {
        if (!playing_) session_.showAll();
    });
}

bool Player::flies() const {
    return motion_ && 1000 / speed_ >= kLeastFlight && session_.rendered()->evaluation.grid.taps() <= kMostFlying;
}

void Player::play() {
    if (playing_ || !session_.rendered()) return;
    playing_ = true;
    clock_.start();
    if (inTheAir_) {
        flight_.resume();
    } else {
        if (!asked_) land();
        if (session_.step() >= session_.lastStep()) session_.goTo(0);
        timer_.start(kFrame);
    }
    Q_EMIT stateChanged();
}

void Player::playStretch(std::int64_t from, std::int64_t to, double speed) {
    pause();
    goTo(from);
    stretch_ = StretchPlayed{to, speed_};
    setSpeed(speed);
    play();
}

// Where playing ends.
std::int64_t Player::end() const {
    return stretch_ ? std::min(stretch_->to, session_.lastStep()) : session_.lastStep();
}

void Player::endStretch() {
    if (const auto stretch = std::exchange(stretch_, std::nullopt)) setSpeed(stretch->speedBefore);
}

void Player::playFromFocus() {
    const auto window = session_.links().window;
    if (!window) return play();
    pause();
    goTo(flatIndex(session_.rendered()->evaluation.grid.output(), *window));
    play();
}

// Windows that are hidden are passed over.
std::int64_t Player::stepOnBy(std::int64_t by) const {
    const Rendered& rendered = *session_.rendered();
    return nextStep(session_.step(), by, rendered.evaluation.grid, rendered.pictures.hidden);
}

// What is in the air stays where it is, but the frame stands at the window that the words are about.
void Player::pause() {
    if (!playing_) return;
    playing_ = false;
    endStretch();
    if (std::exchange(sweep_, std::nullopt)) passed_ = 0;
    timer_.stop();
    if (inTheAir_) {
        flight_.pause();
        const double from = flight_.startValue().toDouble();
        const double whole = (framed() - from) / (1 - from) * flight_.duration();
        if (flight_.currentTime() < whole) flight_.setCurrentTime(static_cast<int>(whole));
    }
    Q_EMIT stateChanged();
}

void Player::schedule() {
    if (!playing_) return;
    const auto interval = static_cast<qint64>(1000 / speed_);
    const qint64 least = flies() && !sweep_ ? 0 : kFrame;
    timer_.start(static_cast<int>(std::max(least, sweep_ ? 0 : interval - clock_.elapsed())));
}

void Player::advance() {
    if (!asked_ && sweepBlack()) return;
    if (flies() || predict_) {
        stepForward();
        return;
    }
    // As many windows as the time since the last frame is worth.
    const double due = std::max(1.0, std::floor(static_cast<double>(clock_.elapsed()) / 1000 * speed_));
    clock_.start();
    passed_ = 0;
    session_.goTo(std::min(stepOnBy(static_cast<std::int64_t>(due)), end()));
    if (session_.step() >= end()) pause();
    schedule();
}

// A run of black windows goes by in one sweep, where it would take longer otherwise. True while it does.
bool Player::sweepBlack() {
    if (!sweep_) {
        const Rendered& rendered = *session_.rendered();
        const std::int64_t run = rendered.pictures.hidden.empty() ? blackRun(session_.step(), *rendered.looks) : 0;
        const double time = std::min(kSweep, kSweepOfOne * static_cast<double>(run));
        if (run == 0 || static_cast<double>(run) * 1000 / speed_ <= time) return false;
        const double share = motion_ ? kFrame / time : 1;
        sweep_ =
            Sweep{session_.step() + run, std::max<std::int64_t>(1, std::llround(static_cast<double>(run) * share))};
        passed_ = run;
    }
    const std::int64_t next = std::min({sweep_->end, session_.step() + sweep_->aFrame, end()});
    const bool over = next >= sweep_->end;
    session_.goTo(next);
    if (over) sweep_.reset();
    if (next >= end()) pause();
    // A still sweep is read like a window.
    clock_.start();
    if (playing_ && over && motion_) {
        timer_.start(kFrame);
    } else {
        schedule();
    }
    return true;
}

void Player::stepForward() {
    if (!session_.rendered()) return;
    if (inTheAir_ && flight_.state() == QAbstractAnimation::Paused && !playing_) return flight_.resume();
    arrive();
    if (session_.step() >= end()) {
        if (playing_) return pause();
        session_.goTo(0);  // from the end a step on begins anew
    }
    const WindowGrid& grid = session_.rendered()->evaluation.grid;
    const bool asks = predict_;
    const std::int64_t next = asks ? nextTelling(stepOnBy(1), grid, *session_.rendered()->looks) : stepOnBy(1);
    const bool answers = asks && asked_ == next;
    if (asks && !answers) return ask(next);
    passed_ = 0;
    asked_.reset();
    if (flies()) {
        depart(next, answers ? beginOf(Stage::ToColumn) : 0);
    } else {
        session_.setMoment(std::nullopt);
        session_.goTo(next);
        clock_.start();
        if (playing_ && (predict_ || next >= end())) pause();
        schedule();
    }
}

void Player::ask(std::int64_t question) {
    const WindowGrid& grid = session_.rendered()->evaluation.grid;
    if (question - 1 != session_.step()) session_.goTo(question - 1);
    asked_ = question;
    pause();  // for the answer
    session_.setMoment(momentIn(question, framed(), grid));
}

void Player::depart(std::int64_t step, double from) {
    clock_.start();
    const double time = std::max(kShown * 1000 / speed_, playing_ ? kLeastFlight : kLeastStep);
    flight_.setStartValue(from);
    flight_.setEndValue(1.0);
    flight_.setDuration(static_cast<int>(time * (1 - from)));
    inTheAir_ = step;
    session_.setMoment(momentIn(step, from, session_.rendered()->evaluation.grid));
    flight_.start();
}

void Player::arrive() {
    if (!inTheAir_) return;
    const std::int64_t step = *std::exchange(inTheAir_, std::nullopt);
    flight_.stop();
    session_.setMoment(momentIn(step, 1, session_.rendered()->evaluation.grid));
    session_.goTo(step);
    if (playing_ && (predict_ || step >= end())) pause();  // an answer is looked at
    schedule();
}

void Player::land() {
    asked_.reset();
    passed_ = 0;
    inTheAir_.reset();
    flight_.stop();
    sweep_.reset();
    session_.setMoment(std::nullopt);
    schedule();
}

void Player::stepBack() {
    pause();
    land();
    if (session_.rendered()) session_.goTo(stepOnBy(-1));
}

void Player::goTo(std::int64_t step) {
    land();
    session_.goTo(step);
}

void Player::flipPhase() {
    if (!session_.rendered()) return;
    pause();
    land();
    const WindowGrid& grid = session_.rendered()->evaluation.grid;
    const std::int64_t windows = grid.output().count();
    const std::int64_t step = session_.step();
    session_.goTo(step > windows ? step - windows : step + windows);
}

void Player::setPredict(bool on) {
    predict_ = on;
    if (asked_) land();
}

void Player::setSpeed(double windowsPerSecond) {
    speed_ = std::clamp(windowsPerSecond, kSlowest, kFastest);
    Q_EMIT stateChanged();
    if (playing_ && !inTheAir_) schedule();
}

}  // namespace poolscope
