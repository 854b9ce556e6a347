// SPDX-License-Identifier: GPL-3.0-or-later
// Playing the algorithm: steps, scrubbing, speed, what is shown so far, movement, and asking before answering.
#include <QSlider>

#include <QCheckBox>
#include "app/gui/view/flight_layer.h"

#include <map>

#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Playing : public Window {
  protected:
    void stayStill() { window_.settings().setReducedMotion(true); }
    // Values that appear nowhere else in a panel: 11 to 26; every window's maximum is its last tap.
    void openRamp() {
        std::vector<float> ramp;
        for (int i = 11; i <= 26; ++i) ramp.push_back(static_cast<float>(i));
        openArray(ramp, {4, 4});
    }
    FlightLayer& flight() { return *window_.findChild<FlightLayer*>(); }
    QSlider& scrub() { return *named<QSlider>("Step of the playback"); }
    // Numbers above ten but the largest once: those of cells, not of headings, slots and the end of the legend.
    int numbers(PanelKind kind) {
        int count = 0;
        for (const QString& line : lines(kind)) count += line.size() == 2 && line.toInt() > 10 ? 1 : 0;
        return count - (kind == PanelKind::Patches ? 0 : 1);
    }
    // How many ones are printed in dX.
    int ones() { return static_cast<int>(lines(PanelKind::Gradient).count(QStringLiteral("1"))); }
};

TEST_F(Playing, KeysStepOnAndBackAndGoToTheEnds) {
    stayStill();
    settle([&] { press(Qt::Key_Home, Qt::ControlModifier); });
    EXPECT_EQ(session().step(), 0);
    EXPECT_EQ(session().playback(), (Playback{Phase::Forward, 0}));
    EXPECT_TRUE(says("0 of 196 windows"));
    for (int i = 0; i < 3; ++i) settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 3);
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Window, {0, 2}, 0})) << "the window of the step is in focus";
    EXPECT_EQ(scrub().value(), 3);
    settle([&] { press(Qt::Key_PageUp); });
    EXPECT_EQ(session().step(), 2);
    settle([&] { press(Qt::Key_Period); });
    settle([&] { press(Qt::Key_Comma); });
    EXPECT_EQ(session().step(), 2);
    settle([&] { press(Qt::Key_End, Qt::ControlModifier); });
    EXPECT_FALSE(session().playback().has_value());
    EXPECT_FALSE(pictures().playback.has_value());
    EXPECT_TRUE(says("196 windows"));
    EXPECT_EQ(scrub().value(), scrub().maximum());
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 1) << "from the end a step on begins anew";
    settle([&] { press(Qt::Key_Home, Qt::ControlModifier); });
    settle([&] { press(Qt::Key_PageUp); });
    EXPECT_EQ(session().step(), 0) << "there is nothing before the start";
}

TEST_F(Playing, OnlyWhatIsReachedIsShown) {
    stayStill();
    openRamp();
    EXPECT_EQ(numbers(PanelKind::Output), 4);
    EXPECT_EQ(numbers(PanelKind::Patches), 16);
    settle([&] { trigger("playback.start"); });
    EXPECT_EQ(numbers(PanelKind::Output), 0);
    EXPECT_EQ(numbers(PanelKind::Patches), 0);
    EXPECT_EQ(numbers(PanelKind::Input), 16) << "the image is there from the start";
    EXPECT_EQ(shownSum(), 0);
    for (int done = 1; done <= 4; ++done) {
        settle([&] { press(Qt::Key_PageDown); });
        EXPECT_EQ(numbers(PanelKind::Output), done);
        EXPECT_EQ(numbers(PanelKind::Patches), 4 * done);
        EXPECT_EQ(shownSum(), 0) << "no gradient before every window has its value";
        EXPECT_EQ(ones(), 0);
    }
    for (int done = 1; done <= 3; ++done) {
        settle([&] { press(Qt::Key_PageDown); });
        EXPECT_EQ(session().playback(), (Playback{Phase::Backward, done}));
        EXPECT_EQ(shownSum(), done);
        EXPECT_EQ(ones(), done);
        EXPECT_TRUE(lines(PanelKind::Gradient)[1].contains(QStringLiteral("so far %1 of 4").arg(done)));
        EXPECT_EQ(numbers(PanelKind::Output), 4) << "Y stays whole";
    }
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_FALSE(session().playback().has_value());
    EXPECT_EQ(shownSum(), 4);
    EXPECT_EQ(numbers(PanelKind::Patches), 16);
}

