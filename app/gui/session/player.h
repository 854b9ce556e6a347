// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the algorithm: moves the session's playback on, window by window. Knows time, not pictures.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

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
    void pause();
    void toggle() { playing_ ? pause() : play(); }
    // One window on or back. A step on is announced, so that it can be shown, before it is taken.
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
    // Steps slower than this are shown as movement, when somebody shows them.
    void setMotion(bool on) { motion_ = on; }

    // A step on first shows the window and leaves the answer to the class; the next one gives it.
    void setPredict(bool on);

    // The movement of the announced step is over.
    void arrive();
    // Takes away what is in the air, as if it had not been announced.
    void land();

  Q_SIGNALS:
    void stateChanged();
    // The next step is on its way; arrive() ends it. Nobody listening: nothing is announced.
    void departing(const poolscope::Playback& next, int milliseconds);
    void landed();  // whatever is in the air is to be taken away

  private:
    void advance();
    bool flies() const;
    std::int64_t stepOnBy(std::int64_t by) const;
    void schedule();

    Session& session_;
    QTimer timer_;
    QElapsedTimer clock_;  // since the last step taken
    bool playing_ = false;
    bool motion_ = true;
    bool predict_ = false;
    std::optional<std::int64_t> asked_;  // the step whose answer is awaited
    std::optional<std::int64_t> inTheAir_;
    double speed_ = 2;
};

}  // namespace poolscope
