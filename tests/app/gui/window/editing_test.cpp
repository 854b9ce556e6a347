// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing into the input: brush, eraser, typed values, a blank canvas, and what becomes of the digit.
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QImage>
#include <QSpinBox>

#include "app/gui/widget/cell_editor.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Editing : public Window {
  protected:
    float at(const CellRef& cell) { return evaluation().images()->at(imagePlane(evaluation()), cell); }
    CellEditor& editor(PanelKind kind) { return *canvas(kind).findChild<CellEditor*>(); }
    void type(PanelKind kind, const char* words) {
        ASSERT_TRUE(editor(kind).isVisible());
        QTest::keyClicks(&editor(kind), QString::fromLatin1(words));
        settle([&] { QTest::keyClick(&editor(kind), Qt::Key_Return); });
    }
    void doubleClick(PanelKind kind, AreaKind area, const CellRef& cell) {
        click(kind, area, cell);
        QTest::mouseDClick(&canvas(kind), Qt::LeftButton, {}, pointOf(kind, area, cell));
    }
    void dragInput(const std::vector<CellRef>& cells, Qt::MouseButton button = Qt::LeftButton) {
        settle([&] { drag(PanelKind::Input, AreaKind::Input, cells, button); });
    }
};

TEST_F(Editing, AStrokeOfTheBrushIsOneUndoStepAndTheDigitComesBack) {
    choose("Tool: brush");
    EXPECT_EQ(canvas(PanelKind::Input).cursor().shape(), Qt::CrossCursor);
    const auto digit = session().source();
    // Faster than pictures come: what lies between is filled all the same.
    dragInput({{2, 2}, {2, 6}, {6, 10}});
    for (const CellRef& cell : {CellRef{2, 2}, CellRef{2, 4}, CellRef{2, 6}, CellRef{4, 8}, CellRef{6, 10}}) {
        EXPECT_EQ(at(cell), 255) << cell.row << ", " << cell.col;
    }
    EXPECT_TRUE(session().experiment().source.embedded);
    EXPECT_TRUE(window_.windowTitle().contains(QStringLiteral("MNIST 18, edited")));
    EXPECT_TRUE(named<QToolButton>("Source: Draw")->isChecked());
    EXPECT_EQ(session().undoStack().count(), 1);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().source(), digit);
    EXPECT_TRUE(session().experiment().source.mnist);
    EXPECT_EQ(at({2, 4}), 0);
    EXPECT_TRUE(named<QToolButton>("Source: MNIST")->isChecked());
    EXPECT_TRUE(action("image.next")->isEnabled());
    settle([&] { trigger("edit.redo"); });
    EXPECT_EQ(at({2, 4}), 255);
    EXPECT_FALSE(action("image.next")->isEnabled()) << "a drawing is alone";
}

TEST_F(Editing, TwoStrokesAreTwoSteps) {
    choose("Tool: brush");
    dragInput({{1, 1}, {1, 3}});
    dragInput({{3, 1}, {3, 3}});
    EXPECT_EQ(session().undoStack().count(), 2);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(at({1, 2}), 255);
    EXPECT_EQ(at({3, 2}), 0);
}

TEST_F(Editing, AStrokeThatLeavesThePictureBeginsAnewWhereItComesBack) {
    choose("Tool: brush");
    PanelCanvas& input = canvas(PanelKind::Input);
    const QPointF from = pointOf(PanelKind::Input, AreaKind::Input, {1, 1});
    const QPointF to = pointOf(PanelKind::Input, AreaKind::Input, {1, 9});
    const auto send = [&](QEvent::Type type, const QPointF& place, Qt::MouseButton button) {
        QMouseEvent event(type, place, input.mapToGlobal(place), button, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&input, &event);
    };
    settle([&] {
        send(QEvent::MouseButtonPress, from, Qt::LeftButton);
        send(QEvent::MouseMove, {from.x(), 3}, Qt::NoButton);
        send(QEvent::MouseMove, {to.x(), 3}, Qt::NoButton);
        send(QEvent::MouseMove, to, Qt::NoButton);
        send(QEvent::MouseButtonRelease, to, Qt::LeftButton);
    });
    EXPECT_EQ(at({1, 1}), 255);
    EXPECT_EQ(at({1, 9}), 255);
    EXPECT_EQ(at({1, 5}), 0);
    EXPECT_EQ(session().undoStack().count(), 1);
}

