// SPDX-License-Identifier: GPL-3.0-or-later
// Menus and keys as they are read and pressed: one letter for one entry, one key for one deed.
#include <QGridLayout>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <map>

#include "app/gui/action/command_palette.h"
#include "app/gui/action/shortcut_list.h"
#include "app/gui/input/read_as_dialog.h"
#include "app/gui/lesson/lesson_frame.h"
#include "app/gui/output/export_dialog.h"
#include "tests/app/gui/support/cut.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Menus : public Window {
  protected:
    // Of the actions of one menu, as they are now.
    static void expectUnique(const QList<QAction*>& actions, const QString& menu) {
        std::map<QString, QString> taken;
        for (const QAction* each : actions) {
            const QString letter = QKeySequence::mnemonic(each->text()).toString();
            if (letter.isEmpty() || !each->isVisible()) continue;
            const auto [first, isNew] = taken.emplace(letter, each->text());
            EXPECT_TRUE(isNew) << menu.toStdString() << ": " << letter.toStdString() << " is "
                               << first->second.toStdString() << " and " << each->text().toStdString();
        }
    }
    void expectUniqueInAllMenus() {
        expectUnique(window_.menuBar()->actions(), QStringLiteral("menu bar"));
        for (const QMenu* menu : window_.findChildren<QMenu*>()) expectUnique(menu->actions(), menu->title());
    }
    QStringList found(const char* typed) {
        auto& palette = *window_.findChild<CommandPalette*>();
        if (!palette.isVisible()) trigger("help.palette");
        palette.findChild<QLineEdit*>()->setText(QString::fromUtf8(typed));
        const auto* model = palette.findChild<QListView*>()->model();
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row) names << model->index(row, 0).data().toString();
        return names;
    }
};

TEST_F(Menus, HaveEachLetterOnce) {
    expectUniqueInAllMenus();
    settle([&] { trigger("pooling.sizeUp"); });
    trigger("playback.play");
    expectUniqueInAllMenus();
    trigger("edit.undo");
    expectUniqueInAllMenus();
    player().pause();
    Q_EMIT canvas(PanelKind::Output).menuRequested({});
    const auto* panel = window_.findChild<QMenu*>(QStringLiteral("panelMenu"));
    ASSERT_NE(panel, nullptr);
    EXPECT_GE(panel->actions().size(), 4);
    expectUnique(panel->actions(), panel->objectName());
}

TEST_F(Menus, ThePaletteHasAWholeWordFirst) {
    EXPECT_EQ(found("Lp").value(0), QStringLiteral("Operation: Lp"));
    EXPECT_EQ(found("median").value(0), QStringLiteral("Operation: median"));
    EXPECT_EQ(found("play").value(0), QStringLiteral("Play"));
    EXPECT_EQ(found("size down").value(0), QStringLiteral("Size down"));
    EXPECT_EQ(found("dark").value(0), QStringLiteral("Appearance: Dark"));
    EXPECT_EQ(found("sizd").value(0), QStringLiteral("Size down")) << "letters are enough, as ever";
}

// Each key that the list names is pressed, and nothing but what it names happens.
TEST_F(Menus, ThePaletteHasLessonsFirst) {
    EXPECT_EQ(found("").front(), QStringLiteral("Why pool")) << found("").join(QLatin1Char(',')).toStdString();
    EXPECT_EQ(found("Max against").front(), QStringLiteral("Max against average"));
}

TEST_F(Menus, TheListOfKeysIsTrue) {
    const ShortcutList keys(window_.actions(), &window_);
    std::map<QString, QAction*> byName;
    std::vector<std::unique_ptr<QSignalSpy>> spies;
    for (QAction* each : window_.actions().all()) {
        if (!each->shortcuts().isEmpty()) {
            EXPECT_TRUE(byName.emplace(window_.actions().name(each), each).second)
                << "two are called " << window_.actions().name(each).toStdString();
        }
        QObject::disconnect(each, &QAction::triggered, nullptr, nullptr);  // it opens no dialog and ends nothing
        each->setEnabled(true);
        spies.push_back(std::make_unique<QSignalSpy>(each, &QAction::triggered));
    }
    const auto triggered = [&] {
        QStringList names;
        for (std::size_t i = 0; i < spies.size(); ++i) {
            for (int n = 0; n < spies[i]->count(); ++n) {
                names << window_.actions().name(window_.actions().all()[static_cast<qsizetype>(i)]);
            }
            spies[i]->clear();
        }
        return names;
    };
    int pressed = 0;
    for (const auto* grid : keys.findChildren<QGridLayout*>()) {
        for (int row = 1; row < grid->rowCount(); ++row) {
            const auto* what = qobject_cast<QLabel*>(grid->itemAtPosition(row, 1)->widget());
            if (!byName.count(what->text())) continue;  // of the panels, and tried with them
            for (const auto* label : grid->itemAtPosition(row, 0)->widget()->findChildren<QLabel*>()) {
                const QKeySequence key(label->text(), QKeySequence::NativeText);
                press(key[0].key(), key[0].keyboardModifiers());
                EXPECT_EQ(triggered(), QStringList(what->text())) << label->text().toStdString();
                ++pressed;
            }
        }
    }
    int all = 0;
    for (const QAction* each : window_.actions().all()) all += static_cast<int>(each->shortcuts().size());
    EXPECT_EQ(pressed, all) << "no action with a key is left out";
}

