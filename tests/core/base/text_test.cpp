// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace poolscope {
namespace {

TEST(Text, ShortestReadsBackAsTheSameValue) {
    EXPECT_EQ(shortestNumber(248.0), "248");
    EXPECT_EQ(shortestNumber(0.1), "0.1");
    EXPECT_EQ(shortestNumber(0.1F), "0.1");
    EXPECT_EQ(shortestNumber(-0.0), "-0");
    EXPECT_EQ(shortestNumber(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(Text, ShortestNamesWhatIsNoNumber) {
    EXPECT_EQ(shortestNumber(std::nan("")), "nan");
    EXPECT_EQ(shortestNumber(-std::numeric_limits<float>::infinity()), "-inf");
}

TEST(Text, PlainIsWhatAPersonWrites) {
    EXPECT_EQ(plainNumber(100000.0F), "100000");
    EXPECT_EQ(plainNumber(-3.0F), "-3");
    EXPECT_EQ(plainNumber(-0.0F), "0");
    EXPECT_EQ(plainNumber(0.0001F), "0.0001");
    EXPECT_EQ(plainNumber(0.1F), "0.1");
    EXPECT_EQ(plainNumber(16777216.0F), "16777216");
    EXPECT_EQ(plainNumber(2e20F), "2e+20");
    EXPECT_EQ(plainNumber(3e-7F), "3e-07");
    EXPECT_EQ(plainNumber(-std::nanf("")), "nan");
    EXPECT_EQ(plainNumber(-std::numeric_limits<double>::infinity()), "-inf");
    EXPECT_EQ(plainNumber(std::int64_t{100000}), "100000");
}

TEST(Text, CountsPartTheirThousands) {
    EXPECT_EQ(groupedNumber(0), "0");
    EXPECT_EQ(groupedNumber(999), "999");
    EXPECT_EQ(groupedNumber(1135), "1,135");
    EXPECT_EQ(groupedNumber(11760000), "11,760,000");
    EXPECT_EQ(groupedNumber(-100), "-100");
    EXPECT_EQ(groupedNumber(-1000), "-1,000");
}

TEST(Text, FixedKeepsItsDigitsEvenForTheLargestNumber) {
    EXPECT_EQ(fixedNumber(0.5, 3), "0.500");
    EXPECT_EQ(fixedNumber(-1.25, 1), "-1.2");
    EXPECT_EQ(fixedNumber(std::numeric_limits<double>::max(), 2).size(), 312U);
}

}  // namespace
}  // namespace poolscope
