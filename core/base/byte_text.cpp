// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_text.h"

#include <charconv>

#include "core/base/utf8.h"

namespace poolscope {
std::string escapeBytes(std::string_view bytes) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string text;
    while (!bytes.empty()) {
        const Utf8Character character = firstCharacter(bytes);
        if (bytes.front() == '%' || !character.valid) {
            const auto byte = static_cast<unsigned char>(bytes.front());
            text += '%';
            text += kHex[byte >> 4U];
            text += kHex[byte & 15U];
        } else {
            text += bytes.substr(0, character.bytes);
        }
        bytes.remove_prefix(character.bytes);
    }
    return text;
}

std::optional<std::string> unescapeBytes(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        const std::string_view digits = text.substr(i + 1, 2);
        unsigned byte = 0;
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || problem != std::errc() || end != digits.data() + 2) return std::nullopt;
        bytes += static_cast<char>(static_cast<unsigned char>(byte));
        i += 2;
    }
    if (bytes.find('\0') != std::string::npos) return std::nullopt;
    return bytes;
}

}  // namespace poolscope
