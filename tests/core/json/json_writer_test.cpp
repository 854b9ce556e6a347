// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/json/json_value.h"

namespace poolscope {
namespace {

// The text of one number; the object around it is left out.
std::string numberText(double value) {
    const std::string text =
        JsonWriter().beginObject({}, JsonWriter::Layout::OneLine).number("x", value).endObject().take();
    return text.substr(6, text.size() - 8);
}

std::string quoted(std::string_view value) {
    const std::string text = JsonWriter().text({}, value).take();
    return text.substr(0, text.size() - 1);
}

TEST(JsonWriter, WritesRowsOfImagesOnALineEach) {
    JsonWriter w;
    const std::vector<float> values{1, -0.0F, 0.5F, std::numeric_limits<float>::infinity()};
    w.beginObject().text("name", "a\"\\\n\x7f").floats("values", values, 2).floats("none", {}, 0);
    w.beginObject("inner").null("x").endObject();
    EXPECT_EQ(w.endObject().take(),
              "{\n  \"name\": \"a\\\"\\\\\\n\x7f\",\n  \"values\": [\n    1, -0.0,\n    0.5, \"inf\"\n  ],\n"
              "  \"none\": [],\n  \"inner\": {\n    \"x\": null\n  }\n}\n");
}

TEST(JsonWriter, GivesItsSinkTheSameTextInPieces) {
    const auto write = [](JsonWriter& w) {
        w.beginList("items");
        for (int i = 0; i < 20000; ++i) w.beginObject().integer("number", i).endObject();
        w.endList();
    };
    std::string text;
    std::size_t pieces = 0;
    std::size_t largest = 0;
    EXPECT_EQ(jsonOf(write,
                     [&](std::string_view piece) {
                         text += piece;
                         ++pieces;
                         largest = std::max(largest, piece.size());
                     }),
              "");
    EXPECT_EQ(text, jsonOf(write));
    EXPECT_GT(pieces, 5U);
    EXPECT_LT(largest, std::size_t{1} << 17);
}

TEST(JsonWriter, WritesEveryNumber) {
    EXPECT_EQ(numberText(33805.0), "33805");
    EXPECT_EQ(numberText(0.1), "0.1");
    EXPECT_EQ(numberText(-0.0), "-0");
    for (const double sign : {1.0, -1.0}) {
        EXPECT_EQ(numberText(std::copysign(std::nan(""), sign)), "\"nan\"");
    }
    EXPECT_EQ(numberText(-std::numeric_limits<double>::infinity()), "\"-inf\"");
    EXPECT_EQ(JsonWriter().integer({}, std::int64_t{9007199254740993}).take(), "9007199254740993\n");
}

TEST(JsonWriter, EscapesText) {
    EXPECT_EQ(quoted("a \"b\"\\\n\x1b"), R"("a \"b\"\\\n\u001b")");
    EXPECT_EQ(quoted("\xff"), "\"\xef\xbf\xbd\"");
    EXPECT_EQ(quoted(""), "\"\"");
}

TEST(JsonWriter, KeepsTheOrderOfKeys) {
    const auto write = [](JsonWriter::Layout layout) {
        return JsonWriter()
            .beginObject({}, layout)
            .integers("b", std::array<std::int64_t, 2>{1, 2})
            .integer("a", std::nullopt)
            .endObject()
            .take();
    };
    EXPECT_EQ(write(JsonWriter::Layout::Lines), "{\n  \"b\": [1, 2],\n  \"a\": null\n}\n");
    EXPECT_EQ(write(JsonWriter::Layout::OneLine), "{\"b\": [1, 2], \"a\": null}\n");
}

TEST(JsonWriter, KeepsOnOneLineAllThatIsInsideAndNothingAfterIt) {
    const std::vector<float> values{1, 2, 3};
    const std::string text = jsonOf([&values](JsonWriter& w) {
        w.beginList("list").beginObject().number("x", std::nullopt).beginObject("inner").endObject().endObject();
        w.beginObject().floats("values", values, 2).endObject().endList();
        w.beginObject("lines").beginObject("line", JsonWriter::Layout::OneLine).boolean("a", true).endObject();
        w.null("b").endObject();
    });
    EXPECT_EQ(text,
              "{\n  \"list\": [{\"x\": null, \"inner\": {}}, {\"values\": [1, 2, 3]}],\n"
              "  \"lines\": {\n    \"line\": {\"a\": true},\n    \"b\": null\n  }\n}\n");
}

TEST(JsonWriter, TextCanStandInXml) {
    std::string text = "a\xef\xbf\xbe\xef\xbf\xbfz\xef\xbf\xbd";
    for (char c = 0; c < 0x20; ++c) text += c;
    JsonWriter w;
    w.beginObject().text(text, text).endObject();
    const std::string json = w.take();
    EXPECT_NE(json.find("a\\ufffe\\uffffz\xef\xbf\xbd\\u0000\\u0001"), std::string::npos) << json;
    const auto value = parseJson(json);
    ASSERT_TRUE(value.has_value());
    ASSERT_NE(value->member(text), nullptr);
    EXPECT_EQ(value->member(text)->text, text);
}

}  // namespace
}  // namespace poolscope
