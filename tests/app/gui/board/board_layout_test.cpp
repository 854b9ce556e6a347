// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/board_layout.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

BoardRoom room(int width, int height) {
    BoardRoom made;
    made.size = {width, height};
    made.top = kBoardGap;
    made.panelHeight = [](int panelWidth) { return panelWidth + 60; };
    return made;
}

std::vector<QRect> all(const BoardPlan& plan) {
    std::vector<QRect> rects = plan.panels;
    rects.push_back(plan.loupe);
    for (const auto& card : {plan.algorithm, plan.histogram, plan.shift}) {
        if (card) rects.push_back(*card);
    }
    return rects;
}

TEST(BoardLayout, NothingOverlapsOrLeavesTheBoardAtAnySize) {
    for (int width = 420; width <= 2600; width += 37) {
        for (int height = 480; height <= 1500; height += 41) {
            for (const int panels : {4, 8}) {
                BoardRoom there = room(width, height);
                there.panels = panels;
                there.mirrored = panels == 8;
                const std::vector<QRect> rects = all(planBoard(there));
                for (std::size_t i = 0; i < rects.size(); ++i) {
                    EXPECT_TRUE(QRect({0, 0}, there.size).contains(rects[i])) << width << "x" << height << " " << i;
                    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(rects[i].intersects(rects[j])) << i << ", " << j;
                }
            }
        }
    }
}

TEST(BoardLayout, ChartsComeWithTheRoom) {
    const BoardPlan small = planBoard(room(560, 660));
    EXPECT_FALSE(small.algorithm || small.histogram || small.shift);
    const BoardPlan usual = planBoard(room(970, 760));
    ASSERT_TRUE(usual.algorithm && usual.histogram && usual.shift);
    EXPECT_EQ(usual.histogram->left(), usual.shift->left()) << "one below the other";
    EXPECT_LT(usual.histogram->bottom(), usual.shift->top());
    const BoardPlan large = planBoard(room(1450, 940));
    ASSERT_TRUE(large.histogram && large.shift);
    EXPECT_EQ(large.histogram->top(), large.shift->top()) << "beside each other";
    EXPECT_EQ(large.algorithm->left(), kBoardGap);
}

TEST(BoardLayout, LowNarrowBoardsKeepThePicturesInOneRow) {
    const BoardPlan narrow = planBoard(room(600, 640));
    EXPECT_GT(narrow.panels[2].top(), narrow.panels[0].top()) << "two by two";
    const BoardPlan low = planBoard(room(600, 440));  // beneath a lesson
    EXPECT_EQ(low.panels[3].top(), low.panels[0].top());
    EXPECT_GE(std::min(low.panels[0].width(), low.panels[0].height() - 60), 130) << "room for the picture";
}

TEST(BoardLayout, PresentingLeavesOnlyPanelsAndFormula) {
    BoardRoom there = room(1920, 1080);
    there.presenting = true;
    there.scale = 2.7;
    const BoardPlan plan = planBoard(there);
    EXPECT_FALSE(plan.algorithm || plan.histogram || plan.shift);
    EXPECT_EQ(plan.panels.size(), 4U);
    EXPECT_GT(plan.loupe.height(), 104);
}

}  // namespace
}  // namespace poolscope
