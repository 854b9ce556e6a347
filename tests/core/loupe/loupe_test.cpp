// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loupe/loupe.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/scene/maths.h"
#include "core/scene/text_width.h"
#include "tests/core/support/example.h"
#include "tests/core/support/golden.h"

namespace poolscope {
namespace {

std::string wordsOf(const TextMark& mark) {
    std::string words;
    for (const TextRun& run : mark.runs) words += run.text;
    return words;
}

std::vector<TextMark> textsIn(const Scene& scene) {
    std::vector<TextMark> texts;
    for (const Mark& mark : scene.marks) {
        if (const auto* text = std::get_if<TextMark>(&mark)) texts.push_back(*text);
    }
    return texts;
}

std::string allWords(const Scene& scene) {
    std::string words;
    for (const TextMark& text : textsIn(scene)) words += wordsOf(text) + "\n";
    return words;
}

// What the ink of a line of text covers, numbers in cells left out.
Rect inkOf(const TextMark& text) {
    double width = textWidth(text.runs, text.size, text.face);
    if (text.maxWidth > 0) width = std::min(width, text.maxWidth);
    return {text.at.x, text.at.y - text.size * 0.36, width, text.size * 0.72};
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// An evaluation with all that a loupe is drawn from.
struct Desk {
    explicit Desk(
        const std::function<void(Experiment&)>& change = [](Experiment&) {}, double scale = 1) {
        auto x = std::make_shared<Tensor>(Shape{1, 1, 28, 28});
        for (std::size_t i = 0; i < x->values.size(); ++i) x->values[i] = static_cast<float>(i * 37 % 256);
        evaluation = test::evaluated(x, change);
        for (double* size : {&style.heading, &style.body, &style.small, &style.arithmetic}) *size *= scale;
        pictures = makePictures(evaluation, {}, style.theme());
    }
    Scene loupe(const Size& size, const std::optional<Playback>& playback = {}) {
        pictures.playback = playback;
        return loupeScene({evaluation, pictures, {}, style}, linkedCells(evaluation, {FocusKind::Window, {1, 2}, 0}),
                          size);
    }
    Evaluation evaluation;
    FigureStyle style;
    Pictures pictures;
};

const TextMark& largest(const std::vector<TextMark>& texts) {
    return *std::max_element(texts.begin(), texts.end(),
                             [](const TextMark& a, const TextMark& b) { return a.size < b.size; });
}

TEST(Loupe, TheArithmeticIsTheLargestText) {
    Desk desk;
    const std::vector<TextMark> texts = textsIn(desk.loupe({1100, 140}));
    EXPECT_EQ(largest(texts).size, 34);
    EXPECT_EQ(wordsOf(largest(texts)), "max(172, 209, 184, 221) = 221");
    EXPECT_EQ(wordsOf(largest(textsIn(desk.loupe({1100, 140}, playbackAt(3, desk.evaluation.grid))))),
              "max(172, 209, 184, 221) = ?");
}

TEST(Loupe, TheArithmeticIsTheLargestTextInAHallToo) {
    Desk desk([](Experiment&) {}, 28.0 / FigureStyle{}.body);
    for (const double height : {90.0, 120.0, 160.0}) {
        const std::vector<TextMark> texts = textsIn(desk.loupe({1000, height}));
        EXPECT_EQ(wordsOf(largest(texts)), "max(172, 209, 184, 221) = 221") << height;
    }
}

TEST(Loupe, NothingIsToldBeforeItIsAnswered) {
    Desk desk;
    const std::string asked = allWords(desk.loupe({1100, 140}, playbackAt(3, desk.evaluation.grid)));
    EXPECT_EQ(asked.find("winner"), std::string::npos) << asked;
    EXPECT_EQ(asked.find("returns"), std::string::npos) << asked;
    const std::string told = allWords(desk.loupe({1100, 140}));
    EXPECT_NE(told.find("The window at rows 2–3, columns 4–5 keeps its largest number. Its gradient of 1 returns to "
                        "row 3, column 5."),
              std::string::npos)
        << told;
    EXPECT_NE(told.find("winner: place 3"), std::string::npos) << told;
}

TEST(Loupe, TheArithmeticStaysWhereItIsWhileWindowsArePlayed) {
    Desk desk;
    const std::int64_t window = 16;  // (1, 2)
    for (const Size& size : {Size{560, 230}, Size{760, 190}, Size{1100, 140}}) {
        const Scene asks = desk.loupe(size, playbackAt(window, desk.evaluation.grid));
        const Scene tells = desk.loupe(size, playbackAt(window + 1, desk.evaluation.grid));
        ASSERT_NE(allWords(asks).find("= ?"), std::string::npos) << allWords(asks);
        ASSERT_EQ(allWords(tells).find("= ?"), std::string::npos) << allWords(tells);
        const TextMark asked = largest(textsIn(asks));
        const TextMark told = largest(textsIn(tells));
        EXPECT_EQ(asked.at, told.at) << size.width;
        EXPECT_EQ(asked.size, told.size) << size.width;
    }
}

// At every size: large type while there is room, and no text over another or beyond the card.
TEST(Loupe, NothingOverlapsOrIsCutAtAnySize) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg, PoolOp::Median, PoolOp::Lp, PoolOp::Softmax}) {
        for (const std::int64_t side : {2, 3, 5}) {
            for (const bool legends : {true, false}) {
                Desk desk([&](Experiment& e) {
                    e.pool.op = op;
                    e.window.size = {side, side};
                    if (side == 3) e.window.stride = {2, 1};
                });
                desk.style.legends = legends;
                for (double width = 520; width <= 1600; width += 60) {
                    for (double height = 104; height <= 200; height += 24) {
                        std::vector<TextMark> texts = textsIn(desk.loupe({width, height}));
                        if (width >= 700) {
                            EXPECT_GE(largest(texts).size, 15) << width << "x" << height;
                        }
                        std::erase_if(texts, [](const TextMark& t) { return t.align == HorizontalAlign::Centre; });
                        for (std::size_t i = 0; i < texts.size(); ++i) {
                            const Rect ink = inkOf(texts[i]);
                            EXPECT_GE(ink.y, 0) << wordsOf(texts[i]) << width << "x" << height;
                            EXPECT_LE(ink.bottom(), height) << wordsOf(texts[i]) << width << "x" << height;
                            EXPECT_LE(ink.right(), width) << wordsOf(texts[i]) << width << "x" << height;
                            EXPECT_GE(texts[i].size, 7) << wordsOf(texts[i]);
                            for (std::size_t k = 0; k < i; ++k) {
                                EXPECT_FALSE(overlap(ink, inkOf(texts[k])))
                                    << wordsOf(texts[i]) << " / " << wordsOf(texts[k]) << width << "x" << height;
                            }
                        }
                    }
                }
            }
        }
    }
}

