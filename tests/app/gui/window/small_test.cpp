// SPDX-License-Identifier: GPL-3.0-or-later
// The window where there is little room, beside another one, and in another theme while it runs.
#include <QScrollArea>

#include "app/gui/window/desk.h"
#include "tests/app/gui/support/cut.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Small : public Window {
  protected:
    // In one jump, as a window manager does.
    void resizeTo(const QSize& size) {
        window_.resize(size);
        QApplication::processEvents();
        settle();
    }
};

TEST_F(Small, FitsIntoALowWindowWhosePanelsScroll) {
    resizeTo({720, 480});
    EXPECT_EQ(window_.size(), QSize(720, 480)) << "nothing makes it larger";
    const PanelBoard& board = window_.pages().board();
    EXPECT_GE(board.height(), 360);
    const QRect seen = board.visibleRegion().boundingRect();
    EXPECT_LT(seen.height(), board.height()) << "the rest is scrolled to";
    EXPECT_EQ(seen.width(), board.width());
    // What has the keyboard is scrolled to.
    canvas(PanelKind::Gradient).setFocus(Qt::TabFocusReason);
    QApplication::processEvents();
    EXPECT_FALSE(canvas(PanelKind::Gradient).visibleRegion().isEmpty());
    for (const char* page : {"workbench", "charts", "shift", "compare", "cascade", "dataset"}) {
        settle([&] { trigger((std::string("study.") + page).c_str()); });
        EXPECT_EQ(window_.size(), QSize(720, 480)) << page;
    }
}

// The rooms that 1366x768 and 1920x1080 leave at scales of 1.5 and 1.25, and a small one.
TEST_F(Small, CutsNoWords) {
    for (const QSize size : {QSize(910, 512), QSize(1092, 614), QSize(1280, 720), QSize(1536, 864), QSize(720, 480)}) {
        resizeTo(size);
        EXPECT_EQ(window_.size(), size);
        EXPECT_EQ(cutIn(window_).join(QLatin1Char('\n')).toStdString(), "") << size.width();
    }
}

TEST_F(Small, TwoWindowsKeepTheirThings) {
    MainWindow other;
    other.show();
    QSignalSpy evaluated(&other.session(), &Session::evaluated);
    other.documents().open("mnist:4");
    ASSERT_TRUE(evaluated.wait(kPatience));
    window_.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_EQ(session().experiment().window.size, (Extent{3, 3}));
    EXPECT_EQ(other.session().experiment().window.size, (Extent{2, 2}));
    EXPECT_EQ(session().experiment().images.first, 18);
    EXPECT_EQ(other.session().experiment().images.first, 4);
}

// Every pixel of the ground is of the theme that was chosen last.
TEST_F(Small, AnotherThemeLeavesNothingOfTheOneBefore) {
    for (const char* page : {"workbench", "charts", "shift", "compare", "dataset"}) {
        settle([&] { trigger((std::string("study.") + page).c_str()); });
        for (const char* theme : {"view.appearance.dark", "view.appearance.light"}) {
            settle([&] { trigger(theme); });
            const bool dark = session().themeName() == ThemeName::Dark;
            const auto isOfTheme = [&] {
                const QImage image = window_.grab().toImage();
                int bright = 0;
                for (int y = 0; y < image.height(); y += 4) {
                    for (int x = 0; x < image.width(); x += 4) bright += image.pixelColor(x, y).lightness() > 128;
                }
                const double share = bright / (image.width() * image.height() / 16.0);
                return dark ? share < 0.2 : share > 0.6;
            };
            EXPECT_TRUE(QTest::qWaitFor(isOfTheme, kPatience)) << page << " " << theme;
        }
    }
}

}  // namespace
}  // namespace poolscope
