// SPDX-License-Identifier: GPL-3.0-or-later
// What is lit when a cell is pointed at, the maps of the input, and what is left out of sight.
#include <QCheckBox>
#include <QSpinBox>

#include "app/gui/view/thread_layer.h"

#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Linking : public Window {
  protected:
    static std::ptrdiff_t outlines(const Scene& scene) {
        return std::count_if(scene.marks.begin(), scene.marks.end(), [](const Mark& mark) {
            const auto* rect = std::get_if<RectMark>(&mark);
            return rect && rect->stroke && !rect->fill;
        });
    }
    static std::ptrdiff_t hatched(const Scene& scene) {
        return std::count_if(scene.marks.begin(), scene.marks.end(),
                             [](const Mark& mark) { return std::holds_alternative<HatchMark>(mark); });
    }
    void setWindow(int size, int stride) {
        settle([&] { named<QSpinBox>("Size (H)")->setValue(size); });
        settle([&] { named<QSpinBox>("Stride (H)")->setValue(stride); });
    }
};

TEST_F(Linking, AnInputCellShowsEveryWindowOverIt) {
    setWindow(3, 1);
    hover(PanelKind::Input, AreaKind::Input, {14, 14});
    EXPECT_EQ(session().links().coveringCount, 9);
    EXPECT_GE(outlines(lit(PanelKind::Input)), 9);
    EXPECT_GE(outlines(lit(PanelKind::Output)), 9);
    EXPECT_TRUE(says("9 windows over it"));
    EXPECT_TRUE(says("input (14, 14) = "));
    hover(PanelKind::Input, AreaKind::Input, {0, 0});
    EXPECT_EQ(session().links().coveringCount, 1);
}

TEST_F(Linking, TheThreadFollowsTheFocusAndTheLayout) {
    const auto& thread = *window_.findChild<ThreadLayer*>();
    const auto startIn = [&](const CellRef& window) {
        hover(PanelKind::Output, AreaKind::Output, window);
        const std::vector<ThreadLeg> legs = thread.legs();
        EXPECT_EQ(legs.size(), 3U);
        return legs.empty() ? Point{} : legs.front().path.at(0);
    };
    const Point first = startIn({3, 3});
    const Point second = startIn({3, 5});
    EXPECT_GT(second.x, first.x);
    EXPECT_EQ(second.y, first.y);
    settle([&] { session().setLayout(BoardLayout::ForwardBackward); });
    hover(PanelKind::Output, AreaKind::Output, {3, 3});
    EXPECT_EQ(thread.legs().size(), 6U);
    // Every point of it lies on the layer, which lies over the panels.
    for (const ThreadLeg& leg : thread.legs()) {
        for (const double t : {0.0, 0.5, 1.0}) {
            const Point at = leg.path.at(t);
            EXPECT_TRUE(thread.geometry().contains(QPointF(at.x, at.y).toPoint())) << leg.word;
        }
    }
}

TEST_F(Linking, TheTermsOfACellAreSpelledOut) {
    // The 9 wins both windows of size 2 x 2.
    openArray({1, 9, 1, 1, 2, 1}, {2, 3});
    setWindow(2, 1);
    const QString dout = arrayFile(QStringLiteral("dout.npy"), {0.7F, 0.9F}, {1, 2});
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    settle([&] {
        window_.documents().openGradient(dout.toStdString());
        EXPECT_TRUE(opened.wait(kPatience));
    });
    hover(PanelKind::Gradient, AreaKind::Gradient, {0, 1});
    EXPECT_TRUE(loupeText().contains(QStringLiteral("0.7 + 0.9 = 1.6 from 2 of 2 windows")))
        << loupeText().toStdString();
    hover(PanelKind::Input, AreaKind::Input, {0, 0});
    EXPECT_TRUE(loupeText().contains(QStringLiteral("wins no window, gets 0")));
    // Overwriting keeps the last one, and says no sum that is wrong.
    settle([&] { choose("Overlaps: = in a loop"); });
    hover(PanelKind::Gradient, AreaKind::Gradient, {0, 1});
    EXPECT_FALSE(loupeText().contains(QLatin1Char('+') + QStringLiteral(" 0.9"))) << loupeText().toStdString();
    EXPECT_TRUE(loupeText().contains(QStringLiteral("0.7, overwritten by 0.9"))) << loupeText().toStdString();
    settle([&] { choose("Overlaps: = in col2im"); });
    hover(PanelKind::Gradient, AreaKind::Gradient, {0, 1});
    EXPECT_TRUE(loupeText().contains(QStringLiteral("0.9, overwritten by 0.7 → 0.7"))) << loupeText().toStdString();
}

TEST_F(Linking, ARowOfXColIsALatticeOfPixels) {
    hover(PanelKind::Patches, AreaKind::SlotHeads, {3, 0});
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Slot, {}, 3}));
    EXPECT_EQ(outlines(lit(PanelKind::Input)), 196);
    EXPECT_EQ(outlines(lit(PanelKind::Gradient)), 196);
    EXPECT_TRUE(loupeText().contains(QStringLiteral("place 3 of every window")));
}

