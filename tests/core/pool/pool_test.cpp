// SPDX-License-Identifier: GPL-3.0-or-later
// What every operation gives, worked out by hand.
#include "core/pool/pool.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Floats = std::vector<float>;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::vector<std::int64_t> windowIndices(const Pooling& p) {
    return winnerIndices(p.winners, p.grid, IndexKind::Window);
}

// Max of one window over the whole plane: the index of its winner.
std::int64_t winnerOf(const Floats& values, TieRule ties = TieRule::First, PoolOp op = PoolOp::Max) {
    const auto cols = static_cast<std::int64_t>(values.size());
    WindowSpec row;
    row.size = row.stride = {1, cols};
    return windowIndices(pooled(plane(cols, values), row, operation(op, PadValue::Ignore, ties))).front();
}

TEST(Max, TakesTheLargestOfEachWindowAndSendsItTheGradient) {
    const Tensor x = plane(4, {1, 5, 2, 0,  //
                               3, 4, 8, 7,  //
                               0, 0, 6, 6,  //
                               9, 0, 6, 6});
    const Tensor dout = plane(2, {1, 2, 3, 4});
    const Pooling p = pooled(x, square(2, 2), operation(PoolOp::Max), dout);
    EXPECT_EQ(p.y.values, (Floats{5, 8, 9, 6}));
    EXPECT_EQ(windowIndices(p), (std::vector<std::int64_t>{1, 2, 2, 0}));
    EXPECT_EQ(p.dx.values, (Floats{0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 3, 0, 0, 0}));
    EXPECT_EQ(p.sums, (GradientSums{10, 10, 0}));
}

TEST(Max, AddsTheGradientsOfOverlappingWindows) {
    const Tensor x = plane(3, {0, 0, 0, 0, 9, 0, 0, 0, 0});
    EXPECT_EQ(pooled(x, square(2, 1), operation(PoolOp::Max)).dx.values, (Floats{0, 0, 0, 0, 4, 0, 0, 0, 0}));
}

TEST(Max, StartsFromTheFirstTap) {
    EXPECT_EQ(winnerOf({-5, -3, -4}), 1);
    EXPECT_EQ(winnerOf({-kInfinity, -kInfinity}), 0);
    EXPECT_EQ(winnerOf({-kInfinity, -kInfinity}, TieRule::Last), 1);
}

TEST(Max, TiesGoToTheFirstOrTheLast) {
    EXPECT_EQ(winnerOf({1, 7, 7, 7, 2}), 1);
    EXPECT_EQ(winnerOf({1, 7, 7, 7, 2}, TieRule::Last), 3);
    EXPECT_EQ(winnerOf({-0.0F, 0.0F}), 0);
    EXPECT_EQ(winnerOf({0.0F, -0.0F}, TieRule::Last), 1);
    EXPECT_EQ(winnerOf({4, 2, 2, 3}, TieRule::First, PoolOp::Min), 1);
    EXPECT_EQ(winnerOf({4, 2, 2, 3}, TieRule::Last, PoolOp::Min), 2);
}

TEST(Max, NanWinsAndTheFirstOfThemIsNamed) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Min}) {
        EXPECT_EQ(winnerOf({1, kNan, kInfinity, kNan, -kInfinity}, TieRule::First, op), 1);
        EXPECT_EQ(winnerOf({1, kNan, kInfinity, kNan, -kInfinity}, TieRule::Last, op), 3);
        EXPECT_EQ(winnerOf({kNan, 9}, TieRule::First, op), 0);
    }
}

TEST(Max, SplitSharesEquallyAndAllGivesEachTheWhole) {
    const Tensor x = plane(4, {7, 1, 7, 7});
    WindowSpec row;
    row.size = row.stride = {1, 4};
    const Tensor dout = plane(1, {6});
    const Pooling split = pooled(x, row, operation(PoolOp::Max, PadValue::Ignore, TieRule::Split), dout);
    EXPECT_EQ(split.dx.values, (Floats{2, 0, 2, 2}));
    const Pooling all = pooled(x, row, operation(PoolOp::Max, PadValue::Ignore, TieRule::All), dout);
    EXPECT_EQ(all.dx.values, (Floats{6, 0, 6, 6}));
    EXPECT_EQ(all.sums, (GradientSums{6, 18, 0}));  // the check that shows it is wrong
    EXPECT_EQ(windowIndices(all).front(), 0);
}

