// SPDX-License-Identifier: GPL-3.0-or-later
// One value of the input moved by hand, and what is said of its slope.
#include <QSlider>

#include "app/gui/study/nudge_window.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Nudging : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        openArray({10, 40, 30, 20}, {2, 2});
        session().pin({FocusKind::Input, {0, 1}});
        trigger("pooling.nudge");
        settle();
    }
    bool says(const char* words) {
        const auto said = [&] {
            for (const QLabel* label : window_.findChild<NudgeWindow*>()->findChildren<QLabel*>()) {
                if (label->text().contains(QString::fromUtf8(words))) return true;
            }
            return false;
        };
        return QTest::qWaitFor(said, kPatience);
    }
    QSlider& slider() { return *named<QSlider>("Value of the cell, slider"); }
};

TEST_F(Nudging, TellsTheSlopesAndTheGradient) {
    EXPECT_TRUE(says("Row 0, column 1 of X"));
    EXPECT_TRUE(says("1 window sees it. Outputs that move with it: 1."));
    EXPECT_TRUE(says("Slope a step down: 1\nSlope a step up: 1\ndX at this cell: 1"));
}

TEST_F(Nudging, TheSliderMovesTheValueAndATieIsAKink) {
    ASSERT_TRUE(says("Row 0, column 1 of X"));
    afterEvaluation([&] { slider().setValue(slider().value() - 10); });
    EXPECT_EQ(evaluation().x->values[1], 30);
    EXPECT_TRUE(says("A kink"));
    EXPECT_TRUE(says("Slope a step down: 0\nSlope a step up: 1\ndX at this cell: 1"));
    afterEvaluation([&] { session().undoStack().undo(); });
    EXPECT_EQ(evaluation().x->values[1], 40) << "one drag is one step";
    EXPECT_TRUE(says("Slope a step down: 1\nSlope a step up: 1"));
}

TEST_F(Nudging, FollowsTheCellThatIsPinnedAndTellsWhatCannotBe) {
    session().pin({FocusKind::Input, {1, 1}});
    EXPECT_TRUE(says("Row 1, column 1 of X"));
    EXPECT_TRUE(says("Outputs that move with it: 0."));
    settle([&] { session().edit(QStringLiteral("ReLU"), {}, [](Experiment& e) { e.filters.relu = true; }); });
    EXPECT_TRUE(says("take them away to nudge it"));
    EXPECT_FALSE(slider().isEnabled());
}

}  // namespace
}  // namespace poolscope
