// SPDX-License-Identifier: GPL-3.0-or-later
// Coming closer to a part of the planes by wheel, drag and keys, in all panels at once.
#include <QWheelEvent>

#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Zooming : public Window {
  protected:
    void wheel(PanelKind kind, const QPoint& at, int notches) {
        PanelCanvas& on = canvas(kind);
        QWheelEvent event(at, on.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&on, &event);
    }
    const CellArea& area(PanelKind kind) { return *canvas(kind).panel().plane(); }
    void dragBy(PanelKind kind, const QPoint& from, const QPoint& by, Qt::MouseButton button = Qt::LeftButton) {
        PanelCanvas& on = canvas(kind);
        QTest::mousePress(&on, button, {}, from);
        for (const QPoint& at : {from + by / 2, from + by}) {
            QMouseEvent move(QEvent::MouseMove, at, on.mapToGlobal(at), Qt::NoButton, button, Qt::NoModifier);
            QApplication::sendEvent(&on, &move);
        }
        QTest::mouseRelease(&on, button, {}, from + by);
    }
    void openPhotograph() {
        std::vector<float> values(600 * 800);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i * 7 % 256);
        openArray(values, {600, 800});
    }
};

TEST_F(Zooming, TheWheelComesCloserInAllPanelsAndAKeyGoesBack) {
    openPhotograph();
    const CellArea whole = area(PanelKind::Input);
    EXPECT_EQ(whole.cells, (Extent{600, 800}));
    const QPoint at = pointOf(PanelKind::Input, AreaKind::Input, {300, 200});
    wheel(PanelKind::Input, at, 12);
    EXPECT_LT(area(PanelKind::Input).cells.cols, 80);
    EXPECT_TRUE(area(PanelKind::Input).shows({300, 200})) << "what the pointer is on stays";
    EXPECT_TRUE(area(PanelKind::Output).shows({150, 100}));
    EXPECT_TRUE(area(PanelKind::Gradient).shows({300, 200}));
    EXPECT_TRUE(action("view.zoomFit")->isEnabled());
    press(Qt::Key_0);
    EXPECT_EQ(area(PanelKind::Input).cells, whole.cells);
    EXPECT_FALSE(action("view.zoomFit")->isEnabled());
}

TEST_F(Zooming, DraggingMovesAndAClickStillPins) {
    openPhotograph();
    wheel(PanelKind::Input, pointOf(PanelKind::Input, AreaKind::Input, {300, 400}), 14);
    const CellRef before = area(PanelKind::Input).origin;
    const Focus pinned = session().pinned();
    const QPoint middle = pointOf(PanelKind::Input, AreaKind::Input, {300, 400});
    dragBy(PanelKind::Input, middle, {-60, -40});
    EXPECT_GT(area(PanelKind::Input).origin.col, before.col);
    EXPECT_GT(area(PanelKind::Input).origin.row, before.row);
    EXPECT_EQ(session().pinned(), pinned);
    dragBy(PanelKind::Input, middle, {60, 40}, Qt::MiddleButton);
    EXPECT_EQ(area(PanelKind::Input).origin, before);
    leave(PanelKind::Input);
    EXPECT_EQ(area(PanelKind::Input).origin, before) << "the part stays when the pointer goes";
    click(PanelKind::Input, AreaKind::Input, {300, 400});
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Input, {300, 400}, 0}));
    EXPECT_EQ(area(PanelKind::Input).origin, before);
}

TEST_F(Zooming, KeysComeCloserToTheFocusAndTakeThePartAlong) {
    openPhotograph();
    session().lookAt({100, 150});
    for (int i = 0; i < 5; ++i) trigger("view.zoomIn");
    const CellArea output = area(PanelKind::Output);
    EXPECT_TRUE(output.shows({100, 150}));
    EXPECT_FALSE(output.shows({100, 150 + output.cells.cols}));
    session().movePin(0, output.cells.cols);
    EXPECT_TRUE(area(PanelKind::Output).shows({100, 150 + output.cells.cols}));
    EXPECT_TRUE(area(PanelKind::Input).shows({200, 300 + 2 * output.cells.cols}));
    for (int i = 0; i < 5; ++i) trigger("view.zoomOut");
    EXPECT_TRUE(session().zoom().isWhole());
    trigger("view.zoomIn");
    open(QStringLiteral("mnist:18"));
    EXPECT_TRUE(session().zoom().isWhole()) << "another size is seen as a whole";
}

TEST_F(Zooming, TheWheelZoomsNothingThatIsNoPlane) {
    wheel(PanelKind::Patches, {60, 60}, 3);
    EXPECT_TRUE(session().zoom().isWhole());
}

}  // namespace
}  // namespace poolscope
