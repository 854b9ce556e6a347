// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ink.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/study/aliasing.h"
#include "core/study/cascade.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Floats = std::vector<float>;
using Counts = std::vector<std::int64_t>;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

RunControl stoppedRun() {
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

TEST(GradientOnInk, AddsMagnitudesByWhereTheyLand) {
    const Floats x{0, 3, -1, 7};
    const Floats dx{2, 1, -1, -4};
    const InkGradient expected{5, 3, 2, 2};
    EXPECT_EQ(gradientOnInk(x, dx), expected);
    EXPECT_DOUBLE_EQ(expected.inkShare(), 5.0 / 8);
    EXPECT_EQ(InkGradient{}.inkShare(), 0);
    EXPECT_EQ(gradientOnInk(x, dx, stoppedRun()), std::nullopt);
}

TEST(CountWins, CountsPlacesInTheWindowAndWinsOfEachCell) {
    // The 9 wins all four windows that see it, once from every place.
    const Pooling p = pooled(plane(3, {0, 0, 0, 0, 9, 0, 0, 0, 0}), square(2, 1), {});
    const WinCounts expected{{1, 1, 1, 1}, {8, 0, 0, 0, 1}, 0};
    EXPECT_EQ(countWins(p.winners, p.grid, {0, 1}), expected);
    EXPECT_EQ(countWins(p.winners, p.grid, {0, 1}, stoppedRun()), std::nullopt);
}

TEST(CountWins, LooksOnlyAtThePlanesAskedForAndKeepsPaddingApart) {
    const Tensor x{Shape{1, 2, 1, 2}, {1, 2, -3, -4}};
    WindowSpec window = square(2, 2);
    window.padding.bottom = 1;
    const Pooling p = pooled(x, window, operation(PoolOp::Max, PadValue::Zero));
    EXPECT_EQ(countWins(p.winners, p.grid, {0, 1}), (WinCounts{{0, 1, 0, 0}, {1, 1}, 0}));
    EXPECT_EQ(countWins(p.winners, p.grid, {1, 2}), (WinCounts{{0, 0, 1, 0}, {2}, 1}));
}

TEST(HistogramOf, PutsEveryValueInOneBinOrBesideThem) {
    const Floats values{0, 0.9F, 1, 2, 3.9F, 4, -1, 5, kNan};
    const Histogram empty{0, 4, 1, {0, 0, 0, 0}, 0, 0, 0};
    const Histogram expected{0, 4, 1, {2, 1, 1, 2}, 1, 1, 1};
    EXPECT_EQ(histogramOf(values, empty), expected);
    EXPECT_EQ(histogramOf(values, empty, stoppedRun()), std::nullopt);
}

// 4x4 with one largest value in each quarter: 4, 3, 2 and 9.
Tensor quarters() {
    return plane(4, {0, 4, 3, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 9});
}

TEST(CascadeOf, PoolsTheOutputAgainAndRoutesTheGradientBack) {
    const CascadeStudy c = cascadeStudy(quarters(), square(2, 2), {}, 2).value();
    ASSERT_EQ(c.levels.size(), 2U);
    EXPECT_FALSE(c.ended);
    EXPECT_EQ(c.levels[0].y.values, (Floats{4, 3, 2, 9}));
    EXPECT_EQ(c.levels[1].y.values, (Floats{9}));
    EXPECT_EQ(c.levels[1].dx.values, (Floats{0, 0, 0, 1}));
    Floats corner(16);
    corner[15] = 1;
    EXPECT_EQ(c.levels[0].dx.values, corner);
    EXPECT_EQ(c.levels[0].sums.arrived, 1);
}

TEST(CascadeOf, EndsWhereTheWindowNoLongerFits) {
    const CascadeStudy c = cascadeStudy(quarters(), square(2, 2), {}, 4).value();
    EXPECT_EQ(c.levels.size(), 2U);
    ASSERT_TRUE(c.ended);
    EXPECT_EQ(c.ended->where, "window.size");
}

TEST(CascadeOf, RefusesWrongLevelsWindowsAndPooling) {
    EXPECT_EQ(cascadeStudy(quarters(), square(2, 2), {}, 0).error().where, "study.levels");
    EXPECT_EQ(cascadeStudy(quarters(), square(2, 2), {}, 5).error().where, "study.levels");
    EXPECT_EQ(cascadeStudy(quarters(), square(5, 2), {}, 1).error().where, "window.size");
    PoolSpec wrong;
    wrong.op = PoolOp::Lp;
    wrong.p = 0;
    EXPECT_EQ(cascadeStudy(quarters(), square(2, 2), wrong, 1).error().where, "pool.p");
}

TEST(CascadeOf, StopsAndSaysHowFarItIs) {
    Progress progress;
    EXPECT_TRUE(cascadeStudy(quarters(), square(2, 2), {}, 2, {std::stop_token(), &progress}));
    EXPECT_EQ(progress.fraction(), 1);
    EXPECT_EQ(cascadeStudy(quarters(), square(2, 2), {}, 2, stoppedRun()).error().where, kStopped);
}

TEST(Unpooled, PutsValuesBackWhereTheyWon) {
    const Tensor x = plane(4, {1, 4, 3, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 9});
    const CascadeStudy c = cascadeStudy(x, square(2, 2), {}, 2).value();
    EXPECT_EQ(unpooledToInput(c, 0).values, quarters().values);
    Floats corner(16);
    corner[15] = 9;
    EXPECT_EQ(unpooledToInput(c, 1).values, corner);
}

TEST(Unpooled, OfSeveralWindowsWonByOneCellTakesTheValueFurthestFromZero) {
    const Pooling p = pooled(plane(3, {0, 9, 0}), {{1, 2}, {1, 1}, {}, {1, 1}, false}, {});
    EXPECT_EQ(unpooled(plane(2, {-7, 5}), p.winners, p.grid).values, (Floats{0, -7, 0}));
    EXPECT_EQ(unpooled(plane(2, {0, 5}), p.winners, p.grid).values, (Floats{0, 5, 0}));
}

TEST(Aliasing, SubsamplingTakesEveryNthPixel) {
    EXPECT_EQ(subsampled(plane(3, {1, 2, 3, 4, 5, 6, 7, 8, 9}), {2, 2}).values, (Floats{1, 3, 7, 9}));
    EXPECT_EQ(subsampled(plane(4, {1, 2, 3, 4}), {1, 3}).values, (Floats{1, 4}));
    EXPECT_EQ(subsampled(plane(4, {1, 2, 3, 4}), {9, 9}).shape, (Shape{1, 1, 1, 1}));
}

TEST(Aliasing, BlurIsBinomialAndMirrorsTheBorder) {
    const Tensor dot = plane(3, {0, 0, 0, 0, 16, 0, 0, 0, 0});
    // In the corner the dot is seen from four sides: 1/16 each.
    EXPECT_EQ(blurred(dot).values, (Floats{4, 4, 4, 4, 4, 4, 4, 4, 4}));
    const Tensor wide = plane(5, {0, 0, 16, 0, 0});
    EXPECT_EQ(blurred(wide).values, (Floats{0, 4, 8, 4, 0}));
    EXPECT_EQ(blurred(plane(1, {5})).values, (Floats{5}));
    EXPECT_EQ(blurSubsampled(wide, {1, 2}).values, (Floats{0, 8, 0}));
}

}  // namespace
}  // namespace poolscope
