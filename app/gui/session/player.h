// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the algorithm: moves the session's playback on, window by window. Knows time, not pictures.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QVariantAnimation>

#include "app/gui/session/session.h"

namespace poolscope {

class Player : public QObject {
    Q_OBJECT

  public:
    explicit Player(Session& session, QObject* parent = nullptr);

    bool isPlaying() const { return playing_; }
    // From where it stands, or from the start when everything is shown.
    void play();
    // The forward phase from the window that is lit on; without one, as play().
    void playFromFocus();
    // From one step to another, at this speed, and no further; the speed is then what it was.
    void playStretch(std::int64_t from, std::int64_t to, double speed);
    void pause();
    void toggle() { playing_ ? pause() : play(); }
    // One window on or back. A step on is shown moment by moment before it is taken.
    void stepForward();
    void stepBack();
    void goTo(std::int64_t step);
    // To the same window in the other phase.
    void flipPhase();

    // Windows a second, from kSlowest to kFastest.
    static constexpr double kSlowest = 0.5;
    static constexpr double kFastest = 2000;
    double speed() const { return speed_; }
    void setSpeed(double windowsPerSecond);
    // Without, steps are taken at once.
    void setMotion(bool on) { motion_ = on; }

    // A step on first shows the window and leaves the answer to the class; the next one gives it. Windows about which
    // there is nothing to ask are passed over.
    void setPredict(bool on);

    // Takes away what is in the air, as if it had not been shown.
    void land();

    // The black windows that go by, or have gone by since the last window was shown.
    std::int64_t passedBlack() const { return passed_; }

  Q_SIGNALS:
    void stateChanged();

  private:
    void advance();
    bool flies() const;
    std::int64_t end() const;
    void endStretch();
    std::int64_t stepOnBy(std::int64_t by) const;
    void schedule();
    void ask(std::int64_t question);
    // Shows the step from this much of it on, 0 to 1, and takes it.
    void depart(std::int64_t step, double from);
    void arrive();
    bool sweepBlack();

    Session& session_;
    QTimer timer_;
    QElapsedTimer clock_;  // since the last step taken
    bool playing_ = false;
    bool motion_ = true;
    bool predict_ = false;
    std::optional<std::int64_t> asked_;  // the step whose answer is awaited
    std::optional<std::int64_t> inTheAir_;
    QVariantAnimation flight_;  // how much of that step has passed
    struct Sweep {
        std::int64_t end = 0;  // the last black step
        std::int64_t aFrame = 1;
    };
    std::optional<Sweep> sweep_;
    std::int64_t passed_ = 0;
    double speed_ = 1;
    struct StretchPlayed {
        std::int64_t to = 0;
        double speedBefore = 1;
    };
    std::optional<StretchPlayed> stretch_;
};

}  // namespace poolscope
