// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/diagnosis.h"

#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

// Windows of size 2: 10 40 30 20, 0 90 60 50, 80 0 120 110 and 70 5 100 200.
constexpr const char* kFourByFour = "input: 10 40 0 90 | 30 20 60 50 | 80 0 70 5 | 120 110 100 200\n";
constexpr const char* kThreeByThree = "input: 99 10 20 | 40 80 30 | 50 60 70\n";
// 5 rows and 7 columns, so that rows and columns can be told apart.
constexpr const char* kFiveBySeven =
    "input: 1 2 3 4 5 6 7 | 8 9 10 11 12 13 14 | 15 16 17 18 19 20 21 | 22 23 24 25 26 27 28 | 29 30 31 32 33 34 35\n";

Question questionOf(const std::string& input, const std::string& set, const std::string& ask) {
    const bool shape = ask == "shape";
    const Lesson lesson = test::lessonOf("step: S\nsay: s\n" + input + "set: " + (shape ? "size 1" : set) +
                                         "\nask: " + ask + (shape ? "\nthen: " + set : "") + "\n");
    return lesson.steps.empty() ? Question{} : lesson.steps.front().question.value_or(Question{});
}

struct Wrong {
    const char* input;
    const char* set;
    const char* ask;
    const char* typed;
    const char* diagnosis;
};

void expectDiagnoses(const std::vector<Wrong>& wrong) {
    for (const Wrong& w : wrong) {
        EXPECT_EQ(diagnosisOf(questionOf(w.input, w.set, w.ask), 0, w.typed), w.diagnosis)
            << w.set << ", " << w.ask << ", " << w.typed;
    }
}

TEST(Diagnosis, ReadsTwentyWrongAnswers) {
    const std::vector<Wrong> wrong{
        // (10 + 40 + 30 + 20) / 4
        {kFourByFour, "size 2", "output 0,0", "25", "25 is the mean; which is the largest?"},
        // Of 0, 90, 60 and 50 it is the first as well: the commoner mistake is named.
        {kFourByFour, "size 2", "output 0,1", "0", "0 is perhaps the smallest; which is the largest?"},
        {kFourByFour, "size 2, op avg", "output 0,0", "40", "40 is the largest; which is the mean?"},
        // 10 + 40 + 30 + 20
        {kFourByFour, "size 2, op avg", "output 0,0", "100", "100 is the sum; which is the mean?"},
        {kFourByFour, "size 2, op avg", "output 1,0", "80", "80 is the first number of the window; which is the mean?"},
        {kFourByFour, "size 2", "output 1,0", "110", "110 is the last number of the window; which is the largest?"},
        // The window beside it keeps 90.
        {kFourByFour, "size 2", "output 0,0", "90",
         "90 is the answer for window (0, 1); here window (0, 0) is asked about."},
        // Columns 1 and 2 of rows 0 and 1 are 40, 0, 20 and 60.
        {kFourByFour, "size 2", "output 0,1", "60", "60 is the answer with stride 1; here the stride is 2."},
        // 40 stands in row 0 and column 1.
        {kFourByFour, "size 2", "winner 0,0", "1, 0", "(1, 0) is column and row; the row comes first."},
        // 90 stands in row 0 and column 3.
        {kFourByFour, "size 2", "winner 0,1", "1 4",
         "(1, 4) is the place counted from 1; rows and columns are counted from 0."},
        // 200 stands in row 3 and column 3, the window begins in row 2 and column 2, and it is window (1, 1), too.
        {kFourByFour, "size 2", "winner 1,1", "1, 1",
         "(1, 1) is perhaps the place within the window; where is that in the input?"},
        // The window at the bottom right sees 3, 2, 4 and 1.
        {"input: 1 2 3 4 | 5 6 9 7 | 1 8 3 2 | 1 6 4 1\n", "size 2", "winner 1,1", "2, 2",
         "(2, 2) is the first cell of the window; where is the largest?"},
        {"input: 5 7 7\n", "size 1,3, ties last", "winner 0,0", "0, 1",
         "(0, 1) is the answer with the tie rule \"first\"; here it is \"last\"."},
        // 80 wins three of the four windows, and not the one that sees the 99.
        {kThreeByThree, "size 2, stride 1", "gradient 1,1", "1",
         "1 is what is left with = instead of +=; here the gradients are added."},
        {kThreeByThree, "size 2, stride 1, overlap overwrite", "gradient 1,1", "3",
         "3 is the sum of the gradients; here each replaces the one before it."},
        {kThreeByThree, "size 2, stride 1", "gradient 1,1", "4",
         "4 is the number of windows that see the cell; how many of them does it win?"},
        {kFourByFour, "size 2, op avg", "gradient 0,0", "1",
         "1 is the whole gradient; it is shared: what is the part of this cell?"},
        // (5 - 2) / 2 and (7 - 2) / 2 are 1.5 and 2.5: 2 x 3, and rounded up 3 x 4.
        {kFiveBySeven, "size 2", "shape", "3x4", "3 x 4 is the answer rounded up; here what is left over is dropped."},
        // (5 - 2) / 1 + 1 and (7 - 2) / 1 + 1
        {kFiveBySeven, "size 2", "shape", "4x6", "4 x 6 is the answer with stride 1; here the stride is 2."},
        // (5 + 2 - 3) / 2 + 1 = 3 and (7 + 2 - 3) / 2 + 1 = 4; without the padding 2 and 3, as without the + 1.
        {kFiveBySeven, "size 3, stride 2, pad 1", "shape", "2x3",
         "2 x 3 is perhaps the answer without the padding; the frame around the input counts, too."},
    };
    EXPECT_EQ(wrong.size(), 20U);
    expectDiagnoses(wrong);
}

