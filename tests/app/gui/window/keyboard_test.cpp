// SPDX-License-Identifier: GPL-3.0-or-later
// The window without a mouse: where Tab goes, that it is seen there, and that the keys come back to the pictures.
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <iostream>

#include "app/gui/action/notices.h"
#include "app/gui/side/controls.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/view/page.h"
#include "app/gui/window/tool_bar.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Keyboard : public Window {
  protected:
    // By Tab from the images, once around; each is looked at when it has been reached.
    std::vector<QWidget*> stops(const std::function<void(QWidget&)>& look = [](QWidget&) {}) {
        std::vector<QWidget*> found;
        named<QToolButton>("Images and their source")->setFocus(Qt::TabFocusReason);
        while (QWidget* at = QApplication::focusWidget()) {
            if (!found.empty() && at == found.front()) return found;
            const bool again = std::find(found.begin(), found.end(), at) != found.end();
            EXPECT_FALSE(again) << "Tab goes round from " << nameOf(*found.back()) << " to " << nameOf(*at);
            if (again) return found;
            found.push_back(at);
            look(*at);
            at->setFocus(Qt::TabFocusReason);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        ADD_FAILURE() << "Tab leads nowhere from " << nameOf(*found.back());
        return found;
    }
    static std::string nameOf(const QWidget& widget) {
        return (QLatin1String(widget.metaObject()->className()) + QStringLiteral(" “") + widget.accessibleName() +
                QStringLiteral("” ") + widget.property("text").toString())
            .toStdString();
    }
    // As it looks in the window, with what lies around it.
    QImage pictureOf(const QWidget& widget) {
        const QRect place = QRect(widget.mapTo(&window_, QPoint()), widget.size()).adjusted(-2, -2, 2, 2);
        return window_.grab(place).toImage().convertToFormat(QImage::Format_RGB32);
    }
    // How many pixels the focus changes so much that it is seen.
    int changedBy(QWidget& stop) {
        QApplication::processEvents();
        const QImage with = pictureOf(stop);
        stop.clearFocus();
        QApplication::processEvents();
        const QImage without = pictureOf(stop);
        EXPECT_EQ(with.size(), without.size());
        int changed = 0;
        for (int y = 0; y < with.height(); ++y) {
            for (int x = 0; x < with.width(); ++x) {
                const QColor a = with.pixelColor(x, y);
                const QColor b = without.pixelColor(x, y);
                const int far = std::max(
                    {std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
                if (far > 40) ++changed;
            }
        }
        return changed;
    }
    void expectSeen(const char* where) {
        int seen = 0;
        const std::vector<QWidget*> all = stops([&](QWidget& stop) {
            const bool visible = changedBy(stop) >= 16;
            EXPECT_TRUE(visible) << where << ": " << nameOf(stop);
            seen += visible ? 1 : 0;
        });
        std::cout << where << ": " << seen << " of " << all.size() << " tab stops show the focus\n";
        RecordProperty(where, seen);
    }
};

TEST_F(Keyboard, TheFocusIsSeenOnEveryStop) {
    named<QToolButton>("Images and their source")->click();
    settle([&] { select("Upstream gradient", 1); });
    settle([&] { session().setBatch(3); });
    expectSeen("workbench");
    press(Qt::Key_2);
    expectSeen("forward + backward");
    for (const char* study : {"charts", "shift", "compare", "cascade", "dataset"}) {
        settle([&] { trigger((std::string("study.") + study).c_str()); });
        expectSeen(study);
    }
    trigger("study.workbench");
    settle([&] { trigger("view.appearance.dark"); });
    expectSeen("workbench, dark");
    window_.resize(1024, 768);
    expectSeen("workbench, narrow");
}

// Images, the tool bar, the pictures, the controls; within each from the top, and along a line from the left.
TEST_F(Keyboard, TabGoesAsTheEyeDoes) {
    const std::vector<QWidget*> groups{window_.findChild<SourceBar*>(), window_.findChild<ToolBar*>(), &window_.pages(),
                                       window_.findChild<Controls*>()};
    const auto groupOf = [&](const QWidget* stop) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (groups[i]->isAncestorOf(stop)) return static_cast<int>(i);
        }
        return -1;
    };
    const auto expectOrder = [&](const char* where) {
        const std::vector<QWidget*> all = stops();
        for (std::size_t i = 1; i < all.size(); ++i) {
            const QWidget& before = *all[i - 1];
            const QWidget& now = *all[i];
            EXPECT_GE(groupOf(&now), groupOf(&before)) << where << ": " << nameOf(before) << ", " << nameOf(now);
            if (groupOf(&now) != groupOf(&before)) continue;
            const QPoint from = before.mapTo(&window_, before.rect().center());
            const QPoint to = now.mapTo(&window_, now.rect().center());
            // Charts that stand beside pictures come after all of these.
            const bool further = to.y() > from.y() + 4 || to.x() > from.x();
            EXPECT_TRUE(further) << where << ": " << nameOf(before) << ", " << nameOf(now);
        }
    };
    expectOrder("side by side");
    press(Qt::Key_2);
    const auto places = [&] {
        std::vector<PanelKind> kinds;
        for (const QWidget* stop : stops()) {
            if (const auto* panel = qobject_cast<const PanelCanvas*>(stop)) kinds.push_back(panel->kind());
        }
        return kinds;
    };
    using enum PanelKind;
    EXPECT_EQ(places(), (std::vector{Input, Patches, Summary, Output, Gradient, GradientPatches, Routing, Upstream}));
    press(Qt::Key_1);
    settle([&] { select("Filters", 1); });
    expectOrder("with filters");
    EXPECT_EQ(places(), (std::vector{Image, Kernel, Response, Input, Patches, Output, Gradient}));
    settle([&] { trigger("study.shift"); });
    expectOrder("shift");
}

