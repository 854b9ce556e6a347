// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/printable.h"

#include "core/base/utf8.h"

namespace poolscope {
namespace {

bool isHarmless(char32_t code) {
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
    const bool separator = code == 0x2028 || code == 0x2029;
    const bool direction =
        (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return !separator && !direction;
}

}  // namespace

std::string printable(std::string_view text) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        const std::string_view bytes = text.substr(0, character.bytes);
        if (character.valid && isHarmless(character.code)) {
            result += bytes;
        } else {
            for (const char c : bytes) {
                const auto value = static_cast<unsigned char>(c);
                result += "\\x";
                result += kDigits[value >> 4U];
                result += kDigits[value & 15U];
            }
        }
        text.remove_prefix(character.bytes);
    }
    return result;
}

}  // namespace poolscope
