// SPDX-License-Identifier: GPL-3.0-or-later
// What a lesson file puts on the stage.
#include <gtest/gtest.h>

#include "core/lesson/lesson_walk.h"
#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

using enum PanelKind;
using test::lessonOf;
using Panels = std::vector<PanelKind>;

constexpr const char* kTable = "input: 10 40 0 90 | 30 20 60 50 | 80 0 120 110 | 70 5 100 200\n";

std::string stepWith(const std::string& lines) {
    return "step: S\n" + std::string(kTable) + "say: Look.\n" + lines + "\n";
}

LessonStep stepOf(const std::string& lines) {
    return lessonOf(stepWith(lines)).steps.at(0);
}

// The one mistake of a step whose own lines begin in line 6.
std::string mistakeWith(const std::string& lines) {
    const auto lesson = readLesson("title: T\nabout: A.\n" + stepWith(lines), &test::loadEight);
    if (lesson) return "none";
    EXPECT_EQ(lesson.error().size(), 1U) << lines;
    return std::to_string(lesson.error()[0].line) + ": " + lesson.error()[0].message;
}

bool refuses(const std::string& lines, const std::string& start) {
    const std::string mistake = mistakeWith(lines);
    EXPECT_TRUE(mistake.starts_with(start)) << mistake << "\ninstead of " << start;
    return mistake.starts_with(start);
}

TEST(StepStage, HoldsThePanelsThatTheStepSpeaksOf) {
    EXPECT_EQ(stepOf("").panels, (Panels{Input, Output}));
    EXPECT_EQ(stepOf("ask: output 0,1").panels, (Panels{Input, Output}));
    EXPECT_EQ(stepOf("ask: gradient 0,1").panels, (Panels{Input, Gradient}));
    EXPECT_EQ(stepOf("point: gradient 0,1").panels, (Panels{Input, Gradient}));
    EXPECT_EQ(stepOf("point: patch 0,1 2").panels, (Panels{Input, Patches, Output}));
    EXPECT_EQ(stepOf("point: panel gradient").panels, (Panels{Input, Output, Gradient}));
    EXPECT_EQ(stepOf("view: forward-backward").panels, (Panels{Input, Output, Upstream, Gradient}));
    EXPECT_EQ(stepOf("view: forward-backward\npoint: panel gradient-patches").panels,
              (Panels{Input, Output, Upstream, GradientPatches, Gradient}));
    EXPECT_EQ(stepOf("set: filters sobel-x, relu").panels, (Panels{Image, Input, Output}));
    EXPECT_EQ(stepOf("set: filters sobel-x, relu\npoint: panel relu-mask").panels,
              (Panels{Image, ReluMask, Input, Output}))
        << "in the order in which a value passes them";
}

TEST(StepStage, HoldsThePanelsThatAreNamedUntilOthersAre) {
    const Lesson lesson =
        lessonOf(stepWith("panels: patches input") + "step: B\nsay: b\nstep: C\npanels: auto\nsay: c\n");
    EXPECT_EQ(lesson.steps[0].panels, (Panels{Patches, Input}));
    EXPECT_EQ(lesson.steps[1].panels, (Panels{Patches, Input}));
    EXPECT_EQ(lesson.steps[2].panels, (Panels{Input, Output}));
    refuses("panels: input screen", "6: there is no panel \"screen\"; there are input, patches");
    refuses("panels: input kernel", "6: there is no panel \"kernel\" here: it shows filters");
    refuses("panels: input\npoint: panel output", "7: the panel \"output\" is not among");
}

TEST(StepStage, CanBeAPage) {
    EXPECT_EQ(stepOf("page: shift").page, StudyView::Shift);
    EXPECT_FALSE(stepOf("").page.has_value());
    refuses("page: sift", "6: there is no page \"sift\"; there are charts, shift");
    refuses("page: shift\npanels: input", "6: a step shows a \"page:\" or \"panels:\"");
}

