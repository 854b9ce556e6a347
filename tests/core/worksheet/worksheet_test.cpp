// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worksheet/worksheet.h"

#include "core/scene/words.h"
#include "tests/core/support/lessons.h"

namespace poolscope {
namespace {

constexpr const char* kNumbers = "input: 10 40 0 90 | 30 20 60 50 | 80 0 70 5 | 120 110 100 200\n";

Worksheet worksheetOf(const std::string& steps, const LessonOptions& options = {}) {
    auto sheet = makeWorksheet(test::lessonOf(steps, options));
    EXPECT_TRUE(sheet.has_value());
    return std::move(*sheet);
}

std::string step(const std::string& heading, const std::string& lines) {
    return "step: " + heading + "\n" + lines + "say: Look at this.\n";
}

std::vector<TextMark> textsOf(const Scene& page) {
    std::vector<TextMark> texts;
    for (const Mark& mark : page.marks) {
        if (const auto* text = std::get_if<TextMark>(&mark)) texts.push_back(*text);
    }
    return texts;
}

bool says(const Scene& page, const std::string& words) {
    const auto texts = textsOf(page);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const TextMark& text) { return text.runs.front().text.find(words) != std::string::npos; });
}

// Nothing is beyond the edge of the paper, no text lies over another, and none is made smaller or cut.
void expectTidy(const std::vector<Scene>& pages) {
    for (const Scene& page : pages) {
        EXPECT_EQ(page.size, kPaper);
        const auto texts = textsOf(page);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Rect box = boxOf(texts[i]);
            const std::string& words = texts[i].runs.front().text;
            EXPECT_TRUE(box.x > 30 && box.y > 30 && box.right() < kPaper.width - 30 &&
                        box.bottom() < kPaper.height - 20)
                << words;
            TextMark whole = texts[i];
            whole.maxWidth = 0;
            EXPECT_NEAR(boxOf(whole).width, box.width, 0.01) << words << " is cut";
            for (std::size_t j = i + 1; j < texts.size(); ++j) {
                const Rect other = boxOf(texts[j]);
                const bool apart = other.x >= box.right() || other.right() <= box.x || other.y >= box.bottom() ||
                                   other.bottom() <= box.y;
                EXPECT_TRUE(apart) << words << " and " << texts[j].runs.front().text;
            }
        }
    }
}

TEST(Worksheet, AsksOnPaper) {
    const Worksheet sheet =
        worksheetOf(step("Begin", kNumbers) + step("Your turn", "ask: output 0,1 1,0\nwhy: It is {answer}.\n"));
    ASSERT_EQ(sheet.questions.size(), 1U);
    ASSERT_EQ(sheet.answers.size(), 1U);
    for (const char* words : {"Name", "Date", "1.  Your turn", "Look at this.", "Y(0, 1) =", "Y(1, 0) =", "120",
                              "Setting: max, size 2x2, stride 2x2", "T, seed 0", "page 1 of 1"}) {
        EXPECT_TRUE(says(sheet.questions[0], words)) << words;
    }
    EXPECT_FALSE(says(sheet.questions[0], "It is 90."));
    EXPECT_FALSE(says(sheet.questions[0], "Begin")) << "it asks nothing";
    for (const char* words :
         {"Answers: T", "1.  Your turn", "Y(0, 1) = 90", "Y(1, 0) = 120", "It is 90.", "T, seed 0"}) {
        EXPECT_TRUE(says(sheet.answers[0], words)) << words;
    }
    expectTidy(sheet.questions);
    expectTidy(sheet.answers);
}

TEST(Worksheet, FramesWhatIsAskedAbout) {
    const auto framesIn = [](const Worksheet& sheet) {
        std::vector<Rect> frames;
        for (const Mark& mark : sheet.questions[0].marks) {
            const auto* rect = std::get_if<RectMark>(&mark);
            if (rect && rect->stroke && rect->stroke->width > 1) frames.push_back(rect->rect);
        }
        return frames;
    };
    const auto windows = framesIn(worksheetOf(step("S", std::string(kNumbers) + "ask: winner 0,0 0,1\n")));
    ASSERT_EQ(windows.size(), 2U);
    EXPECT_NEAR(windows[0].right(), windows[1].x, 0.01) << "side by side";
    const auto cells =
        framesIn(worksheetOf(step("S", std::string(kNumbers) + "point: window 0,0\nask: gradient 1,1\n")));
    ASSERT_EQ(cells.size(), 2U) << "the cell, and the window";
    EXPECT_NEAR(cells[1].width, 2 * cells[0].width, 0.01);
    EXPECT_TRUE(framesIn(worksheetOf(step("S", std::string(kNumbers) + "ask: shape\nthen: size 3\n"))).empty());
}

