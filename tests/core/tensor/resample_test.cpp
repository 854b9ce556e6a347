// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/resample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace poolscope::test {
namespace {

Tensor rising(const Shape& shape) {
    Tensor x(shape);
    std::iota(x.values.begin(), x.values.end(), 0.0F);
    return x;
}

TEST(Resample, CropsEveryPlane) {
    const Tensor part = cropped(rising({2, 1, 3, 4}), {{1, 2}, {2, 2}});
    EXPECT_EQ(part.shape, (Shape{2, 1, 2, 2}));
    EXPECT_EQ(part.values, (std::vector<float>{6, 7, 10, 11, 18, 19, 22, 23}));
    EXPECT_TRUE(sameBits(cropped(part, {{0, 0}, {2, 2}}), part));
}

TEST(Resample, KnowsWhatFits) {
    const Extent plane{3, 4};
    EXPECT_TRUE((Crop{{0, 0}, {3, 4}}).fitsInto(plane));
    EXPECT_TRUE((Crop{{2, 3}, {1, 1}}).fitsInto(plane));
    EXPECT_FALSE((Crop{{2, 3}, {2, 1}}).fitsInto(plane));
    EXPECT_FALSE((Crop{{2, 3}, {1, 2}}).fitsInto(plane));
    EXPECT_FALSE((Crop{{3, 0}, {1, 1}}).fitsInto(plane));
    EXPECT_FALSE((Crop{{1, 1}, {std::numeric_limits<std::int64_t>::max(), 1}}).fitsInto(plane));
}

TEST(Resample, AreasAreAveragedByTheirShares) {
    const Tensor row(Shape{1, 1, 1, 3}, {0, 3, 6});
    EXPECT_EQ(areaAveraged(row, {1, 2}).values, (std::vector<float>{1, 5}));  // (2*0 + 3) / 3, (3 + 2*6) / 3
    EXPECT_EQ(areaAveraged(row, {1, 1}).values, (std::vector<float>{3}));
    EXPECT_EQ(areaAveraged(row, {2, 6}).values, (std::vector<float>{0, 0, 3, 3, 6, 6, 0, 0, 3, 3, 6, 6}));
    const Tensor two(Shape{1, 2, 2, 2}, {0, 1, 2, 3, 10, 20, 30, 40});
    EXPECT_EQ(areaAveraged(two, {1, 1}).values, (std::vector<float>{1.5F, 25}));
}

TEST(Resample, TheSameSizeChangesNothing) {
    Tensor x(Shape{1, 1, 7, 5});
    std::mt19937 random(7);
    for (float& value : x.values) value = std::ldexp(static_cast<float>(random()), -20);
    EXPECT_TRUE(sameBits(areaAveraged(x, {7, 5}), x));
}

// Each cell cut into small ones, whose plain mean the average is.
TEST(Resample, EqualsTheMeanOfCellsCutSmall) {
    const Tensor x = rising({1, 1, 5, 7});
    const Extent to{3, 4};
    const Tensor y = areaAveraged(x, to);
    for (std::int64_t row = 0; row < to.rows; ++row) {
        for (std::int64_t col = 0; col < to.cols; ++col) {
            double sum = 0;
            for (std::int64_t i = 0; i < 5; ++i) {
                for (std::int64_t j = 0; j < 7; ++j) {
                    sum += static_cast<double>(x.at(0, {(row * 5 + i) / to.rows, (col * 7 + j) / to.cols}));
                }
            }
            EXPECT_EQ(y.at(0, {row, col}), static_cast<float>(sum / 35)) << row << ", " << col;
        }
    }
}

TEST(Resample, NaNStaysInItsAreas) {
    Tensor x(Shape{1, 1, 2, 4}, 1.0F);
    x.values[0] = std::numeric_limits<float>::quiet_NaN();
    const Tensor y = areaAveraged(x, {1, 2});
    EXPECT_TRUE(std::isnan(y.values[0]));
    EXPECT_EQ(y.values[1], 1);
}

}  // namespace
}  // namespace poolscope::test
