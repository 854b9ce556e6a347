// SPDX-License-Identifier: GPL-3.0-or-later
// Windows that are mostly padding: most of its zeros are never looked at.
#include <gtest/gtest.h>

#include <random>

#include "core/pool/deciding_taps.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

class MostlyPadding : public testing::TestWithParam<PoolOp> {};

TEST_P(MostlyPadding, AgreesWithTheReference) {
    int failures = 0;
    for (std::uint64_t seed = 1; seed <= randomCases() / 200 && failures < 5; ++seed) {
        Case c = randomCase(GetParam(), seed);
        std::mt19937_64 engine(seed);
        const auto roll = [&engine](std::uint64_t most) { return static_cast<std::int64_t>(engine() % (most + 1)); };
        c.shape = {1, 1, 1 + roll(4), 1 + roll(4)};
        c.window.size = {1 + roll(20), 1 + roll(20)};
        c.window.stride = {1 + roll(4), 1 + roll(4)};
        c.window.dilation = {1, 1};
        const auto pad = [&roll](std::int64_t size) {
            return size - 1 - roll(static_cast<std::uint64_t>(size - 1) / 3);
        };
        c.window.padding = {PadMode::Explicit, pad(c.window.size.rows), pad(c.window.size.cols),
                            pad(c.window.size.rows), pad(c.window.size.cols)};
        c.pool.padValue = PadValue::Zero;
        const auto result = pathsAgree(c);
        EXPECT_TRUE(result);
        failures += result ? 0 : 1;
    }
}

INSTANTIATE_TEST_SUITE_P(Op, MostlyPadding, testing::ValuesIn(allOperations()),
                         [](const auto& parameter) { return std::string(toText(parameter.param)); });

TEST(GatherDeciding, KeepsLittleOfThePadding) {
    const WindowGrid grid = makeGrid(square(20000, 20000, 19999), {4, 4}).value();
    const WindowTaps taps(grid, PadValue::Zero);
    const Tensor x = plane(4, {0, -1, 2, 0, 3, 0, -0.0F, 1, 4, 5, -6, 0, 0, 1, 2, 3});
    DecidingTaps decided;
    for (const PoolOp op : {PoolOp::Avg, PoolOp::Median, PoolOp::Lp}) {
        gatherDeciding(x.plane(0), taps, {1, 1}, operation(op, PadValue::Zero), decided);
        EXPECT_LE(decided.taps.size(), 40U) << toText(op);
    }
}

TEST(MostlyPadding, TakesNoMemoryForEachTap) {
    const Tensor x(Shape{1, 1, 4, 4}, 4.0F);
    for (const PoolOp op : {PoolOp::Avg, PoolOp::Median, PoolOp::Lp}) {
        const auto result = pooled(x, square(20000, 20000, 19999), operation(op, PadValue::Zero));
        const float whole = op == PoolOp::Avg ? 9 * 4.0F / 4e8F : op == PoolOp::Median ? 0.0F : 12.0F;
        EXPECT_FLOAT_EQ(result.y.values[3], whole) << toText(op);
        if (op != PoolOp::Avg) continue;
        EXPECT_NEAR(result.sums.arrived + result.sums.lost, 4, 1e-6);
    }
}

}  // namespace
}  // namespace poolscope