TEST_F(Playing, TheMirroredPanelsFillUpToo) {
    stayStill();
    openRamp();
    settle([&] { press(Qt::Key_2); });
    settle([&] { scrub().setValue(2); });
    EXPECT_EQ(numbers(PanelKind::Output), 2);
    // Without the name of place 1.
    const auto printed = [&] { return lines(PanelKind::GradientPatches).count(QStringLiteral("1")) - 1; };
    EXPECT_EQ(printed(), 0);
    settle([&] { scrub().setValue(4 + 3); });
    EXPECT_EQ(printed(), 3) << "three columns of dX_col have their one";
}

TEST_F(Playing, SpacePlaysAndPausesAndTheEndShowsEverything) {
    stayStill();
    press(Qt::Key_Space);
    EXPECT_TRUE(player().isPlaying());
    EXPECT_EQ(action("playback.play")->text(), QStringLiteral("&Pause"));
    settle([&] { press(Qt::Key_Space); });
    EXPECT_FALSE(player().isPlaying());
    EXPECT_EQ(session().step(), 0) << "from the end it began at the start, and was stopped there";
    player().setSpeed(Player::kFastest);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !player().isPlaying(); }, kPatience));
    settle();
    EXPECT_FALSE(session().playback().has_value());
    EXPECT_EQ(shownSum(), 196);
    EXPECT_EQ(action("playback.play")->text(), QStringLiteral("&Play"));
}

TEST_F(Playing, TheSliderGoesAnywhere) {
    stayStill();
    EXPECT_EQ(scrub().maximum(), 2 * 196);
    settle([&] { scrub().setValue(100); });
    EXPECT_EQ(pictures().playback, (Playback{Phase::Forward, 100}));
    EXPECT_TRUE(says("window 100 of 196"));
    settle([&] { scrub().setValue(196 + 50); });
    EXPECT_EQ(pictures().playback, (Playback{Phase::Backward, 50}));
    EXPECT_TRUE(says("gradient 50 of 196"));
    EXPECT_EQ(shownSum(), 50);
}

TEST_F(Playing, BFlipsToTheSameWindowInTheOtherPhase) {
    stayStill();
    settle([&] { scrub().setValue(40); });
    settle([&] { press(Qt::Key_B); });
    EXPECT_EQ(session().playback(), (Playback{Phase::Backward, 40}));
    EXPECT_EQ(session().pinned().cell, (CellRef{2, 11}));
    settle([&] { press(Qt::Key_B); });
    EXPECT_EQ(session().playback(), (Playback{Phase::Forward, 40}));
    EXPECT_EQ(session().pinned().cell, (CellRef{2, 11}));
}

TEST_F(Playing, HiddenBlackWindowsArePassedOver) {
    stayStill();
    settle([&] { trigger("view.hideBlack"); });
    settle([&] { trigger("playback.start"); });
    settle([&] { press(Qt::Key_PageDown); });
    const CellRef first = *currentWindow(*session().playback(), evaluation().grid);
    EXPECT_GT(first.row, 0) << "the first rows of the digit are black";
    EXPECT_GT(evaluation().forward->y.at(0, first), 0);
    settle([&] { press(Qt::Key_PageUp); });
    EXPECT_EQ(session().step(), 0);
}

TEST_F(Playing, BeginsAtTheFocusWhenAsked) {
    stayStill();
    session().pin({FocusKind::Window, {5, 3}, 0});
    settle([&] { press(Qt::Key_Space, Qt::ShiftModifier); });
    EXPECT_TRUE(player().isPlaying());
    EXPECT_GE(session().step(), 5 * 14 + 3);
    EXPECT_LT(session().step(), 196) << "and not from the end";
}