TEST_F(Editing, EraserRightButtonValueAndSize) {
    choose("Tool: brush");
    named<QDoubleSpinBox>("Value of the brush")->setValue(100.5);
    named<QSpinBox>("Size of the brush")->setValue(3);
    const float beside = at({5, 7});
    dragInput({{5, 5}});
    for (std::int64_t r = 4; r <= 6; ++r) {
        for (std::int64_t c = 4; c <= 6; ++c) EXPECT_EQ(at({r, c}), 100.5F);
    }
    EXPECT_EQ(at({5, 7}), beside);
    named<QSpinBox>("Size of the brush")->setValue(1);
    dragInput({{5, 5}}, Qt::RightButton);
    EXPECT_EQ(at({5, 5}), 0);
    EXPECT_EQ(at({5, 4}), 100.5F);
    choose("Tool: eraser");
    EXPECT_FALSE(named<QDoubleSpinBox>("Value of the brush")->isEnabled());
    dragInput({{4, 4}, {4, 6}});
    for (std::int64_t c = 4; c <= 6; ++c) EXPECT_EQ(at({4, c}), 0);
    choose("Tool: point");
    dragInput({{8, 8}, {8, 10}});
    EXPECT_EQ(at({8, 9}), evaluation().images()->at(0, {8, 9}));
    EXPECT_EQ(session().undoStack().count(), 3) << "pointing writes nothing";
    // At the corner the brush stays inside.
    choose("Tool: brush");
    named<QSpinBox>("Size of the brush")->setValue(9);
    dragInput({{0, 0}});
    EXPECT_EQ(at({4, 4}), 100.5F);
}

TEST_F(Editing, ADoubleClickTypesAValue) {
    doubleClick(PanelKind::Input, AreaKind::Input, {10, 3});
    EXPECT_EQ(editor(PanelKind::Input).accessibleName(), QStringLiteral("Value of cell (10, 3)"));
    EXPECT_EQ(editor(PanelKind::Input).text(), QStringLiteral("0"));
    type(PanelKind::Input, "12.5");
    EXPECT_FALSE(editor(PanelKind::Input).isVisible());
    EXPECT_EQ(at({10, 3}), 12.5F);
    EXPECT_EQ(evaluation().forward->y.at(0, {5, 1}), 12.5F);
    EXPECT_EQ(session().undoStack().count(), 1);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(at({10, 3}), 0);
}

TEST_F(Editing, ReturnTypesEscapeLeavesAndWhatIsNoNumberIsRefused) {
    click(PanelKind::Input, AreaKind::Input, {10, 3});
    QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Return);
    CellEditor& line = editor(PanelKind::Input);
    type(PanelKind::Input, "twelve");
    EXPECT_TRUE(line.isVisible()) << "what is no number stays to be mended";
    EXPECT_TRUE(line.property("wrong").toBool());
    EXPECT_TRUE(line.toolTip().contains(QStringLiteral("“twelve” is not a number")));
    EXPECT_EQ(at({10, 3}), 0);
    QTest::keyClick(&line, Qt::Key_Escape);
    EXPECT_FALSE(line.isVisible());
    EXPECT_EQ(session().undoStack().count(), 0);
    QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Return);
    EXPECT_EQ(line.text(), QStringLiteral("0")) << "opens anew";
    EXPECT_FALSE(line.property("wrong").toBool());
    EXPECT_FALSE(line.toolTip().contains(QStringLiteral("twelve"))) << "the complaint went with its text";
    type(PanelKind::Input, "-3");
    EXPECT_EQ(at({10, 3}), -3);
    for (const char* endless : {"inf", "nan", "1e99"}) {
        QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Return);
        type(PanelKind::Input, endless);
        EXPECT_TRUE(line.isVisible()) << endless;
        QTest::keyClick(&line, Qt::Key_Escape);
    }
    EXPECT_EQ(session().undoStack().count(), 1);
}

