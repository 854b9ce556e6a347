// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_input.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

std::string mistakeOf(const std::string& input) {
    const auto read = readLessonInput(input);
    return read ? std::string("none") : read.error().message;
}

TEST(LessonInput, IsATableOrRandomOrBoth) {
    const auto table = readLessonInput("1 3 | 4 0");
    ASSERT_TRUE(table && table->table && !table->random);
    EXPECT_EQ(table->table->values, (std::vector<float>{1, 3, 4, 0}));
    const auto random = readLessonInput("random 3x4 -9..9, ties");
    ASSERT_TRUE(random && random->random && !random->table);
    EXPECT_EQ(random->random->size, (Extent{3, 4}));
    EXPECT_EQ(random->random->least, -9);
    EXPECT_EQ(random->random->most, 9);
    EXPECT_TRUE(random->random->ties);
    const auto both = readLessonInput("1 3 5 | 4 0 2 or random");
    ASSERT_TRUE(both && both->random && both->table);
    EXPECT_EQ(both->random->size, (Extent{2, 3}));
}

TEST(LessonInput, SaysWhatIsWrong) {
    for (const char* wrong :
         {"random", "random 4", "random 0x4", "random 17x4", "random 4x4 9..0", "random 4x4 0..9",
          "random 4x4 0..9999999", "random 4x4 tie", "1 3 | random", "1 3 or random 4x4", "random or"}) {
        EXPECT_NE(mistakeOf(wrong), "none") << wrong;
    }
    EXPECT_EQ(mistakeOf("random 4x4 0..9"),
              "16 cells without ties need as many numbers, and 0..9 are fewer: give a larger range, or say \"ties\"");
    EXPECT_EQ(mistakeOf("random 4x4 0..9 ties"), "none");
}

TEST(LessonInput, TheSameSeedDrawsTheSameNumbersEverywhere) {
    const RandomTable table{{2, 3}, 0, 99, false};
    EXPECT_EQ(drawn(table, {5, 0, 0}).values, drawn(table, {5, 0, 0}).values);
    EXPECT_EQ(drawn(table, {1, 0, 0}).values, (std::vector<float>{78, 25, 64, 65, 44, 48}));
    EXPECT_NE(drawn(table, {5, 0, 0}).values, drawn(table, {6, 0, 0}).values);
    EXPECT_NE(drawn(table, {5, 0, 0}).values, drawn(table, {5, 1, 0}).values) << "another table of the same lesson";
    EXPECT_NE(drawn(table, {5, 0, 0}).values, drawn(table, {5, 0, 1}).values);
}

TEST(LessonInput, NoNumberIsDrawnTwiceUnlessThereAreToBeTies) {
    for (std::uint32_t seed = 0; seed < 50; ++seed) {
        const Tensor all = drawn({{4, 4}, -8, 7, false}, {seed, 0, 0});
        const std::set<float> different(all.values.begin(), all.values.end());
        EXPECT_EQ(different.size(), 16U);
        EXPECT_EQ(*different.begin(), -8);
        EXPECT_EQ(*different.rbegin(), 7);
        const Tensor tied = drawn({{4, 4}, 0, 99, true}, {seed, 0, 0});
        EXPECT_EQ(tied.values.size(), 16U);
        EXPECT_LE(std::set<float>(tied.values.begin(), tied.values.end()).size(), 8U);
    }
}

constexpr const char* kRandomStep =
    "step: S\ninput: 10 40 | 30 20 or random\nsay: See {window 0,0}, {input 1,1} and {output 0,0}.\nask: output 0,0\n"
    "hint: Row {row 0,0}, column {column 0,0}.\nwhy: {answer} of {window 0,0}.\n";

