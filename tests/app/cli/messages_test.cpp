// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/messages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace poolscope::cli {
namespace {

TEST(Printable, KeepsTextAndEscapesWhatControlsATerminal) {
    EXPECT_EQ(printable("plain, \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x98\x80"),
              "plain, \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x98\x80");
    EXPECT_EQ(printable("a\x1b[31mb\nc\x7f"), "a\\x1b[31mb\\x0ac\\x7f");
    EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b");           // a control sequence in one character
    EXPECT_EQ(printable("\xe2\x80\xae"), "\\xe2\\x80\\xae");  // turns the writing direction
}

TEST(Printable, EscapesBytesThatAreNotUtf8) {
    EXPECT_EQ(printable("a\xff"), "a\\xff");
    EXPECT_EQ(printable("\xc3"), "\\xc3");
    EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");           // longer than it needs to be
    EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half of a pair
    EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
    EXPECT_EQ(printable("\xe2\x82x"), "\\xe2\\x82x");
}

TEST(OptionFor, TranslatesFieldsOfTheCore) {
    EXPECT_EQ(optionFor("window.padding"), "--pad");
    EXPECT_EQ(optionFor("pool.p"), "--p");
    EXPECT_EQ(optionFor("a file.npy"), "a file.npy");
}

TEST(QuoteArgument, ShortensWhatIsLong) {
    EXPECT_EQ(quoteArgument("abc"), "'abc'");
    EXPECT_LT(quoteArgument(std::string(10000, 'x')).size(), 80U);
}

}  // namespace
}  // namespace poolscope::cli