TEST_F(Menus, WhatTheListSaysOfThePanelsIsTrue) {
    const ShortcutList keys(window_.actions(), &window_);
    QStringList said;
    for (const auto* label : keys.findChildren<QLabel*>()) said << label->text();
    for (const char* deed :
         {"Move the focused window", "First and last window", "Type the value of the cell", "Pin a cell",
          "Copy or export the numbers", "Walk along X_col", "Zoom", "Move the cell that is lit",
          "Give up what takes long, leave a field or the presentation", "Take a number, and go back to the panels"}) {
        EXPECT_TRUE(said.contains(QString::fromUtf8(deed))) << deed;
    }
    session().pin({FocusKind::Window, {3, 3}, 0});
    press(Qt::Key_Left);
    press(Qt::Key_Up);
    EXPECT_EQ(session().pinned().cell, (CellRef{2, 2}));
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    EXPECT_EQ(session().pinned().cell, (CellRef{3, 3}));
    press(Qt::Key_End);
    EXPECT_EQ(session().pinned().cell, (CellRef{13, 13}));
    press(Qt::Key_Home);
    EXPECT_EQ(session().pinned().cell, (CellRef{0, 0}));
    click(PanelKind::Input, AreaKind::Input, {12, 12});
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Input, {12, 12}, 0}));
    const auto* editor = canvas(PanelKind::Input).findChild<QLineEdit*>();
    QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Return);
    EXPECT_TRUE(editor->isVisible());
}

// Hints, counts and numbers, of a source as large as they come.
TEST_F(Menus, HintsAndCountsAreNotCut) {
    const auto expectWhole = [](const QWidget& root, const char* where) {
        // Words that need more lines than before get their room with the next layout.
        EXPECT_TRUE(QTest::qWaitFor([&root] { return cutIn(root).isEmpty(); }, kPatience))
            << where << ": " << cutIn(root).join(QLatin1Char('\n')).toStdString();
    };
    open(arrayFile(QStringLiteral("many.npy"), std::vector<float>(60'000 * 4, 1), {60'000, 2, 2}));
    settle([&] { session().setBatch(55'555); });
    settle([&] { session().showPlane(55'554); });
    expectWhole(window_, "the strip of images");
    named<QToolButton>("Images and their source")->click();
    expectWhole(window_, "the bar of images");
    settle([&] { session().showImage(59'999); });
    expectWhole(window_, "the last image");
    found("");
    expectWhole(window_, "the palette");
    trigger("help.palette");
    trigger("file.readAs");
    auto* read = window_.findChild<ReadAsDialog*>();
    ASSERT_NE(read, nullptr);
    expectWhole(*read, "read as");
    read->reject();
    open(QStringLiteral("mnist:18"));
    trigger("file.exportFigure");
    auto* figure = window_.findChild<ExportDialog*>();
    ASSERT_NE(figure, nullptr);
    expectWhole(*figure, "export figure");
    figure->reject();
}

TEST_F(Menus, HintsOfALessonAreNotCut) {
    const QString path = folder_.filePath(QStringLiteral("tour.lesson"));
    for (const char* question : {"ask: winner 0,0\n", "ask: shape\nthen: size 1\n"}) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("title: Tour\nabout: A.\nstep: S\ninput: 1 2 | 3 4\nsay: s\n");
        file.write(question);
        file.close();
        open(path);
        const auto lines = window_.findChild<LessonFrame*>()->findChildren<QLineEdit*>();
        ASSERT_FALSE(lines.isEmpty()) << question;
        EXPECT_FALSE(isCut(*lines.back())) << lines.back()->placeholderText().toStdString();
    }
}

}  // namespace
}  // namespace poolscope
