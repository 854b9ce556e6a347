// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/read_lesson.h"

#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

using test::lessonOf;

constexpr const char* kInput = "input: 10 40 0 90 | 30 20 60 50 | 80 0 120 110 | 70 5 100 200\n";

std::string step(const std::string& lines, const std::string& input = kInput) {
    return "step: S\n" + input + "say: Look.\n" + lines + "\n";
}

// The mistakes of a step whose own lines begin in line 6, each as "LINE: sentence".
std::vector<std::string> mistakesOf(const std::string& lines, const std::string& input = kInput) {
    const auto lesson = readLesson("title: T\nabout: A.\n" + step(lines, input), &test::loadEight);
    std::vector<std::string> found;
    if (lesson) return found;
    for (const Mistake& m : lesson.error()) found.push_back(std::to_string(m.line) + ": " + m.message);
    return found;
}

void expectMistake(const std::string& lines, const std::string& start, const std::string& input = kInput) {
    const auto found = mistakesOf(lines, input);
    ASSERT_EQ(found.size(), 1U) << lines;
    EXPECT_TRUE(found[0].starts_with(start)) << found[0] << "\ninstead of " << start;
}

TEST(ReadLesson, TellsWhereQuotedNumbersComeFrom) {
    const std::string text = "title: T\nabout: A.\n" + step("number: Counted\n  by hand.") + step("");
    const auto numbers = quotedNumbers(text);
    ASSERT_EQ(numbers.size(), 1U);
    EXPECT_EQ(numbers[0].heading, "S");
    EXPECT_EQ(numbers[0].origin, "Counted by hand.");
    const auto lesson = readLesson(text, &test::loadEight);
    ASSERT_TRUE(lesson.has_value());
    EXPECT_EQ(lesson->steps[0].number, "Counted by hand.");
    EXPECT_EQ(lesson->steps[1].number, "");
}

TEST(ReadLesson, ReadsEverythingOfAStep) {
    const Lesson lesson = lessonOf("# a remark\nstep: One\n" + std::string(kInput) +
                                   "set: size 2,3, stride 1, pad 1,0, pad-value zero, ties last\n"
                                   "view: forward-backward, tiles, wins, hide-black\npoint: window 0,1\n"
                                   "point: panel gradient\nsay: Once\n  upon a time.\nask: output 2,0 0,1\nhint: H\n"
                                   "why: W\n");
    ASSERT_EQ(lesson.steps.size(), 1U);
    const LessonStep& step = lesson.steps[0];
    EXPECT_EQ(lesson.header.title, "T");
    EXPECT_EQ(lesson.header.language, "en");
    EXPECT_EQ(step.heading, "One");
    EXPECT_EQ(step.line, 4);
    EXPECT_EQ(step.say, "Once upon a time.");
    EXPECT_EQ(step.source->images.tensor()->at(0, {2, 3}), 110);
    EXPECT_EQ(step.experiment.window.size, (Extent{2, 3}));
    EXPECT_EQ(step.experiment.window.stride, (Extent{1, 1}));
    EXPECT_EQ(step.experiment.window.padding, (Padding{PadMode::Explicit, 1, 0, 1, 0}));
    EXPECT_EQ(step.experiment.pool.padValue, PadValue::Zero);
    EXPECT_EQ(step.experiment.pool.ties, TieRule::Last);
    EXPECT_EQ(step.view, (LessonView{true, PatchView::Tiles, InputMap::Wins, true}));
    EXPECT_EQ(step.focus, (Focus{FocusKind::Window, {0, 1}, 0}));
    EXPECT_EQ(step.panel, PanelKind::Gradient);
    ASSERT_TRUE(step.question.has_value());
    EXPECT_EQ(step.question->hint, "H");
    EXPECT_EQ(step.question->why, "W");
    EXPECT_EQ(step.question->answers, (std::vector<Answer>{{AskKind::Output, {120}}, {AskKind::Output, {90}}}));
    EXPECT_EQ(step.playback, (Playback{Phase::Forward, 1})) << "up to the first window that is asked for";
    EXPECT_TRUE(step.experiment == step.revealed);
}

