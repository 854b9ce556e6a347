// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/python_text.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace poolscope::python {
namespace {

TEST(FilledTemplate, EveryNameBecomesItsText) {
    EXPECT_EQ(filled("$a = $np.zeros($a_size)", {{"a", "X"}, {"np", "torch"}, {"a_size", "3"}}), "X = torch.zeros(3)");
    EXPECT_EQ(filled("no names\n", {}), "no names\n");
    EXPECT_EQ(filled("", {}), "");
}

TEST(FilledTemplate, TextIsPutInAsItIs) {
    EXPECT_EQ(filled("# $title\n$title", {{"title", "a $title, a $b and a $"}}),
              "# a $title, a $b and a $\na $title, a $b and a $");
}

TEST(FilledTemplate, NoEmptyLineStaysBehindWholeLines) {
    EXPECT_EQ(filled("a\n$lines\nb\n", {{"lines", ""}}), "a\nb\n");
    EXPECT_EQ(filled("a\n$lines\nb\n", {{"lines", "1\n2\n"}}), "a\n1\n2\nb\n");
    EXPECT_EQ(filled("a\n$lines\nb\n", {{"lines", "1"}}), "a\n1\nb\n");
    EXPECT_EQ(filled("a$more\nb\n", {{"more", ""}}), "a\nb\n");
    EXPECT_EQ(filled("$none\n$none\n\nb\n$none", {{"none", ""}}), "\nb\n");
}

TEST(FilledTemplate, ANameWithoutAFieldIsAnError) {
    EXPECT_THROW(filled("X = $arrya\n", {{"array", "1"}}), std::logic_error);
    EXPECT_THROW(filled("$arrays", {{"array", "1"}}), std::logic_error);
    EXPECT_THROW(filled("5 $", {{"array", "1"}}), std::logic_error);
    try {
        filled("X = $arrya\n", {{"array", "1"}});
    } catch (const std::logic_error& error) {
        EXPECT_NE(std::string(error.what()).find("$arrya"), std::string::npos);
    }
}

}  // namespace
}  // namespace poolscope::python
