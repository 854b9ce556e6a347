// SPDX-License-Identifier: GPL-3.0-or-later
// The presentation: what is hidden, how large it is, what steps it, and that everything comes back.
#include <QMenuBar>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QWheelEvent>

#include "app/gui/side/controls.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/window/presentation.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Presenting : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        window_.settings().setReducedMotion(true);
    }
    QList<QWidget*> bars() {
        return {window_.menuBar(),
                window_.findChild<QToolBar*>(),
                window_.statusBar(),
                window_.findChild<SourceBar*>(),
                window_.findChild<Controls*>(),
                window_.findChild<QTabBar*>(QStringLiteral("pages"))};
    }
    void expectBars(bool there) {
        for (const QWidget* bar : bars()) EXPECT_EQ(bar->isVisible(), there) << bar->metaObject()->className();
    }
    void turnWheel(PanelKind over, int notches, Qt::KeyboardModifiers keys = Qt::ControlModifier) {
        PanelCanvas& canvas = this->canvas(over);
        const QPointF at = canvas.rect().center();
        QWheelEvent wheel(at, canvas.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, keys, Qt::NoScrollPhase,
                          false);
        // What a widget leaves goes on to the one around it; Qt does that for wheels of the desktop alone.
        for (QWidget* widget = &canvas; widget; widget = widget->parentWidget()) {
            wheel.accept();
            if (QApplication::sendEvent(widget, &wheel) && wheel.isAccepted()) break;
        }
    }
};

TEST_F(Presenting, HidesTheBarsAndEscapeBringsThemBack) {
    const QRect before = canvas(PanelKind::Input).geometry();
    press(Qt::Key_F11);
    EXPECT_TRUE(window_.presentation().isOn());
    EXPECT_TRUE(window_.isFullScreen());
    expectBars(false);
    EXPECT_TRUE(canvas(PanelKind::Input).isVisible());
    EXPECT_GE(session().scale(), 2) << "twice the type of the window, or more";
    EXPECT_TRUE(action("view.present")->isChecked());
    press(Qt::Key_Escape);
    EXPECT_FALSE(window_.presentation().isOn());
    EXPECT_FALSE(window_.isFullScreen());
    EXPECT_FALSE(action("view.present")->isChecked());
    expectBars(true);
    EXPECT_EQ(session().scale(), 1);
    window_.resize(1440, 900);
    QApplication::processEvents();
    EXPECT_EQ(canvas(PanelKind::Input).geometry(), before);
    press(Qt::Key_F11);
    press(Qt::Key_F11);
    expectBars(true);
}

TEST_F(Presenting, CtrlWheelAndKeysZoomWithinLimits) {
    press(Qt::Key_F11);
    for (const PanelKind over : {PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient}) {
        for (int i = 0; i < 12; ++i) turnWheel(over, 1);
        EXPECT_EQ(session().scale(), 3) << toText(over);
        for (int i = 0; i < 12; ++i) turnWheel(over, -1);
        EXPECT_EQ(session().scale(), 1) << toText(over);
    }
    press(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_EQ(session().scale(), 1.25);
    press(Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_EQ(session().scale(), 1);
    turnWheel(PanelKind::Input, 1, Qt::NoModifier);
    EXPECT_EQ(session().scale(), 1) << "without Ctrl the wheel does not zoom";
    press(Qt::Key_Escape);
    turnWheel(PanelKind::Input, 1);
    press(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_EQ(session().scale(), 1) << "outside the presentation nothing zooms";
}

TEST_F(Presenting, AClickerSteps) {
    press(Qt::Key_F11);
    settle([&] { press(Qt::Key_PageDown); });
    settle([&] { press(Qt::Key_PageDown); });
    EXPECT_EQ(session().step(), 2);
    settle([&] { press(Qt::Key_PageUp); });
    EXPECT_EQ(session().step(), 1);
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_EQ(session().experiment().window.size, (Extent{3, 3}));
    settle([&] { press(Qt::Key_2); });
    EXPECT_TRUE(canvas(PanelKind::Upstream).isVisible());
}

TEST_F(Presenting, AnErrorIsSaidThereToo) {
    press(Qt::Key_F11);
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    EXPECT_TRUE(says("Not possible"));
    const auto* notice = window_.pages().board().findChild<QLabel*>(QStringLiteral("notice"));
    EXPECT_GE(notice->fontInfo().pixelSize(), 20) << "as large as what else is read from the last row";
    settle([&] { trigger("edit.undo"); });
    EXPECT_FALSE(says("Not possible"));
}

TEST_F(Presenting, TheKeyboardStaysWithThePanels) {
    auto* control = named<QToolButton>("Palette: viridis");
    control->setFocus();
    press(Qt::Key_F11);
    const QWidget* focus = QApplication::focusWidget();
    ASSERT_NE(focus, nullptr) << "the keyboard must not be lost with the bars";
    EXPECT_TRUE(focus->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(window_.presentation().isOn());
}

}  // namespace
}  // namespace poolscope