TEST(Padding, IgnoredIsNoDataEvenWhereAllIsNegative) {
    const Tensor x = plane(2, {-1, -2, -3, -4});
    const Pooling p = pooled(x, square(2, 2, 1), operation(PoolOp::Max));
    EXPECT_EQ(p.y.values, x.values);
    EXPECT_EQ(p.sums, (GradientSums{4, 4, 0}));
}

TEST(Padding, OfZeroWinsAndTakesTheGradientWithIt) {
    const Tensor x = plane(2, {-1, 2, 0, -4});
    const Pooling p = pooled(x, square(2, 2, 1), operation(PoolOp::Max, PadValue::Zero));
    EXPECT_EQ(p.y.values, (Floats{0, 2, 0, 0}));
    // -1 loses to a zero, the zero of the image ties with three padded ones after which it stands second, -4 loses.
    EXPECT_EQ(windowIndices(p), (std::vector<std::int64_t>{0, 2, 0, 1}));
    EXPECT_EQ(p.dx.values, (Floats{0, 1, 0, 0}));
    EXPECT_EQ(p.sums, (GradientSums{4, 1, 3}));
}

TEST(Padding, OverhangIsNeverDataNotEvenUnderZero) {
    const Tensor x = plane(3, {-1, -1, -1, -1, -1, -1, -1, -1, -5});
    const Pooling p = pooled(x, square(2, 2, 0, 1, true), operation(PoolOp::Max, PadValue::Zero));
    EXPECT_EQ(p.y.values, (Floats{-1, -1, -1, -5}));
    EXPECT_EQ(p.sums.lost, 0);
}

TEST(Average, DividesByTheTapsInTheImage) {
    const Tensor x = plane(2, {1, 2, 3, 6});
    EXPECT_EQ(pooled(x, square(2, 2), operation(PoolOp::Avg)).y.values, (Floats{3}));
    const Pooling padded = pooled(x, square(2, 1, 1), operation(PoolOp::Avg));
    EXPECT_EQ(padded.y.values, (Floats{1, 1.5, 2, 2, 3, 4, 3, 4.5, 6}));
    EXPECT_EQ(padded.dx.values, (Floats{2.25, 2.25, 2.25, 2.25}));  // 1 + 1/2 + 1/2 + 1/4
    EXPECT_EQ(padded.sums, (GradientSums{9, 9, 0}));
}

TEST(Average, CountsDeclaredPaddingWhenAskedOrUnderZero) {
    const Tensor x = plane(2, {4, 8, 12, 16});
    PoolSpec counting = operation(PoolOp::Avg);
    counting.countIncludePad = true;
    for (const PoolSpec& spec : {counting, operation(PoolOp::Avg, PadValue::Zero)}) {
        const Pooling p = pooled(x, square(2, 2, 1), spec);
        EXPECT_EQ(p.y.values, (Floats{1, 2, 3, 4}));
        EXPECT_EQ(p.dx.values, (Floats{0.25, 0.25, 0.25, 0.25}));
        EXPECT_EQ(p.sums, (GradientSums{4, 1, 3}));
    }
}

TEST(Average, NeverCountsOverhang) {
    // 3x3 with one ring of padding; by ceil the last window of each axis has its third tap beyond the padding.
    const Tensor x = plane(2, {4, 4, 4, 4});
    PoolSpec spec = operation(PoolOp::Avg);
    spec.countIncludePad = true;
    const Pooling p = pooled(x, square(3, 2, 1, 1, true), spec);
    ASSERT_EQ(p.y.shape.plane(), (Extent{2, 2}));
    // 4 of 9; 2 of 6 (one column of image, one of padding); 1 of 4.
    EXPECT_FLOAT_EQ(p.y.values[0], 16.0F / 9);
    EXPECT_FLOAT_EQ(p.y.values[1], 8.0F / 6);
    EXPECT_FLOAT_EQ(p.y.values[2], 8.0F / 6);
    EXPECT_FLOAT_EQ(p.y.values[3], 1.0F);
}

TEST(Average, DividesByTheDivisorItIsGiven) {
    PoolSpec spec = operation(PoolOp::Avg);
    spec.divisor = -0.5;
    const Pooling p = pooled(plane(2, {1, 2, 3, 4}), square(2, 2), spec);
    EXPECT_EQ(p.y.values, (Floats{-20}));
    EXPECT_EQ(p.dx.values, (Floats{-2, -2, -2, -2}));
}

