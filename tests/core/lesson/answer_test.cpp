// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/answer.h"

#include "tests/core/support/example.h"

namespace poolscope {
namespace {

// A 4x4 image: 9 9 40 248 | 1 2 35 240 | 7 0 0 0 | 100 3 0 0
Answer answerTo(AskKind kind, const std::vector<CellRef>& cells, const Evaluation& e) {
    auto answers = answersTo(kind, cells, e);
    EXPECT_TRUE(answers.has_value()) << (answers ? "" : answers.error().message);
    return answers->front();
}

bool right(const Answer& answer, const char* typed) {
    const auto verdict = isRightAnswer(answer, typed);
    EXPECT_TRUE(verdict.has_value()) << typed << ": " << (verdict ? "" : verdict.error().message);
    return verdict && *verdict;
}

bool readable(const Answer& answer, const char* typed) {
    return isRightAnswer(answer, typed).has_value();
}

TEST(Answer, IsComputedFromTheEvaluation) {
    const Evaluation e = test::evaluated(test::smallImage());
    EXPECT_EQ(answerTo(AskKind::Output, {{0, 1}}, e).numbers, (std::vector<double>{248}));
    EXPECT_EQ(answerTo(AskKind::Winner, {{0, 0}}, e).numbers, (std::vector<double>{0, 0})) << "the first of equals";
    EXPECT_EQ(answerTo(AskKind::Winner, {{1, 0}}, e).numbers, (std::vector<double>{3, 0}));
    EXPECT_EQ(answerTo(AskKind::Gradient, {{0, 3}}, e).numbers, (std::vector<double>{1}));
    EXPECT_EQ(answerTo(AskKind::Shape, {}, e).numbers, (std::vector<double>{2, 2}));
    const Evaluation last = test::evaluated(test::smallImage(), [](Experiment& x) { x.pool.ties = TieRule::Last; });
    EXPECT_EQ(answerTo(AskKind::Winner, {{0, 0}}, last).numbers, (std::vector<double>{0, 1}));
    const Evaluation overlaps = test::evaluated(test::smallImage(), [](Experiment& x) { x.window.stride = {1, 1}; });
    EXPECT_EQ(answerTo(AskKind::Gradient, {{0, 3}}, overlaps).numbers, (std::vector<double>{1}));
    EXPECT_EQ(answerTo(AskKind::Gradient, {{0, 2}}, overlaps).numbers, (std::vector<double>{1}));
}

TEST(Answer, IsRefusedWhereThereIsNone) {
    const auto negative = std::make_shared<const Tensor>(Shape{1, 1, 2, 2}, std::vector<float>{-1, -2, -3, -4});
    const Evaluation padded = test::evaluated(negative, [](Experiment& x) {
        x.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
        x.pool.padValue = PadValue::Zero;
    });
    EXPECT_FALSE(answersTo(AskKind::Winner, {{0, 0}}, padded).has_value()) << "a zero of the padding won";
    EXPECT_EQ(answerTo(AskKind::Output, {{0, 0}}, padded).numbers, (std::vector<double>{0}));
    EXPECT_FALSE(answersTo(AskKind::Output, {{2, 0}}, padded).has_value());
    const auto infinite = std::make_shared<const Tensor>(Shape{1, 1, 2, 2}, INFINITY);
    EXPECT_FALSE(answersTo(AskKind::Output, {{0, 0}}, test::evaluated(infinite)).has_value());
}

TEST(Answer, WholeNumbersAreMetExactly) {
    const Answer answer{AskKind::Output, {248}};
    for (const char* typed : {"248", " 248 ", "+248", "248.0", "496/2"}) EXPECT_TRUE(right(answer, typed)) << typed;
    for (const char* typed : {"247", "248.001", "-248", "24.8"}) EXPECT_FALSE(right(answer, typed)) << typed;
    for (const char* typed : {"", "two", "248 250", "248x", "1/0", "inf", "nan"}) {
        EXPECT_FALSE(readable(answer, typed)) << typed;
    }
    EXPECT_TRUE(right({AskKind::Output, {-10}},
                      "\xe2\x88\x92"
                      "10"))
        << "a minus sign as print has it";
}

TEST(Answer, FractionsAreRightToTwoDecimals) {
    const Answer third{AskKind::Gradient, {1.0 / 3}};
    for (const char* typed : {"0.33", "0,33", ".333", "1/3", "0.3333333"}) EXPECT_TRUE(right(third, typed)) << typed;
    for (const char* typed : {"0.3", "0.34", "0", "1"}) EXPECT_FALSE(right(third, typed)) << typed;
}

TEST(Answer, PairsAreReadAsPeopleTypeThem) {
    const Answer shape{AskKind::Shape, {14, 7}};
    for (const char* typed : {"14x7", "14 7", "14, 7", "(14,7)", "14 X 7",
                              "14\xc3\x97"
                              "7",
                              "14;7"}) {
        EXPECT_TRUE(right(shape, typed)) << typed;
    }
    EXPECT_FALSE(right(shape, "7x14"));
    for (const char* typed : {"14", "14x", "14x7x1", "a x b"}) EXPECT_FALSE(readable(shape, typed)) << typed;
    EXPECT_EQ(toText(shape), "14 x 7");
    EXPECT_EQ(toText(Answer{AskKind::Winner, {0, 3}}), "(0, 3)");
    EXPECT_EQ(toText(Answer{AskKind::Output, {2.5}}), "2.5");
    EXPECT_EQ(toText(Answer{AskKind::Output, {100}}), "100");
    EXPECT_EQ(toText(Answer{AskKind::Gradient, {1.0 / 3}}), "0.333");
}

}  // namespace
}  // namespace poolscope
