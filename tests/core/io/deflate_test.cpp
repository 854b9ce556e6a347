// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/deflate.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <limits>
#include <random>

namespace poolscope {
namespace {

std::string errorOf(std::span<const std::byte> packed, std::size_t count) {
    const auto values = unpackedFloats(packed, count);
    return values ? "none" : values.error().message;
}

TEST(Deflate, EveryBitComesBack) {
    std::vector<float> values{0.0F,
                              -0.0F,
                              std::numeric_limits<float>::infinity(),
                              std::numeric_limits<float>::quiet_NaN(),
                              std::bit_cast<float>(0xFFC12345U),
                              std::numeric_limits<float>::denorm_min()};
    std::mt19937 engine(1);
    for (int i = 0; i < 5000; ++i) values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(engine())));
    const auto back = unpackedFloats(packedFloats(values), values.size());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(std::memcmp(back->data(), values.data(), values.size() * sizeof(float)), 0);
    EXPECT_TRUE(unpackedFloats(packedFloats({}), 0));
}

TEST(Deflate, AMegapixelOfWholeNumbersIsSmall) {
    std::vector<float> values(std::size_t{1} << 20);
    std::mt19937 engine(1);
    for (float& value : values) value = static_cast<float>(engine() % 256);
    EXPECT_LT(packedFloats(values).size() * 4 / 3, 5'000'000U) << "as base64";
}

TEST(Deflate, RefusesWhatIsNotExactlyThoseValues) {
    const std::vector<float> values(1000, 1.5F);
    const Bytes packed = packedFloats(values);
    EXPECT_EQ(errorOf(packed, 999), "the packed data holds more than 999 values");
    EXPECT_NE(errorOf(packed, 0), "none");
    EXPECT_EQ(errorOf(packed, 1001), "the packed data holds fewer than 1001 values");
    EXPECT_EQ(errorOf(packed, std::size_t{1} << 40), "the packed data is too short to hold 1099511627776 values");
    EXPECT_EQ(errorOf(std::span(packed).first(packed.size() - 1), 1000), "the packed data is damaged or cut off");
    EXPECT_EQ(errorOf({}, 0), "the packed data is damaged or cut off");
    Bytes longer = packed;
    longer.push_back({});
    EXPECT_EQ(errorOf(longer, 1000), "after the packed data follow bytes that do not belong to it");
    Bytes damaged = packed;
    damaged[damaged.size() - 2] ^= std::byte{1};  // its checksum
    EXPECT_EQ(errorOf(damaged, 1000), "the packed data is damaged or cut off");
}

// A few kilobytes that would become gigabytes.
TEST(Deflate, ABombIsNotUnpacked) {
    const Bytes bomb = packedFloats(std::vector<float>(std::size_t{1} << 24));
    EXPECT_LT(bomb.size(), 400'000U);
    EXPECT_EQ(errorOf(bomb, 10), "the packed data holds more than 10 values");
}

}  // namespace
}  // namespace poolscope
