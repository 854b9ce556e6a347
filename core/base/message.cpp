// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/message.h"

namespace poolscope {

std::string quotedExcerpt(std::string_view text) {
    constexpr std::size_t kMost = 40;
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string result = "'";
    for (const char c : text.substr(0, kMost)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            result += c;
        } else {
            result += "\\x";
            result += kHex[byte >> 4U];
            result += kHex[byte & 15U];
        }
    }
    return result + (text.size() > kMost ? "...'" : "'");
}

}  // namespace poolscope
