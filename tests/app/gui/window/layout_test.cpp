// SPDX-License-Identifier: GPL-3.0-or-later
// The board in its layouts: which panels there are, where they stand, and that pointing lights all of them.
#include <QCheckBox>
#include <QLabel>
#include <QSpinBox>
#include <set>
#include <stdexcept>

#include "app/gui/action/notices.h"
#include "app/gui/side/controls.h"
#include "app/gui/side/group_states.h"
#include "app/gui/widget/widget_style.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

using enum PanelKind;

class Layouts : public Window {
  protected:
    std::set<PanelKind> visiblePanels() {
        std::set<PanelKind> kinds;
        for (const PanelRow& row : kPanelRows) {
            if (canvas(row.kind).isVisible()) kinds.insert(row.kind);
        }
        return kinds;
    }

    // Every card of the board lies in it, large enough to be read, and none over another.
    void expectOrder(const std::string& where) {
        QList<QWidget*> cards;
        for (QWidget* child : window_.pages().board().findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            // Layers over the cards let the mouse through.
            if (child->isVisible() && !child->testAttribute(Qt::WA_TransparentForMouseEvents)) cards << child;
        }
        ASSERT_GE(cards.size(), 5) << where;
        for (qsizetype i = 0; i < cards.size(); ++i) {
            const std::string name = where + ", " + cards[i]->accessibleName().toStdString();
            EXPECT_TRUE(window_.pages().board().rect().contains(cards[i]->geometry())) << name;
            EXPECT_GE(cards[i]->width(), 100) << name;
            if (qobject_cast<PanelCanvas*>(cards[i]) != nullptr) {
                EXPECT_GE(cards[i]->height(), 120) << name;
            }
            for (qsizetype j = i + 1; j < cards.size(); ++j) {
                EXPECT_FALSE(cards[i]->geometry().intersects(cards[j]->geometry()))
                    << name << " over " << cards[j]->accessibleName().toStdString();
            }
        }
    }

    QRect place(PanelKind kind) { return canvas(kind).geometry(); }
};

TEST(Shares, NearAllOfTheNumbersAreToldByTheirDigits) {
    const auto shareOf = [](std::int64_t side, std::int64_t size, std::int64_t stride, std::int64_t pad) {
        Experiment experiment;
        experiment.window = {{size, size}, {stride, stride}, {PadMode::Explicit, pad, pad, pad, pad}};
        const auto x = std::make_shared<const Tensor>(Shape{1, 1, side, side});
        return shareText(evaluate(experiment, x).value());
    };
    EXPECT_EQ(shareOf(8, 2, 2, 0), QStringLiteral("a quarter of the numbers is left"));
    EXPECT_EQ(shareOf(9, 3, 3, 0), QStringLiteral("11\u00a0% of the numbers are left"));
    EXPECT_EQ(shareOf(900, 2, 1, 0), QStringLiteral("99.78\u00a0% of the numbers are left"));
    EXPECT_EQ(shareOf(900, 2, 1, 1), QStringLiteral("1.0022 times as many numbers"));
    EXPECT_EQ(shareOf(4, 2, 1, 1), QStringLiteral("1.56 times as many numbers"));
}

TEST_F(Layouts, MessagesBesideControlsAreAsHighAsTheirWords) {
    for (const char* control : {"Size (H)", "Stride (H)", "Padding (H)"}) {
        auto* spin = named<QSpinBox>(control);
        const int before = spin->value();
        spin->setValue(control[0] == 'S' && control[1] == 't' ? 0 : 99);
        const auto areReadable = [this] {
            int messages = 0;
            for (const QLabel* label : window_.findChildren<QLabel*>(QStringLiteral("error"))) {
                if (!label->isVisible() || label->text().isEmpty()) continue;
                ++messages;
                if (label->height() < label->heightForWidth(label->width())) return false;
            }
            return messages > 0;
        };
        EXPECT_TRUE(QTest::qWaitFor(areReadable)) << control;
        afterEvaluation([&] { spin->setValue(before); });
    }
    window_.resize(1440, 1600);
    const auto* first = window_.findChild<FirstControls*>();
    const auto isAsHighAsItNeeds = [first] { return first->height() == first->heightForWidth(first->width()); };
    EXPECT_TRUE(QTest::qWaitFor(isAsHighAsItNeeds)) << "the rows do not drift apart";
}