TEST(Diagnosis, KnowsTheOthersToo) {
    expectDiagnoses({
        {kFiveBySeven, "size 2", "shape", "3x2", "3 x 2 is columns and rows; the rows come first."},
        {kFiveBySeven, "size 2", "shape", "5 7", "5 x 7 is the shape of the input; how many windows fit into it?"},
        {kFiveBySeven, "size 2", "shape", "1x2",
         "1 x 2 is one too few in each direction; the first window counts, too: + 1."},
        {kFiveBySeven, "size 2, ceil", "shape", "2x3",
         "2 x 3 is perhaps the answer rounded down; here one more window may hang over the edge."},
        // (5 + 1 - 2) / 1 + 1 = 5 and (7 + 1 - 2) / 1 + 1 = 7, which is the input as well; both sides give 6 x 8.
        {kFiveBySeven, "size 2, stride 1, pad 1", "shape", "5x7",
         "5 x 7 is perhaps the answer with padding on one side; there is some on both."},
        {"input: -30 -10 | -20 -40\n", "size 2, pad 1", "output 0,0", "0",
         "0 is the answer where the padding counts as zeros; here the padding holds no numbers."},
        {"input: 5 7 | 7 1\n", "size 2, ties split", "gradient 0,1", "1",
         "1 is perhaps the answer with the tie rule \"all\"; here it is \"split\"."},
        {"input: 5 7 | 7 1\n", "size 2", "gradient 0,1", "1/2",
         "0.5 is the answer with the tie rule \"split\"; here it is \"first\"."},
        {kFourByFour, "size 2", "gradient 1,1", "20", "20 is the number in the cell; what is its gradient?"},
        // The 90 is the largest of column 2 and 3, 0 the smallest, in row 0 and column 2, where the window begins.
        {kFourByFour, "size 2", "winner 0,1", "0,2",
         "(0, 2) is perhaps where the smallest number stands; where is the largest?"},
    });
}

TEST(Diagnosis, SaysNothingOfWhatItDoesNotKnow) {
    const Question question = questionOf(kFourByFour, "size 2", "output 0,1 1,1");
    EXPECT_EQ(diagnosisOf(question, 0, "91"), "");
    EXPECT_EQ(diagnosisOf(question, 0, "90"), "") << "it is right";
    EXPECT_EQ(diagnosisOf(question, 0, "?"), "");
    EXPECT_EQ(diagnosisOf(question, 1, "375"), "375 is the sum; which is the largest?") << "each answer has its own";
}

TEST(Diagnosis, NeverTakesWhatIsRightForAMistake) {
    // All windows are alike: every mistake gives the right answer.
    const Question question = questionOf("input: 7 7 7 7 | 7 7 7 7\n", "size 2", "output 0,0");
    for (const SlipAnswer& slip : question.slips.at(0)) EXPECT_NE(slip.numbers, question.answers[0].numbers);
    EXPECT_EQ(diagnosisOf(question, 0, "28"), "28 is the sum; which is the largest?");
}

}  // namespace
}  // namespace poolscope