TEST(ReadLesson, AStepTakesOverWhatItDoesNotSay) {
    const Lesson lesson = lessonOf(step("set: size 3, stride 1\nview: tiles") + "step: Two\nsay: Same.\n" +
                                   "step: Three\nsay: Then.\nask: shape\nthen: size 2\nstep: Four\nsay: Stays.\n" +
                                   "step: Five\nsource: eight\nsay: Other numbers.\n");
    ASSERT_EQ(lesson.steps.size(), 5U);
    EXPECT_TRUE(lesson.steps[1].experiment == lesson.steps[0].experiment);
    EXPECT_EQ(lesson.steps[1].source, lesson.steps[0].source);
    EXPECT_EQ(lesson.steps[1].view.patches, PatchView::Tiles);
    EXPECT_EQ(lesson.steps[2].experiment.window.size, (Extent{3, 3}));
    EXPECT_EQ(lesson.steps[2].revealed.window.size, (Extent{2, 2}));
    EXPECT_EQ(lesson.steps[2].revealed.window.stride, (Extent{2, 2})) << "the stride follows the size, as ever";
    EXPECT_FALSE(lesson.steps[2].playback.has_value()) << "it asks about another setting: nothing to hide";
    EXPECT_EQ(lesson.steps[2].question->answers[0].numbers, (std::vector<double>{2, 2}));
    EXPECT_TRUE(lesson.steps[3].experiment == lesson.steps[2].revealed);
    EXPECT_EQ(lesson.steps[4].experiment.source.path, "eight");
}

TEST(ReadLesson, ShowsNothingOfWhatItAsks) {
    const auto playbackOf = [](const std::string& lines) { return lessonOf(step(lines)).steps.at(0).playback; };
    EXPECT_EQ(playbackOf("ask: winner 1,1"), (Playback{Phase::Forward, 3}));
    EXPECT_EQ(playbackOf("ask: gradient 0,3"), (Playback{Phase::Backward, 0}));
    EXPECT_EQ(playbackOf("ask: output 1,0\nshow: forward 1"), (Playback{Phase::Forward, 1}));
    EXPECT_EQ(playbackOf("ask: gradient 0,3\nshow: backward 3"), (Playback{Phase::Backward, 3}));
    EXPECT_EQ(playbackOf("show: backward 2"), (Playback{Phase::Backward, 2}));
    EXPECT_FALSE(playbackOf("show: all").has_value());
    const auto afterOf = [](const std::string& lines) { return lessonOf(step(lines)).steps.at(0).after; };
    EXPECT_EQ(afterOf("ask: output 1,0 0,1"), (Playback{Phase::Forward, 3})) << "nothing of the window after them";
    EXPECT_FALSE(afterOf("ask: gradient 0,3").has_value());
    EXPECT_FALSE(afterOf("ask: shape\nthen: size 1").has_value());
    EXPECT_EQ(afterOf("ask: shape\nthen: size 1\nshow: forward 0"), (Playback{Phase::Forward, 0}));
    for (const char* shown : {"forward 3", "backward 0", "all"}) {
        expectMistake(std::string("ask: output 1,0\nshow: ") + shown, "7: this shows the answer");
    }
    expectMistake("ask: gradient 0,0\nshow: backward 4", "7: this shows the answer");
}

TEST(ReadLesson, NamesTheLineOfEachMistakeOfTheText) {
    expectMistake("what is this", "6: a word and a colon are expected");
    expectMistake("sya: Hm.", "6: there is no \"sya:\"");
    expectMistake("say: Again.", "6: this step has a \"say:\" already, in line 5");
    expectMistake("title: Late", "6: \"title:\" stands before the first step");
    expectMistake("ask:", "6: nothing stands after \"ask:\"");
    expectMistake("hint: Hm.", "6: \"hint:\" belongs to a question");
    expectMistake("then: size 2", "6: \"then:\" belongs to a question");
    expectMistake("source: eight", "6: a step has \"source:\" or \"input:\", not both");
    expectMistake("", "4: row 1 has 1 number", "input: 1 2 | 3\n");
    expectMistake("", "4: \"two\" is not a number", "input: 1 two\n");
    expectMistake("", "4: \"nan\" is not a number", "input: 1 nan\n");
    expectMistake("", "4: numbers are expected", "input: |\n");
    expectMistake("", "4: there is no such source", "source: nine\n");
    expectMistake("", "3: the first step needs numbers", "");
}

TEST(ReadLesson, NamesTheLineOfEachMistakeOfTheExperiment) {
    expectMistake("set: sizee 2", "6: there is no setting \"sizee\"");
    expectMistake("set: size", "6: a value is missing after \"size\"");
    expectMistake("set: size two", "6: size cannot be \"two\"");
    expectMistake("set: size 1,2,3", "6: size cannot be \"1,2,3\"");
    expectMistake("set: op most", "6: op cannot be \"most\": one of max, min, avg, median, lp, softmax is expected");
    expectMistake("set: pad 1,2,3", "6: pad cannot be \"1,2,3\"");
    expectMistake("set: filters sobel", "6: ");
    expectMistake("set: size 5", "6: size 5 does not fit");
    expectMistake("set: cell 2,2", "6: ");
    expectMistake("ask: shape\nthen: size 5", "7: size 5 does not fit");
    expectMistake("ask: shape\nthen: sizes 5", "7: there is no setting");
    expectMistake("view: tile", "6: there is no view \"tile\"");
    expectMistake("show: forward 5", "6: there are 4 windows");
    expectMistake("show: some", "6: expected \"all\"");
}