TEST(OtherNumbers, AreThoseOfTheFileWithoutASeed) {
    const Lesson own = test::lessonOf(kRandomStep);
    EXPECT_TRUE(own.hasOtherNumbers);
    EXPECT_EQ(own.steps[0].say, "See 10, 40, 30 and 20, 20 and 40.");
    EXPECT_EQ(own.steps[0].question->hint, "Row 0, column 1.");
    EXPECT_EQ(own.steps[0].question->why, "40 of 10, 40, 30 and 20.");
    const Lesson other = test::lessonOf(kRandomStep, {1});
    EXPECT_NE(other.steps[0].say, own.steps[0].say);
    EXPECT_EQ(other.steps[0].say, test::lessonOf(kRandomStep, {1}).steps[0].say);
    EXPECT_EQ(other.version, own.version) << "the text is the same";
    EXPECT_FALSE(test::lessonOf("step: S\nsource: eight\nsay: s\n").hasOtherNumbers);
}

// All three mistakes about a window of four that a student makes most give numbers of their own.
TEST(OtherNumbers, TellMistakesApart) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Lesson lesson =
            test::lessonOf("step: S\ninput: random 4x4\nset: size 2\nsay: s\nask: output 0,1\n", {seed});
        const Question& question = *lesson.steps[0].question;
        std::set<std::vector<double>> numbers{question.answers[0].numbers};
        std::size_t count = 1;
        for (const SlipAnswer& slip : question.slips[0]) {
            if (slip.slip != Slip::Mean && slip.slip != Slip::Smallest && slip.slip != Slip::First &&
                slip.slip != Slip::Last && slip.slip != Slip::Sum) {
                continue;
            }
            numbers.insert(slip.numbers);
            ++count;
        }
        EXPECT_EQ(numbers.size(), 6U) << seed;
        EXPECT_EQ(count, 6U) << seed;
    }
}

TEST(OtherNumbers, ARandomTableWithTiesHasTies) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Lesson lesson =
            test::lessonOf("step: S\ninput: random 4x4 0..9 ties\nset: size 2\nsay: s\nask: winner 0,1\n", {seed});
        const auto& slips = lesson.steps[0].question->slips[0];
        EXPECT_TRUE(std::any_of(slips.begin(), slips.end(), [](const SlipAnswer& slip) {
            return slip.slip == Slip::LastOfEquals;
        })) << seed;
    }
}

std::string mistakeInText(const std::string& key, const std::string& text) {
    const auto lesson =
        readLesson("title: T\nabout: A.\nstep: S\nsource: eight\n" + (key == "say" ? "" : std::string("say: s\n")) +
                       "ask: output 0,0\n" + key + ": " + text + "\n",
                   &test::loadEight);
    if (lesson) return "none";
    return std::to_string(lesson.error()[0].line) + ": " + lesson.error()[0].message;
}

TEST(Placeholders, ThatMeanNothingAreMistakesWithTheirLine) {
    EXPECT_EQ(mistakeInText("why", "{answer}, {answer 1}"), "none");
    EXPECT_EQ(mistakeInText("why", "{answer 2}"), "7: {answer 2}: the question has 1 answer");
    EXPECT_EQ(mistakeInText("why", "{answer x}"), "7: {answer x}: the question has 1 answer");
    EXPECT_EQ(mistakeInText("say", "{answer}"), "6: {answer}: an answer is told in \"hint:\" or \"why:\"");
    EXPECT_EQ(mistakeInText("hint", "{window 2,0}"), "7: {window 2,0}: there is no such window");
    EXPECT_EQ(mistakeInText("hint", "{input 2,0}"), "7: {input 2,0}: there is no such cell");
    EXPECT_EQ(mistakeInText("hint", "{windows 0,0").substr(0, 15), "7: a { has no }");
    for (const char* unknown : {"{windows 0,0}", "{window}", "{window 0}", "{}", "{answer 1 2}"}) {
        EXPECT_TRUE(mistakeInText("hint", unknown).starts_with("7: " + std::string(unknown) + ": ")) << unknown;
    }
    EXPECT_TRUE(mistakeInText("why", "{output 5,5}").starts_with("7: {output 5,5}: there is no cell (5, 5)"));
}

}  // namespace
}  // namespace poolscope
