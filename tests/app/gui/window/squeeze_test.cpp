// SPDX-License-Identifier: GPL-3.0-or-later
// The squeeze over the board: what plays it, what ends it, and where it is not offered.
#include <QSpinBox>
#include <QWheelEvent>

#include "app/gui/view/squeeze_layer.h"
#include "app/gui/window/squeezing.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Squeezed : public Window {
  protected:
    SqueezeLayer& layer() { return window_.squeezing().layer(); }
    // The key, and the last picture.
    void playToEnd(Qt::KeyboardModifiers modifiers = {}) {
        QSignalSpy arrived(&layer(), &SqueezeLayer::arrived);
        press(Qt::Key_S, modifiers);
        EXPECT_TRUE(layer().isVisible());
        ASSERT_TRUE(arrived.count() > 0 || arrived.wait(kPatience));
    }
    void begin() {
        press(Qt::Key_S);
        ASSERT_TRUE(layer().isVisible());
        ASSERT_TRUE(layer().isMoving());
    }
};

TEST_F(Squeezed, ASecondPressPlaysItBackward) {
    playToEnd();
    EXPECT_EQ(layer().way(), SqueezeWay::Forward);
    EXPECT_EQ(layer().geometry(), window_.pages().board().rect());
    playToEnd();
    EXPECT_EQ(layer().way(), SqueezeWay::Backward);
    press(Qt::Key_Escape);
    EXPECT_FALSE(layer().isVisible());
    playToEnd(Qt::ShiftModifier);
    EXPECT_EQ(layer().way(), SqueezeWay::Backward);
}

TEST_F(Squeezed, AnyInputEndsItAtOnce) {
    begin();
    press(Qt::Key_S);
    EXPECT_FALSE(layer().isVisible());
    begin();
    press(Qt::Key_Down);
    EXPECT_FALSE(layer().isVisible());
    begin();
    const Focus pinned = session().pinned();
    QTest::mouseClick(&layer(), Qt::LeftButton, {}, layer().rect().center());
    EXPECT_FALSE(layer().isVisible());
    EXPECT_EQ(session().pinned(), pinned) << "the click does nothing else";
    begin();
    const QPointF at = canvas(PanelKind::Input).rect().center();
    QWheelEvent wheel(at, canvas(PanelKind::Input).mapToGlobal(at), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&layer(), &wheel);
    EXPECT_FALSE(layer().isVisible());
}

TEST_F(Squeezed, AChangeIsShownAtOnce) {
    begin();
    session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; });
    EXPECT_FALSE(layer().isVisible()) << "the answer does not wait for it";
    settle();
    EXPECT_EQ(evaluation().experiment.window.size, (Extent{3, 3}));
}

TEST_F(Squeezed, TheKeyIsTypedWhereSomethingIsTyped) {
    QWidget* field = nullptr;
    for (QSpinBox* box : window_.findChildren<QSpinBox*>()) {
        if (box->isVisible()) field = box;
    }
    ASSERT_NE(field, nullptr);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_S);
    EXPECT_FALSE(layer().isVisible());
}

TEST_F(Squeezed, IsNotOfferedForLargePicturesAndSaysWhy) {
    EXPECT_TRUE(action("playback.squeeze")->isEnabled());
    openArray(std::vector<float>(65 * 65, 1), {65, 65});
    for (const char* id : {"playback.squeeze", "playback.squeezeBack"}) {
        EXPECT_FALSE(action(id)->isEnabled());
        EXPECT_TRUE(action(id)->toolTip().contains(QStringLiteral("65x65"))) << action(id)->toolTip().toStdString();
    }
    press(Qt::Key_S);
    EXPECT_FALSE(layer().isVisible());
    open(QStringLiteral("mnist:18"));
    EXPECT_TRUE(action("playback.squeeze")->isEnabled());
    EXPECT_FALSE(action("playback.squeeze")->toolTip().contains(QStringLiteral("65x65")));
}

TEST_F(Squeezed, WithoutMotionTheStationsStandStill) {
    window_.settings().setReducedMotion(true);
    playToEnd();
    EXPECT_FALSE(layer().isMoving());
    EXPECT_TRUE(layer().isVisible());
    press(Qt::Key_Down);
    EXPECT_FALSE(layer().isVisible());
}

TEST_F(Squeezed, IsPlayedInAPresentationWhenAChangeHasRested) {
    const auto grow = [&] { settle([&] { press(Qt::Key_BracketRight); }); };
    const auto plays = [&] { return QTest::qWaitFor([this] { return layer().isVisible(); }, kPatience); };
    trigger("playback.squeezeInPresent");
    EXPECT_TRUE(window_.settings().squeezeInPresent());
    press(Qt::Key_F11);
    grow();
    ASSERT_TRUE(plays());
    EXPECT_TRUE(QTest::qWaitFor([this] { return !layer().isVisible(); }, kPatience)) << "and goes by itself";
    grow();
    ASSERT_TRUE(plays());
    press(Qt::Key_Escape);
    EXPECT_FALSE(layer().isVisible());
    EXPECT_TRUE(session().presenting()) << "Escape ends the squeeze alone";
}

}  // namespace
}  // namespace poolscope
