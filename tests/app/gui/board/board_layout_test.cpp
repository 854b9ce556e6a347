// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/board_layout.h"

#include <gtest/gtest.h>

#include <algorithm>

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
                const std::vector<QRect> rects = all(planBoard(there));
                for (std::size_t i = 0; i < rects.size(); ++i) {
                    EXPECT_TRUE(QRect({0, 0}, there.size).contains(rects[i])) << width << "x" << height << " " << i;
                    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(rects[i].intersects(rects[j])) << i << ", " << j;
                }
            }
        }
    }
}

TEST(BoardLayout, TheAlgorithmSharesTheStripOfTheLoupeAndChartsComeWithTheRoom) {
    const BoardPlan small = planBoard(room(560, 660));
    EXPECT_FALSE(small.algorithm || small.histogram || small.shift);
    const BoardPlan usual = planBoard(room(970, 560));
    ASSERT_TRUE(usual.algorithm);
    EXPECT_FALSE(usual.histogram || usual.shift);
    EXPECT_EQ(usual.algorithm->top(), usual.loupe.top());
    EXPECT_LT(usual.loupe.right(), usual.algorithm->left());
    const BoardPlan large = planBoard(room(1150, 760));
    ASSERT_TRUE(large.algorithm && large.histogram && large.shift);
    EXPECT_GT(large.histogram->top(), large.loupe.bottom());
    EXPECT_EQ(large.histogram->top(), large.shift->top()) << "beside each other";
}

// The edge of a picture is the width of its panel, less what the height takes of it.
int edgeOf(const BoardPlan& plan) {
    const QRect& panel = plan.panels.front();
    return std::min(panel.width(), panel.height() - 60);
}

TEST(BoardLayout, NoOtherPlanHasLargerPictures) {
    for (int width = 640; width <= 2000; width += 53) {
        for (int height = 420; height <= 1200; height += 47) {
            const BoardPlan plan = planBoard(room(width, height));
            const int inner = width - 2 * kBoardGap;
            const int high = plan.loupe.bottom() + 1 - plan.panels.front().top() - 116 - kBoardGap;
            const int inRow = std::min((inner - 3 * kArrowGap) / 4, high - 60);
            const int twoByTwo = std::min((inner - kArrowGap) / 2, (high - kArrowGap) / 2 - 60);
            EXPECT_GE(edgeOf(plan) + (inner < 700 ? 34 : 0), std::max(inRow, twoByTwo)) << width << "x" << height;
        }
    }
}

TEST(BoardLayout, LowNarrowBoardsKeepThePicturesInOneRow) {
    const BoardPlan narrow = planBoard(room(600, 640));
    EXPECT_GT(narrow.panels[2].top(), narrow.panels[0].top()) << "two by two";
    const BoardPlan low = planBoard(room(600, 440));  // beneath a lesson
    EXPECT_EQ(low.panels[3].top(), low.panels[0].top());
    EXPECT_GE(std::min(low.panels[0].width(), low.panels[0].height() - 60), 120) << "room for the picture";
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
