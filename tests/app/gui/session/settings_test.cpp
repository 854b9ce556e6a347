// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/settings.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <csignal>

namespace poolscope {
namespace {

class SettingsIn : public testing::Test {
  protected:
    QString path(const char* name = "settings.json") const { return folder_.filePath(QString::fromLatin1(name)); }
    QByteArray content() const {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir folder_;
};

TEST_F(SettingsIn, AFileComeBack) {
    Settings settings(path());
    settings.setWindowPlace(QByteArray("\0\xff place", 8));
    settings.setAppearance(Appearance::Dark);
    settings.setReducedMotion(true);
    const Settings later(path());
    EXPECT_EQ(later.windowPlace(), QByteArray("\0\xff place", 8));
    EXPECT_EQ(later.appearance(), Appearance::Dark);
    EXPECT_TRUE(later.reducedMotion());
    EXPECT_FALSE(later.squeezeInPresent());
    EXPECT_TRUE(later.exportChoice().highlightFocus) << "never chosen";
}

TEST_F(SettingsIn, AnimationsAreAsTheLastOneWas) {
    AnimationChoice choice;
    choice.figure.look.theme = ThemeName::Dark;
    choice.figure.look.spec.title = "A title";
    choice.figure.endings = QStringList{QStringLiteral(".webp"), QStringLiteral("/")};
    choice.figure.name = path("film");
    choice.spec.phase = AnimatedPhase::Backward;
    choice.spec.fps = 5;
    choice.spec.from = 3;
    Settings(path()).setAnimationChoice(choice);
    const AnimationChoice later = Settings(path()).animationChoice();
    EXPECT_EQ(later.figure.look.theme, ThemeName::Dark);
    EXPECT_EQ(later.figure.endings, choice.figure.endings);
    EXPECT_EQ(later.figure.name, choice.figure.name);
    EXPECT_EQ(later.spec.phase, AnimatedPhase::Backward);
    EXPECT_EQ(later.spec.fps, 5);
    EXPECT_FALSE(later.spec.squeeze);
    EXPECT_TRUE(later.figure.look.spec.title.empty()) << "a title is of one film";
    EXPECT_FALSE(later.spec.from) << "windows are of one image";
    EXPECT_EQ(Settings(path("other")).animationChoice().figure.look.dpi, 150) << "never chosen";
}

TEST_F(SettingsIn, TwoWindowsAreBothKept) {
    Settings one(path());
    Settings other(path());
    one.addRecentFile(path("a.npy"));
    other.addRecentFile(path("b.npy"));
    one.setReducedMotion(true);
    other.setAppearance(Appearance::Light);
    const Settings later(path());
    EXPECT_EQ(later.recentFiles().size(), 2);
    EXPECT_TRUE(later.reducedMotion());
    EXPECT_EQ(later.appearance(), Appearance::Light);
}

TEST_F(SettingsIn, AnEarlierVersionAreTakenOver) {
    {
        QSettings earlier(path("settings.ini"), QSettings::IniFormat);
        earlier.setValue(QStringLiteral("window/place"), QByteArray("\1\xfe", 2));
        earlier.setValue(QStringLiteral("view/reducedMotion"), true);
        earlier.setValue(QStringLiteral("export/focus"), false);
        earlier.setValue(QStringLiteral("files/recent"), QStringList{QStringLiteral("/a"), QString()});
    }
    Settings settings(path());
    EXPECT_EQ(settings.windowPlace(), QByteArray("\1\xfe", 2));
    EXPECT_TRUE(settings.reducedMotion());
    EXPECT_FALSE(settings.exportChoice().highlightFocus);
    EXPECT_EQ(settings.recentFiles().first().path, QStringLiteral("/a"));
    settings.setAppearance(Appearance::Dark);
    EXPECT_TRUE(Settings(path()).reducedMotion()) << "and kept";
}

TEST_F(SettingsIn, AFileThatIsNoneCountAsNone) {
    for (const char* text :
         {"", "{", "[1]", "{\"files/recent\": 3, \"window/place\": [], \"view/reducedMotion\": {}}"}) {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const Settings settings(path());
        EXPECT_TRUE(settings.recentFiles().isEmpty()) << text;
        EXPECT_TRUE(settings.windowPlace().isEmpty()) << text;
        EXPECT_FALSE(settings.reducedMotion()) << text;
    }
}

// A disk that is full in the middle of the write; no stray file, and the old one whole.
TEST_F(SettingsIn, AFileStayWhenTheNewOnesCannotBeWritten) {
    Settings(path()).setReducedMotion(true);
    const QByteArray before = content();
    ASSERT_FALSE(before.isEmpty());
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit size{3000, 3000};
        if (::setrlimit(RLIMIT_FSIZE, &size) != 0) ::_exit(2);
        Settings settings(path());
        settings.setWindowPlace(QByteArray(5000, 'x'));
        ::_exit(settings.windowPlace().size() == 5000 ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0) << "for this run it counts";
    EXPECT_EQ(content(), before);
    EXPECT_EQ(QDir(folder_.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("settings.json")});
}

}  // namespace
}  // namespace poolscope
