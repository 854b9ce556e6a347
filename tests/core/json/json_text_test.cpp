// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace poolscope {
namespace {

TEST(Json, WritesEveryNumber) {
    EXPECT_EQ(json::number(33805.0), "33805");
    EXPECT_EQ(json::number(0.1), "0.1");
    EXPECT_EQ(json::number(std::int64_t{9007199254740993}), "9007199254740993");
    EXPECT_EQ(json::number(std::nan("")), "\"nan\"");
    EXPECT_EQ(json::number(-std::numeric_limits<double>::infinity()), "\"-inf\"");
}

TEST(Json, EscapesText) {
    EXPECT_EQ(json::text("a \"b\"\\\n\x1b"), R"("a \"b\"\\\n\u001b")");
    EXPECT_EQ(json::text("\xff"), "\"\xef\xbf\xbd\"");
    EXPECT_EQ(json::text(""), "\"\"");
}

TEST(Json, KeepsTheOrderOfKeys) {
    const std::vector<std::int64_t> shape{1, 2};
    const json::Object object = json::Object().add("b", json::list(shape)).add("a", json::kNull);
    EXPECT_EQ(object.oneLine(), R"({"b": [1, 2], "a": null})");
    EXPECT_EQ(object.lines(), "{\n  \"b\": [1, 2],\n  \"a\": null\n}\n");
}

}  // namespace
}  // namespace poolscope
