// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/read_text.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(ReadNumber, TakesTheWholeTextOrSaysWhyNot) {
    EXPECT_EQ(readNumber<std::int64_t>("-12").value(), -12);
    EXPECT_EQ(readNumber<double>("2.5").value(), 2.5);
    for (const char* text : {"", "2 ", " 2", "+2", "2x", "0x2", "2.0"}) {
        EXPECT_EQ(readNumber<std::int64_t>(text).error(), NumberProblem::NotANumber) << text;
    }
    EXPECT_EQ(readNumber<std::int64_t>("99999999999999999999").error(), NumberProblem::TooLarge);
    EXPECT_EQ(readNumber<double>("1e999").error(), NumberProblem::TooLarge);
}

TEST(WholeNumbers, StandBetweenCommas) {
    EXPECT_EQ(wholeNumbers("1,-2,3"), (std::vector<std::int64_t>{1, -2, 3}));
    for (const char* text : {"", "1,", ",1", "1;2", "1,x"}) EXPECT_FALSE(wholeNumbers(text)) << text;
    EXPECT_EQ(splitAtCommas("a,,b"), (std::vector<std::string>{"a", "", "b"}));
}

}  // namespace
}  // namespace poolscope
