// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold whatever the numbers are.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/pool/pool.h"
#include "core/pool/reference.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

const std::vector<PoolOp> kOps = allOperations();
constexpr std::uint64_t kCases = 1000;

bool equalOrNan(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

Tensor negated(Tensor x) {
    for (float& value : x.values) value = -value;
    return x;
}

Pooling pooled(const Case& c, const Tensor& x) {
    const auto grid = makeGrid(c.window, x.shape.plane());
    return pooled(x, c.window, c.pool, upstreamOf(c, x.shape.withPlane(grid->output())));
}

TEST(Property, MinimumIsTheNegatedMaximumOfTheNegated) {
    for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
        Case c = randomCase(PoolOp::Max, seed);
        const Tensor x = inputOf(c);
        const Pooling max = pooled(c, x);
        c.pool.op = PoolOp::Min;
        const Pooling min = pooled(c, negated(x));
        for (std::size_t i = 0; i < max.y.values.size(); ++i) {
            ASSERT_TRUE(equalOrNan(max.y.values[i], -min.y.values[i])) << c;
        }
        ASSERT_EQ(max.winners, min.winners) << c;
        ASSERT_TRUE(sameBits(max.dx, min.dx)) << c;
    }
}

TEST(Property, ABatchIsAStackOfSingleImages) {
    for (const PoolOp op : kOps) {
        for (std::uint64_t seed = 1; seed <= kCases / 5; ++seed) {
            Case c = randomCase(op, seed);
            c.shape.n = 3;
            const Tensor x = inputOf(c);
            const Pooling batch = pooled(c, x);
            const Tensor dout = upstreamOf(c, batch.y.shape);
            for (std::int64_t n = 0; n < 3; ++n) {
                const Pooling one = pooled(selectImages(x, n, n), c.window, c.pool, selectImages(dout, n, n));
                ASSERT_TRUE(sameBits(one.y, selectImages(batch.y, n, n))) << c << " image " << n;
                ASSERT_TRUE(sameBits(one.dx, selectImages(batch.dx, n, n))) << c << " image " << n;
            }
        }
    }
}

// The planes of a tensor in another order.
Tensor reversedPlanes(const Tensor& x) {
    Tensor result(x.shape);
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
        std::copy_n(x.plane(m).begin(), x.plane(m).size(), result.plane(x.shape.planes() - 1 - m).begin());
    }
    return result;
}

TEST(Property, PlanesDoNotKnowOfEachOther) {
    for (const PoolOp op : kOps) {
        for (std::uint64_t seed = 1; seed <= kCases / 5; ++seed) {
            const Case c = randomCase(op, seed);
            const Tensor x = inputOf(c);
            const Pooling straight = pooled(c, x);
            const Tensor dout = upstreamOf(c, straight.y.shape);
            const Pooling reversed = pooled(reversedPlanes(x), c.window, c.pool, reversedPlanes(dout));
            ASSERT_TRUE(sameBits(reversedPlanes(straight.y), reversed.y)) << c;
            ASSERT_TRUE(sameBits(reversedPlanes(straight.dx), reversed.dx)) << c;
        }
    }
}

TEST(Property, MovingTheImageByOneStrideMovesTheOutputByOneCell) {
    for (const PoolOp op : kOps) {
        for (std::uint64_t seed = 1; seed <= kCases / 5; ++seed) {
            Case c = randomCase(op, seed);
            c.window.padding = {};
            const Extent reach{c.window.dilation.rows * (c.window.size.rows - 1) + 1,
                               c.window.dilation.cols * (c.window.size.cols - 1) + 1};
            c.window.ceilMode = false;
            c.shape.h = reach.rows + 3 * c.window.stride.rows;
            c.shape.w = reach.cols + 3 * c.window.stride.cols;
            const Tensor x = inputOf(c);
            Tensor moved(
                Shape{c.shape.n, c.shape.c, c.shape.h - c.window.stride.rows, c.shape.w - c.window.stride.cols});
            for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
                for (std::int64_t h = 0; h < moved.shape.h; ++h) {
                    for (std::int64_t w = 0; w < moved.shape.w; ++w) {
                        moved.plane(m)[static_cast<std::size_t>(h * moved.shape.w + w)] =
                            x.at(m, {h + c.window.stride.rows, w + c.window.stride.cols});
                    }
                }
            }
            const Pooling a = pooled(c, x);
            const Pooling b = pooled(c, moved);
            ASSERT_EQ(a.grid.output(), (Extent{4, 4})) << c;
            ASSERT_EQ(b.grid.output(), (Extent{3, 3})) << c;
            for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
                for (const CellRef cell : {CellRef{0, 0}, {2, 1}, {1, 2}, {2, 2}}) {
                    ASSERT_TRUE(equalOrNan(a.y.at(m, {cell.row + 1, cell.col + 1}), b.y.at(m, cell))) << c;
                }
            }
        }
    }
}