TEST(Average, SumsInDouble) {
    const Tensor x = plane(4, {16777216, 1, 1, -16777216});
    EXPECT_EQ(pooled(x, {{1, 4}, {1, 4}, {}, {1, 1}, false}, operation(PoolOp::Avg)).y.values, (Floats{0.5}));
}

Pooling medianOf(const Floats& values, MedianRule rule = MedianRule::Mean) {
    const auto cols = static_cast<std::int64_t>(values.size());
    PoolSpec spec = operation(PoolOp::Median);
    spec.median = rule;
    return pooled(plane(cols, values), {{1, cols}, {1, cols}, {}, {1, 1}, false}, spec);
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoMiddleOnes) {
    EXPECT_EQ(medianOf({5, 1, 3}).y.values, (Floats{3}));
    EXPECT_EQ(medianOf({5, 1, 3}).dx.values, (Floats{0, 0, 1}));
    EXPECT_EQ(medianOf({8, 1, 4, 3}).y.values, (Floats{3.5}));
    EXPECT_EQ(medianOf({8, 1, 4, 3}).dx.values, (Floats{0, 0, 0.5, 0.5}));
    EXPECT_EQ(medianOf({8, 1, 4, 3}, MedianRule::Lower).y.values, (Floats{3}));
    EXPECT_EQ(medianOf({8, 1, 4, 3}, MedianRule::Lower).dx.values, (Floats{0, 0, 0, 1}));
}

TEST(Median, OfEqualValuesGoesByTheirPlace) {
    EXPECT_EQ(medianOf({2, 2, 2}).dx.values, (Floats{0, 1, 0}));
    EXPECT_EQ(medianOf({2, 2, 2, 2}).dx.values, (Floats{0, 0.5, 0.5, 0}));
}

TEST(Median, DoesNotOverflowHalfWay) {
    constexpr float kMost = std::numeric_limits<float>::max();
    EXPECT_EQ(medianOf({kMost, kMost}).y.values, (Floats{kMost}));
}

TEST(Median, WithNanIsNanAndTheFirstNanTakesTheGradient) {
    const Pooling p = medianOf({1, kNan, 2, kNan});
    EXPECT_TRUE(std::isnan(p.y.values[0]));
    EXPECT_EQ(p.dx.values, (Floats{0, 1, 0, 0}));
}

Pooling normOf(const Floats& values, double p) {
    const auto cols = static_cast<std::int64_t>(values.size());
    PoolSpec spec = operation(PoolOp::Lp);
    spec.p = p;
    return pooled(plane(cols, values), {{1, cols}, {1, cols}, {}, {1, 1}, false}, spec);
}

TEST(Lp, IsTheNormOfTheWindow) {
    const Pooling two = normOf({3, -4}, 2);
    EXPECT_FLOAT_EQ(two.y.values[0], 5);
    EXPECT_FLOAT_EQ(two.dx.values[0], 0.6F);
    EXPECT_FLOAT_EQ(two.dx.values[1], -0.8F);
    const Pooling one = normOf({3, -4, 0}, 1);
    EXPECT_FLOAT_EQ(one.y.values[0], 7);
    EXPECT_EQ(one.dx.values, (Floats{1, -1, 0}));
}

TEST(Lp, OfZerosIsZeroAndHasNoGradient) {
    for (const double p : {0.5, 1.0, 2.0}) {
        const Pooling zeros = normOf({0, -0.0F, 0}, p);
        EXPECT_EQ(zeros.y.values, (Floats{0}));
        EXPECT_EQ(zeros.dx.values, (Floats{0, 0, 0}));
    }
}

TEST(Lp, DoesNotOverflowOnTheWay) {
    EXPECT_FLOAT_EQ(normOf({3e30F, 4e30F}, 10).y.values[0], 4.0219741e30F);
    EXPECT_FLOAT_EQ(normOf({3e-30F, 4e-30F}, 2).y.values[0], 5e-30F);
    EXPECT_EQ(normOf({1, -kInfinity}, 2).y.values[0], kInfinity);
    EXPECT_TRUE(std::isnan(normOf({kNan, kInfinity}, 2).y.values[0]));
}

TEST(Facts, CountBlackAndTiedWindows) {
    // Windows: black; tied with ink; one winner; zeros tied above a negative.
    const Tensor x = plane(4, {0, -0.0F, 5, 5,  //
                               0, 0, 1, 2,      //
                               3, 1, 0, 0,      //
                               0, 2, 0, -1});
    EXPECT_EQ(pooled(x, square(2, 2), operation(PoolOp::Max)).facts, (WindowFacts{4, 1, 3, 2}));
    EXPECT_EQ(pooled(x, square(2, 2), operation(PoolOp::Avg)).facts, (WindowFacts{4, 1, 0, 0, false}));
}

