// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the registry, triggered in every state of the window: none breaks it or leaves an error behind.
#include <QClipboard>
#include <set>

#include "app/gui/window/presentation.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

// What opens a dialog that waits for the user, or closes the window.
const std::set<QString>& left() {
    static const std::set<QString> kLeft{
        QStringLiteral("file.open"),         QStringLiteral("file.save"),
        QStringLiteral("file.saveAs"),       QStringLiteral("file.close"),
        QStringLiteral("file.quit"),         QStringLiteral("file.exportFigure"),
        QStringLiteral("file.exportTensor"), QStringLiteral("help.keys"),
        QStringLiteral("help.about"),        QStringLiteral("pooling.gradientFile"),
        QStringLiteral("lesson.file"),       QStringLiteral("file.openFolder"),
        QStringLiteral("file.readAs"),       QStringLiteral("file.part"),
    };
    return kLeft;
}

class Registry : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        QApplication::clipboard()->clear();
    }
    void triggerAll() {
        for (QAction* each : window_.actions().all()) {
            if (left().count(each->objectName()) || !each->isEnabled()) continue;
            settle([&] { each->trigger(); });
            EXPECT_FALSE(window_.grab().isNull());
            ++triggered_;
        }
        player().pause();
        settle();
    }
    // After one step back into what is possible the window works as ever.
    void expectHealth() {
        if (window_.presentation().isOn()) trigger("view.present");
        open(QStringLiteral("mnist:18"));
        settle([&] { session().edit({}, {}, [](Experiment& e) { e.window = {}; }); });
        EXPECT_FALSE(session().error().has_value()) << session().error()->message;
        settle([&] { trigger("playback.end"); });
        EXPECT_EQ(evaluation().experiment, session().experiment());
        EXPECT_EQ(evaluation().grid.output(), (Extent{14, 14}));
    }
    int triggered_ = 0;
};

TEST_F(Registry, NamesOnlyActionsThatExistAsLeftOut) {
    for (const QString& id : left()) EXPECT_NE(window_.actions().find(id), nullptr) << id.toStdString();
}

TEST_F(Registry, EachAloneFromTheOpeningViewLeavesNoError) {
    for (QAction* each : window_.actions().all()) {
        if (left().count(each->objectName()) || !each->isEnabled()) continue;
        settle([&] { each->trigger(); });
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
        EXPECT_FALSE(session().error().has_value()) << each->objectName().toStdString();
        EXPECT_FALSE(window_.grab().isNull());
        player().pause();
        window_.presentation().set(false);
        session().setFrozen(false);
        session().setLayout(BoardLayout::SideBySide);
        session().setBrush({});
        settle([&] {
            session().setView({});
            player().goTo(session().lastStep());
            session().undoStack().setIndex(0);
        });
    }
}

TEST_F(Registry, AllInARowSideBySide) {
    triggerAll();
    EXPECT_GT(triggered_, 50);
    expectHealth();
}

TEST_F(Registry, AllInARowMirrored) {
    press(Qt::Key_2);
    triggerAll();
    triggerAll();
    expectHealth();
}

TEST_F(Registry, AllInARowWhilePresenting) {
    press(Qt::Key_F11);
    triggerAll();
    expectHealth();
}

TEST_F(Registry, AllInARowBeforeTheFirstPicture) {
    MainWindow window;
    window.show();
    for (QAction* each : window.actions().all()) {
        if (left().count(each->objectName()) || !each->isEnabled()) continue;
        each->trigger();
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().rendered() != nullptr; }, kPatience));
    EXPECT_FALSE(window.session().error().has_value());
    while (window.session().undoStack().canUndo()) window.session().undoStack().undo();
    EXPECT_NE(window.session().source(), nullptr) << "undo never goes back to a window without a source";
}

}  // namespace
}  // namespace poolscope
