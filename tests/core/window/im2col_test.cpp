// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/im2col.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "tests/core/support/cases.h"
#include "tests/core/support/naive.h"

namespace poolscope {
namespace {

Tensor counting(const Shape& shape) {
    Tensor x(shape);
    std::iota(x.values.begin(), x.values.end(), 0.0F);
    return x;
}

TEST(Im2col, OfTheBlogHasItsShapeAndItsColumns) {
    const Tensor x = counting({5, 10, 28, 28});
    const auto grid = makeGrid({}, x.shape.plane());
    const auto columns = im2col(x, *grid, PadValue::Ignore);
    ASSERT_TRUE(columns);
    ASSERT_EQ(columns->rows(), 4);
    ASSERT_EQ(columns->cols(), 9800);
    // column = p*M + m with p = oy*14 + ox and m = n*10 + c; row = ky*2 + kx.
    for (const auto& [n, c, oy, ox] :
         {std::array{0, 0, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}, {3, 7, 5, 9}, {4, 9, 13, 13}}) {
        const std::int64_t m = n * 10 + c;
        const std::int64_t column = (oy * 14 + ox) * 50 + m;
        EXPECT_EQ(patchColumn(*grid, 50, m, {oy, ox}), column);
        for (int ky = 0; ky < 2; ++ky) {
            for (int kx = 0; kx < 2; ++kx) {
                const std::int64_t h = 2 * oy + ky;
                const std::int64_t w = 2 * ox + kx;
                EXPECT_EQ((*columns)(ky * 2 + kx, column), static_cast<float>((m * 28 + h) * 28 + w));
            }
        }
    }
}

TEST(Im2col, WritesPaddingAsTheModeSaysAndOverhangAsNothing) {
    const Tensor x({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    // Windows of 3x3 from row and column -1, and by ceil from 1, where the last row and column hang over.
    const WindowSpec spec{{3, 3}, {2, 2}, {PadMode::Explicit, 1, 1, 0, 0}, {1, 1}, true};
    const auto grid = makeGrid(spec, {3, 3});
    ASSERT_TRUE(grid);
    ASSERT_EQ(grid->output(), (Extent{2, 2}));
    const auto zero = im2col(x, *grid, PadValue::Zero);
    const auto ignore = im2col(x, *grid, PadValue::Ignore);
    EXPECT_EQ((*zero)(0, 0), 0.0F);
    EXPECT_TRUE(std::isnan((*ignore)(0, 0)));
    EXPECT_EQ((*zero)(4, 0), 1.0F);
    EXPECT_EQ((*ignore)(8, 0), 5.0F);
    EXPECT_EQ((*zero)(0, 3), 5.0F);
    EXPECT_TRUE(std::isnan((*zero)(2, 3)));
    EXPECT_TRUE(std::isnan((*ignore)(2, 3)));
    EXPECT_EQ((*zero)(0, 1), 0.0F);
    EXPECT_TRUE(std::isnan((*zero)(2, 1)));  // above the image and beyond its right end: overhang
}

TEST(Im2col, OfNoImagesHasNoColumns) {
    const auto grid = makeGrid({}, {4, 4});
    const auto columns = im2col(Tensor(Shape{0, 3, 4, 4}), *grid, PadValue::Ignore);
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->rows(), 4);
    EXPECT_EQ(columns->cols(), 0);
    EXPECT_TRUE(col2im(*columns, {0, 3, 4, 4}, *grid).values.empty());
}

TEST(Im2col, IsRefusedAboveItsLimit) {
    // 64x64 taps at 4096 windows and 16 planes: 2^28 cells of four bytes. The image itself is small.
    const Tensor x(Shape{16, 1, 127, 127});
    const auto grid = makeGrid({{64, 64}, {1, 1}, {}, {1, 1}, false}, x.shape.plane());
    ASSERT_TRUE(grid);
    const auto columns = im2col(x, *grid, PadValue::Ignore);
    ASSERT_FALSE(columns);
    EXPECT_EQ(columns.error().where, "patches");
}

TEST(Col2im, AddsOverlappingWindows) {
    const auto grid = makeGrid({{2, 2}, {1, 1}, {}, {1, 1}, false}, {3, 3});
    const PatchMatrix ones = PatchMatrix::Constant(4, 4, 1.0F);
    const Tensor sum = col2im(ones, {1, 1, 3, 3}, *grid);
    EXPECT_EQ(sum.values, (std::vector<float>{1, 2, 1, 2, 4, 2, 1, 2, 1}));
}

// One row of cells a, b, c under two windows: row 0 of the matrix lies on a and b, row 1 on b and c.
TEST(Col2im, OverwritingKeepsTheLastRowZeroOrNot) {
    const auto grid = makeGrid({{1, 2}, {1, 1}, {}, {1, 1}, false}, {1, 3});
    PatchMatrix columns(2, 2);
    columns << 1, 2,  //
        0, -4;
    EXPECT_EQ(col2imOverwriting(columns, {1, 1, 1, 3}, *grid).values, (std::vector<float>{1, 0, -4}));
    columns(1, 0) = 3;
    EXPECT_EQ(col2imOverwriting(columns, {1, 1, 1, 3}, *grid).values, (std::vector<float>{1, 3, -4}));
}

TEST(Col2im, AddsInDouble) {
    // Two windows on the same cell, 2^24 and 1, and a third that takes 2^24 away again.
    const auto grid = makeGrid({{1, 3}, {1, 1}, {}, {1, 1}, false}, {1, 5});
    PatchMatrix columns = PatchMatrix::Zero(3, 3);
    columns(2, 0) = 16777216.0F;
    columns(1, 1) = 1.0F;
    columns(0, 2) = -16777216.0F;
    EXPECT_EQ(col2im(columns, {1, 1, 1, 5}, *grid).at(0, {0, 2}), 1.0F);
}

// <im2col x, y> = <x, col2im y> for any y: the one is the other's transpose. Small whole numbers, so sums are exact.
TEST(Col2im, IsTheAdjointOfIm2col) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        Case c = randomCase(PoolOp::Max, seed);
        c.data = Data::Digits;
        const Tensor x = inputOf(c);
        const auto grid = makeGrid(c.window, c.shape.plane());
        const auto columns = im2col(x, *grid, c.pool.padValue);
        ASSERT_TRUE(grid && columns) << c;
        PatchMatrix y(columns->rows(), columns->cols());
        double left = 0;
        for (Eigen::Index i = 0; i < y.size(); ++i) {
            y.data()[i] = static_cast<float>((static_cast<std::uint64_t>(i) * 7 + seed) % 11) - 5.0F;
            const float cell = columns->data()[i];
            if (!std::isnan(cell)) left += double{cell} * y.data()[i];  // NaN marks what lies outside
        }
        const Tensor back = col2im(y, c.shape, *grid);
        double right = 0;
        for (std::size_t i = 0; i < x.values.size(); ++i) right += double{x.values[i]} * back.values[i];
        ASSERT_EQ(left, right) << c;
    }
}

}  // namespace
}  // namespace poolscope
