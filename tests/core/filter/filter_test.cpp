// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "tests/core/support/cases.h"

namespace poolscope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::size_t named(std::string_view name) {
    return filterNamed(name).value();
}

Tensor filtered(const Tensor& x, std::string_view name) {
    return applyFilters(x, std::array{named(name)}).value();
}

// One response, tap by tap.
float naiveResponse(std::span<const float> plane, const Extent& size, const CellRef& cell, const Filter& filter) {
    double sum = 0;
    for (std::int64_t ky = 0; ky < 3; ++ky) {
        for (std::int64_t kx = 0; kx < 3; ++kx) {
            const CellRef under{cell.row + ky - 1, cell.col + kx - 1};
            if (!size.contains(under)) continue;
            sum += double{filter.weights[static_cast<std::size_t>(ky * 3 + kx)]} *
                   double{plane[static_cast<std::size_t>(flatIndex(size, under))]};
        }
    }
    return static_cast<float>(sum);
}

Tensor naiveResponses(const Tensor& x, std::span<const std::size_t> filters) {
    const auto count = static_cast<std::int64_t>(filters.size());
    Tensor result(Shape{x.shape.n, x.shape.c * count, x.shape.h, x.shape.w});
    for (std::int64_t m = 0; m < result.shape.planes(); ++m) {
        const Filter& filter = filterBank()[filters[static_cast<std::size_t>(m % count)]];
        std::size_t at = 0;
        for (std::int64_t row = 0; row < x.shape.h; ++row) {
            for (std::int64_t col = 0; col < x.shape.w; ++col) {
                result.plane(m)[at++] = naiveResponse(x.plane(m / count), x.shape.plane(), {row, col}, filter);
            }
        }
    }
    return result;
}

Tensor randomOf(const Shape& shape, Data data) {
    Case c;
    c.shape = shape;
    c.data = data;
    c.seed = 7;
    return inputOf(c);
}

TEST(FilterBank, HasTenFiltersInTheirOrder) {
    EXPECT_EQ(filterNames(),
              "identity, sobel-x, sobel-y, laplacian, gaussian, sharpen, emboss, diagonal-down, diagonal-up, gabor");
    for (std::size_t i = 0; i < filterBank().size(); ++i) EXPECT_EQ(filterNamed(filterBank()[i].name), i);
}

TEST(FilterBank, RefusesOtherNamesAndListsTheLegalOnes) {
    for (const char* name : {"", "Sobel-x", "sobel", "all"}) {
        const auto result = filterNamed(name);
        ASSERT_FALSE(result) << name;
        EXPECT_EQ(result.error().where, "filters");
        EXPECT_EQ(result.error().message, "'" + std::string(name) + "' is not one of " + filterNames());
    }
}

TEST(FilterBank, SumsAreThoseOfTheirKind) {
    for (const Filter& filter : filterBank()) {
        const double sum = std::accumulate(filter.weights.begin(), filter.weights.end(), 0.0);
        const bool keepsBrightness = filter.name == "identity" || filter.name == "gaussian" ||
                                     filter.name == "sharpen" || filter.name == "emboss";
        if (filter.name == "gabor") {
            EXPECT_NEAR(sum, 0.05, 0.005);
        } else {
            EXPECT_EQ(sum, keepsBrightness ? 1 : 0) << filter.name;
        }
    }
}

TEST(FilterBank, GaborFollowsItsFormula) {
    for (int y = -1; y <= 1; ++y) {
        for (int x = -1; x <= 1; ++x) {
            const double envelope = std::exp(-(x * x + 0.25 * y * y) / 2);
            const double expected = envelope * std::cos(2 * std::numbers::pi * x / 2.5);
            const auto at = static_cast<std::size_t>((y + 1) * 3 + x + 1);
            EXPECT_NEAR(filterBank()[named("gabor")].weights[at], expected, 5e-7);
        }
    }
}

