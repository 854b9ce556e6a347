// SPDX-License-Identifier: GPL-3.0-or-later
// A computation that takes long: the window answers meanwhile, tells how far it is, and can give it up.
#include <QProgressBar>
#include <QSpinBox>
#include <QStatusBar>
#include <QTimer>

#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class LongWork : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        constexpr std::int64_t kSide = 4096;
        std::vector<float> values(static_cast<std::size_t>(kSide * kSide));
        std::uint32_t state = 1;
        for (float& v : values) {
            state = state * 1664525U + 1013904223U;
            v = static_cast<float>(state >> 24);
        }
        open(arrayFile(QStringLiteral("large.npy"), values, {kSide, kSide}));
        ASSERT_EQ(evaluation().x->shape.h, kSide);
    }
    // The median of a large window at every cell: minutes, if it were let.
    void begin() {
        session().edit({}, {}, [](Experiment& e) {
            e.window.size = {64, 64};
            e.window.stride = {1, 1};
            e.pool.op = PoolOp::Median;
        });
    }
};

TEST_F(LongWork, TheWindowAnswersMeanwhileAndCancelKeepsThePicture) {
    const auto picture = session().rendered();
    auto* cancel = named<QToolButton>("Cancel the computation");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cancel->isVisible(); }, kPatience));
    begin();
    EXPECT_TRUE(session().busy());
    int beats = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &window_, [&beats] { ++beats; });
    timer.start(0);
    ASSERT_TRUE(QTest::qWaitFor([&] { return cancel->isVisible(); }, kPatience)) << "what takes long shows a bar";
    ASSERT_TRUE(QTest::qWaitFor([&] { return beats > 100; }, kPatience)) << "the window is never frozen";
    EXPECT_TRUE(session().busy());
    // Pointing, stepping and painting the window work on the picture that is there.
    session().pin({FocusKind::Window, {5, 5}, 0});
    EXPECT_EQ(session().links().window, (CellRef{5, 5}));
    EXPECT_FALSE(window_.grab().isNull());
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().progress() > 0; }, kPatience));
    QTest::mouseClick(cancel, Qt::LeftButton);
    EXPECT_FALSE(session().busy());
    EXPECT_EQ(session().rendered(), picture);
    EXPECT_EQ(window_.statusBar()->currentMessage(),
              QStringLiteral("Cancelled. Back to the last setting that was computed."));
    EXPECT_EQ(session().experiment(), evaluation().experiment);
    EXPECT_EQ(named<QSpinBox>("Size (H)")->value(), 2) << "the controls say what is shown";
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cancel->isVisible(); }, kPatience));
    EXPECT_TRUE(session().undoStack().canRedo()) << "nothing is lost";
    settle([&] { session().showPlane(0); });
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(evaluation().experiment, session().experiment());
}

TEST_F(LongWork, CancelEndsADragWhereItWasComputedLast) {
    const auto drag = [this](std::int64_t size) {
        session().edit(QStringLiteral("Size"), QStringLiteral("size"), [size](Experiment& e) {
            e.window.size = {size, size};
            e.pool.op = size < 10 ? PoolOp::Max : PoolOp::Median;
            e.window.stride = size < 10 ? Extent{2, 2} : Extent{1, 1};
        });
    };
    const Experiment before = session().experiment();
    const int steps = session().undoStack().count();
    settle([&] { drag(3); });
    drag(64);
    session().cancel();
    EXPECT_EQ(session().experiment().window.size.rows, 3);
    EXPECT_EQ(session().experiment(), evaluation().experiment);
    EXPECT_EQ(session().undoStack().count(), steps + 1);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment(), before);
    // Back to the start of the drag, which was computed long ago and is not shown: the last picture counts.
    settle([&] { drag(4); });
    drag(2);
    ASSERT_EQ(session().undoStack().count(), steps) << "a drag that ends where it began is no step";
    session().cancel();
    EXPECT_EQ(session().experiment().window.size.rows, 4);
    EXPECT_EQ(session().experiment(), evaluation().experiment);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment(), before);
}

TEST_F(LongWork, CancelGoesBackInEveryRespect) {
    const auto picture = session().rendered();
    settle([&] {
        session().setView([this] {
            ViewSpec view = session().view();
            view.palette = Palette::Magma;
            return view;
        }());
    });
    const ViewSpec view = session().view();
    begin();
    ViewSpec other = view;
    other.palette = Palette::Cividis;
    session().setView(other);
    trigger("edit.blank");
    session().cancel();
    EXPECT_EQ(session().view(), view);
    EXPECT_EQ(session().source(), picture->source);
    EXPECT_EQ(session().experiment(), picture->evaluation.experiment);
    // What was undone or redone is given up too.
    begin();
    session().cancel();
    trigger("edit.redo");
    EXPECT_TRUE(session().busy());
    session().cancel();
    EXPECT_EQ(session().experiment(), picture->evaluation.experiment);
    EXPECT_TRUE(session().undoStack().canRedo());
    // A setting that is not possible is not that of the picture either.
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    ASSERT_TRUE(session().error());
    begin();
    session().cancel();
    EXPECT_FALSE(session().error());
    EXPECT_EQ(session().experiment(), picture->evaluation.experiment);
}

TEST_F(LongWork, EscapeCancelsAndANewSettingOvertakes) {
    const auto picture = session().rendered();
    begin();
    press(Qt::Key_Escape);
    EXPECT_FALSE(session().busy());
    EXPECT_EQ(session().rendered(), picture);
    begin();
    settle([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window = {{8, 8}, {8, 8}, {}, {1, 1}, false};
            e.pool.op = PoolOp::Max;
        });
    });
    EXPECT_EQ(evaluation().grid.output(), (Extent{512, 512})) << "the latest wins";
}

TEST_F(LongWork, TheLargestWindowAtEveryCellComesOut) {
    settle([&] { named<QSpinBox>("Stride (H)")->setValue(1); });
    settle([&] { named<QSpinBox>("Size (H)")->setValue(64); });
    ASSERT_FALSE(session().error().has_value()) << session().error()->message;
    EXPECT_EQ(evaluation().grid.output(), (Extent{4033, 4033}));
    hover(PanelKind::Input, AreaKind::Input, {2000, 2000});
    EXPECT_EQ(session().links().coveringCount, 64 * 64);
    EXPECT_FALSE(window_.grab().isNull());
}

}  // namespace
}  // namespace poolscope
