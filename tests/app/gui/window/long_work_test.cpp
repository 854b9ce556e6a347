// SPDX-License-Identifier: GPL-3.0-or-later
// A computation that takes long: the window answers meanwhile, tells how far it is, and can give it up.
#include <QElapsedTimer>
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
              QStringLiteral("Cancelled. The picture shows the last setting that was computed."));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cancel->isVisible(); }, kPatience));
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(evaluation().experiment, session().experiment());
}

TEST_F(LongWork, EscapeCancelsAndANewSettingOvertakes) {
    const auto picture = session().rendered();
    begin();
    press(Qt::Key_Escape);
    EXPECT_FALSE(session().busy());
    EXPECT_EQ(session().rendered(), picture);
    begin();
    settle([&] { trigger("edit.undo"); });  // back to what was cancelled: nothing has changed since
    begin();
    QElapsedTimer clock;
    clock.start();
    settle([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window = {{8, 8}, {8, 8}, {}, {1, 1}, false};
            e.pool.op = PoolOp::Max;
        });
    });
    EXPECT_EQ(evaluation().grid.output(), (Extent{512, 512})) << "the latest wins";
    EXPECT_LT(clock.elapsed(), 20000);
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