TEST(Empty, BatchGivesEmptyArrays) {
    const Tensor x(Shape{0, 3, 4, 4});
    for (const PoolOp op : allOperations()) {
        const Pooling p = pooled(x, square(2, 2), operation(op), Tensor(Shape{0, 3, 2, 2}));
        EXPECT_EQ(p.y.shape, (Shape{0, 3, 2, 2}));
        EXPECT_EQ(p.dx.shape, x.shape);
        EXPECT_EQ(p.sums, GradientSums{});
    }
}

TEST(Stop, IsHeardByEveryCall) {
    const Tensor x(Shape{1, 1, 4, 4});
    const auto grid = makeGrid(square(2, 2), {4, 4});
    std::stop_source source;
    source.request_stop();
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg}) {
        Pooling p = pooled(x, square(2, 2), operation(op));
        const Tensor dout(p.y.shape, 1.0F);
        EXPECT_FALSE(poolForward(x, *grid, operation(op), p.y, p.winners, source.get_token()));
        EXPECT_FALSE(poolBackward(x, p.winners, dout, *grid, operation(op), p.dx, source.get_token()));
    }
}

TEST(Outputs, AreReshapedWhateverTheyHeldBefore) {
    const Tensor x = plane(4, Floats(16, 2.0F));
    const auto grid = makeGrid(square(2, 2), {4, 4});
    Tensor y(Shape{7, 1, 3, 3}, -9.0F);
    Tensor dx(Shape{1, 1, 1, 1}, kNan);
    WinnerCodes winners;
    winners.reshape({9, 9, 9, 9}, 70000);
    ASSERT_TRUE(poolForward(x, *grid, {}, y, winners));
    EXPECT_EQ(y.values, Floats(4, 2.0F));
    ASSERT_TRUE(poolBackward(x, winners, y, *grid, {}, dx));
    EXPECT_EQ(dx.values, (Floats{2, 0, 2, 0, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0}));
}