TEST_F(Layouts, KeysAndButtonsChooseThePanels) {
    const std::set<PanelKind> row{Input, Patches, Output, Gradient};
    const std::set<PanelKind> mirrored{Input, Patches, Summary, Output, Gradient, GradientPatches, Routing, Upstream};
    EXPECT_EQ(visiblePanels(), row);
    press(Qt::Key_2);
    EXPECT_EQ(visiblePanels(), mirrored);
    EXPECT_TRUE(named<QToolButton>("Layout: Forward + backward")->isChecked());
    EXPECT_TRUE(action("view.layout.mirrored")->isChecked());
    choose("Layout: Side by side");
    EXPECT_EQ(visiblePanels(), row);
    EXPECT_TRUE(action("view.layout.sideBySide")->isChecked());
    EXPECT_FALSE(action("view.layout.mirrored")->isChecked());
}

TEST_F(Layouts, TheBackwardPassStandsBeneathAndRunsRightToLeft) {
    press(Qt::Key_2);
    for (const auto& row :
         {std::array{Input, Patches, Summary, Output}, std::array{Gradient, GradientPatches, Routing, Upstream}}) {
        for (std::size_t i = 1; i < row.size(); ++i) {
            EXPECT_LT(place(row[i - 1]).right(), place(row[i]).left());
            EXPECT_EQ(place(row[i - 1]).top(), place(row[i]).top());
        }
    }
    EXPECT_LT(place(Input).bottom(), place(Gradient).top());
    EXPECT_EQ(place(Input).left(), place(Gradient).left()) << "dX under X";
    EXPECT_EQ(place(Patches).left(), place(GradientPatches).left()) << "dX_col under X_col";
    EXPECT_EQ(place(Output).left(), place(Upstream).left()) << "dout under Y";
}

TEST_F(Layouts, FiltersBringTheirPanels) {
    settle([&] { select("Filters", 2); });
    EXPECT_EQ(visiblePanels(), (std::set<PanelKind>{Image, Kernel, Response, Input, Patches, Output, Gradient}));
    settle([&] { labelled<QCheckBox>("ReLU")->click(); });
    EXPECT_TRUE(canvas(ReluMask).isVisible());
    EXPECT_LT(place(Image).bottom(), place(Input).top());
    settle([&] { select("Filters", 0); });
    EXPECT_EQ(visiblePanels(), (std::set<PanelKind>{Image, Response, ReluMask, Input, Patches, Output, Gradient}))
        << "a ReLU without a filter has no kernel";
    settle([&] { labelled<QCheckBox>("ReLU")->click(); });
    EXPECT_EQ(visiblePanels(), (std::set<PanelKind>{Input, Patches, Output, Gradient}));
}

TEST_F(Layouts, NothingOverlapsOrLeavesTheBoard) {
    for (const QSize size : {QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080)}) {
        window_.resize(size);
        QApplication::processEvents();
        for (const bool filters : {false, true}) {
            settle([&] { select("Filters", filters ? 2 : 0); });
            for (const Qt::Key layout : {Qt::Key_1, Qt::Key_2}) {
                press(layout);
                const std::string where = std::to_string(size.width()) + (filters ? " with filters" : "") +
                                          (layout == Qt::Key_2 ? ", mirrored" : "");
                expectOrder(where);
                window_.notices().refuse(QStringLiteral("something the user has to see"));
                QApplication::processEvents();
                expectOrder(where + ", with a notice");
                window_.notices().clear();
                settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
                expectOrder(where + ", with an error");
                settle([&] { trigger("edit.undo"); });
            }
        }
    }
}

// What a window manager takes of the height of a screen.
constexpr int kTitleBar = 26;