TEST(ApplyFilters, SobelFindsEdgesOfItsDirection) {
    // Dark on the left, bright on the right.
    const Tensor x({1, 1, 3, 4}, {0, 0, 9, 9, 0, 0, 9, 9, 0, 0, 9, 9});
    EXPECT_EQ(filtered(x, "sobel-x").values, (std::vector<float>{0, 27, 27, -27, 0, 36, 36, -36, 0, 27, 27, -27}));
    EXPECT_EQ(filtered(x, "sobel-y").values, (std::vector<float>{0, 9, 27, 27, 0, 0, 0, 0, 0, -9, -27, -27}));
}

TEST(ApplyFilters, EveryFilterOnEveryChannelEqualsAPlainLoop) {
    const std::vector<std::size_t> all = allFilters();
    // Planes of one cell, one row, one column; planes of one block, and of several with a rest.
    for (const Shape& shape : {Shape{1, 1, 1, 1}, Shape{2, 1, 1, 5}, Shape{1, 2, 4, 1}, Shape{2, 3, 5, 7},
                               Shape{1, 1, 64, 64}, Shape{1, 2, 65, 130}, Shape{0, 2, 3, 3}}) {
        for (const Data data : {Data::Normal, Data::Digits}) {
            const Tensor x = randomOf(shape, data);
            const Tensor result = applyFilters(x, all).value();
            EXPECT_EQ(result.shape, (Shape{shape.n, shape.c * 10, shape.h, shape.w}));
            EXPECT_EQ(result.values, naiveResponses(x, all).values) << toText(shape);
        }
    }
}

TEST(ApplyFilters, KeepsTheOrderAskedFor) {
    const Tensor x = randomOf({2, 2, 4, 4}, Data::Normal);
    const std::vector<std::size_t> chosen{named("gabor"), named("identity"), named("gabor")};
    const Tensor result = applyFilters(x, chosen).value();
    EXPECT_EQ(result.values, naiveResponses(x, chosen).values);
    // Channel 1 of image 1 under the second filter.
    const auto plane = result.plane(1 * 6 + 1 * 3 + 1);
    EXPECT_TRUE(std::equal(plane.begin(), plane.end(), x.plane(3).begin()));
}

TEST(ApplyFilters, IdentityIsTheInputBitForBit) {
    for (const Data data : {Data::Normal, Data::Zeros, Data::Nans, Data::Infinite}) {
        const Tensor x = randomOf({2, 3, 9, 70}, data);
        EXPECT_TRUE(sameBits(filtered(x, "identity"), x));
    }
}

TEST(ApplyFilters, NotANumberReachesOnlyWhereItsWeightIsNotZero) {
    Tensor x({1, 1, 3, 3}, 1.0F);
    x.values[4] = kNan;
    const Tensor result = filtered(x, "laplacian");
    for (const std::size_t edge : {1U, 3U, 4U, 5U, 7U}) EXPECT_TRUE(std::isnan(result.values[edge])) << edge;
    for (const std::size_t corner : {0U, 2U, 6U, 8U}) EXPECT_EQ(result.values[corner], -2.0F) << corner;
}

TEST(ApplyFilters, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(applyFilters(Tensor({1, 1, 4, 4}), allFilters(), stop.get_token()));
}

TEST(Relu, KeepsWhatIsPositiveAndNotANumber) {
    const Tensor x({1, 1, 2, 4}, {-1, -0.0F, 0, 1e-45F, 2, kInfinity, -kInfinity, kNan});
    const Tensor kept = relu(x);
    EXPECT_EQ(kept.shape, x.shape);
    EXPECT_TRUE(std::isnan(kept.values[7]));
    EXPECT_FALSE(std::signbit(kept.values[1]));
    EXPECT_EQ(std::vector<float>(kept.values.begin(), kept.values.end() - 1),
              (std::vector<float>{0, 0, 0, 1e-45F, 2, kInfinity, 0}));
    EXPECT_EQ(reluMask(x).values, (std::vector<float>{0, 0, 0, 1, 1, 1, 0, 0}));
}

}  // namespace
}  // namespace poolscope
