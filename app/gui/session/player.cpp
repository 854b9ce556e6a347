// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/player.h"

#include <QMetaMethod>
#include <algorithm>
#include <cmath>
#include <utility>

namespace poolscope {
namespace {

constexpr int kFrame = 16;  // ms; faster playing takes several windows a frame
constexpr int kLeastFlight = 110;
constexpr int kMostFlight = 520;

}  // namespace

Player::Player(Session& session, QObject* parent) : QObject(parent), session_(session) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &Player::advance);
    // Another image or other windows: what is in the air belongs to the picture before.
    connect(&session_, &Session::experimentChanged, this, &Player::land);
}

bool Player::flies() const {
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Player::departing);
    return motion_ && isSignalConnected(signal) && 1000 / speed_ >= kLeastFlight;
}

void Player::play() {
    if (playing_ || !session_.rendered()) return;
    if (session_.step() >= session_.lastStep()) session_.goTo(0);
    playing_ = true;
    clock_.start();
    Q_EMIT stateChanged();
    schedule();
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

void Player::pause() {
    if (!playing_) return;
    playing_ = false;
    timer_.stop();
    Q_EMIT stateChanged();
}

void Player::schedule() {
    if (!playing_) return;
    const auto interval = static_cast<qint64>(1000 / speed_);
    timer_.start(static_cast<int>(std::max<qint64>(flies() ? 0 : kFrame, interval - clock_.elapsed())));
}

void Player::advance() {
    if (flies()) {
        stepForward();
        return;
    }
    // As many windows as the time since the last frame is worth.
    const double due = std::max(1.0, std::floor(static_cast<double>(clock_.elapsed()) / 1000 * speed_));
    clock_.start();
    session_.goTo(stepOnBy(static_cast<std::int64_t>(due)));
    if (session_.step() >= session_.lastStep()) pause();
    schedule();
}

void Player::stepForward() {
    arrive();
    if (!session_.rendered()) return;
    if (session_.step() == session_.lastStep()) {
        if (playing_) return pause();
        session_.goTo(0);  // from the end a step on begins anew
    }
    const std::int64_t next = stepOnBy(1);
    if (predict_ && !playing_ && asked_ != next) {
        asked_ = next;
        session_.goTo(next - 1);
        const WindowGrid& grid = session_.rendered()->evaluation.grid;
        session_.lookAt(*currentWindow(playbackAt(next, grid), grid));
        return;
    }
    asked_.reset();
    if (!flies()) {
        session_.goTo(next);
        return;
    }
    inTheAir_ = next;
    const auto time = static_cast<int>(std::clamp(800 / speed_, double{kLeastFlight}, double{kMostFlight}));
    Q_EMIT departing(playbackAt(next, session_.rendered()->evaluation.grid), time);
}

void Player::arrive() {
    if (!inTheAir_) return;
    const std::int64_t step = *std::exchange(inTheAir_, std::nullopt);
    Q_EMIT landed();
    session_.goTo(step);
    clock_.start();
    if (playing_ && step >= session_.lastStep()) pause();
    schedule();
}

void Player::land() {
    if (!inTheAir_) return;
    inTheAir_.reset();
    Q_EMIT landed();
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
    asked_.reset();
}

void Player::setSpeed(double windowsPerSecond) {
    speed_ = std::clamp(windowsPerSecond, kSlowest, kFastest);
    Q_EMIT stateChanged();
    if (playing_ && !inTheAir_) schedule();
}

}  // namespace poolscope