TEST_F(Playing, SpeedByKeysAndSlider) {
    EXPECT_NEAR(player().speed(), 1, 1e-9) << "a second a window";
    press(Qt::Key_Plus);
    EXPECT_NEAR(player().speed(), 1.5, 1e-9);
    press(Qt::Key_Minus);
    EXPECT_NEAR(player().speed(), 1, 1e-9);
    for (int i = 0; i < 40; ++i) press(Qt::Key_Minus);
    EXPECT_NEAR(player().speed(), Player::kSlowest, 1e-9);
    auto* slider = named<QSlider>("Playing speed");
    EXPECT_EQ(slider->value(), slider->minimum()) << "the slider follows the keys";
    slider->setValue(slider->maximum());
    EXPECT_NEAR(player().speed(), Player::kFastest, 1);
}

// What is played at this moment, in every place that tells of it.
TEST_F(Playing, FrameLoupeStatusAndPanelsShowTheWindowThatMoves) {
    openRamp();
    settle([&] { trigger("playback.start"); });
    settle([&] { player().goTo(1); });
    ASSERT_EQ(evaluation().forward->y.at(0, {0, 1}), 18);
    press(Qt::Key_PageDown);
    std::map<Stage, QStringList> said;
    const auto look = [&] {
        const auto& moment = session().moment();
        if (!moment || session().step() != 1) return;
        EXPECT_EQ(session().links().window, (CellRef{0, 1}));
        EXPECT_TRUE(says("window (0, 1)")) << "the status line";
        EXPECT_TRUE(says("window 2 of 4")) << "the play bar";
        const bool answered = moment->stage == Stage::Answered;
        EXPECT_EQ(loupeText().contains(QStringLiteral("max(13, 14, 17, 18) = ?")), !answered);
        EXPECT_EQ(loupeText().contains(QStringLiteral("max(13, 14, 17, 18) = 18")), answered);
        EXPECT_EQ(says("winner: place 3"), answered);
        EXPECT_EQ(numbers(PanelKind::Patches), moment->stage >= Stage::Marked ? 8 : 4) << "what has landed stays";
        EXPECT_EQ(numbers(PanelKind::Output), answered ? 2 : 1);
        said[moment->stage] << loupeText();
    };
    QObject::connect(&session(), &Session::momentChanged, &session(), look);
    look();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().step() == 2; }, kPatience));
    EXPECT_EQ(said.size(), 5U) << "every stage was seen";
}

TEST_F(Playing, PausingKeepsWhatIsInTheAirAndPlayingGoesOnFromThere) {
    openRamp();
    settle([&] { trigger("playback.start"); });
    press(Qt::Key_Space);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return session().moment() && session().moment()->stage == Stage::ToColumn; }, kPatience));
    press(Qt::Key_Space);
    EXPECT_FALSE(player().isPlaying());
    const auto still = session().moment();
    settle();
    EXPECT_EQ(session().moment(), still);
    EXPECT_EQ(session().step(), 0);
    press(Qt::Key_PageDown);
    EXPECT_EQ(session().moment()->before, still->before) << "a step on takes this one to its end";
    EXPECT_GE(session().moment()->stage, still->stage);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().step() == 1; }, kPatience));
    EXPECT_FALSE(player().isPlaying());
}

TEST_F(Playing, PausingOnTheWayToAWindowStandsAtIt) {
    openRamp();
    settle([&] { player().goTo(1); });
    player().play();
    player().stepForward();  // at once, so that nothing has passed of it
    ASSERT_TRUE(session().moment());
    ASSERT_EQ(session().moment()->stage, Stage::Framed);
    player().pause();
    EXPECT_EQ(session().moment()->stage, Stage::Framed);
    EXPECT_GT(session().moment()->progress, 0.98);
}

TEST_F(Playing, ScrubbingTakesAwayWhatIsInTheAir) {
    settle([&] { player().goTo(60); });
    press(Qt::Key_PageDown);
    ASSERT_TRUE(session().moment().has_value());
    settle([&] { scrub().setValue(90); });
    EXPECT_FALSE(session().moment().has_value());
    EXPECT_EQ(session().step(), 90);
    EXPECT_EQ(session().links().window, (CellRef{6, 5}));
}

