// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers: recent files, its place, its appearance.
#include <gtest/gtest.h>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QMenu>

#include "app/gui/widget/style.h"
#include "tests/app/gui/support/settings_fixture.h"

namespace poolscope {
namespace {

class SettingsOf : public WindowWithSettings {
  protected:
    // The entries of File > Open recent, as they are now.
    QList<QAction*> recentEntries() {
        for (const QMenu* menu : window_.findChildren<QMenu*>()) {
            if (menu->title() == QStringLiteral("Open &recent")) return menu->actions();
        }
        ADD_FAILURE() << "no menu of recent files";
        return {};
    }
};

TEST_F(SettingsOf, RecentFilesAreInOrderOnceAndNoMoreThanTen) {
    QStringList paths;
    for (int i = 0; i < 12; ++i) paths << makeFile(QStringLiteral("file%1.csv").arg(i));
    for (const QString& path : paths) settings_.addRecentFile(path);
    settings_.addRecentFile(folder_.filePath(QStringLiteral("./file5.csv")));
    settings_.addRecentFile(paths[4], QStringLiteral("#0"));
    const QList<RecentFile> files = Settings(settingsPath()).recentFiles();
    ASSERT_EQ(files.size(), 11 - 1) << "ten, written to the file";
    EXPECT_EQ(files[0], (RecentFile{paths[4], QStringLiteral("#0")}));
    EXPECT_EQ(files[1], (RecentFile{paths[5], {}})) << "one path, however it is written";
}

TEST_F(SettingsOf, RecentFilesAreThoseThatOpenedAndMissingOnesAreGrey) {
    EXPECT_EQ(recentEntries().size(), 3) << "no files yet, line, clear";
    openExample();
    const QString first = makeFile(QStringLiteral("first.csv"));
    const QString second = makeFile(QStringLiteral("second & last.csv"));
    open(first);
    open(second);
    open(folder_.filePath(QStringLiteral("no such file.csv")));
    ASSERT_EQ(settings_.recentFiles().size(), 2) << "neither MNIST nor what did not open";
    ASSERT_EQ(recentEntries().size(), 4);
    EXPECT_EQ(recentEntries()[0]->data().toString(), second);
    EXPECT_TRUE(recentEntries()[0]->text().endsWith(QStringLiteral("second && last.csv")));

    ASSERT_TRUE(QFile::remove(second));
    for (QMenu* menu : window_.findChildren<QMenu*>()) Q_EMIT menu->aboutToShow();
    EXPECT_FALSE(recentEntries()[0]->isEnabled());
    EXPECT_TRUE(recentEntries()[1]->isEnabled());
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    recentEntries()[1]->trigger();
    ASSERT_TRUE(opened.wait(kPatience));
    EXPECT_EQ(settings_.recentFiles().first().path, first);

    recentEntries().last()->trigger();
    QApplication::processEvents();
    EXPECT_TRUE(settings_.recentFiles().isEmpty());
    EXPECT_EQ(recentEntries().size(), 3);
}

TEST_F(SettingsOf, TheWindowSurviveInASecondOne) {
    action("view.appearance.dark")->trigger();
    action("view.reduceMotion")->trigger();
    const QRect place(40, 50, 1111, 717);
    window_.setGeometry(place);
    QApplication::processEvents();
    window_.close();
    {
        Settings later(settingsPath());
        MainWindow second(&later);
        second.restorePlace();
        EXPECT_EQ(second.geometry(), place);
        EXPECT_EQ(second.session().themeName(), ThemeName::Dark);
        EXPECT_TRUE(second.actions().find(QStringLiteral("view.appearance.dark"))->isChecked());
        EXPECT_TRUE(second.actions().find(QStringLiteral("view.reduceMotion"))->isChecked());
        EXPECT_TRUE(second.settings().reducedMotion());
    }
    settings_.setAppearance(Appearance::System);
}

TEST_F(SettingsOf, AppearanceChoiceIsThatOfEveryWindow) {
    MainWindow other(&settings_);
    const QColor light = QApplication::palette().color(QPalette::Window);
    for (const auto& [id, name] :
         {std::pair{"view.appearance.dark", ThemeName::Dark}, std::pair{"view.appearance.light", ThemeName::Light}}) {
        action(id)->trigger();
        const Colour side = themeNamed(name).sidebar;
        EXPECT_EQ(QApplication::palette().color(QPalette::Window), QColor(side.r, side.g, side.b));
        EXPECT_EQ(window_.session().themeName(), name);
        EXPECT_EQ(other.session().themeName(), name);
        EXPECT_TRUE(other.actions().find(QString::fromLatin1(id))->isChecked());
    }
    action("view.appearance.system")->trigger();
    EXPECT_EQ(window_.session().themeName(), systemTheme());
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), light);
}

// A palette with dark bevels stands for that of a dark desktop; when ours takes its place the desktop is light again.
TEST_F(SettingsOf, AppearanceFollowsTheDesktopWhileItIsSystem) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    GTEST_SKIP() << "the desktop tells by itself";
#endif
    QList<ThemeName> seen;
    QObject::connect(&window_.session(), &Session::viewChanged, &window_,
                     [&] { seen << window_.session().themeName(); });
    QPalette dark = QApplication::palette();
    dark.setColor(QPalette::Light, QColor(60, 60, 60));
    // Each change of the appearance is an event of its own, so nothing is left to follow once none is waiting.
    const auto settle = [&](qsizetype changes) {
        EXPECT_TRUE(QTest::qWaitFor([&] { return seen.size() >= changes; }, kPatience));
        while (QApplication::sendPostedEvents(), QCoreApplication::eventDispatcher()->processEvents({})) {
        }
    };
    QApplication::setPalette(dark);
    settle(2);
    EXPECT_EQ(seen, (QList<ThemeName>{ThemeName::Dark, ThemeName::Light})) << "there and back, and no further";

    action("view.appearance.light")->trigger();
    seen.clear();
    QApplication::setPalette(dark);
    settle(0);
    EXPECT_TRUE(seen.isEmpty()) << "a choice of one's own holds";
    action("view.appearance.system")->trigger();
    EXPECT_EQ(window_.session().themeName(), ThemeName::Dark);
    settle(2);
    EXPECT_EQ(window_.session().themeName(), ThemeName::Light);
}

}  // namespace
}  // namespace poolscope
