// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

std::string textOf(std::string_view bytes) {
    return base64Text(std::as_bytes(std::span(bytes)));
}

std::string bytesOf(std::string_view text) {
    std::vector<std::byte> bytes;
    if (!appendBase64(text, bytes)) return bytes.empty() ? "refused" : "refused and changed";
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The examples of RFC 4648.
TEST(Base64, ReadsAndWrites) {
    const std::pair<const char*, const char*> examples[] = {{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : examples) {
        EXPECT_EQ(textOf(bytes), text);
        EXPECT_EQ(bytesOf(text), bytes);
    }
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    EXPECT_EQ(bytesOf(textOf(all)), all);
}

TEST(Base64, RefusesWhatItCannotHaveWritten) {
    for (const char* text :
         {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "====", "Z===", "Zm9v\n", "Zm 9", "Zm9\xff"}) {
        EXPECT_EQ(bytesOf(text), "refused") << text;
    }
}

}  // namespace
}  // namespace poolscope
