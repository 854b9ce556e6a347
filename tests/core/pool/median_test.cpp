// SPDX-License-Identifier: GPL-3.0-or-later
// Medians of windows that slide are those of windows that are gathered, places included.
#include <gtest/gtest.h>

#include <random>

#include "core/pool/median_slide.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

class SlidingMedian : public testing::TestWithParam<Data> {};

TEST_P(SlidingMedian, AgreesWithTheReference) {
    int failures = 0;
    int tried = 0;
    for (std::uint64_t seed = 1; seed <= randomCases() / 400 && failures < 5; ++seed) {
        Case c = randomCase(PoolOp::Median, seed);
        std::mt19937_64 engine(seed);
        const auto roll = [&engine](std::int64_t least, std::int64_t most) {
            return least + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(most - least + 1));
        };
        c.data = GetParam();
        c.shape = {1, 2, roll(3, 20), roll(3, 20)};
        c.window.size = {roll(3, 9), roll(6, 12)};
        c.window.stride = {roll(1, 3), roll(1, 3)};
        c.window.dilation = {roll(1, 8) / 8 + 1, 1};
        c.window.padding = {PadMode::Explicit, roll(0, 2), roll(0, 5), roll(0, 2), roll(0, 5)};
        c.pool.padValue = roll(0, 1) == 0 ? PadValue::Zero : PadValue::Ignore;
        const auto grid = makeGrid(c.window, c.shape.plane());
        if (grid && MedianSlide::isFaster(*grid)) ++tried;
        const auto result = pathsAgree(c);
        EXPECT_TRUE(result);
        failures += result ? 0 : 1;
    }
    EXPECT_GT(tried, 0);
}

// Planes of several tiles, and windows for which a tile is larger than it usually is.
TEST_P(SlidingMedian, AgreesAcrossTiles) {
    constexpr struct {
        Extent plane;
        Extent size;
        Extent stride;
        std::int64_t pad;
    } kCases[] = {
        {{210, 101}, {5, 6}, {1, 1}, 3},    {{99, 230}, {9, 8}, {2, 3}, 0}, {{130, 7}, {7, 5}, {1, 1}, 4},
        {{60, 120}, {57, 60}, {6, 11}, 31}, {{9, 150}, {2, 70}, {2, 9}, 1}, {{9, 1900}, {3, 600}, {1, 150}, 2},
        {{70, 75}, {70, 75}, {16, 19}, 69},
    };
    for (const auto& each : kCases) {
        for (const PadValue padValue : {PadValue::Zero, PadValue::Ignore}) {
            Case c = randomCase(PoolOp::Median, 11);
            c.data = GetParam();
            c.shape = {1, 1, each.plane.rows, each.plane.cols};
            c.window.size = each.size;
            c.window.stride = each.stride;
            c.window.dilation = {1, 1};
            c.window.padding = {PadMode::Explicit, each.pad, each.pad, each.pad, each.pad};
            c.pool.padValue = padValue;
            const auto grid = makeGrid(c.window, c.shape.plane());
            ASSERT_TRUE(grid) << grid.error().message;
            ASSERT_TRUE(MedianSlide::isFaster(*grid));
            EXPECT_TRUE(pathsAgree(c));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Data, SlidingMedian,
                         testing::Values(Data::Digits, Data::Normal, Data::Negative, Data::Zeros, Data::Nans,
                                         Data::Infinite, Data::Constant));

}  // namespace
}  // namespace poolscope
