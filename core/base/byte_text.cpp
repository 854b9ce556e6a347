// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_text.h"

#include <charconv>
#include <cstdint>

namespace poolscope {
namespace {

// Bytes of the UTF-8 character that `text` begins with; 0 when there is none.
std::size_t characterLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    std::uint32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? 0 : length;
}

}  // namespace

std::string escapeBytes(std::string_view bytes) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string text;
    while (!bytes.empty()) {
        const std::size_t length = bytes.front() == '%' ? 0 : characterLength(bytes);
        if (length == 0) {
            const auto byte = static_cast<unsigned char>(bytes.front());
            text += '%';
            text += kHex[byte >> 4U];
            text += kHex[byte & 15U];
        }
        text += bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
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
