// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_walk.h"

#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

LessonWalk threeSteps() {
    return LessonWalk(
        test::lessonOf("step: A\nsource: eight\nsay: Look.\n"
                       "step: B\nsay: What?\nask: output 0,0 0,1\n"
                       "step: C\nsay: And?\nask: shape\nthen: size 1\n"));
}

TEST(LessonWalk, ScoresWhatIsKnownAtTheFirstTry) {
    LessonWalk walk = threeSteps();
    EXPECT_FALSE(walk.isOpen());
    EXPECT_TRUE(walk.isFirst());
    walk.forward();
    ASSERT_TRUE(walk.isOpen());
    EXPECT_EQ(walk.score(), Score{}) << "an open question is not counted";
    EXPECT_EQ(walk.check({"6", "8"}).value(), (std::vector<bool>{true, true}));
    EXPECT_FALSE(walk.isOpen());
    EXPECT_TRUE(walk.isKnown());
    EXPECT_EQ(walk.score(), (Score{1, 1}));
    walk.forward();
    EXPECT_TRUE(walk.isLast());
    EXPECT_EQ(walk.check({"2x4"}).value(), (std::vector<bool>{true}));
    EXPECT_EQ(walk.score(), (Score{2, 2}));
    walk.forward();
    EXPECT_EQ(walk.at(), 2U) << "there is no further step";
}

TEST(LessonWalk, ALaterTryAndAShownAnswerDoNotScore) {
    LessonWalk walk = threeSteps();
    walk.forward();
    EXPECT_EQ(walk.check({"6", "7"}).value(), (std::vector<bool>{true, false}));
    EXPECT_TRUE(walk.isOpen());
    EXPECT_TRUE(walk.check({"6", "8"}).has_value());
    EXPECT_TRUE(walk.isKnown());
    EXPECT_EQ(walk.score(), (Score{0, 1}));
    walk.forward();
    walk.reveal();
    EXPECT_FALSE(walk.isOpen());
    EXPECT_FALSE(walk.isKnown());
    EXPECT_EQ(walk.score(), (Score{0, 2}));
}

TEST(LessonWalk, WhatCannotBeReadIsNoTry) {
    LessonWalk walk = threeSteps();
    walk.forward();
    EXPECT_FALSE(walk.check({"6", "?"}).has_value());
    EXPECT_TRUE(walk.check({"6", "8"}).has_value());
    EXPECT_EQ(walk.score(), (Score{1, 1}));
}

TEST(LessonWalk, KeepsTheAnswersOnTheWayBack) {
    LessonWalk walk = threeSteps();
    walk.forward();
    walk.reveal();
    walk.back();
    walk.back();
    EXPECT_TRUE(walk.isFirst());
    walk.forward();
    EXPECT_FALSE(walk.isOpen());
    EXPECT_EQ(walk.score(), (Score{0, 1}));
}

}  // namespace
}  // namespace poolscope