TEST(Property, NoGradientIsLostWhenPaddingIsIgnored) {
    for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
        Case c = randomCase(seed % 2 == 0 ? PoolOp::Max : PoolOp::Min, seed);
        c.pool.padValue = PadValue::Ignore;
        c.pool.ties = seed % 3 == 0 ? TieRule::Last : TieRule::First;
        c.data = Data::Digits;
        const Pooling p = pooled(c, inputOf(c));
        ASSERT_EQ(p.sums.lost, 0) << c;
        ASSERT_EQ(p.sums.arrived, p.sums.upstream) << c;  // quarters: exact
    }
}

TEST(Property, WhatDoesNotArriveIsLost) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg, PoolOp::Median}) {
        for (std::uint64_t seed = 1; seed <= kCases / 3; ++seed) {
            Case c = randomCase(op, seed);
            c.pool.divisor.reset();
            if (c.pool.ties == TieRule::All) c.pool.ties = TieRule::Split;
            const Pooling p = pooled(c, inputOf(c));
            ASSERT_NEAR(p.sums.arrived + p.sums.lost, p.sums.upstream, 1e-4) << c;
        }
    }
}

TEST(Property, EverySummaryOfEqualValuesButTheNormIsThatValue) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Min, PoolOp::Avg, PoolOp::Median, PoolOp::Softmax}) {
        for (std::uint64_t seed = 1; seed <= kCases / 4; ++seed) {
            Case c = randomCase(op, seed);
            c.data = Data::Constant;
            c.pool.padValue = PadValue::Ignore;
            c.pool.countIncludePad = false;
            c.pool.divisor.reset();
            const Tensor x = inputOf(c);
            for (const float value : pooled(c, x).y.values) ASSERT_EQ(value, x.values.front()) << c;
        }
    }
}

TEST(Property, TheOneWindowGradientIsTheColumnOfTheReference) {
    for (const PoolOp op : kOps) {
        for (std::uint64_t seed = 1; seed <= kCases / 5; ++seed) {
            const Case c = randomCase(op, seed);
            const Tensor x = inputOf(c);
            const Pooling p = pooled(c, x);
            const Tensor dout = upstreamOf(c, p.y.shape);
            const auto ref = reference::backward(x, *reference::forward(x, p.grid, c.pool), dout, p.grid, c.pool);
            const WindowTaps taps(p.grid, dataPadding(c.pool));
            std::vector<TapGradient> terms;
            for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
                const CellRef window{p.grid.rows.output - 1, p.grid.cols.output / 2};
                const std::int64_t code = hasWinner(op) ? p.winners.at(m, window) : 0;
                windowGradient(x.plane(m), taps, window, c.pool, code, dout.at(m, window), terms);
                const auto inOrder = [](const TapGradient& a, const TapGradient& b) { return a.tap < b.tap; };
                ASSERT_TRUE(std::is_sorted(terms.begin(), terms.end(), inOrder)) << c;
                std::vector<float> column(static_cast<std::size_t>(p.grid.taps()), 0.0F);
                for (const TapGradient& t : terms) column[static_cast<std::size_t>(t.tap)] = t.gradient;
                for (std::int64_t tap = 0; tap < p.grid.taps(); ++tap) {
                    const float want = ref->columns(tap, patchColumn(p.grid, x.shape.planes(), m, window));
                    ASSERT_TRUE(equalOrNan(column[static_cast<std::size_t>(tap)], want)) << c << " tap " << tap;
                }
            }
        }
    }
}

