// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(Utf8, ReadsCharactersOfEveryLength) {
    const auto expect = [](std::string_view text, char32_t code, std::size_t bytes) {
        const Utf8Character first = firstCharacter(text);
        EXPECT_TRUE(first.valid) << text;
        EXPECT_EQ(first.code, code) << text;
        EXPECT_EQ(first.bytes, bytes) << text;
    };
    expect("ab", U'a', 1);
    expect("\xc3\xa4z", U'\u00e4', 2);
    expect("\xe2\x82\xac", U'\u20ac', 3);
    expect("\xf0\x9f\x98\x80", U'\U0001f600', 4);
    expect("\xef\xbf\xbf", 0xFFFF, 3);
}

TEST(Utf8, RefusesWhatIsNoCharacterByteByByte) {
    for (const std::string_view text : {"\x80", "\xff", "\xc3", "\xc3z", "\xe2\x82", "\xf0\x9f\x98", "\xc0\x80",
                                        "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80"}) {
        const Utf8Character first = firstCharacter(text);
        EXPECT_FALSE(first.valid);
        EXPECT_EQ(first.bytes, 1U);
        EXPECT_EQ(first.code, 0xFFFDU);
    }
}

}  // namespace
}  // namespace poolscope
