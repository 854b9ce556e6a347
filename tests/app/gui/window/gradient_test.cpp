// SPDX-License-Identifier: GPL-3.0-or-later
// The upstream gradient in all its kinds, ties, overlaps, and the sums that check them.
#include <QDoubleSpinBox>
#include <QSpinBox>

#include "app/gui/widget/cell_editor.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Gradients : public Window {
  protected:
    static constexpr const char* kBox = "Upstream gradient";
    enum Choice { kOnes, kRandom, kOneCell, kPainted };

    const Tensor& dout() { return evaluation().backward->dout; }
    const GradientSums& sums() { return evaluation().backward->sums; }
    QString sumLine() { return lines(PanelKind::Gradient)[1]; }
    void load(const QString& path) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().openGradient(path.toStdString());
        ASSERT_TRUE(opened.wait(kPatience));
        settle();
    }
    void setWindow(int size, int stride) {
        settle([&] { named<QSpinBox>("Size (H)")->setValue(size); });
        settle([&] { named<QSpinBox>("Stride (H)")->setValue(stride); });
    }
};

TEST_F(Gradients, RandomTenthsFollowTheirSeed) {
    EXPECT_EQ(sumOf(dout().values), 196);
    EXPECT_FALSE(named<QDoubleSpinBox>("Seed of the random gradient")->isVisible());
    settle([&] { select(kBox, kRandom); });
    EXPECT_TRUE(named<QDoubleSpinBox>("Seed of the random gradient")->isVisible());
    const std::vector<float> first = dout().values;
    EXPECT_TRUE(std::all_of(first.begin(), first.end(), [](float g) { return g >= -1 && g <= 1; }));
    settle([&] { named<QDoubleSpinBox>("Seed of the random gradient")->setValue(7); });
    EXPECT_NE(dout().values, first);
    settle([&] { named<QDoubleSpinBox>("Seed of the random gradient")->setValue(1); });
    EXPECT_EQ(dout().values, first) << "the same seed gives the same gradient";
    EXPECT_TRUE(action("pooling.upstream.1")->isChecked());
}

TEST_F(Gradients, OneCellFollowsClicks) {
    click(PanelKind::Output, AreaKind::Output, {6, 4});
    settle([&] { select(kBox, kOneCell); });
    EXPECT_EQ(dout().at(0, {6, 4}), 1);
    EXPECT_EQ(sumOf(dout().values), 1);
    settle([&] { click(PanelKind::Output, AreaKind::Output, {2, 9}); });
    EXPECT_EQ(dout().at(0, {2, 9}), 1);
    EXPECT_EQ(sumOf(dout().values), 1);
    settle([&] { hover(PanelKind::Output, AreaKind::Output, {3, 3}); });
    EXPECT_EQ(dout().at(0, {2, 9}), 1) << "pointing does not move it";
    settle([&] { press(Qt::Key_Right); });
    EXPECT_EQ(dout().at(0, {2, 10}), 1) << "keys do";
    EXPECT_EQ(shownSum(), 1);
}

TEST_F(Gradients, ThePaintedOneIsDraggedOntoDout) {
    settle([&] { select(kBox, kPainted); });
    ASSERT_TRUE(canvas(PanelKind::Upstream).isVisible()) << "where it is painted comes into view";
    auto* value = named<QDoubleSpinBox>("Gradient to paint");
    EXPECT_TRUE(value->isVisible());
    EXPECT_EQ(sumOf(dout().values), 196) << "it starts from what was there";
    value->setValue(-2.5);
    const int before = session().undoStack().count();
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{1, 1}, {1, 4}}); });
    for (std::int64_t c = 1; c <= 4; ++c) EXPECT_EQ(dout().at(0, {1, c}), -2.5F);
    EXPECT_EQ(session().undoStack().count(), before + 1) << "a stroke is one step";
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{1, 1}}, Qt::RightButton); });
    EXPECT_EQ(dout().at(0, {1, 1}), 0) << "the right button erases";
    settle([&] { trigger("edit.undo"); });
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(sumOf(dout().values), 196);
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Given);
}

TEST_F(Gradients, PaintingIsChosenInTheMenuToo) {
    settle([&] { trigger("pooling.upstream.3"); });
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Given);
    EXPECT_TRUE(canvas(PanelKind::Upstream).isVisible()) << "as from the box at the side";
}

