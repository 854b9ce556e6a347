// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/natural_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace poolscope {
namespace {

TEST(NaturalOrder, NumbersCountByTheirValue) {
    std::vector<std::string> names{"img10.png",
                                   "img2.png",
                                   "img1.png",
                                   "img.png",
                                   "a",
                                   "10",
                                   "9",
                                   "img02.png",
                                   "img2b",
                                   "",
                                   "x1y10",
                                   "x1y9",
                                   "99999999999999999999999",
                                   "100000000000000000000000"};
    std::sort(names.begin(), names.end(), isNaturallyBefore);
    EXPECT_EQ(names, (std::vector<std::string>{"", "9", "10", "99999999999999999999999", "100000000000000000000000",
                                               "a", "img.png", "img1.png", "img02.png", "img2.png", "img2b",
                                               "img10.png", "x1y9", "x1y10"}));
}

TEST(NaturalOrder, IsAnOrder) {
    EXPECT_FALSE(isNaturallyBefore("a1", "a1"));
    EXPECT_TRUE(isNaturallyBefore("a01", "a1"));
    EXPECT_FALSE(isNaturallyBefore("a1", "a01"));
    EXPECT_TRUE(isNaturallyBefore("a", "a0"));
    EXPECT_TRUE(isNaturallyBefore("a", "\xc3\xa9"));
    EXPECT_TRUE(isNaturallyBefore("0", "00a"));
    EXPECT_TRUE(isNaturallyBefore("a", "B"));
    EXPECT_TRUE(isNaturallyBefore("IMG2", "img10"));
    EXPECT_TRUE(isNaturallyBefore("A", "a"));
    EXPECT_FALSE(isNaturallyBefore("a", "A"));
}

}  // namespace
}  // namespace poolscope
