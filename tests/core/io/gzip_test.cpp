// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

// printf 'hello hello hello hello' | gzip -9n
const Bytes kHello = raw({0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9,
                          0xc9, 0x57, 0xc8, 0x40, 0x27, 0x01, 0xe3, 0x51, 0x3d, 0x8d, 0x17, 0x00, 0x00, 0x00});

void expectFails(const Result<Bytes>& result, const std::string& part) {
    ASSERT_FALSE(result.has_value()) << "should say: " << part;
    EXPECT_EQ(result.error().where, "file");
    EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
}

TEST(Gunzip, DecodesWhatGzipWrote) {
    const auto content = gunzip(kHello, "file", 100);
    ASSERT_TRUE(content.has_value()) << content.error().message;
    EXPECT_EQ(*content, raw("hello hello hello hello"));
}

TEST(Gunzip, JoinsAllMembers) {
    const auto content = gunzip(kHello + gzip(raw("!")) + gzip({}) + gzip(raw("?")), "file", 100);
    ASSERT_TRUE(content.has_value()) << content.error().message;
    EXPECT_EQ(*content, raw("hello hello hello hello!?"));
}

TEST(Gunzip, TheLimitIsExact) {
    EXPECT_TRUE(gunzip(kHello, "file", 23).has_value());
    expectFails(gunzip(kHello, "file", 22), "more than the 22 bytes");
    EXPECT_TRUE(gunzip(gzip({}), "file", 0).has_value());
    expectFails(gunzip(kHello + kHello, "file", 45), "more than the 45 bytes");
}

TEST(Gunzip, EveryTruncationIsRefused) {
    const Bytes file = kHello + gzip(raw("x"));
    for (std::ptrdiff_t size = 0; size < std::ssize(file); ++size) {
        if (size == std::ssize(kHello)) continue;  // the first member alone is a complete file
        EXPECT_FALSE(gunzip(Bytes(file.begin(), file.begin() + size), "file", 100).has_value()) << size;
    }
}

TEST(Gunzip, ChecksumAndLengthAreVerified) {
    Bytes file = kHello;
    file[file.size() - 5] ^= std::byte{1};
    expectFails(gunzip(file, "file", 100), "incorrect data check");
    file = kHello;
    file[file.size() - 4] ^= std::byte{1};
    expectFails(gunzip(file, "file", 100), "incorrect length check");
}

TEST(Gunzip, RefusesOtherBytes) {
    expectFails(gunzip({}, "file", 100), "not gzip data");
    expectFails(gunzip(raw("plain text"), "file", 100), "not gzip data");
    expectFails(gunzip(kHello + raw({0, 0, 0}), "file", 100), "3 bytes that are not gzip");
    expectFails(gunzip(kHello + raw({0x1F}), "file", 100), "1 bytes that are not gzip");
    expectFails(gunzip(kHello + raw({0x1F, 0x8B}), "file", 100), "cut off");
}

TEST(Gunzip, EveryMutationIsHandled) {
    for (std::size_t at = 0; at < kHello.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            Bytes mutated = kHello;
            mutated[at] = static_cast<std::byte>(value);
            const auto content = gunzip(mutated, "file", 1000);
            // A change that goes unnoticed may sit in the time stamp and such, never in the content.
            if (!content) continue;
            EXPECT_EQ(*content, raw("hello hello hello hello")) << "byte " << at << " = " << value;
        }
    }
}

TEST(Gunzip, ABombStopsAtTheLimit) {
    // 516 MB of zeros in 3.25 MB: if it were decoded to its end, the wrong checksum would be what is reported.
    const Bytes bomb = gzipMember(deflateZeros(2000000), 0, 0);
    expectFails(gunzip(bomb, "file", 1000000), "more than the 1000000 bytes");
}

TEST(Gunzip, EmptyMembersAreLimited) {
    const Bytes empty = gzip({});
    Bytes file;
    for (int i = 0; i < 1000; ++i) file.insert(file.end(), empty.begin(), empty.end());
    EXPECT_TRUE(gunzip(file, "file", 10).has_value());
    expectFails(gunzip(file + empty, "file", 10), "more than 1000 empty members");
}

}  // namespace
}  // namespace poolscope::test