TEST(Check, RefusesAnExponentThatIsNoNumberAboveZero) {
    PoolSpec spec = operation(PoolOp::Lp);
    for (const double p : {0.0, -2.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        spec.p = p;
        const auto ok = check(spec);
        ASSERT_FALSE(ok) << p;
        EXPECT_EQ(ok.error().where, "pool.p");
    }
    spec.p = -2;
    EXPECT_NE(check(spec).error().message.find("-2"), std::string::npos);
    spec.p = 0.25;
    EXPECT_TRUE(check(spec));
}

TEST(Check, RefusesADivisorThatCannotDivide) {
    PoolSpec spec = operation(PoolOp::Avg);
    for (const double divisor : {0.0, -0.0, std::nan(""), -std::numeric_limits<double>::infinity()}) {
        spec.divisor = divisor;
        const auto ok = check(spec);
        ASSERT_FALSE(ok) << divisor;
        EXPECT_EQ(ok.error().where, "pool.divisor");
    }
    spec.divisor = 0;
    EXPECT_NE(check(spec).error().message.find("0"), std::string::npos);
    spec.divisor = -3;
    EXPECT_TRUE(check(spec));
}

// dX for +=, for = in a loop and for = in col2im, from the same pooling.
struct Folded {
    Floats add;
    Floats loop;
    Floats col2im;
};

void expectFolded(const Tensor& x, const WindowSpec& window, PoolSpec spec, const Tensor& dout, const Folded& want) {
    const auto dx = [&](Overlap overlap) {
        spec.overlap = overlap;
        return pooled(x, window, spec, dout).dx.values;
    };
    EXPECT_EQ(dx(Overlap::Add), want.add);
    EXPECT_EQ(dx(Overlap::Loop), want.loop);
    EXPECT_EQ(dx(Overlap::Col2im), want.col2im);
}

// Of one row of cells under windows of one row.
WindowSpec rowOf(std::int64_t size, std::int64_t pad = 0, std::int64_t dilation = 1) {
    return {{1, size}, {1, 1}, {PadMode::Explicit, 0, pad, 0, pad}, {1, dilation}, false};
}

TEST(Overlaps, ZerosOfLosersAreWrittenOverGradientsInCol2im) {
    const Tensor x = plane(3, {10, 90, 20,  //
                               40, 50, 80,  //
                               30, 60, 70});
    // The 90 wins both upper windows. The 80 wins the lower right one, and is the last tap of the upper right one.
    expectFolded(x, square(2, 1), {}, plane(2, {1, 1, 1, 1}),
                 {{0, 2, 0, 0, 0, 1, 0, 1, 0}, {0, 1, 0, 0, 0, 1, 0, 1, 0}, {0, 1, 0, 0, 0, 0, 0, 1, 0}});
    expectFolded(x, square(2, 1), {}, plane(2, {-1, 2, -3, 4}),
                 {{0, 1, 0, 0, 0, 4, 0, -3, 0}, {0, 2, 0, 0, 0, 4, 0, -3, 0}, {0, -1, 0, 0, 0, 0, 0, -3, 0}});
}

TEST(Overlaps, WhatDoesNotStayIsCounted) {
    const Tensor x = plane(3, {10, 90, 20, 40, 50, 80, 30, 60, 70});
    const auto sums = [&](Overlap overlap) {
        PoolSpec spec;
        spec.overlap = overlap;
        return pooled(x, square(2, 1), spec, plane(2, {-1, 2, -3, 4})).sums;
    };
    EXPECT_EQ(sums(Overlap::Add), (GradientSums{2, 2, 0, 0}));
    EXPECT_EQ(sums(Overlap::Loop), (GradientSums{2, 3, 0, -1}));
    EXPECT_EQ(sums(Overlap::Col2im), (GradientSums{2, -4, 0, 6}));
}

TEST(Overlaps, InPadding) {
    // Windows over (., 5, 1), (5, 1, 7) and (1, 7, .).
    expectFolded(plane(3, {5, 1, 7}), rowOf(3, 1), {}, plane(3, {1, 2, 3}), {{1, 0, 5}, {1, 0, 3}, {1, 0, 2}});
    // The zeros of the padding win the outer windows, and the first of them has a losing tap on the -1.
    PoolSpec zeros = operation(PoolOp::Max, PadValue::Zero);
    const Tensor negative = plane(3, {-5, -1, -7});
    expectFolded(negative, rowOf(3, 1), zeros, plane(3, {1, 2, 3}), {{0, 2, 0}, {0, 2, 0}, {0, 0, 0}});
    zeros.overlap = Overlap::Col2im;
    EXPECT_EQ(pooled(negative, rowOf(3, 1), zeros, plane(3, {1, 2, 3})).sums, (GradientSums{6, 0, 4, 2}));
}

TEST(Overlaps, InDilatedWindows) {
    // Windows over cells 0 and 2, 1 and 3, 2 and 4: the 6 wins two of them.
    expectFolded(plane(5, {3, 1, 6, 2, 5}), rowOf(2, 0, 2), {}, plane(3, {1, 2, 3}),
                 {{0, 0, 4, 2, 0}, {0, 0, 3, 2, 0}, {0, 0, 1, 2, 0}});
}

TEST(Overlaps, WhereSeveralShareTheGradient) {
    expectFolded(plane(3, {1, 2, 3}), rowOf(2), operation(PoolOp::Avg), plane(2, {2, 4}),
                 {{1, 3, 2}, {1, 2, 2}, {1, 1, 2}});
    expectFolded(plane(4, {7, 7, 7, 1}), rowOf(2), operation(PoolOp::Max, PadValue::Ignore, TieRule::Split),
                 plane(3, {2, 4, 8}), {{1, 3, 10, 0}, {1, 2, 8, 0}, {1, 1, 2, 0}});
}

TEST(Overlaps, ArePlainWhereNothingOverlaps) {
    expectFolded(plane(4, {1, 5, 3, 2}), {{1, 2}, {1, 2}, {}, {1, 1}, false}, {}, plane(2, {3, 4}),
                 {{0, 3, 4, 0}, {0, 3, 4, 0}, {0, 3, 4, 0}});
}

// Of one window over a row.
Pooling softened(const Floats& values, double temperature, double span) {
    PoolSpec spec = operation(PoolOp::Softmax);
    spec.temperature = temperature;
    spec.span.value = span;
    const auto cols = static_cast<std::int64_t>(values.size());
    return pooled(plane(cols, values), {{1, cols}, {1, cols}, {}, {1, 1}, false}, spec);
}

TEST(Softmax, WeighsByExponentials) {
    // Weights 1/4 and 3/4: they are exp(0) and exp(ln 3) to their sum. dy/dx = w (1 + (x - y) / (t R)).
    const auto difference = static_cast<float>(std::log(3.0) * 0.5 * 8);
    const Pooling p = softened({10, 10 + difference}, 0.5, 8);
    EXPECT_FLOAT_EQ(p.y.values[0], 10 + 0.75F * difference);
    EXPECT_NEAR(p.dx.values[0], 0.25 * (1 - 0.75 * std::log(3.0)), 1e-6);
    EXPECT_NEAR(p.dx.values[1], 0.75 * (1 + 0.25 * std::log(3.0)), 1e-6);
    EXPECT_NEAR(p.sums.arrived, 1, 1e-6) << "weights and slopes add up to the whole gradient";
}

TEST(Softmax, IsTheMaximumWhenColdAndTheAverageWhenHot) {
    const Floats values{3, 250, 17, 249};
    EXPECT_EQ(softened(values, 1e-4, 255).y.values, (Floats{250}));
    EXPECT_EQ(softened(values, 1e-6, 255).dx.values, (Floats{0, 1, 0, 0}));
    EXPECT_EQ(softened(values, 1e-300, 1e-300).y.values, (Floats{250})) << "where their product is 0";
    EXPECT_NEAR(softened(values, 1e6, 255).y.values[0], 519.0 / 4, 1e-3);
    for (const float g : softened(values, 1e6, 255).dx.values) EXPECT_NEAR(g, 0.25, 1e-6);
    double before = 519.0 / 4;
    for (const double temperature : {10.0, 1.0, 0.3, 0.1, 0.03, 0.01}) {
        const double y = softened(values, temperature, 255).y.values[0];
        EXPECT_GT(y, before) << temperature;
        before = y;
    }
}

TEST(Softmax, TheSpanIsTheMeasureOfDifferences) {
    const float bytes = softened({0, 51, 255}, 0.1, 255).y.values[0];
    const float parts = softened({0, 0.2F, 1}, 0.1, 1).y.values[0];
    EXPECT_NEAR(bytes / 255, parts, 1e-6);
    EXPECT_NEAR(softened({1000, 1051, 1255}, 0.1, 255).y.values[0], 1000 + bytes, 1e-3) << "not where they lie";
}

TEST(Softmax, InfinitiesShareAloneAndNanPasses) {
    EXPECT_EQ(softened({1, kInfinity, 2, kInfinity}, 0.1, 1).y.values, (Floats{kInfinity}));
    EXPECT_EQ(softened({1, kInfinity, 2, kInfinity}, 0.1, 1).dx.values, (Floats{0, 0.5F, 0, 0.5F}));
    EXPECT_EQ(softened({-kInfinity, 3}, 0.1, 1).y.values, (Floats{3}));
    EXPECT_EQ(softened({-kInfinity, 3}, 0.1, 1).dx.values, (Floats{0, 1}));
    EXPECT_EQ(softened({-kInfinity, -kInfinity}, 0.1, 1).y.values, (Floats{-kInfinity}));
    EXPECT_EQ(softened({3e38F, -3e38F}, 0.1, 255).y.values, (Floats{3e38F}));
    EXPECT_TRUE(std::isnan(softened({1, kNan, kInfinity}, 0.1, 1).y.values[0]));
    EXPECT_TRUE(std::isnan(softened({1, kNan, kInfinity}, 0.1, 1).dx.values[0]));
}

TEST(Softmax, TakesOnlyWhatIsData) {
    const WindowSpec padded{{1, 2}, {1, 2}, {PadMode::Explicit, 0, 1, 0, 1}, {1, 1}, false};
    PoolSpec spec = operation(PoolOp::Softmax);
    EXPECT_EQ(pooled(plane(2, {-4, 7}), padded, spec).y.values, (Floats{-4, 7}));
    spec.padValue = PadValue::Zero;
    spec.temperature = 1e9;
    EXPECT_NEAR(pooled(plane(2, {-4, 7}), padded, spec).y.values[0], -2, 1e-6);
}

TEST(Softmax, NeedsATemperatureAboveZero) {
    for (const double wrong : {0.0, -1.0, double{kNan}, double{kInfinity}}) {
        PoolSpec spec = operation(PoolOp::Softmax);
        spec.temperature = wrong;
        ASSERT_FALSE(check(spec)) << wrong;
        EXPECT_EQ(check(spec).error().where, "pool.temperature");
        spec.op = PoolOp::Max;
        EXPECT_TRUE(check(spec)) << "it means nothing there";
    }
}

}  // namespace
}  // namespace poolscope
