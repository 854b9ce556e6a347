// SPDX-License-Identifier: GPL-3.0-or-later
// Files made by hand, byte by byte, for the tests of core/io. Uses nothing of what it helps to test, nor zlib or
// libzip.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/array.h"

namespace poolscope::test {

inline Bytes raw(std::string_view text) {
    const auto view = std::as_bytes(std::span(text));
    return {view.begin(), view.end()};
}

inline Bytes raw(std::initializer_list<int> values) {
    Bytes bytes;
    for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

inline Bytes operator+(Bytes a, const Bytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Bytes little(std::uint64_t value, int count) {
    Bytes bytes;
    for (int i = 0; i < count; ++i, value >>= 8U) bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

inline Bytes big(std::uint64_t value, int count) {
    const Bytes bytes = little(value, count);
    return {bytes.rbegin(), bytes.rend()};
}

inline std::uint32_t crc32Of(const Bytes& content) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const std::byte byte : content) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

// Deflate without compression; at most 65535 bytes.
inline Bytes deflateStored(const Bytes& content) {
    const auto size = static_cast<std::uint64_t>(content.size());
    return raw({1}) + little(size, 2) + little(~size, 2) + content;
}

// Deflate of 1 + 258 * runs zero bytes in a block of fixed codes: 13 bits for every 258 bytes.
inline Bytes deflateZeros(std::size_t runs) {
    Bytes bytes;
    unsigned pending = 0;
    unsigned count = 0;
    const auto put = [&](std::string_view bits) {
        for (const char bit : bits) {
            pending |= static_cast<unsigned>(bit == '1') << count;
            if (++count < 8) continue;
            bytes.push_back(static_cast<std::byte>(pending));
            pending = 0;
            count = 0;
        }
    };
    put("110");                                                   // the last block, fixed codes (01, low bit first)
    put("00110000");                                              // the literal 0
    for (std::size_t i = 0; i < runs; ++i) put("1100010100000");  // length 258, distance 1
    put("0000000");                                               // end of the block
    while (count != 0) put("0");
    return bytes;
}

inline Bytes gzipMember(const Bytes& deflated, std::uint32_t crc, std::uint64_t size) {
    return raw({0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3}) + deflated + little(crc, 4) + little(size, 4);
}

inline Bytes gzip(const Bytes& content) {
    return gzipMember(deflateStored(content), crc32Of(content), content.size());
}

inline Bytes idx(int type, const std::vector<std::uint32_t>& sizes, const Bytes& payload) {
    Bytes bytes = raw({0, 0, type, static_cast<int>(sizes.size())});
    for (const std::uint32_t size : sizes) bytes = bytes + big(size, 4);
    return bytes + payload;
}

// Version 1.0 with this header text, as it is.
inline Bytes npy(std::string_view header, const Bytes& payload) {
    return raw({0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}) + little(header.size(), 2) + raw(header) + payload;
}

inline Bytes npy(std::string_view descr, std::string_view shape, const Bytes& payload) {
    const std::string header =
        "{'descr': '" + std::string(descr) + "', 'fortran_order': False, 'shape': " + std::string(shape) + ", }\n";
    return npy(header, payload);
}

struct ZipMember {
    std::string name;
    Bytes data;  // as it lies in the archive
    std::uint32_t crc = 0;
    std::uint64_t size = 0;
    int method = 0;
    int flags = 0;
};

inline ZipMember stored(std::string name, const Bytes& content) {
    return {std::move(name), content, crc32Of(content), content.size(), 0, 0};
}

inline ZipMember deflated(std::string name, const Bytes& content) {
    return {std::move(name), deflateStored(content), crc32Of(content), content.size(), 8, 0};
}

inline Bytes zipArchive(const std::vector<ZipMember>& members) {
    Bytes bytes;
    Bytes directory;
    for (const ZipMember& member : members) {
        const Bytes common = little(20, 2) + little(static_cast<std::uint64_t>(member.flags), 2) +
                             little(static_cast<std::uint64_t>(member.method), 2) + little(0, 2) + little(33, 2) +
                             little(member.crc, 4) + little(member.data.size(), 4) + little(member.size, 4) +
                             little(member.name.size(), 2) + little(0, 2);
        directory = directory + raw("PK\1\2") + little(20, 2) + common + little(0, 10) + little(bytes.size(), 4) +
                    raw(member.name);
        bytes = bytes + raw("PK\3\4") + common + raw(member.name) + member.data;
    }
    return bytes + directory + raw("PK\5\6") + little(0, 4) + little(members.size(), 2) + little(members.size(), 2) +
           little(directory.size(), 4) + little(bytes.size(), 4) + little(0, 2);
}

using Reader = std::function<Result<Array>(std::span<const std::byte>, const std::string&, const RunControl&)>;

// Refused, under the name of the file, in one printable line that holds `part`.
inline void expectRefused(const Result<Array>& result, const std::string& part) {
    ASSERT_FALSE(result.has_value()) << "should say: " << part;
    EXPECT_EQ(result.error().where, "file");
    EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
    for (const char c : result.error().message) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << result.error().message;
}

// Every shorter file is refused.
inline void expectEveryTruncationRefused(const Bytes& file, const Reader& read) {
    ASSERT_TRUE(read(file, "file", {}).has_value()) << read(file, "file", {}).error().message;
    for (std::size_t size = 0; size < file.size(); ++size) {
        const Bytes part(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_FALSE(read(part, "file", {}).has_value()) << "cut to " << size << " bytes";
    }
}

// Whatever one byte among the first `count` becomes, the file loads consistently or gives a clear error.
inline void expectEveryMutationHandled(const Bytes& file, std::size_t count, const Reader& read) {
    for (std::size_t at = 0; at < count; ++at) {
        Bytes mutated = file;
        for (int value = 0; value < 256; ++value) {
            mutated[at] = static_cast<std::byte>(value);
            const auto result = read(mutated, "file", {});
            if (!result) {
                EXPECT_EQ(result.error().where, "file");
                EXPECT_FALSE(result.error().message.empty());
                continue;
            }
            std::int64_t product = 1;
            for (const std::int64_t size : result->shape) product *= size;
            EXPECT_EQ(std::ssize(result->values), product) << "byte " << at << " = " << value;
        }
    }
}

}  // namespace poolscope::test