TEST_F(Editing, KeysMoveThePinnedCellOfTheInput) {
    click(PanelKind::Input, AreaKind::Input, {10, 3});
    PanelCanvas& input = canvas(PanelKind::Input);
    QTest::keyClick(&input, Qt::Key_Right);
    QTest::keyClick(&input, Qt::Key_Down);
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Input, {11, 4}, 0}));
    QTest::keyClick(&input, Qt::Key_End);
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Input, {27, 27}, 0}));
    QTest::keyClick(&input, Qt::Key_Home);
    QTest::keyClick(&input, Qt::Key_Left);
    EXPECT_EQ(session().focus(), (Focus{FocusKind::Input, {0, 0}, 0}));
}

TEST_F(Editing, ABlankCanvasIsEmptyAndReadyForTheBrush) {
    settle([&] { choose("Source: Draw"); });
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 28, 28}));
    EXPECT_EQ(sumOf(evaluation().x->values), 0);
    EXPECT_EQ(session().brush().tool, Tool::Brush);
    EXPECT_TRUE(named<QToolButton>("Tool: brush")->isChecked());
    dragInput({{0, 0}, {0, 27}});
    EXPECT_EQ(sumOf(evaluation().x->values), 28 * 255);
    settle([&] { trigger("edit.blank"); });
    EXPECT_EQ(sumOf(evaluation().x->values), 0);
    for (int i = 0; i < 3; ++i) settle([&] { trigger("edit.undo"); });
    EXPECT_TRUE(session().experiment().source.mnist) << "three steps: canvas, stroke, canvas";
}

TEST_F(Editing, WithFiltersTheImageIsPainted) {
    settle([&] { select("Filters", 3); });  // sobel-x
    choose("Tool: brush");
    settle([&] { drag(PanelKind::Image, AreaKind::Input, {{4, 4}, {8, 4}}); });
    EXPECT_EQ(at({6, 4}), 255);
    EXPECT_EQ(std::abs(evaluation().x->at(0, {6, 3})), 4 * 255) << "the filter sees the line";
    dragInput({{4, 20}, {8, 20}});
    EXPECT_EQ(at({6, 20}), 255) << "over the filtered input the image beneath is painted";
    EXPECT_EQ(session().undoStack().count(), 3);
}

TEST_F(Editing, AChannelOfAColourPictureIsPaintedAlone) {
    QImage picture(6, 4, QImage::Format_RGB888);
    picture.fill(QColor(10, 20, 30));
    picture.setPixelColor(5, 3, Qt::white);  // so that the range is all of 0 to 255
    const QString path = folder_.filePath(QStringLiteral("colour.png"));
    ASSERT_TRUE(picture.save(path));
    open(path);
    ASSERT_EQ(evaluation().x->shape.c, 3);
    settle([&] { named<QSpinBox>("Plane in view: channel c")->setValue(2); });
    EXPECT_EQ(at({1, 1}), 30);
    choose("Tool: brush");
    dragInput({{1, 1}, {1, 3}});
    EXPECT_EQ(evaluation().experiment.plane, 2) << "the same channel stays in view";
    EXPECT_EQ(at({1, 2}), 255);
    EXPECT_EQ(evaluation().images()->at(0, {1, 2}), 10);
    EXPECT_EQ(evaluation().images()->at(1, {1, 2}), 20);
    EXPECT_TRUE(session().rendered()->view.composite) << "it is a picture with colours still";
}

TEST_F(Editing, OneImageOfABatchIsPaintedAndTheOthersStay) {
    open(QStringLiteral("mnist:0-2"));
    settle([&] { named<QSpinBox>("Plane in view: image n of the batch")->setValue(1); });
    const float first = evaluation().images()->at(0, {0, 0});
    choose("Tool: brush");
    dragInput({{0, 0}});
    EXPECT_EQ(evaluation().images()->shape.n, 3);
    EXPECT_EQ(evaluation().images()->at(1, {0, 0}), 255);
    EXPECT_EQ(evaluation().images()->at(0, {0, 0}), first);
}

}  // namespace
}  // namespace poolscope