TEST(StepStage, IsLitWhereTheStepPointsAndAsks) {
    EXPECT_FALSE(stepOf("").spotlight.fades());
    const Spotlight window = stepOf("point: window 0,1").spotlight;
    EXPECT_EQ(window.output, (std::vector<CellRef>{{0, 1}}));
    EXPECT_EQ(window.input, (std::vector<CellRef>{{0, 2}, {0, 3}, {1, 2}, {1, 3}}));
    EXPECT_EQ(stepOf("ask: output 1,0 1,1").spotlight.input.size(), 8U);
    const Spotlight cell = stepOf("ask: gradient 1,1").spotlight;
    EXPECT_EQ(cell.input, (std::vector<CellRef>{{1, 1}}));
    EXPECT_EQ(cell.output, (std::vector<CellRef>{{0, 0}}));
    EXPECT_FALSE(stepOf("point: window 0,1\nfocus: all").spotlight.fades());
    EXPECT_EQ(stepOf("focus: windows 0,0 0,1").spotlight.input.size(), 8U);
    EXPECT_EQ(stepOf("focus: cells 3,3").spotlight.input, (std::vector<CellRef>{{3, 3}}));
    refuses("focus: windows 0,2", "6: there is no cell \"0,2\": there are ");
    refuses("focus: window", "6: expected \"all\"");
}

TEST(StepStage, ShowsAPartOfTheInput) {
    EXPECT_TRUE(stepOf("").zoom.isWhole());
    std::string table = "1 2 3 4 5 6 7 8";
    for (int row = 1; row < 8; ++row) table += " | 1 2 3 4 5 6 7 8";
    const Lesson lesson = lessonOf("step: S\ninput: " + table + "\nsay: s\nzoom: 2 3,5\n");
    EXPECT_EQ(lesson.steps[0].zoom.factor, 2);
    EXPECT_EQ(lesson.steps[0].zoom.centre.x, 5.5);
    EXPECT_EQ(lesson.steps[0].zoom.centre.y, 3.5);
    refuses("zoom: 2 9,9", "6: expected how many times larger");
    refuses("zoom: 0.5 0,0", "6: expected how many times larger");
    refuses("zoom: 2", "6: expected how many times larger");
}

TEST(StepStage, PlaysAStretchThatEndsWhereThePictureDoes) {
    const LessonStep step = stepOf("play: forward 1 3 at 2");
    EXPECT_EQ(step.play, (Stretch{1, 3, 2}));
    EXPECT_EQ(step.playback, (Playback{Phase::Forward, 3}));
    EXPECT_EQ(step.after, step.playback);
    EXPECT_EQ(stepOf("play: backward 0 4").play, (Stretch{4, 8, 1})) << "after the four windows of the forward pass";
    refuses("play: forward 3 1", "6: there are 4 windows");
    refuses("play: forward 0 5", "6: there are 4 windows");
    refuses("play: forward 0 2 at 900", "6: there are 4 windows");
    refuses("play: all", "6: expected \"forward 0 4\"");
    refuses("play: forward 0 2\nshow: all", "7: \"play:\" says how far");
    refuses("play: forward 0 2\nask: output 0,1", "6: this plays the answer");
    EXPECT_EQ(mistakeWith("play: forward 0 1\nask: output 0,1"), "none");
}

TEST(StepStage, LetsCellsBePointedAtThatCanBeTheAnswer) {
    EXPECT_TRUE(stepOf("ask: output 0,1").question->pointable);
    EXPECT_TRUE(stepOf("ask: winner 0,1").question->pointable);
    EXPECT_FALSE(stepOf("set: op avg\nask: output 0,1").question->pointable) << "a mean stands nowhere";
    EXPECT_FALSE(stepOf("ask: output 0,1\nthen: op avg").question->pointable);
    EXPECT_FALSE(stepOf("ask: gradient 0,1").question->pointable);
    EXPECT_FALSE(stepOf("ask: output 0,1\nchoice: 50 | 90").question->pointable);
    EXPECT_FALSE(stepOf("ask: output 0,1\npage: shift").question->pointable);
}

