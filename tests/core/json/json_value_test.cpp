// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_value.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "core/base/byte_text.h"

namespace poolscope {
namespace {

std::string errorOf(const std::string& text) {
    const auto parsed = parseJson(text);
    return parsed ? "none" : parsed.error().where + ": " + parsed.error().message;
}

TEST(JsonValue, NumbersKeepTheirDigits) {
    const auto value =
        parseJson(R"({"a": 9007199254740993, "b": -0.0, "c": 1e-320, "d": 123456789012345678901234567890})");
    ASSERT_TRUE(value) << value.error().message;
    EXPECT_EQ(value->member("a")->text, "9007199254740993");
    EXPECT_EQ(value->member("b")->text, "-0.0");
    EXPECT_EQ(value->member("c")->text, "1e-320");
    EXPECT_EQ(value->member("d")->text, "123456789012345678901234567890");
    EXPECT_EQ(value->member("e"), nullptr);
}

TEST(JsonValue, MistakesHaveTheirPlace) {
    EXPECT_EQ(errorOf("{\n  \"a\": 1,\n}").substr(0, 17), "line 3, column 1:");
    EXPECT_EQ(errorOf("{\"a\": 1").substr(0, 6), "line 1");
    EXPECT_NE(errorOf("{\"a\": 1").find("ends too early"), std::string::npos);
    EXPECT_EQ(errorOf(R"({"x": {"b": 1, "b": 2}})"), "x: the key 'b' is given twice");
    EXPECT_EQ(errorOf(R"({"x": {"values": [0, "nan", "much"]}})").substr(0, 21), "x.values[2]: 'much' i");
    EXPECT_EQ(errorOf(R"({"values": [[1]]})"), "values[0]: only numbers are expected here");
    EXPECT_EQ(errorOf(R"({"values": ["5"]})").substr(0, 10), "values[0]:");
    EXPECT_EQ(errorOf(R"({"values": [1e39]})").substr(0, 10), "values[0]:");
    EXPECT_EQ(errorOf(R"({"x": 1e999})"), "x: the number '1e999' is too large");
    EXPECT_NE(errorOf("{\"x\": \"\xff\"}"), "none");
    EXPECT_NE(errorOf(R"({"x": 1} {})"), "none");
}

TEST(JsonValue, HostileTextsAreRefusedInBoundedMemory) {
    constexpr std::size_t kLong = 100'000'000;
    EXPECT_NE(errorOf(std::string(kLong, '[')).find("nested too deeply"), std::string::npos);
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    EXPECT_NE(errorOf(objects).find("nested too deeply"), std::string::npos);
    EXPECT_NE(errorOf("[\"" + std::string(kLong, 'a')).find("longer than"), std::string::npos);
    EXPECT_NE(errorOf("[" + std::string(kLong, '1')).find("longer than"), std::string::npos);
    std::string many = "[";
    for (int i = 0; i < 20'000; ++i) many += "0,";
    EXPECT_NE(errorOf(many).find("more than 10000 parts"), std::string::npos);
    std::string values = "{\"values\": [";
    for (int i = 0; i < 20'000; ++i) values += "0,";
    EXPECT_TRUE(parseJson(values + "0]}"));
}

template <class Real>
void expectExact(Real value) {
    using Bits = std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t>;
    const auto back = parseReal<Real>(realText(value));
    ASSERT_TRUE(back) << realText(value);
    EXPECT_EQ(std::bit_cast<Bits>(*back), std::bit_cast<Bits>(value)) << realText(value);
}

TEST(JsonReal, EveryKindOfNumberComesBackBitForBit) {
    using Float = std::numeric_limits<float>;
    for (const float value : {0.0F, -0.0F, 1.0F, -2.5F, 0.1F, Float::denorm_min(), Float::min(), Float::max(),
                              Float::lowest(), Float::infinity(), -Float::infinity(), Float::quiet_NaN(),
                              -Float::quiet_NaN(), std::bit_cast<float>(0x7f812345U)}) {
        expectExact(value);
    }
    std::mt19937_64 random(7);
    for (int i = 0; i < 100'000; ++i) {
        expectExact(std::bit_cast<float>(static_cast<std::uint32_t>(random())));
        expectExact(std::bit_cast<double>(random()));
    }
    expectExact(std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(realText(-0.0), "-0.0");
    EXPECT_EQ(realText(248.0F), "248");
    EXPECT_EQ(realText(Float::quiet_NaN()), "nan");
    EXPECT_EQ(realText(-Float::infinity()), "-inf");
    for (const char* text : {"", "nan:", "nan:0", "nan:7fc00000x", "1.5x", "infinity", "NaN", " 1", "1e39"}) {
        EXPECT_FALSE(parseReal<float>(text)) << text;
    }
}

TEST(ByteText, EveryByteComesBack) {
    std::string all;
    for (int i = 1; i < 256; ++i) all += static_cast<char>(i);
    EXPECT_EQ(unescapeBytes(escapeBytes(all)), all);
    EXPECT_EQ(escapeBytes("100 %\xff.npy"), "100 %25%FF.npy");
    EXPECT_EQ(escapeBytes("\xc3\xa4\xed\xa0\x80\xc0\x80"), "\xc3\xa4%ED%A0%80%C0%80");
    for (const char* text : {"%", "%4", "%zz", "a%00b", "%-1"}) EXPECT_FALSE(unescapeBytes(text)) << text;
}

}  // namespace
}  // namespace poolscope