TEST_F(Gradients, AValueIsTypedOntoDoutAsOneStep) {
    settle([&] { press(Qt::Key_2); });
    click(PanelKind::Upstream, AreaKind::Upstream, {3, 3});
    QTest::mouseDClick(&canvas(PanelKind::Upstream), Qt::LeftButton, {},
                       pointOf(PanelKind::Upstream, AreaKind::Upstream, {3, 3}));
    auto* line = canvas(PanelKind::Upstream).findChild<CellEditor*>();
    ASSERT_TRUE(line->isVisible());
    QTest::keyClicks(line, QStringLiteral("0.25"));
    settle([&] { QTest::keyClick(line, Qt::Key_Return); });
    EXPECT_EQ(dout().at(0, {3, 3}), 0.25F);
    EXPECT_EQ(sumOf(dout().values), 195.25);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Ones) << "one step, not two";
}

TEST_F(Gradients, AFileOfTheRightShapeIsTakenAndAWrongOneRefusedInWords) {
    std::vector<float> tenths(196);
    for (std::size_t i = 0; i < tenths.size(); ++i) tenths[i] = static_cast<float>(i % 10) / 10;
    load(arrayFile(QStringLiteral("dout.npy"), tenths, {14, 14}));
    EXPECT_EQ(dout().values, tenths);
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Given);
    EXPECT_FALSE(session().error().has_value());
    EXPECT_EQ(named<QComboBox>(kBox)->currentText(), QStringLiteral("dout.npy"));
    const auto picture = session().rendered();
    load(arrayFile(QStringLiteral("wrong.npy"), std::vector<float>(9, 1), {3, 3}));
    EXPECT_EQ(session().rendered(), picture) << "the picture stays";
    EXPECT_FALSE(session().error().has_value()) << "it was refused at the door";
    EXPECT_TRUE(says("wrong.npy"));
    EXPECT_TRUE(says("the upstream gradient has shape (1, 1, 3, 3), but the output it belongs to has (1, 1, 14, 14)"));
    EXPECT_EQ(dout().values, tenths);
    settle([&] { press(Qt::Key_2); });
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{1, 1}}, Qt::RightButton); });
    EXPECT_EQ(named<QComboBox>(kBox)->currentText(), QStringLiteral("painted")) << "it is not the file's any more";
    settle([&] { select(kBox, kOnes); });
    load(folder_.filePath(QStringLiteral("nothing.npy")));
    EXPECT_TRUE(says("nothing.npy"));
    EXPECT_FALSE(session().error().has_value());
}

TEST_F(Gradients, AGivenOneThatDoesNotFitStandsAsideAndComesBack) {
    settle([&] { select(kBox, kPainted); });
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{1, 1}, {1, 4}}, Qt::RightButton); });
    const std::vector<float> painted = dout().values;
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_FALSE(session().error().has_value()) << "no dead end";
    EXPECT_EQ(evaluation().grid.size(), (Extent{3, 3}));
    EXPECT_EQ(sumOf(dout().values), 13 * 13);
    EXPECT_TRUE(says("The gradient of 14x14 cells stands aside"));
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_TRUE(says("The gradient of 14x14 cells stands aside"));
    settle([&] { named<QSpinBox>("Size (H)")->setValue(2); });
    EXPECT_EQ(dout().values, painted) << "an output of its shape again";
    EXPECT_FALSE(says("stands aside"));
    settle([&] { press(Qt::Key_BracketRight); });
    settle([&] { select(kBox, kRandom); });
    EXPECT_FALSE(says("stands aside")) << "the user chose another";
    settle([&] { named<QSpinBox>("Size (H)")->setValue(2); });
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Random);
    while (session().undoStack().canUndo()) settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().gradient, GradientSpec{});
}

