// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/reach.h"

#include <gtest/gtest.h>

#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Places = std::vector<std::int64_t>;

TEST(Reach, OverlappingWindowsAreAllOverACell) {
    const WindowGrid grid = makeGrid(square(3, 1), {6, 6}).value();
    EXPECT_EQ(windowsOver(grid, singleCell({2, 0})), (CellSet{{0, 1, 2}, {0}}));
    EXPECT_EQ(cellsUnder(grid, singleCell({1, 3})), (CellSet{{1, 2, 3}, {3, 4, 5}}));
    EXPECT_EQ(cellsUnder(grid, {{0, 1}, {0}}), (CellSet{{0, 1, 2, 3}, {0, 1, 2}}));
}

TEST(Reach, PaddingIsLeftOut) {
    const WindowGrid grid = makeGrid(square(3, 2, 1), {4, 4}).value();
    EXPECT_EQ(cellsUnder(grid, singleCell({0, 1})), (CellSet{{0, 1}, {1, 2, 3}}));
}

TEST(Reach, DilatedWindowsStepOverCells) {
    const WindowGrid grid = makeGrid(square(2, 1, 0, 2), {4, 4}).value();
    EXPECT_EQ(cellsUnder(grid, singleCell({0, 1})), (CellSet{{0, 2}, {1, 3}}));
    EXPECT_EQ(windowsOver(grid, singleCell({2, 1})), (CellSet{{0}, {1}}));
    EXPECT_FALSE(cellsUnder(grid, singleCell({0, 1})).contains({1, 1}));
}

TEST(Reach, CellsBetweenWindowsAreSeenByNone) {
    const WindowGrid grid = makeGrid(square(1, 3), {6, 6}).value();
    EXPECT_TRUE(windowsOver(grid, singleCell({1, 0})).empty());
    EXPECT_EQ(windowsOver(grid, {{2, 3}, {0}}), (CellSet{{1}, {0}}));
}

}  // namespace
}  // namespace poolscope