TEST_F(Keyboard, SpaceAndArrowsReachThePanels) {
    const auto expectPlays = [&](const char* after) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        EXPECT_TRUE(player().isPlaying()) << after;
        player().pause();
        session().pin({FocusKind::Window, {3, 3}, 0});
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        EXPECT_EQ(session().pinned().cell, (CellRef{3, 4})) << after;
    };
    expectPlays("the start");
    for (const char* page : {"study.charts", "study.compare", "study.dataset"}) {
        trigger(page);
        EXPECT_TRUE(window_.pages().current().isAncestorOf(QApplication::focusWidget())) << page;
        trigger("study.workbench");
        expectPlays(page);
    }
    auto* tabs = window_.findChild<QTabBar*>(QStringLiteral("pages"));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(5).center());
    for (auto* button : window_.pages().current().findChildren<QPushButton*>()) {
        if (button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
    }
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    expectPlays("a study that was run");
    labelled<QCheckBox>("ReLU")->setFocus();
    settle([&] { press(Qt::Key_F11); });
    expectPlays("presenting");
    settle([&] { press(Qt::Key_F11); });
    expectPlays("presented");
    window_.notices().refuse(QStringLiteral("This is no picture."));
    QTest::mouseClick(named<QToolButton>("Close the notice"), Qt::LeftButton);
    expectPlays("a notice");
}

// The tabs keep the keyboard while it walks along them.
TEST_F(Keyboard, TheTabsAreWalkedByArrows) {
    auto* tabs = window_.findChild<QTabBar*>(QStringLiteral("pages"));
    tabs->setFocus(Qt::TabFocusReason);
    QTest::keyClick(tabs, Qt::Key_Right);
    QTest::keyClick(tabs, Qt::Key_Right);
    EXPECT_EQ(tabs->currentIndex(), 2);
    EXPECT_TRUE(tabs->hasFocus());
}

TEST_F(Keyboard, EveryFieldGivesTheKeyboardBack) {
    named<QToolButton>("Images and their source")->click();
    settle([&] { select("Upstream gradient", 1); });
    settle([&] { session().setBatch(3); });
    settle([&] { choose("Operation: Lp"); });
    int fields = 0;
    const auto expectBack = [&] {
        const Page& page = window_.pages().current();
        for (QWidget* field : window_.findChildren<QWidget*>()) {
            const bool valued = qobject_cast<QAbstractSpinBox*>(field) || qobject_cast<QComboBox*>(field);
            if (!valued || !field->isVisible() || !field->isEnabled()) continue;
            for (const Qt::Key end : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape}) {
                field->setFocus();
                settle([&] { QTest::keyClick(field, end); });
                EXPECT_EQ(QApplication::focusWidget(), page.home()) << nameOf(*field);
            }
            ++fields;
        }
    };
    expectBack();
    EXPECT_EQ(window_.pages().current().home(), &canvas(PanelKind::Output));
    settle([&] { trigger("study.shift"); });
    expectBack();
    EXPECT_GT(fields, 8);
}

// A panel over the pictures that is closed from within takes the keyboard with it to nowhere.
TEST_F(Keyboard, ComesBackFromTheControlsOverThePictures) {
    window_.resize(1024, 768);
    named<QToolButton>("More controls")->click();
    named<QToolButton>("Palette: viridis")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(named<QToolButton>("More controls")->isChecked());
    EXPECT_EQ(QApplication::focusWidget(), &canvas(PanelKind::Output));
}

}  // namespace
}  // namespace poolscope
