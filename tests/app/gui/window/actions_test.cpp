// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of the window: actions, palette, keys.
#include <gtest/gtest.h>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QToolButton>
#include <set>

#include "app/gui/action/command_palette.h"
#include "app/gui/action/fuzzy.h"
#include "app/gui/action/icons.h"
#include "app/gui/action/shortcut_list.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/study/pages.h"
#include "app/gui/widget/style.h"
#include "tests/app/gui/support/settings_fixture.h"

namespace poolscope {
namespace {

class ActionsOf : public WindowWithSettings {
  protected:
    CommandPalette& palette() { return *window_.findChild<CommandPalette*>(); }
    QLineEdit* line() { return palette().findChild<QLineEdit*>(); }
    QListView* list() { return palette().findChild<QListView*>(); }
    QStringList listed() {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            names << list()->model()->index(row, 0).data().toString();
        }
        return names;
    }
};

TEST_F(ActionsOf, TheWindowAreNamedAndTheirKeysAreUnique) {
    std::set<QString> ids;
    std::set<QString> keys;
    ASSERT_GT(window_.actions().all().size(), 15);
    for (const QAction* a : window_.actions().all()) {
        const ActionInfo& info = window_.actions().info(a);
        EXPECT_FALSE(info.id.isEmpty() || info.text.isEmpty() || info.tip.isEmpty() || info.category.isEmpty())
            << info.id.toStdString() << " " << info.text.toStdString();
        EXPECT_TRUE(ids.insert(info.id).second) << info.id.toStdString();
        EXPECT_EQ(a->shortcuts(), info.shortcuts);
        for (const QKeySequence& key : a->shortcuts()) {
            EXPECT_FALSE(key.isEmpty()) << info.id.toStdString();
            EXPECT_TRUE(keys.insert(key.toString()).second) << key.toString().toStdString() << " does two things";
            EXPECT_TRUE(key != a->shortcut() || a->toolTip().contains(key.toString(QKeySequence::NativeText)));
        }
    }
    EXPECT_EQ(action("file.quit")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Q)) << "without a desktop theme too";
}

TEST_F(ActionsOf, TheWindowAreAllInMenusAndShareTheToolbar) {
    std::set<const QAction*> inMenus;
    for (const QMenu* menu : window_.menuBar()->findChildren<QMenu*>()) {
        for (const QAction* a : menu->actions()) inMenus.insert(a);
    }
    for (const QAction* a : window_.actions().all()) EXPECT_TRUE(inMenus.count(a)) << a->text().toStdString();
    QStringList titles;
    for (const QAction* menu : window_.menuBar()->actions()) {
        if (menu->isVisible()) titles << menu->text();
    }
    EXPECT_EQ(titles.join(QLatin1Char(' ')),
              QStringLiteral("&File &Edit &View &Pooling Play&back &Studies &Lessons &Help"))
        << "none is empty";

    openExample();
    action("pooling.sizeUp")->trigger();
    for (QToolButton* button : window_.findChildren<QToolButton*>()) {
        if (button->defaultAction() != action("edit.undo")) continue;
        EXPECT_TRUE(button->isEnabled());
        EXPECT_EQ(button->text(), QStringLiteral("Undo"));
        button->click();
    }
    EXPECT_EQ(window_.session().experiment().window.size, (Extent{2, 2}));
}

TEST_F(ActionsOf, TheWindowWorkByKeyWithoutAMenuBar) {
    openExample();
    window_.menuBar()->hide();
    QTest::keyClick(&window_.pages().board().canvas(PanelKind::Output), Qt::Key_BracketRight);
    EXPECT_EQ(window_.session().experiment().window.size, (Extent{3, 3}));
}

TEST_F(ActionsOf, TheManualAreThere) {
    QFile manual(QStringLiteral(POOLSCOPE_SOURCE_DIR "/resources/manual/window.md"));
    ASSERT_TRUE(manual.open(QIODevice::ReadOnly));
    const QString text =
        QString::fromUtf8(manual.readAll()).section(QStringLiteral("## Keys"), 1).section(QStringLiteral("\n#"), 0, 0);
    const QRegularExpression pair(QStringLiteral("\\| `([^`]+)` \\| ([^|]+) (?=\\|)"));
    int seen = 0;
    for (auto match = pair.globalMatch(text); match.hasNext(); ++seen) {
        const auto found = match.next();
        const QKeySequence key = QKeySequence::fromString(found.captured(1), QKeySequence::PortableText);
        const auto& all = window_.actions().all();
        const auto by = std::find_if(all.begin(), all.end(), [&](QAction* a) { return a->shortcuts().contains(key); });
        ASSERT_NE(by, all.end()) << found.captured(1).toStdString();
        EXPECT_EQ(window_.actions().name(*by), found.captured(2)) << found.captured(1).toStdString();
    }
    EXPECT_GE(seen, 14) << "the table is read";
}