TEST_F(Playing, ARunOfBlackWindowsIsOneSweep) {
    settle([&] { trigger("playback.start"); });
    const auto& looks = *session().rendered()->looks;
    const std::int64_t run = blackRun(0, looks);
    ASSERT_GT(run, 14) << "the digit begins in the third row";
    std::vector<std::int64_t> steps;
    bool named = false;
    QObject::connect(&session(), &Session::playbackChanged, &session(), [&] {
        steps.push_back(session().step());
        named = named || says(qPrintable(QStringLiteral("%1 black windows").arg(run)));
        EXPECT_FALSE(session().moment().has_value() && session().step() < run) << "no black window is played";
    });
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().moment().has_value(); }, kPatience));
    EXPECT_EQ(session().step(), run);
    EXPECT_EQ(windowOf(*session().moment(), evaluation().grid), (CellRef{run / 14, run % 14}));
    EXPECT_TRUE(named);
    EXPECT_GT(steps.size(), 3U) << "it is seen to go by";
    player().pause();
}

TEST_F(Playing, TheEndAndShowAllKeepTheFocus) {
    stayStill();
    const Focus before = session().pinned();
    player().setSpeed(Player::kFastest);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !player().isPlaying(); }, kPatience));
    settle();
    EXPECT_EQ(session().pinned(), before) << "and not the last window, which is black";
    settle([&] { player().goTo(5); });
    session().pin({FocusKind::Window, {7, 7}, 0});
    settle([&] { trigger("playback.end"); });
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Window, {7, 7}, 0})) << "what was pinned meanwhile stays pinned";
}

TEST_F(Playing, TheSliderShowsWhereTheInkIs) {
    const std::vector<bool>& ink = session().rendered()->ink;
    ASSERT_EQ(ink.size(), 196U);
    for (std::size_t i = 0; i < ink.size(); ++i) EXPECT_EQ(ink[i], evaluation().forward->y.values[i] > 0);
}

TEST_F(Playing, AStepFliesAndIsTakenWhenItLands) {
    settle([&] { trigger("playback.start"); });
    press(Qt::Key_PageDown);
    EXPECT_TRUE(flight().isVisible());
    EXPECT_EQ(session().step(), 0) << "the value is not there before it lands";
    ASSERT_TRUE(QTest::qWaitFor([&] { return !flight().isVisible(); }, kPatience));
    settle();
    EXPECT_EQ(session().step(), 1);
    EXPECT_EQ(pictures().playback, (Playback{Phase::Forward, 1}));
    // A second step on, while the first is in the air, takes the first at once.
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    EXPECT_EQ(session().step(), 2);
    EXPECT_TRUE(flight().isVisible());
    press(Qt::Key_PageUp);
    EXPECT_FALSE(flight().isVisible()) << "back takes away what is in the air";
    settle();
    EXPECT_EQ(session().step(), 1);
}

TEST_F(Playing, TheScrubStaysWhereItIsWhileThePlaceIsTold) {
    settle([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window.size = {1, 1};
            e.window.stride = {1, 1};
        });
    });
    ASSERT_EQ(session().lastStep(), 2 * 784);
    settle([&] { scrub().setValue(0); });
    QApplication::processEvents();
    const QRect at = scrub().geometry();
    for (const int step : {1, 783, 784, 800, 2 * 784}) {
        settle([&] { scrub().setValue(step); });
        QApplication::processEvents();
        EXPECT_EQ(scrub().geometry(), at) << step;
    }
}

TEST_F(Playing, ThePlaceLeavesTheScrubItsRoomHoweverManyWindowsThereAre) {
    window_.resize(1024, 700);
    QImage large(1100, 1000, QImage::Format_Grayscale8);
    large.fill(7);
    ASSERT_TRUE(large.save(folder_.filePath(QStringLiteral("large.png"))));
    open(folder_.filePath(QStringLiteral("large.png")));
    settle([&] { scrub().setValue(scrub().maximum() - 1); });
    QApplication::processEvents();
    const auto* place = scrub().parentWidget()->findChild<QLabel*>(QStringLiteral("place"));
    EXPECT_LT(place->geometry().right(), scrub().geometry().left());
    EXPECT_LE(place->fontMetrics().horizontalAdvance(place->text()), place->width()) << place->text().toStdString();
    EXPECT_TRUE(place->text().contains(QStringLiteral(" of 275,000"))) << place->text().toStdString();
}

