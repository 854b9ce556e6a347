// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/winners.h"

#include <gtest/gtest.h>

#include "core/pool/pool.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Indices = std::vector<std::int64_t>;

TEST(WinnerIndex, HasThreeConventions) {
    // Two images of two channels, 3x4; the winner of every plane is the cell (1, 2).
    Tensor x(Shape{2, 2, 3, 4});
    for (std::int64_t m = 0; m < 4; ++m) x.plane(m)[6] = 1.0F;
    WindowSpec spec;
    spec.size = {2, 2};
    spec.stride = {1, 1};
    const Pooling p = pooled(x, spec, {});
    const CellRef window{0, 1};  // rows 0 and 1, columns 1 and 2
    for (std::int64_t m = 0; m < 4; ++m) {
        const std::int64_t code = p.winners.at(m, window);
        EXPECT_EQ(code, 3);
        EXPECT_EQ(winnerIndex(p.grid, m, window, code, IndexKind::Window), 3);
        EXPECT_EQ(winnerIndex(p.grid, m, window, code, IndexKind::Plane), 1 * 4 + 2);
        EXPECT_EQ(winnerIndex(p.grid, m, window, code, IndexKind::Tensor), m * 12 + 1 * 4 + 2);
    }
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Tensor).size(), 24U);
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Tensor)[3 * 6 + 1], 3 * 12 + 6);
}

TEST(WinnerIndex, OfAPaddedZeroIsMinusOne) {
    const Tensor x = plane(2, {-1, 2, 0, -4});
    const Pooling p = pooled(x, square(2, 2, 1), operation(PoolOp::Max, PadValue::Zero));
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Plane), (Indices{-1, 1, -1, -1}));
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Tensor), (Indices{-1, 1, -1, -1}));
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Window), (Indices{0, 2, 0, 1}));
}

TEST(WinnerIndex, OfALeftPaddingCellIsNotACellOfTheRowAbove) {
    // Padding on the left only: the tap at (1, -1) must not be taken for (0, 1).
    WindowSpec spec;
    spec.padding.left = 1;
    const Tensor x = plane(2, {-1, -2, -3, -4});
    const Pooling p = pooled(x, spec, operation(PoolOp::Max, PadValue::Zero, TieRule::Last));
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Window), (Indices{2}));
    EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Plane), (Indices{-1}));
}

TEST(WinnerCodes, AreAsWideAsTheTapsNeed) {
    const auto width = [](std::int64_t taps) {
        WinnerCodes codes;
        codes.reshape({1, 1, 1, 1}, taps);
        return std::size_t{1} << codes.codes.index();
    };
    EXPECT_EQ(width(1), 1U);
    EXPECT_EQ(width(256), 1U);
    EXPECT_EQ(width(257), 2U);
    EXPECT_EQ(width(65536), 2U);
    EXPECT_EQ(width(65537), 4U);
}

TEST(WinnerCodes, HoldTheLastTapOfEveryWidth) {
    for (const Extent size : {Extent{1, 256}, {1, 257}, {256, 256}, {1, 65537}}) {
        Tensor x(Shape{1, 1, size.rows, size.cols});
        x.values.back() = 1.0F;
        const Pooling p = pooled(x, {size, size, {}, {1, 1}, false}, {});
        EXPECT_EQ(p.winners.at(0, {0, 0}), size.count() - 1) << toText(size);
        EXPECT_EQ(winnerIndices(p.winners, p.grid, IndexKind::Plane), (Indices{size.count() - 1})) << toText(size);
        EXPECT_EQ(p.dx.values.back(), 1.0F) << toText(size);
    }
}

TEST(WinnerCodes, AreLeftEmptyByOperationsWithoutAWinner) {
    const Pooling p = pooled(plane(2, {1, 2, 3, 4}), square(2, 2), operation(PoolOp::Avg));
    EXPECT_EQ(p.winners.shape.count(), 0);
    EXPECT_TRUE(winnerIndices(p.winners, p.grid, IndexKind::Plane).empty());
}

}  // namespace
}  // namespace poolscope
