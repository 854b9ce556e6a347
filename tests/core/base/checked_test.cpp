// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checked.h"

#include <gtest/gtest.h>

#include <limits>

namespace poolscope {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Checked, AddsUpToTheEdgeAndNotBeyond) {
    EXPECT_EQ(checkedAdd(2, -5), -3);
    EXPECT_EQ(checkedAdd(kMost - 1, 1), kMost);
    EXPECT_EQ(checkedAdd(kMost, 1), std::nullopt);
    EXPECT_EQ(checkedAdd(kLeast, -1), std::nullopt);
}

TEST(Checked, MultipliesUpToTheEdgeAndNotBeyond) {
    EXPECT_EQ(checkedMul(-7, 6), -42);
    EXPECT_EQ(checkedMul(kMost, 0), 0);
    EXPECT_EQ(checkedMul(std::int64_t{1} << 31, std::int64_t{1} << 31), std::int64_t{1} << 62);
    EXPECT_EQ(checkedMul(std::int64_t{1} << 32, std::int64_t{1} << 31), std::nullopt);
    EXPECT_EQ(checkedMul(kLeast, -1), std::nullopt);
}

}  // namespace
}  // namespace poolscope