TEST(Worksheet, TakesAsManyPagesAsItNeeds) {
    std::string steps = step("First", kNumbers);
    for (int i = 0; i < 12; ++i) steps += step("Question", "ask: output 0,0\nwhy: Because.\n");
    const Worksheet sheet = worksheetOf(steps);
    EXPECT_GE(sheet.questions.size(), 3U);
    EXPECT_LE(sheet.questions.size(), 5U);
    EXPECT_TRUE(says(sheet.questions.back(), "12.  Question"));
    EXPECT_TRUE(says(sheet.questions.back(), "page " + std::to_string(sheet.questions.size()) + " of "));
    expectTidy(sheet.questions);
    expectTidy(sheet.answers);
}

TEST(Worksheet, ShowsEveryKindOfQuestion) {
    std::string large = "input: random 16x16 100..999\n";
    const Worksheet sheet = worksheetOf(
        step("Padding", std::string(kNumbers) + "set: size 2, pad 1, pad-value zero\nask: output 0,0 1,1\n") +
        step("Gradient", "set: size 2, upstream random\nask: gradient 3,3\n") +
        step("Ceil", "set: size 3, stride 2, ceil\nask: winner 1,1\n") +
        step("Shape", large + "set: size 2\nask: shape\nthen: size 3, stride 2\n") +
        step("Decimals",
             "input: 0.125 -1234.5 1e6 | 33333.25 7 -0.5\nset: size 1\nask: output 0,0 0,1 0,2 1,0 1,1 1,2\n") +
        step(
            "A heading that is so long that it cannot stand in one line of the page, however wide that is, and goes on",
            "ask: output 0,0\n"));
    expectTidy(sheet.questions);
    expectTidy(sheet.answers);
    EXPECT_TRUE(says(sheet.questions[0], "Gradient from above, dout"));
    const Worksheet other = worksheetOf(step("S", "input: random 4x4\nask: output 0,0\n"), {9});
    EXPECT_TRUE(says(other.questions[0], "T, seed 9"));
}

TEST(Worksheet, ShowsWhatIsCompared) {
    const Worksheet sheet = worksheetOf(step("First", std::string(kNumbers) + "set: size 2\n") +
                                        step("Moved", "input: 77 1 | 2 3\nset: size 1\nask: same\n") +
                                        step("Ties", "ask: same\nthen: size 1, ties last\n") +
                                        step("Think", "ask: choice\nchoice: no | *perhaps\n"));
    expectTidy(sheet.questions);
    EXPECT_TRUE(says(sheet.questions[0], "Before")) << "the table of the step before";
    EXPECT_TRUE(says(sheet.questions[0], "Now, input X"));
    EXPECT_TRUE(says(sheet.questions[0], "Setting before: max, size 2x2"));
    EXPECT_TRUE(says(sheet.questions[0], "Circle one:  the same   /   changed"));
    EXPECT_TRUE(says(sheet.questions[0], "Circle one:  no   /   perhaps"));
    EXPECT_TRUE(says(sheet.answers[0], "Answer: changed"));
    EXPECT_TRUE(says(sheet.answers[0], "Answer: the same"));
    EXPECT_TRUE(says(sheet.answers[0], "Answer: perhaps"));
}

TEST(Worksheet, ShowsWhatIsTooLargeForNumbersAsAPicture) {
    std::string input = "input: ";
    for (int row = 0; row < 30; ++row) {
        for (int col = 0; col < 40; ++col) input += std::to_string(row * col) + " ";
        input += row < 29 ? "| " : "\n";
    }
    const Worksheet sheet = worksheetOf(step("S", input + "ask: shape\nthen: size 3\n"));
    const auto& marks = sheet.questions[0].marks;
    EXPECT_TRUE(std::any_of(marks.begin(), marks.end(),
                            [](const Mark& mark) { return std::holds_alternative<HeatMapMark>(mark); }));
    expectTidy(sheet.questions);
}

}  // namespace
}  // namespace poolscope
