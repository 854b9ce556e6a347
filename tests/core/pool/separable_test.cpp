// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways to max and min over windows larger than those of paths_test.cpp, which tries both on all small ones.
#include "core/pool/separable.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <thread>

#include "tests/core/support/cases.h"
#include "tests/core/support/pooling.h"
#include "tests/core/support/seed.h"

namespace poolscope {
namespace {

bool fit(const WindowSpec& window, const Extent& plane) {
    const auto grid = makeGrid(window, plane);
    return grid && isSeparable(*grid);
}

TEST(IsSeparable, GoesByHowOftenCellsAreRead) {
    EXPECT_TRUE(fit(square(2, 2), {28, 28})) << "every cell once";
    EXPECT_TRUE(fit(square(64, 1), {4096, 4096}));
    EXPECT_FALSE(fit(square(4, 8), {28, 28})) << "three of four cells are never read";
    EXPECT_FALSE(fit(square(3, 3, 0, 2), {28, 28})) << "gaps inside the windows";
    EXPECT_FALSE(fit(square(1, 1), {28, 28})) << "nothing to find";
    EXPECT_FALSE(fit({{1, 64}, {1, 1}, {}, {1, 1}, false}, {std::int64_t{1} << 20, 1 << 10})) << "more than 30 bits";
    EXPECT_FALSE(fit(square(8000, 1, 7999), {2, 2})) << "8000 rows of 8001 windows";
}

// Blocks of every length against lines of every length: each seam between two blocks is somewhere a window.
TEST(Separable, EveryLengthOfWindowAndLine) {
    int failures = 0;
    for (std::int64_t input = 1; input <= 40 && failures < 5; ++input) {
        for (std::int64_t size = 1; size <= 20; ++size) {
            for (const std::int64_t pad : {std::int64_t{0}, size / 2, size - 1}) {
                Case c;
                c.shape = {1, 1, input, 3};
                c.window = {{size, 1 + size % 3}, {1 + input % 2, 1}, {PadMode::Explicit, pad, 0, size / 3, 0}};
                c.pool.padValue = input % 3 == 0 ? PadValue::Zero : PadValue::Ignore;
                c.pool.ties = size % 2 == 0 ? TieRule::Last : TieRule::First;
                c.seed = static_cast<std::uint64_t>(input * 100 + size);
                Case turned = c;
                std::swap(turned.shape.h, turned.shape.w);
                std::swap(turned.window.size.rows, turned.window.size.cols);
                std::swap(turned.window.stride.rows, turned.window.stride.cols);
                std::swap(turned.window.padding.top, turned.window.padding.left);
                std::swap(turned.window.padding.bottom, turned.window.padding.right);
                for (const Case& each : {c, turned}) {
                    const auto result = pathsAgree(each);
                    EXPECT_TRUE(result);
                    failures += result ? 0 : 1;
                }
            }
        }
    }
}

class LargeWindows : public testing::TestWithParam<Data> {};

// Sizes, strides, paddings and dilations of a seed; half of them large enough for several batches of rows.
Case largeCase(Data data, std::uint64_t seed) {
    Case c = randomCase(seed % 2 == 0 ? PoolOp::Max : PoolOp::Min, seed);
    std::mt19937_64 engine(seed);
    const auto roll = [&engine](std::uint64_t most) { return static_cast<std::int64_t>(engine() % (most + 1)); };
    c.data = data;
    c.shape = {1, 1 + roll(1), 1 + roll(59), 1 + roll(59)};
    c.window.size = {1 + roll(11), 1 + roll(11)};
    c.window.stride = {1 + roll(5), 1 + roll(5)};
    c.window.dilation = {1 + roll(4) / 3, 1 + roll(4) / 3};
    const auto reachRows = static_cast<std::uint64_t>(c.window.dilation.rows * (c.window.size.rows - 1));
    const auto reachCols = static_cast<std::uint64_t>(c.window.dilation.cols * (c.window.size.cols - 1));
    c.window.padding = {PadMode::Explicit, roll(reachRows), roll(reachCols), roll(reachRows), roll(reachCols)};
    c.pool.ties = roll(1) == 0 ? TieRule::First : TieRule::Last;
    return c;
}

TEST_P(LargeWindows, Agree) {
    int failures = 0;
    const std::uint64_t end = firstRandomSeed() + randomCases() / 400;
    for (std::uint64_t seed = firstRandomSeed(); seed < end && failures < 5; ++seed) {
        const auto result = pathsAgree(largeCase(GetParam(), seed));
        EXPECT_TRUE(result);
        failures += result ? 0 : 1;
    }
}

INSTANTIATE_TEST_SUITE_P(Data, LargeWindows, testing::ValuesIn(kAllData));

// Every kind of tie that has more than one spelling: which zero, which NaN.
TEST(Separable, KeepsTheBitsOfTheWinner) {
    const float otherNan = std::bit_cast<float>(0x7fc01234);
    Tensor x(Shape{1, 1, 8, 8}, -0.0F);
    x.values[19] = 0.0F;
    const auto zeros = pooled(x, square(8, 8), operation(PoolOp::Max));
    EXPECT_TRUE(std::signbit(zeros.y.values[0]));
    EXPECT_EQ(zeros.facts, (WindowFacts{1, 1, 1, 0}));
    x.values.back() = 0.0F;
    EXPECT_FALSE(
        std::signbit(pooled(x, square(8, 8), operation(PoolOp::Min, PadValue::Ignore, TieRule::Last)).y.values[0]));
    x.values[20] = otherNan;
    x.values[40] = std::numeric_limits<float>::quiet_NaN();
    const auto nans = pooled(x, square(8, 8), operation(PoolOp::Max));
    EXPECT_EQ(std::bit_cast<std::uint32_t>(nans.y.values[0]), 0x7fc01234U);
    EXPECT_EQ(nans.facts, (WindowFacts{1, 0, 1, 1}));
    const Tensor lowest(Shape{1, 1, 4, 4}, -std::numeric_limits<float>::infinity());
    EXPECT_EQ(pooled(lowest, square(4, 4, 3), operation(PoolOp::Max)).winners.at(0, {0, 0}), 15);
}

TEST(Separable, HearsAStopInTheMiddle) {
    const Tensor x(Shape{1, 1, 2000, 2000}, 1.0F);
    const auto grid = makeGrid(square(100, 1), {2000, 2000});
    std::stop_source source;
    Progress progress;
    const std::jthread stopper([&](const std::stop_token& end) {
        while (progress.fraction() == 0 && !end.stop_requested()) std::this_thread::yield();
        source.request_stop();
    });
    Tensor y;
    WinnerCodes winners;
    EXPECT_FALSE(poolForward(x, *grid, {}, y, winners, {source.get_token(), &progress}));
    EXPECT_LT(progress.fraction(), 1);
}

}  // namespace
}  // namespace poolscope