std::string algorithmOf(const std::function<void(Experiment&)>& change) {
    const Desk desk(change);
    return allWords(algorithmScene({desk.evaluation, desk.pictures, {}, desk.style}, {}, {900, 600}));
}

TEST(Algorithm, EachWayWithOverlapsHasALineOfItsOwn) {
    const auto line = [](Overlap overlap, PoolOp op) {
        const std::string words = algorithmOf([&](Experiment& e) {
            e.window = {{3, 3}, {1, 1}, {}, {1, 1}, false};
            e.pool.op = op;
            e.pool.overlap = overlap;
        });
        const std::size_t from = words.rfind("\ndX", words.find("Σ"));
        return words.substr(from + 1, words.find('\n', from + 1) - from - 1);
    };
    EXPECT_EQ(line(Overlap::Add, PoolOp::Max), "dX      = col2im(dX_col): overlaps add");
    EXPECT_EQ(line(Overlap::Loop, PoolOp::Max), "dX[max_idx] = dout, window after window");
    EXPECT_EQ(line(Overlap::Loop, PoolOp::Avg), "dX[cells] = shares, window after window");
    EXPECT_EQ(line(Overlap::Col2im, PoolOp::Max), "dX      = col2im(dX_col) with =, tap after tap");
}

TEST(Loupe, ManyNumbersAreTheWinnerAndItsRivals) {
    Desk desk([](Experiment& e) { e.window.size = {5, 5}; });
    const std::string words = allWords(desk.loupe({1100, 140}));
    const float y = desk.evaluation.forward->y.at(0, {1, 2});
    EXPECT_NE(words.find("max(… 25 numbers …) = " + std::to_string(static_cast<int>(y)) + " beats "), std::string::npos)
        << words;
}

