// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/xml_text.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(XmlText, EscapesMarkupAndKeepsQuotationMarks) {
    EXPECT_EQ(xmlText("a < b & \"c\" ]]> 'd'"), "a &lt; b &amp; \"c\" ]]&gt; 'd'");
    EXPECT_EQ(xmlText("\xc3\xa4 \xf0\x9f\x98\x80\t\n"), "\xc3\xa4 \xf0\x9f\x98\x80\t\n");
    EXPECT_EQ(xmlText(""), "");
}

TEST(XmlText, LeavesOutWhatXmlForbids) {
    std::string controls;
    for (char c = 0; c < 0x20; ++c) controls += c;
    std::string expected(32, ' ');
    for (const char c : {'\t', '\n', '\r'}) expected[static_cast<std::size_t>(c)] = c;
    EXPECT_EQ(xmlText(controls), expected);
    EXPECT_EQ(xmlText("a\xef\xbf\xbe\xef\xbf\xbfz"), "a  z");
    EXPECT_EQ(xmlText("a\xffz\xc3"), "a\xef\xbf\xbdz\xef\xbf\xbd");
}

}  // namespace
}  // namespace poolscope