TEST_F(Gradients, OneCellStaysWhereItIsWhenTheWindowsChange) {
    click(PanelKind::Output, AreaKind::Output, {6, 4});
    settle([&] { select(kBox, kOneCell); });
    // The window of 2x2 over rows 12 and 13, columns 8 and 9 has its middle at 13, 9.
    settle([&] { named<QSpinBox>("Stride (H)")->setValue(1); });
    EXPECT_EQ(session().experiment().gradient.cell, (CellRef{12, 8}));
    EXPECT_EQ(session().pinned().cell, (CellRef{12, 8})) << "what is looked at goes along";
    settle([&] { named<QSpinBox>("Stride (H)")->setValue(4); });
    EXPECT_EQ(session().experiment().gradient.cell, (CellRef{3, 2}));
    EXPECT_EQ(sumOf(dout().values), 1);
    settle([&] { named<QSpinBox>("Size (H)")->setValue(28); });
    EXPECT_EQ(session().experiment().gradient.cell, (CellRef{0, 0}));
    EXPECT_FALSE(session().error().has_value());
}

TEST_F(Gradients, TheNextImageIsSentTheSameGradient) {
    settle([&] { select(kBox, kRandom); });
    settle([&] { press(Qt::Key_N); });
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Random);
}

TEST_F(Gradients, TieRulesShareTheGradientAndTheSumsShowIt) {
    openArray(std::vector<float>(16, 5), {4, 4});  // every window is a tie of four
    const auto dx = [&](std::int64_t r, std::int64_t c) { return evaluation().backward->dx.at(0, {r, c}); };
    EXPECT_EQ(dx(0, 0), 1);
    EXPECT_EQ(sumLine(), QStringLiteral("Σ dX 4 = Σ dout"));
    settle([&] { choose("Ties go to: last"); });
    EXPECT_EQ(dx(0, 0), 0);
    EXPECT_EQ(dx(1, 1), 1);
    settle([&] { choose("Ties go to: split"); });
    EXPECT_EQ(dx(0, 0), 0.25F);
    EXPECT_EQ(sumLine(), QStringLiteral("Σ dX 4 = Σ dout"));
    click(PanelKind::Output, AreaKind::Output, {0, 0});
    EXPECT_TRUE(loupeText().contains(QStringLiteral("in equal shares")));
    settle([&] { choose("Ties go to: all"); });
    EXPECT_EQ(dx(0, 1), 1);
    EXPECT_EQ(sumLine(), QStringLiteral("Σ dX 16 ≠ Σ dout 4"));
    EXPECT_TRUE(says("Ties to all: 16 arrive where 4 were sent."));
    settle([&] { trigger("pooling.ties.0"); });
    EXPECT_TRUE(named<QToolButton>("Ties go to: first")->isChecked());
    EXPECT_FALSE(says("Ties to all"));
}

TEST_F(Gradients, OverwritingLosesWhatAddingKeeps) {
    setWindow(3, 1);
    EXPECT_EQ(sums().arrived, 676);
    EXPECT_EQ(sumLine(), QStringLiteral("Σ dX 676 = Σ dout"));
    settle([&] { choose("Overlaps: = in a loop"); });
    EXPECT_GT(sums().overwritten, 0);
    EXPECT_EQ(sums().arrived + sums().overwritten, 676);
    EXPECT_EQ(shownSum(), sums().arrived);
    EXPECT_TRUE(sumLine().contains(QStringLiteral("≠ Σ dout 676")));
    EXPECT_TRUE(sumLine().contains(QStringLiteral("overwritten")));
    EXPECT_TRUE(says("Overwriting loses"));
    EXPECT_TRUE(action("pooling.overlap.1")->isChecked());
    const double looped = sums().arrived;
    settle([&] { choose("Overlaps: = in col2im"); });
    EXPECT_LT(sums().arrived, looped) << "zeros are written, too";
    EXPECT_EQ(sums().arrived + sums().overwritten, 676);
    EXPECT_EQ(shownSum(), sums().arrived);
    EXPECT_TRUE(action("pooling.overlap.2")->isChecked());
    settle([&] { choose("Overlaps: +="); });
    EXPECT_FALSE(says("Overwriting loses"));
}

TEST_F(Gradients, WhatFallsIntoThePaddingIsLostAndSaid) {
    settle([&] { named<QSpinBox>("Padding (H)")->setValue(1); });
    EXPECT_EQ(sums().lost, 0) << "padding that is no data wins nothing";
    settle([&] { choose("Pad value: 0"); });
    EXPECT_GT(sums().lost, 0);
    EXPECT_TRUE(says("falls into the padding and is lost"));
    EXPECT_TRUE(sumLine().contains(QStringLiteral("lost in padding")));
}

}  // namespace
}  // namespace poolscope