TEST_F(Layouts, WhatIsNotPossibleIsSaidAndMovesNothing) {
    const auto places = [this] {
        std::vector<QRect> all;
        for (const PanelCanvas* panel : window_.findChildren<PanelCanvas*>()) all.push_back(panel->geometry());
        for (const SceneCard* card : window_.findChildren<SceneCard*>()) all.push_back(card->geometry());
        return all;
    };
    for (const QSize size : {QSize(1280, 800), QSize(1024, 700), QSize(700, 420)}) {
        window_.resize(size);
        // One pass moves the controls, the next the board beneath them.
        std::vector<QRect> before;
        ASSERT_TRUE(QTest::qWaitFor([&] { return std::exchange(before, places()) == before; }));
        settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
        QApplication::processEvents();
        EXPECT_EQ(places(), before) << size.width();
        const auto* notice = window_.findChild<PanelBoard*>()->findChild<QLabel*>(QStringLiteral("notice"));
        ASSERT_TRUE(notice->isVisible());
        EXPECT_EQ(notice->visibleRegion().boundingRect(), notice->rect()) << size.width();
        settle([&] { trigger("edit.undo"); });
    }
}

TEST_F(Layouts, ThePicturesAreTheHeroes) {
    QApplication::setStyle(new WidgetStyle);
    // The square of X is at least 190, 210, 232 and 345 wide; the picture in it is the largest whole multiple.
    for (const auto& [size, edge] : {std::pair{QSize(1024, 768), 190}, std::pair{QSize(1366, 768), 210},
                                     std::pair{QSize(1440, 900), 232}, std::pair{QSize(1920, 1080), 345}}) {
        window_.resize(size.width(), size.height() - kTitleBar);
        settle();
        const double x = canvas(Input).panel().area(AreaKind::Input)->rect.width;
        EXPECT_EQ(window_.width(), size.width());
        EXPECT_EQ(window_.height(), size.height() - kTitleBar);
        EXPECT_GE(x, edge / 28 * 28) << size.width();
        EXPECT_LE(canvas(Output).panel().area(AreaKind::Output)->rect.width, x) << "Y is never larger than X";
        EXPECT_EQ(canvas(Gradient).panel().area(AreaKind::Gradient)->rect.width, x);
    }
}

TEST_F(Layouts, WindowsAreNoWiderThanTheyMustBe) {
    QApplication::setStyle(new WidgetStyle);
    window_.resize(720, 600);
    settle();
    EXPECT_EQ(window_.width(), 720);
    expectOrder("720 wide");
}

TEST_F(Layouts, TheFirstControlsNeedNoScrolling) {
    QApplication::setStyle(new WidgetStyle);
    window_.resize(1366, 768 - kTitleBar);
    for (Fold* fold : window_.findChildren<Fold*>()) fold->setOpen(false);
    for (const char* appearance : {"view.appearance.dark", "view.appearance.light"}) {
        trigger(appearance);
        settle();
        for (int depth = 0; depth < 8; ++depth) QApplication::processEvents();
        const Controls* controls = window_.findChild<Controls*>();
        ASSERT_NE(controls, nullptr);
        ASSERT_EQ(window_.height(), 768 - kTitleBar);
        EXPECT_LE(controls->widget()->sizeHint().height(), controls->viewport()->height()) << appearance;
        EXPECT_LE(controls->widget()->minimumSizeHint().width(), controls->viewport()->width()) << appearance;
    }
    for (Fold* fold : window_.findChildren<Fold*>()) fold->setOpen(true);
    settle();
    for (int depth = 0; depth < 8; ++depth) QApplication::processEvents();
    const Controls* controls = window_.findChild<Controls*>();
    EXPECT_LE(controls->widget()->minimumSizeHint().width(), controls->viewport()->width()) << "beside a scroll bar";
}