TEST(ReadLesson, NamesTheLineOfAPlaceThatDoesNotExist) {
    expectMistake("point: window 2,0", "6: there is no window 2,0");
    expectMistake("point: input 4,0", "6: there is no input 4,0");
    expectMistake("point: row 4", "6: there is no row 4");
    expectMistake("point: patch 0,0 4", "6: there is no patch 0,0 4");
    expectMistake("point: door 1,1", "6: expected \"window 0,1\"");
    expectMistake("point: window", "6: expected \"window 0,1\"");
    expectMistake("point: panel door", "6: there is no panel \"door\"");
    expectMistake("point: panel kernel", "6: there is no panel \"kernel\"");
    expectMistake("point: window 0,0\npoint: window 0,1", "7: a step points at one cell");
    expectMistake("ask: output 2,0", "6: there is no cell (2, 0) in the output");
    expectMistake("ask: gradient 0,4", "6: there is no cell (0, 4) in the input");
    expectMistake("ask: output one", "6: \"one\" is no cell");
    expectMistake("ask: output", "6: expected \"output 0,1\"");
    expectMistake("ask: colour 0,0", "6: expected \"output 0,1\"");
    expectMistake("ask: output 0,0 0,0 0,0 0,0 0,0 0,0 0,0", "6: at most 6 cells");
    expectMistake("ask: shape", "6: the shape stands above the panel");
    expectMistake("set: op avg\nask: winner 0,0", "7: avg has no winner");
    expectMistake("set: ties split\nask: winner 0,0", "7: there is no single winner");
}

TEST(ReadLesson, NamesTheLineOfWhatIsMissing) {
    const auto mistakes = [](const std::string& text) { return readLesson(text, &test::loadEight).error(); };
    EXPECT_EQ(mistakes("").size(), 3U);
    const std::vector<Mistake> noWords = mistakes("title: T\nabout: A.\nstep: S\nsource: eight\n");
    ASSERT_EQ(noWords.size(), 1U);
    EXPECT_EQ(noWords[0].line, 3);
    EXPECT_EQ(mistakes("say: x\ntitle: T\nabout: A.\nstep: S\nsource: eight\nsay: s\n")[0].line, 1);
    EXPECT_EQ(mistakes("title: T\nabout: A.\nlanguage: German\nstep: S\nsource: eight\nsay: s\n")[0].line, 3);
    EXPECT_EQ(mistakes("title: T\nabout: A.\ntitle: U\nstep: S\nsource: eight\nsay: s\n")[0].line, 3);
    EXPECT_EQ(mistakes(" x\ntitle: T\nabout: A.\nstep: S\nsource: eight\nsay: s\n")[0].line, 1);
}

TEST(ReadLesson, TellsAllMistakesInTheOrderOfTheirLines) {
    const auto lesson =
        readLesson("about: A.\nstep: S\nsource: eight\nset: size 9\nstep: T\nsay: s\nbogus: 1\n", &test::loadEight);
    ASSERT_FALSE(lesson.has_value());
    std::vector<int> lines;
    for (const Mistake& mistake : lesson.error()) lines.push_back(mistake.line);
    EXPECT_EQ(lines, (std::vector<int>{1, 2, 4, 7})) << "and none for what follows from another";
}

TEST(ReadLesson, SaysHowFarItIs) {
    Progress progress;
    ASSERT_TRUE(readLesson("title: T\nabout: A.\n" + step("") + step(""), &test::loadEight, {{}, &progress}));
    EXPECT_EQ(progress.fraction(), 1);
}

TEST(ReadLesson, TakesTextAsEditorsWriteIt) {
    const auto lesson = readLesson(
        "\xef\xbb\xbfTitle: T\r\nabout:A.\r\n\r\nSTEP: S\r\nsource: eight\r\nsay: one\r\n\ttwo\r\n", &test::loadEight);
    ASSERT_TRUE(lesson.has_value());
    EXPECT_EQ(lesson->steps[0].say, "one two");
    EXPECT_EQ(readHeader("title: T\nnonsense\nabout: A.\nstep: x\ntitle: U\n").title, "T");
}

}  // namespace
}  // namespace poolscope