TEST(StepStage, ComputesWhichChoiceIsRight) {
    const LessonStep step = stepOf("ask: output 0,1\nchoice: 50 | 90 | 40");
    EXPECT_EQ(step.question->choices, (std::vector<std::string>{"50", "90", "40"}));
    EXPECT_EQ(step.question->right, 1U);
    EXPECT_EQ(stepOf("ask: shape\nthen: size 2, stride 1\nchoice: 2 x 2 | 3 x 3").question->right, 1U);
    EXPECT_EQ(stepOf("ask: winner 1,1\nchoice: (1, 1) | (3, 3) | (2, 2)").question->right, 1U);
    refuses("ask: output 0,1\nchoice: 50 | 40", "7: one of the answers is the right one, which is 90");
    refuses("ask: output 0,1\nchoice: 50 | *90", "7: what is right is computed here");
    refuses("ask: output 0,1\nchoice: 90", "7: there are 1 answers, and 2 to 4 are expected");
    refuses("ask: output 0,1\nchoice: 1 | 2 | 3 | 4 | 90", "7: there are 5 answers");
    refuses("ask: output 0,1 1,1\nchoice: 90 | 200", "7: one answer is chosen at a time");
    refuses("ask: output 0,1\nchoice: 90 | ", "7: an answer is empty");
    refuses("choice: 1 | 2", "6: \"choice:\" belongs to a question");
}

TEST(StepStage, AsksForUnderstandingWithTheRightAnswerMarked) {
    const LessonStep step = stepOf("ask: choice\nchoice: no | *yes, both | perhaps");
    EXPECT_EQ(step.question->choices, (std::vector<std::string>{"no", "yes, both", "perhaps"}));
    EXPECT_EQ(step.question->right, 1U);
    EXPECT_FALSE(step.playback.has_value()) << "there is nothing to hide";
    refuses("ask: choice", "6: a \"choice:\" is missing");
    refuses("ask: choice\nchoice: no | yes", "7: one of the answers has a *");
    refuses("ask: choice\nchoice: *no | *yes", "7: one of the answers has a *");
}

TEST(StepStage, AsksWhetherTheOutputIsTheSame) {
    const Lesson lesson = lessonOf(stepWith("") +
                                   "step: Moved within\ninput: 40 10 0 90 | 30 20 60 50 | 80 0 120 110 | 70 5 100 200\n"
                                   "say: a\nask: same\n"
                                   "step: Moved beyond\ninput: 0 10 40 90 | 30 20 60 50 | 80 0 120 110 | 70 5 100 200\n"
                                   "say: b\nask: same\nchoice: as before | another\n"
                                   "step: Ties\nsay: c\nask: same\nthen: size 2, ties last\n");
    EXPECT_EQ(lesson.steps[1].question->right, 0U) << "the same";
    EXPECT_EQ(lesson.steps[1].question->choices[0], "the same");
    EXPECT_EQ(lesson.steps[1].playback, (Playback{Phase::Forward, 0})) << "nothing of the output is shown before";
    EXPECT_EQ(lesson.steps[2].question->right, 1U) << "30 where 40 was";
    EXPECT_EQ(lesson.steps[2].question->choices[1], "another");
    EXPECT_EQ(lesson.steps[3].question->right, 0U) << "another tie rule gives the same output";
    refuses("ask: same", "6: there is no step before this one");
}

TEST(StepStage, ChoicesAreRightOrWrongAsTheyAreChosen) {
    LessonWalk walk(lessonOf(stepWith("ask: output 0,1\nchoice: 50 | 90")));
    EXPECT_EQ(walk.check({"50"}).value(), (std::vector<bool>{false}));
    EXPECT_TRUE(walk.isOpen());
    EXPECT_EQ(walk.check({"90"}).value(), (std::vector<bool>{true}));
    EXPECT_EQ(walk.score(), (Score{0, 1}));
}

}  // namespace
}  // namespace poolscope