TEST(Loupe, ManyNumbersKeepARivalWhereThereIsLittleRoom) {
    Desk desk([](Experiment& e) { e.window.size = {7, 7}; });
    for (double width = 350; width <= 1100; width += 50) {
        EXPECT_NE(allWords(desk.loupe({width, 140})).find(" beats "), std::string::npos) << width;
    }
}

TEST(Loupe, EachOperationIsSetAsItIsComputed) {
    const auto words = [](PoolOp op) {
        Desk desk([op](Experiment& e) { e.pool.op = op; });
        return allWords(desk.loupe({1200, 140}));
    };
    const std::string mean = words(PoolOp::Avg);
    EXPECT_NE(mean.find("172 + 209 + 184 + 221\n4\n = 196.5"), std::string::npos) << mean;
    const std::string middle = words(PoolOp::Median);
    EXPECT_NE(middle.find("184, 209\n, 221) = 196.5"), std::string::npos) << middle;
    const std::string root = words(PoolOp::Lp);
    EXPECT_NE(root.find("172\n2\n + 209\n2\n"), std::string::npos) << root;
}

TEST(Loupe, NanIsNoLargestNumber) {
    Desk desk;
    const auto x = std::make_shared<Tensor>(*desk.evaluation.x);
    x->values[static_cast<std::size_t>(2 * x->shape.w + 4)] = std::numeric_limits<float>::quiet_NaN();
    desk.evaluation = test::evaluated(x);
    desk.pictures = makePictures(desk.evaluation, {}, desk.style.theme());
    const std::string words = allWords(desk.loupe({1100, 140}));
    EXPECT_NE(words.find("The window at rows 2–3, columns 4–5 has NaN, which is passed on"), std::string::npos)
        << words;
    EXPECT_EQ(words.find("largest"), std::string::npos) << words;
}

TEST(Loupe, AMedianBetweenTwoNumbersSaysSo) {
    const auto words = [](std::int64_t side, MedianRule rule) {
        Desk desk([&](Experiment& e) {
            e.pool.op = PoolOp::Median;
            e.pool.median = rule;
            e.window.size = {side, side};
        });
        return allWords(desk.loupe({1200, 140}));
    };
    const std::string even = words(2, MedianRule::Mean);
    EXPECT_NE(even.find("becomes the mean of its two middle numbers."), std::string::npos) << even;
    EXPECT_NE(even.find("goes to the two middle numbers, half to each."), std::string::npos) << even;
    for (const std::string& one : {words(2, MedianRule::Lower), words(3, MedianRule::Mean)}) {
        EXPECT_NE(one.find("becomes its middle number."), std::string::npos) << one;
        EXPECT_NE(one.find("goes to the middle number."), std::string::npos) << one;
    }
}

TEST(Loupe, SoftmaxIsSpelledOutWithItsWeights) {
    Desk desk([](Experiment& e) {
        e.pool.op = PoolOp::Softmax;
        e.pool.temperature = 1e6;
    });
    const std::string words = allWords(desk.loupe({1200, 140}));
    for (const char* part : {"0.25·172 + 0.25·209", "0.25·184 + 0.25·221", " ≈ 196.5", "weighted by softmax.",
                             "is shared among its numbers, by their weights."})
        EXPECT_NE(words.find(part), std::string::npos) << part << " / " << words;
}