TEST_F(ActionsOf, ThePaletteAreFoundAndRunByTyping) {
    openExample();
    QTest::keyClick(&window_, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(palette().isVisible());
    EXPECT_EQ(listed().size(), window_.actions().all().size());
    QTest::keyClicks(line(), QStringLiteral("SIZ UP"));
    EXPECT_EQ(listed().value(0), QStringLiteral("Size up"));
    QTest::keyClick(line(), Qt::Key_Return);
    EXPECT_FALSE(palette().isVisible());
    EXPECT_EQ(window_.session().experiment().window.size, (Extent{3, 3}));

    action("help.palette")->trigger();
    EXPECT_TRUE(line()->text().isEmpty()) << "it remembers nothing";
    QTest::keyClicks(line(), QStringLiteral("st"));
    EXPECT_EQ(listed().value(0), QStringLiteral("Stride and size")) << "of equals the lesson";
    QTest::keyClick(line(), Qt::Key_Down);
    QTest::keyClick(line(), Qt::Key_Return);
    EXPECT_EQ(window_.session().experiment().window.stride, (Extent{3, 3})) << "the second one: Stride up";

    action("help.palette")->trigger();
    QTest::keyClicks(line(), QStringLiteral("qqq"));
    EXPECT_TRUE(listed().isEmpty());
    QTest::keyClick(line(), Qt::Key_Return);
    EXPECT_TRUE(palette().isVisible()) << "nothing to run";
    QTest::keyClick(line(), Qt::Key_Escape);
    EXPECT_FALSE(palette().isVisible());
}

TEST_F(ActionsOf, ThePaletteAreNotRunWhenDisabled) {
    ASSERT_FALSE(action("edit.redo")->isEnabled());
    QSignalSpy redone(action("edit.redo"), &QAction::triggered);
    action("help.palette")->trigger();
    QTest::keyClicks(line(), QStringLiteral("red"));
    ASSERT_EQ(listed().mid(0, 2), (QStringList{QStringLiteral("Redo"), QStringLiteral("Reduce motion")}));
    const QModelIndex first = list()->model()->index(0, 0);
    EXPECT_FALSE(list()->model()->flags(first).testFlag(Qt::ItemIsEnabled));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(first).center());
    EXPECT_TRUE(palette().isVisible());
    QTest::keyClick(line(), Qt::Key_Up);
    EXPECT_EQ(list()->currentIndex().row(), 1) << "the selection passes over it";
    QTest::keyClick(line(), Qt::Key_Return);
    EXPECT_TRUE(settings_.reducedMotion());
    EXPECT_EQ(redone.count(), 0);
}

TEST_F(ActionsOf, ThePaletteGoesWhenSomethingElseIsClicked) {
    const auto click = [this](const char* id) {
        for (QToolButton* button : window_.findChildren<QToolButton*>()) {
            if (button->defaultAction() == action(id)) QTest::mouseClick(button, Qt::LeftButton);
        }
    };
    click("help.palette");
    EXPECT_TRUE(palette().isVisible());
    QTest::mouseClick(line(), Qt::LeftButton);
    EXPECT_TRUE(palette().isVisible()) << "not elsewhere";
    click("help.palette");
    EXPECT_FALSE(palette().isVisible()) << "its button opens and closes it";
    click("help.palette");
    click("playback.end");
    EXPECT_FALSE(palette().isVisible()) << "a button that takes no focus";
}

TEST(Fuzzy, BeginningsOfTheTextAndOfWordsComeFirst) {
    const auto score = [](const char* pattern, const char* text) {
        const auto match = fuzzyMatch(QString::fromLatin1(pattern), QString::fromLatin1(text));
        return match ? match->score : -1;
    };
    EXPECT_GT(score("op", "Open"), score("op", "Crop"));
    EXPECT_GT(score("s d", "Size down"), score("sd", "Considered"));
    EXPECT_GT(score("ima", "Next image"), score("ima", "Minimal"));
    EXPECT_EQ(score("nope", "Open"), -1) << "the order counts";
    EXPECT_EQ(score("", "Open"), 0);
    EXPECT_EQ(fuzzyMatch(QStringLiteral("SU"), QStringLiteral("Size up"))->positions, (QList<int>{0, 5}));
}

TEST_F(ActionsOf, TheListOfKeysAreThoseOfTheRegistry) {
    const ShortcutList keys(window_.actions(), &window_);
    QStringList texts;
    for (const QLabel* label : keys.findChildren<QLabel*>()) texts << label->text();
    for (const QAction* a : window_.actions().all()) {
        if (a->shortcuts().isEmpty()) continue;
        EXPECT_TRUE(texts.contains(window_.actions().name(a))) << a->text().toStdString();
        for (const QKeySequence& key : a->shortcuts()) {
            EXPECT_TRUE(texts.contains(key.toString(QKeySequence::NativeText))) << key.toString().toStdString();
        }
    }
    EXPECT_TRUE(texts.contains(QStringLiteral("Move the focused window")));
}

TEST_F(ActionsOf, TheTitleNamesTheSourceAndMarksChanges) {
    openExample();
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Poolscope — MNIST test[*]"));
    EXPECT_FALSE(window_.isWindowModified());
    action("pooling.sizeUp")->trigger();
    EXPECT_TRUE(window_.isWindowModified());
    action("edit.undo")->trigger();
    EXPECT_FALSE(window_.isWindowModified());
    open(makeFile(QStringLiteral("odd [*] name.csv")));
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Poolscope — odd [*][*] name.csv[*]"));
}

TEST(Icons, AreInTheColourOfTheTheme) {
    for (const char* name : {"play", "pause", "step-forward", "step-back", "to-start", "to-end", "present", "search"}) {
        for (const ThemeName themeName : {ThemeName::Light, ThemeName::Dark}) {
            const QImage image = themedIcon(QString::fromLatin1(name), themeName).pixmap(48).toImage();
            ASSERT_FALSE(image.isNull()) << name;
            const QRgb text = toQt(themeNamed(themeName).text).rgba();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) inked += image.pixel(x, y) == text ? 1 : 0;
            }
            EXPECT_GT(inked, 40) << name;
        }
    }
    EXPECT_TRUE(themedIcon(QStringLiteral("no such icon"), ThemeName::Light).isNull());
}

}  // namespace
}  // namespace poolscope
