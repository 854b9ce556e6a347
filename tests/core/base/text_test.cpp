// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace poolscope {
namespace {

TEST(Text, ShortestReadsBackAsTheSameValue) {
    EXPECT_EQ(shortest(248.0), "248");
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(0.1F), "0.1");
    EXPECT_EQ(shortest(-0.0), "-0");
    EXPECT_EQ(shortest(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(Text, ShortestNamesWhatIsNoNumber) {
    EXPECT_EQ(shortest(std::nan("")), "nan");
    EXPECT_EQ(shortest(-std::numeric_limits<float>::infinity()), "-inf");
}

TEST(Text, PlainIsWhatAPersonWrites) {
    EXPECT_EQ(plain(100000.0F), "100000");
    EXPECT_EQ(plain(-3.0F), "-3");
    EXPECT_EQ(plain(-0.0F), "0");
    EXPECT_EQ(plain(0.0001F), "0.0001");
    EXPECT_EQ(plain(0.1F), "0.1");
    EXPECT_EQ(plain(16777216.0F), "16777216");
    EXPECT_EQ(plain(2e20F), "2e+20");
    EXPECT_EQ(plain(3e-7F), "3e-07");
    EXPECT_EQ(plain(-std::nanf("")), "nan");
    EXPECT_EQ(plain(-std::numeric_limits<double>::infinity()), "-inf");
    EXPECT_EQ(plain(std::int64_t{100000}), "100000");
}

TEST(Text, FixedKeepsItsDigitsEvenForTheLargestNumber) {
    EXPECT_EQ(fixed(0.5, 3), "0.500");
    EXPECT_EQ(fixed(-1.25, 1), "-1.2");
    EXPECT_EQ(fixed(std::numeric_limits<double>::max(), 2).size(), 312U);
}

}  // namespace
}  // namespace poolscope
