// SPDX-License-Identifier: GPL-3.0-or-later
// Averages by running sums are those of the reference to the last bit, whether sums are exact or not.
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "core/pool/box_sums.h"
#include "core/pool/pool_parts.h"
#include "core/pool/reference.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

// Bytes; bytes that were divided by 255; numbers of so different sizes that the order of a sum shows.
enum class Values { Bytes, Shares, Uneven };

Tensor valuesOf(Values kind, const Shape& shape, std::uint64_t seed) {
    Tensor x(shape);
    std::mt19937_64 engine(seed);
    for (float& value : x.values) {
        value = static_cast<float>(engine() % 256);
        if (kind == Values::Shares) value /= 255;
        if (kind == Values::Uneven) value = std::ldexp(value - 128, static_cast<int>(engine() % 3) * 60 - 60);
    }
    return x;
}

TEST(AreSumsExact, CountsTheBitsThatASumNeeds) {
    const float tiny = std::numeric_limits<float>::denorm_min();
    EXPECT_TRUE(areSumsExact(std::vector<float>{0, -0.0F}, 1 << 20));
    EXPECT_TRUE(areSumsExact(std::vector<float>{1, -255, 7}, 1 << 30));
    EXPECT_TRUE(areSumsExact(std::vector<float>{tiny, 5 * tiny}, 1 << 20));
    EXPECT_FALSE(areSumsExact(std::vector<float>{1, tiny}, 2));
    EXPECT_TRUE(areSumsExact(std::vector<float>{1, 0x1p-50F}, 1));
    EXPECT_FALSE(areSumsExact(std::vector<float>{1, 0x1p-50F}, 1 << 4)) << "2^4 and 2^-50";
    EXPECT_FALSE(areSumsExact(std::vector<float>{1, std::numeric_limits<float>::infinity()}, 1));
    EXPECT_FALSE(areSumsExact(std::vector<float>{std::numeric_limits<float>::quiet_NaN()}, 1));
}

TEST(Average, EqualsTheReferenceWhateverTheValues) {
    std::mt19937_64 engine(1);
    const auto roll = [&engine](std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(most - least + 1));
    };
    int tried = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        const Shape shape{1, 2, roll(1, 14), roll(1, 14)};
        WindowSpec window{{roll(1, 9), roll(1, 9)}, {roll(1, 4), roll(1, 4)}, {}, {1, 1}, roll(0, 1) == 1};
        window.padding = {PadMode::Explicit, roll(0, 2), roll(0, 2), roll(0, 2), roll(0, 2)};
        const auto grid = makeGrid(window, shape.plane());
        if (!grid) continue;
        PoolSpec spec = operation(PoolOp::Avg, roll(0, 1) == 1 ? PadValue::Zero : PadValue::Ignore);
        spec.countIncludePad = roll(0, 1) == 1;
        if (roll(0, 2) == 0) spec.divisor = 3.5;
        const auto kind = static_cast<Values>(roll(0, 2));
        const Tensor x = valuesOf(kind, shape, seed);
        const Tensor dout = valuesOf(kind, shape.withPlane(grid->output()), seed + 1);
        const auto forward = reference::forward(x, *grid, spec);
        const auto backward = reference::backward(x, *forward, dout, *grid, spec);
        const Pooling ours = pooled(x, window, spec, dout);
        ASSERT_TRUE(sameBits(ours.y, forward->y)) << "seed " << seed;
        ASSERT_TRUE(sameBits(ours.dx, backward->dx)) << "seed " << seed;
        ++tried;
    }
    EXPECT_GT(tried, 1000);
}

TEST(Average, IsTheSameOnAnyNumberOfThreads) {
    const Tensor x = valuesOf(Values::Shares, {2, 3, 400, 401}, 1);
    const auto grid = makeGrid(square(31, 2, 15), x.shape.plane());
    const PoolSpec spec = operation(PoolOp::Avg);
    Tensor y;
    Tensor dx;
    WinnerCodes none;
    const auto facts = poolParts(x, *grid, spec, {}, y, none, {}, {nullptr, 1});
    const auto sums = poolBackward(x, none, y, *grid, spec, dx, {}, {}, {nullptr, 1});
    for (const int threads : {2, 5}) {
        Tensor y2;
        Tensor dx2;
        EXPECT_EQ(poolParts(x, *grid, spec, {}, y2, none, {}, {nullptr, threads}), facts);
        EXPECT_EQ(poolBackward(x, none, y, *grid, spec, dx2, {}, {}, {nullptr, threads}), sums);
        EXPECT_TRUE(sameBits(y, y2) && sameBits(dx, dx2)) << threads;
    }
}

}  // namespace
}  // namespace poolscope