TEST_F(Linking, FreezingHoldsWhatIsLit) {
    hover(PanelKind::Output, AreaKind::Output, {3, 9});
    press(Qt::Key_F);
    EXPECT_TRUE(action("view.freeze")->isChecked());
    hover(PanelKind::Input, AreaKind::Input, {20, 20});
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Window, {3, 9}, 0}));
    EXPECT_EQ(session().links().window, (CellRef{3, 9}));
    press(Qt::Key_F);
    EXPECT_FALSE(action("view.freeze")->isChecked());
    hover(PanelKind::Input, AreaKind::Input, {21, 20});
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Input, {21, 20}, 0}));
}

TEST_F(Linking, TheMapsOfTheInputCount) {
    setWindow(3, 2);
    settle([&] { choose("Input shows: seen by"); });
    EXPECT_EQ(lines(PanelKind::Input).front(), QStringLiteral("Input X · windows over it"));
    EXPECT_EQ(sumOf(pictures().countPlane), 9 * 169) << "taps of all windows";
    EXPECT_EQ(pictures().largestCount, 4);
    EXPECT_TRUE(action("view.map.1")->isChecked());
    settle([&] { choose("Input shows: wins"); });
    EXPECT_EQ(lines(PanelKind::Input).front(), QStringLiteral("Input X · windows won"));
    EXPECT_EQ(sumOf(pictures().countPlane), 169) << "every window is won once";
    settle([&] { trigger("view.map.0"); });
    EXPECT_EQ(lines(PanelKind::Input).front(), QStringLiteral("Input X"));
    EXPECT_TRUE(named<QToolButton>("Input shows: values")->isChecked());
}

TEST_F(Linking, WhatNoWindowCoversIsHatchedAndSaid) {
    EXPECT_EQ(hatched(canvas(PanelKind::Input).panel().scene), 0);
    setWindow(3, 2);  // 13 windows reach to row 26 of 0 to 27
    EXPECT_EQ(hatched(canvas(PanelKind::Input).panel().scene), 2) << "a row and a column";
    EXPECT_EQ(hatched(canvas(PanelKind::Gradient).panel().scene), 2);
    EXPECT_TRUE(lines(PanelKind::Input).contains(QStringLiteral("hatched: 1 row, 1 column unused")) ||
                lines(PanelKind::Input).contains(QStringLiteral("hatched: unused")));
    EXPECT_TRUE(says("1 row and 1 column lie in no window."));
    hover(PanelKind::Input, AreaKind::Input, {27, 5});
    EXPECT_EQ(session().links().coveringCount, 0);
    EXPECT_FALSE(session().links().window.has_value());
    settle([&] { labelled<QCheckBox>("ceil mode")->click(); });
    EXPECT_FALSE(says("lie in no window"));
}

TEST_F(Linking, BlackWindowsCanBeHidden) {
    const std::int64_t black = evaluation().forward->facts.black;
    ASSERT_GT(black, 50);
    EXPECT_EQ(shownSum(), 196);
    settle([&] { labelled<QCheckBox>("hide all-black windows")->click(); });
    EXPECT_EQ(std::count(pictures().hidden.begin(), pictures().hidden.end(), true), black);
    EXPECT_EQ(shownSum(), 196 - static_cast<double>(black));
    EXPECT_TRUE(lines(PanelKind::Output).contains(QStringLiteral("%1 hidden").arg(black)));
    EXPECT_TRUE(action("view.hideBlack")->isChecked());
    settle([&] { press(Qt::Key_H); });
    EXPECT_FALSE(labelled<QCheckBox>("hide all-black windows")->isChecked());
    EXPECT_EQ(shownSum(), 196);
}

TEST_F(Linking, PalettesNumbersAndTilesAreChosenByName) {
    openArray({0, 51, 102, 255}, {2, 2});
    EXPECT_TRUE(lines(PanelKind::Input).contains(QStringLiteral("51")));
    settle([&] { choose("Values: 0–1"); });
    EXPECT_TRUE(lines(PanelKind::Input).contains(QStringLiteral("0.200")));
    EXPECT_TRUE(lines(PanelKind::Output).contains(QStringLiteral("1.000")));
    settle([&] { choose("Palette: viridis"); });
    EXPECT_EQ(session().rendered()->view.palette, Palette::Viridis);
    EXPECT_TRUE(action("view.palette.1")->isChecked());
    settle([&] { choose("Patches: tiles"); });
    EXPECT_NE(canvas(PanelKind::Patches).panel().area(AreaKind::Tiles), nullptr);
    hover(PanelKind::Patches, AreaKind::Tiles, {0, 0});
    EXPECT_EQ(session().focus().kind, FocusKind::Patch);
    settle([&] { press(Qt::Key_T); });
    EXPECT_TRUE(named<QToolButton>("Patches: matrix")->isChecked());
}

TEST_F(Linking, TheWheelWalksAlongTheColumns) {
    PanelCanvas& patches = canvas(PanelKind::Patches);
    session().pin({FocusKind::Window, {0, 0}, 0});
    patches.setAttribute(Qt::WA_UnderMouse);  // where a wheel turns; elsewhere the lens follows the focus
    const std::int64_t first = patches.panel().area(AreaKind::Lens)->origin.col;
    hover(PanelKind::Patches, AreaKind::Lens, {0, first});
    const QPointF at = pointOf(PanelKind::Patches, AreaKind::Lens, {0, first});
    QWheelEvent down(at, patches.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                     false);
    QApplication::sendEvent(&patches, &down);
    EXPECT_GT(patches.panel().area(AreaKind::Lens)->origin.col, first);
}

}  // namespace
}  // namespace poolscope