// Operation, size, stride and padding are there at every width; the others come when they are asked for.
TEST_F(Layouts, NarrowWindowsHaveTheFirstControlsInAStrip) {
    const auto isOverPictures = [this] {
        const Controls& controls = *window_.findChild<Controls*>();
        return controls.isVisible() &&
               controls.geometry().intersects(QRect(window_.pages().board().mapTo(window_.centralWidget(), QPoint()),
                                                    window_.pages().board().size()));
    };
    window_.resize(1440, 800);
    settle();
    EXPECT_FALSE(isOverPictures());
    EXPECT_TRUE(window_.findChild<Controls*>()->isVisible());
    window_.resize(1024, 700);
    settle();
    EXPECT_FALSE(window_.findChild<Controls*>()->isVisible());
    EXPECT_TRUE(named<QSpinBox>("Size (H)")->isVisible());
    EXPECT_TRUE(named<QToolButton>("Operation: max")->isVisible());
    named<QToolButton>("More controls")->click();
    EXPECT_TRUE(isOverPictures());
    EXPECT_TRUE(named<QComboBox>("Filters")->isVisible());
    QTest::keyClick(named<QComboBox>("Filters"), Qt::Key_Escape);
    EXPECT_FALSE(window_.findChild<Controls*>()->isVisible());
    window_.resize(1440, 800);
    settle();
    EXPECT_TRUE(window_.findChild<Controls*>()->isVisible());
    EXPECT_TRUE(named<QSpinBox>("Size (H)")->isVisible());
}

TEST_F(Layouts, GroupsSayTheirStateAndOpenWhenTheyAreUsed) {
    const auto fold = [this](const char* title) -> Fold& {
        for (Fold* each : window_.findChildren<Fold*>()) {
            if (each->title().text() == QLatin1String(title)) return *each;
        }
        throw std::runtime_error(title);
    };
    for (Fold* each : window_.findChildren<Fold*>()) each->setOpen(false);
    Fold& more = fold("More about the window");
    EXPECT_TRUE(more.title().isUsual());
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.dilation = {2, 2}; }); });
    EXPECT_TRUE(more.isOpen());
    EXPECT_FALSE(more.title().isUsual());
    EXPECT_EQ(more.title().state(), QStringLiteral("dilation 2"));
    more.setOpen(false);
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.ceilMode = true; }); });
    EXPECT_FALSE(more.isOpen()) << "what the user closed stays closed";
    EXPECT_EQ(more.title().state(), QStringLiteral("dilation 2 · ceil mode"));
    EXPECT_FALSE(fold("Draw").isOpen());
    settle([&] { trigger("edit.blank"); });
    EXPECT_TRUE(fold("Draw").isOpen());
    EXPECT_EQ(fold("Filter first").title().state(), QStringLiteral("none"));
    more.setOpen(false);
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.dilation = {0, 0}; }); });
    EXPECT_TRUE(more.isOpen()) << "what is wrong is said beside its control";
}

TEST_F(Layouts, PointingInAnyPanelLightsAll) {
    const std::map<PanelKind, AreaKind> where{{Input, AreaKind::Input},       {Patches, AreaKind::Lens},
                                              {Summary, AreaKind::Strip},     {Output, AreaKind::Output},
                                              {Gradient, AreaKind::Gradient}, {GradientPatches, AreaKind::Lens},
                                              {Routing, AreaKind::Strip},     {Upstream, AreaKind::Upstream}};
    press(Qt::Key_2);
    for (const auto& [kind, area] : where) {
        session().pin({FocusKind::Window, {6, 6}, 0});
        // A cell of window (6, 8) or its column: next but one to the pinned window.
        const bool plane = area == AreaKind::Input || area == AreaKind::Gradient;
        const bool matrix = area == AreaKind::Lens || area == AreaKind::Strip;
        std::map<PanelKind, Scene> before;
        for (const auto& [other, unused] : where) before[other] = lit(other);
        hover(kind, area, plane ? CellRef{13, 17} : matrix ? CellRef{0, 6 * 14 + 8} : CellRef{6, 8});
        ASSERT_EQ(session().links().window, (CellRef{6, 8})) << toText(kind);
        for (const auto& [other, unused] : where) {
            EXPECT_NE(lit(other), before[other]) << "from " << toText(kind) << " to " << toText(other);
        }
        leave(kind);
    }
}

}  // namespace
}  // namespace poolscope