TEST_F(Playing, ABackwardStepFliesInBothLayouts) {
    for (const Qt::Key layout : {Qt::Key_1, Qt::Key_2}) {
        settle([&] { press(layout); });
        settle([&] { player().goTo(196 + 120); });
        press(Qt::Key_PageDown);
        EXPECT_TRUE(flight().isVisible());
        ASSERT_TRUE(QTest::qWaitFor([&] { return session().codeStep() == CodeStep::Scatter; }, kPatience))
            << "the algorithm says which of its steps flies";
        ASSERT_TRUE(QTest::qWaitFor([&] { return !flight().isVisible(); }, kPatience));
        EXPECT_EQ(session().step(), 196 + 121);
    }
}

TEST_F(Playing, AnotherImageInMidFlightTakesTheFlightAway) {
    settle([&] { player().goTo(5); });
    press(Qt::Key_PageDown);
    ASSERT_TRUE(flight().isVisible());
    press(Qt::Key_N);
    EXPECT_FALSE(flight().isVisible());
    settle();
    EXPECT_EQ(evaluation().experiment.images.first, 19);
    EXPECT_EQ(session().step(), 5) << "the step was not taken";
    // Playing goes on with the new image.
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return flight().isVisible(); }, kPatience));
    press(Qt::Key_N);
    EXPECT_TRUE(player().isPlaying());
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().step() >= 7; }, kPatience));
    player().pause();
    settle();
}

TEST_F(Playing, FewerWindowsWhilePlayingMoveThePlaybackIntoThem) {
    for (const bool motion : {false, true}) {
        settle([&] { session().edit({}, {}, [](Experiment& e) { e.window = {}; }); });
        window_.settings().setReducedMotion(!motion);
        settle([&] { player().goTo(196 + 150); });
        press(Qt::Key_Space);
        settle([&] { choose("Presets: global"); });
        ASSERT_EQ(evaluation().grid.output(), (Extent{1, 1}));
        ASSERT_TRUE(pictures().playback || !session().playback());
        EXPECT_LE(session().step(), session().lastStep());
        ASSERT_TRUE(QTest::qWaitFor([&] { return !player().isPlaying(); }, kPatience)) << "it comes to its end";
        settle();
        EXPECT_FALSE(session().playback().has_value());
        EXPECT_EQ(shownSum(), 1);
    }
}

TEST_F(Playing, PredictAsksFirstAndAnswersNext) {
    stayStill();
    settle([&] { trigger("playback.start"); });
    press(Qt::Key_Q);
    EXPECT_TRUE(action("playback.predict")->isChecked());
    settle([&] { player().goTo(92); });
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 92) << "asked, not answered";
    EXPECT_EQ(session().links().window, (CellRef{6, 8}));
    EXPECT_TRUE(loupeText().contains(QStringLiteral(") = ?")));
    EXPECT_TRUE(loupeText().contains(QStringLiteral("which of its numbers is kept?")));
    EXPECT_FALSE(loupeText().contains(QStringLiteral("winner")));
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 93);
    EXPECT_FALSE(loupeText().contains(QStringLiteral(") = ?")));
    EXPECT_TRUE(loupeText().contains(QStringLiteral("winner")));
    press(Qt::Key_Q);
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 94) << "no questions any more";
}

TEST_F(Playing, PredictStopsPlayingForTheAnswer) {
    stayStill();
    settle([&] { player().goTo(92); });
    press(Qt::Key_Q);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !player().isPlaying(); }, kPatience));
    EXPECT_EQ(session().step(), 92) << "asked, not answered";
    EXPECT_TRUE(loupeText().contains(QStringLiteral(") = ?")));
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().step() == 93 && !player().isPlaying(); }, kPatience));
    settle([] {});
    EXPECT_FALSE(loupeText().contains(QStringLiteral(") = ?"))) << "the answer stays";
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().moment() && !player().isPlaying(); }, kPatience));
    EXPECT_EQ(session().step(), 93) << "the next one is asked";
    EXPECT_TRUE(loupeText().contains(QStringLiteral(") = ?")));
}