TEST(Loupe, TheOutputSizeLeavesOutWhatIsZero) {
    const auto sizes = [](const std::function<void(Experiment&)>& change) {
        Desk desk(change);
        return allWords(desk.loupe({1300, 220}));
    };
    const std::string plain = sizes([](Experiment&) {});
    EXPECT_NE(plain.find("28 − 2\n2\n + 1 = 14"), std::string::npos) << plain;
    EXPECT_EQ(plain.find("Hout"), std::string::npos) << "one line where H = W: " << plain;
    const std::string padded = sizes([](Experiment& e) {
        e.window.size = {3, 3};
        e.window.stride = {1, 2};
        e.window.padding = {PadMode::Explicit, 1, 1, 0, 1};
    });
    EXPECT_NE(padded.find("Hout = 28 + 1 − 3 + 1 = 27"), std::string::npos) << padded;
    EXPECT_NE(padded.find("28 + 2·1 − 3\n2\n + 1 = 14"), std::string::npos) << padded;
}

TEST(LoupeGolden, ScenesStayAsTheyAre) {
    const Evaluation e = test::evaluated(test::smallImage(), [](Experiment& experiment) {
        experiment.window.padding = {PadMode::Explicit, 1, 1, 0, 0};
    });
    const FigureStyle style;
    const Pictures pictures = makePictures(e, {}, style.theme());
    const PanelContext context{e, pictures, {}, style};
    const Links links = linkedCells(e, {FocusKind::Window, {1, 1}, 0});
    test::expectGolden("loupe", toText(loupeScene(context, links, {700, 100})));
    test::expectGolden("algorithm", toText(algorithmScene(context, links, {700, 220})));
}

TEST(Algorithm, LightsTheStepThatIsLookedAt) {
    Desk desk;
    PanelContext context{desk.evaluation, desk.pictures, {}, desk.style};
    const std::size_t before = algorithmScene(context, {}, {1200, 220}).marks.size();
    context.lit = CodeStep::Scatter;
    EXPECT_EQ(algorithmScene(context, {}, {1200, 220}).marks.size(), before + 2);
}

TEST(Maths, APartIsAsLargeAsItIsDrawn) {
    const Colour ink = rgb(0);
    const auto words = [&](const char* text) { return Maths{Maths::Kind::Words, {text, ink}}; };
    const std::vector<Maths> row{
        words("a + "),
        {Maths::Kind::Floor, {"", ink}, {{Maths::Kind::Fraction, {"", ink}, {words("123 + 4")}, {words("5")}}}},
        {Maths::Kind::Root, {"", ink}, {words("9"), {Maths::Kind::Raised, {"", ink}, {words("2")}}}, {words("3")}},
        {Maths::Kind::Framed, {"", ink}, {words("7")}},
        words(" = 1")};
    const MathsSize size = mathsSize(row, 20);
    Scene scene{{500, 200}, {}};
    addMaths(scene, {10, 100}, row, 20);
    double right = 0;
    for (const Mark& mark : scene.marks) {
        if (const auto* text = std::get_if<TextMark>(&mark)) {
            const Rect ink_ = inkOf(*text);
            right = std::max(right, ink_.right());
            EXPECT_GE(ink_.y, 100 - size.above);
            EXPECT_LE(ink_.bottom(), 100 + size.below);
        }
        if (const auto* line = std::get_if<LineMark>(&mark)) {
            for (const Point& p : line->points) {
                EXPECT_GE(p.y, 100 - size.above - 1e-9);
                EXPECT_LE(p.y, 100 + size.below + 1e-9);
            }
        }
    }
    EXPECT_NEAR(right, 10 + size.width, 1e-6) << "the last words end where the row does";
}

}  // namespace
}  // namespace poolscope
