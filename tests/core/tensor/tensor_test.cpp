// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace poolscope {
namespace {

Tensor counting(const Shape& shape) {
    Tensor x(shape);
    std::iota(x.values.begin(), x.values.end(), 0.0F);
    return x;
}

TEST(Shape, CountsPlanesAndCells) {
    const Shape shape{5, 10, 28, 14};
    EXPECT_EQ(shape.planes(), 50);
    EXPECT_EQ(shape.count(), 19600);
    EXPECT_EQ(shape.plane(), (Extent{28, 14}));
    EXPECT_EQ(shape.withPlane({2, 3}), (Shape{5, 10, 2, 3}));
    EXPECT_EQ(toText(shape), "(5, 10, 28, 14)");
    EXPECT_EQ(toText(shape.plane()), "28x14");
}

TEST(Shape, AnEmptyBatchHasNoCells) {
    EXPECT_EQ((Shape{0, 3, 4, 5}).count(), 0);
    EXPECT_TRUE(Tensor(Shape{0, 3, 4, 5}).values.empty());
}

TEST(Shape, CellsAreContainedUpToTheLastRowAndColumn) {
    const Extent extent{2, 3};
    EXPECT_TRUE(extent.contains({0, 0}));
    EXPECT_TRUE(extent.contains({1, 2}));
    EXPECT_FALSE(extent.contains({2, 0}));
    EXPECT_FALSE(extent.contains({0, 3}));
    EXPECT_FALSE(extent.contains({-1, 0}));
    EXPECT_FALSE(extent.contains({0, -1}));
    EXPECT_EQ(flatIndex(extent, {1, 2}), 5);
}

TEST(Tensor, IsNchwRowMajor) {
    const Tensor x = counting({2, 3, 4, 5});
    for (std::int64_t n = 0; n < 2; ++n) {
        for (std::int64_t c = 0; c < 3; ++c) {
            const std::int64_t m = n * 3 + c;
            EXPECT_EQ(x.at(m, {3, 2}), static_cast<float>(((n * 3 + c) * 4 + 3) * 5 + 2));
            EXPECT_EQ(x.plane(m).size(), 20U);
        }
    }
}

TEST(Tensor, SelectsImagesWithBothEnds) {
    const Tensor x = counting({4, 2, 1, 3});
    const Tensor two = selectImages(x, 1, 2);
    EXPECT_EQ(two.shape, (Shape{2, 2, 1, 3}));
    EXPECT_EQ(two.values.front(), 6.0F);
    EXPECT_EQ(two.values.back(), 17.0F);
    EXPECT_EQ(selectImages(x, 3, 3).values.size(), 6U);
}

TEST(Tensor, SameBitsTellsZerosApartAndNanEqual) {
    const Shape shape{1, 1, 1, 2};
    const float nan = std::nanf("");
    EXPECT_TRUE(sameBits(Tensor(shape, {1.0F, nan}), Tensor(shape, {1.0F, nan})));
    EXPECT_FALSE(sameBits(Tensor(shape, {0.0F, 1.0F}), Tensor(shape, {-0.0F, 1.0F})));
    EXPECT_FALSE(sameBits(Tensor(shape, {1.0F, 2.0F}), Tensor({1, 1, 2, 1}, {1.0F, 2.0F})));
    EXPECT_TRUE(sameBits(Tensor(Shape{0, 1, 1, 2}), Tensor(Shape{0, 1, 1, 2})));
}

TEST(Statistics, LeavesNanOut) {
    const std::vector<float> values = {3.0F, std::nanf(""), -2.0F, 0.5F};
    const Statistics s = statisticsOf(values);
    EXPECT_EQ(s.min, -2.0);
    EXPECT_EQ(s.max, 3.0);
    EXPECT_EQ(s.sum, 1.5);
}

TEST(Statistics, OfNothingIsZero) {
    const std::vector<float> nans(3, std::nanf(""));
    EXPECT_EQ(statisticsOf({}).max, 0.0);
    EXPECT_EQ(statisticsOf(nans).min, 0.0);
}

TEST(Statistics, SumsInDouble) {
    const std::vector<float> values = {16777216.0F, 1.0F, 1.0F, 1.0F};  // float32 would stay at 2^24
    EXPECT_EQ(statisticsOf(values).sum, 16777219.0);
}

}  // namespace
}  // namespace poolscope