TEST_F(Playing, ASettingThatIsChangedShowsAllOfItsPicture) {
    stayStill();
    settle([&] { player().goTo(60); });
    ASSERT_TRUE(session().playback());
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_FALSE(session().playback());
    settle([&] { player().goTo(60); });
    settle([&] { choose("Palette: magma"); });
    EXPECT_TRUE(session().playback()) << "colours change nothing that is played";
}

TEST_F(Playing, ASettingThatIsNotPossibleLeavesItWhereItWas) {
    stayStill();
    settle([&] { player().goTo(60); });
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    ASSERT_TRUE(session().error());
    EXPECT_EQ(session().step(), 60);
    EXPECT_TRUE(says("window 60 of 196"));
}

TEST_F(Playing, TheCounterSaysWhatIsPlayedWhereAnotherWindowIsLookedAt) {
    stayStill();
    settle([&] { player().goTo(60); });
    EXPECT_TRUE(says("window 60 of 196"));
    press(Qt::Key_End);
    EXPECT_TRUE(says("60 of 196 played"));
    settle([&] { trigger("playback.end"); });
    EXPECT_TRUE(says("196 windows"));
}

TEST_F(Playing, PredictPassesOverWhatIsNoQuestion) {
    stayStill();
    settle([&] { trigger("playback.start"); });
    press(Qt::Key_Q);
    settle([&] { press(Qt::Key_PageDown); });
    const CellRef asked = *session().links().window;
    const auto at = [&](const CellRef& w) {
        return session().rendered()->looks->at(static_cast<std::size_t>(flatIndex(evaluation().grid.output(), w)));
    };
    EXPECT_EQ(at(asked), WindowLook::Telling);
    EXPECT_EQ(session().step(), flatIndex(evaluation().grid.output(), asked)) << "all before it is shown";
    EXPECT_TRUE(session().moment().has_value());
    EXPECT_FALSE(visibleText().contains(QStringLiteral("winner: place")));
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), flatIndex(evaluation().grid.output(), asked) + 1);
    EXPECT_FALSE(session().moment().has_value());
}

TEST_F(Playing, PredictingLeavesTheExperimentAlone) {
    stayStill();
    settle([&] { select("Upstream gradient", 2); });
    const Experiment before = session().experiment();
    settle([&] { trigger("playback.start"); });
    press(Qt::Key_Q);
    for (int i = 0; i < 3; ++i) settle([&] { press(Qt::Key_PageDown); });
    EXPECT_TRUE(session().experiment() == before) << "only a click moves the one cell";
}

TEST_F(Playing, SpaceOnAControlIsTheControls) {
    auto* ceil = labelled<QCheckBox>("ceil mode");
    ceil->setFocus();
    settle([&] { QTest::keyClick(ceil, Qt::Key_Space); });
    EXPECT_TRUE(ceil->isChecked());
    EXPECT_FALSE(window_.player().isPlaying());
    canvas(PanelKind::Output).setFocus();
    QTest::keyClick(&canvas(PanelKind::Output), Qt::Key_Space);
    EXPECT_TRUE(window_.player().isPlaying());
    window_.player().pause();
}

TEST_F(Playing, SpacePlaysWhereASliderHasTheFocus) {
    scrub().setFocus();
    QTest::keyClick(&scrub(), Qt::Key_Space);
    EXPECT_TRUE(window_.player().isPlaying());
    window_.player().pause();
}

TEST_F(Playing, ReducedMotionIsASettingOfItsOwn) {
    EXPECT_FALSE(action("view.reduceMotion")->isChecked());
    trigger("view.reduceMotion");
    EXPECT_TRUE(window_.settings().reducedMotion());
    settle([&] { trigger("playback.start"); });
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_FALSE(flight().isVisible());
    EXPECT_EQ(session().step(), 1) << "at once";
    trigger("view.reduceMotion");
    press(Qt::Key_PageDown);
    EXPECT_TRUE(flight().isVisible());
}

}  // namespace
}  // namespace poolscope
