// SPDX-License-Identifier: GPL-3.0-or-later
// The walk of the very first start: where it goes, and what ends it.
#include "app/gui/window/first_walk.h"

#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class FirstWalks : public Window {};

TEST(NextInked, StaysOnItsRowAndPassesWhatIsBlack) {
    using enum WindowLook;
    const std::vector<WindowLook> looks{Black, Telling, Black, Flat,  //
                                        Black, Black,   Black, Telling};
    EXPECT_EQ(nextInked(looks, {0, 1}, 4), (CellRef{0, 3}));
    EXPECT_EQ(nextInked(looks, {0, 3}, 4), (CellRef{0, 1})) << "again from the start of the row";
    EXPECT_EQ(nextInked(looks, {1, 3}, 4), (CellRef{1, 3})) << "there is no other";
}

TEST_F(FirstWalks, MovesTheWindowUntilSomethingIsTouched) {
    FirstWalk walk(session());
    const auto before = session().links().window;
    walk.start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().links().window != before; }, kPatience));
    EXPECT_EQ(session().links().window->row, before->row);
    EXPECT_TRUE(walk.isWalking());
    press(Qt::Key_Right);
    EXPECT_FALSE(walk.isWalking());
}

TEST_F(FirstWalks, EndsWhenACellIsPointedAt) {
    FirstWalk walk(session());
    walk.start();
    hover(PanelKind::Output, AreaKind::Output, {3, 3});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !walk.isWalking(); }, kPatience));
    EXPECT_EQ(session().links().window, (CellRef{3, 3}));
}

}  // namespace
}  // namespace poolscope