// Whole numbers in an order of their own, no two equal and none zero: no kink within reach of a step.
Tensor distinct(const Shape& shape, std::uint64_t seed) {
    Tensor x(shape);
    std::iota(x.values.begin(), x.values.end(), 1.0F);
    std::mt19937_64 engine(seed);
    for (std::size_t i = x.values.size(); i > 1; --i) std::swap(x.values[i - 1], x.values[engine() % i]);
    for (std::size_t i = 0; i < x.values.size(); i += 2) x.values[i] = -x.values[i];
    return x;
}

// d(sum of dout*y)/dx by central differences.
std::vector<double> slopes(const Tensor& x, const Case& c, const WindowGrid& grid, const Tensor& dout, float step) {
    std::vector<double> result;
    for (std::size_t i = 0; i < x.values.size(); ++i) {
        double difference = 0;
        for (const float sign : {1.0F, -1.0F}) {
            Tensor moved = x;
            moved.values[i] += sign * step;
            Tensor y;
            WinnerCodes winners;
            poolForward(moved, grid, c.pool, y, winners);
            for (std::size_t o = 0; o < y.values.size(); ++o) difference += double{sign} * y.values[o] * dout.values[o];
        }
        result.push_back(difference / (2.0 * double{step}));
    }
    return result;
}

class FiniteDifferences : public testing::TestWithParam<PoolOp> {};

TEST_P(FiniteDifferences, AreTheGradient) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Case c = randomCase(GetParam(), seed);
        c.shape = {1, 1, std::min<std::int64_t>(c.shape.h, 7), std::min<std::int64_t>(c.shape.w, 7)};
        c.pool.p = std::max(1.5, c.pool.p);  // below, the slope near 0 is too steep to measure
        const auto grid = makeGrid(c.window, c.shape.plane());
        if (!grid) continue;
        const Tensor x = distinct(c.shape, seed);
        const Tensor dout = upstreamOf(c, c.shape.withPlane(grid->output()));
        const Pooling p = pooled(x, c.window, c.pool, dout);
        const auto want = slopes(x, c, *grid, dout, 0.0625F);
        for (std::size_t i = 0; i < want.size(); ++i) {
            ASSERT_NEAR(p.dx.values[i], want[i], 0.02 * (1 + std::abs(want[i]))) << c << " cell " << i;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Op, FiniteDifferences, testing::ValuesIn(kOps),
                         [](const auto& parameter) { return std::string(toText(parameter.param)); });

TEST(Blog, FiveTimesTenImagesOf28GiveItsShapes) {
    Case c;
    c.shape = {5, 10, 28, 28};
    c.data = Data::Normal;
    const Tensor x = inputOf(c);
    const Pooling p = pooled(c, x);
    EXPECT_EQ(p.y.shape, (Shape{5, 10, 14, 14}));
    const auto ref = reference::forward(x, p.grid, c.pool);
    EXPECT_EQ(ref->columns.rows(), 4);
    EXPECT_EQ(ref->columns.cols(), 9800);
    EXPECT_EQ(ref->winners.size(), 9800U);
    EXPECT_EQ(ref->values.size(), 9800U);
    // Column p*M + m: position (3, 5) of image 2, channel 4.
    const std::size_t column = (3 * 14 + 5) * 50 + (2 * 10 + 4);
    EXPECT_EQ(ref->values[column], p.y.at(24, {3, 5}));
    EXPECT_EQ(ref->winners[column], p.winners.at(24, {3, 5}));
    EXPECT_TRUE(pathsAgree(c));
}

TEST(Reference, IsRefusedWhereThePatchesWouldBeTooLarge) {
    const Tensor x(Shape{16, 1, 127, 127});
    const auto grid = makeGrid(square(64, 1), x.shape.plane());
    const auto ref = reference::forward(x, *grid, {});
    ASSERT_FALSE(ref);
    EXPECT_EQ(ref.error().where, "patches");
}

}  // namespace
}  // namespace poolscope
