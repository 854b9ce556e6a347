// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/moment.h"

#include <gtest/gtest.h>

#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

TEST(Moments, GoThroughTheStagesInOrderAndNameTheirWindow) {
    const WindowGrid grid = evaluated(smallImage()).grid;
    std::optional<Moment> before;
    for (double t = 0; t <= 1.0001; t += 0.01) {
        const Moment now = momentIn(3, t, grid);
        EXPECT_EQ(windowOf(now, grid), (CellRef{1, 0}));
        EXPECT_EQ(stepOf(now, grid), 3);
        EXPECT_NEAR(timeOf(now), std::min(t, 1.0), 1e-9);
        if (before) {
            EXPECT_GE(now.stage, before->stage);
        }
        before = now;
    }
    EXPECT_EQ(momentIn(3, 0, grid).stage, Stage::Framed);
    EXPECT_EQ(before->stage, Stage::Answered);
    EXPECT_EQ(momentIn(5, 0, grid).before, (Playback{Phase::Backward, 0})) << "the first window that sends";
    EXPECT_EQ(stepOf(momentIn(5, 0, grid), grid), 5);
}

TEST(Moments, SayWhatHasBeenReached) {
    const WindowGrid grid = evaluated(smallImage()).grid;
    const auto at = [&](std::int64_t step, Stage stage) {
        return reachedBy({}, momentIn(step, beginOf(stage), grid), grid);
    };
    EXPECT_EQ(at(3, Stage::ToColumn), (Reached{2, 2, 0, 0}));
    EXPECT_EQ(at(3, Stage::Marked), (Reached{3, 2, 0, 0})) << "what has landed stays";
    EXPECT_EQ(at(3, Stage::FromColumn), (Reached{3, 2, 0, 0}));
    EXPECT_EQ(at(3, Stage::Answered), (Reached{3, 3, 0, 0}));
    EXPECT_EQ(at(6, Stage::Marked), (Reached{4, 4, 2, 1}));
    EXPECT_EQ(at(6, Stage::Answered), (Reached{4, 4, 2, 2}));
    for (std::int64_t step = 1; step <= 8; ++step) {
        EXPECT_EQ(reachedBy({}, momentIn(step, 1, grid), grid), reachedBy(playbackAt(step, grid), {}, grid))
            << "its end is the step taken";
    }
}

TEST(WindowLooks, TellWhatThereIsToAsk) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 2, 8}, std::vector<float>{0, 0, 5, 5, 0, 0, 1, 2,  //
                                                                            0, 0, 5, 5, 0, 0, 3, 4});
    const Evaluation e = evaluated(x);
    const std::vector<WindowLook> looks = windowLooks(e);
    using enum WindowLook;
    EXPECT_EQ(looks, (std::vector<WindowLook>{Black, Flat, Black, Telling}));
    EXPECT_EQ(blackRun(0, looks), 1);
    EXPECT_EQ(blackRun(1, looks), 0);
    EXPECT_EQ(blackRun(4, looks), 1) << "backward as forward";
    EXPECT_EQ(nextTelling(1, e.grid, looks), 4);
    EXPECT_EQ(nextTelling(5, e.grid, looks), 8);
    EXPECT_EQ(nextTelling(2, e.grid, {}), 2);
    EXPECT_EQ(inkOf(looks, 100), (std::vector<bool>{false, true, false, true}));
    EXPECT_EQ(inkOf(looks, 2), (std::vector<bool>{true, true}));
}

}  // namespace
}  // namespace poolscope
