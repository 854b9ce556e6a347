// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/xml_text.h"

#include "core/base/utf8.h"

namespace poolscope {
namespace {

constexpr std::string_view kUnreadable = "\xEF\xBF\xBD";  // U+FFFD

bool isForbidden(char32_t code) {
    const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
    return control || code == 0xFFFE || code == 0xFFFF;
}

std::string_view entityOf(char32_t code) {
    if (code == '&') return "&amp;";
    if (code == '<') return "&lt;";
    if (code == '>') return "&gt;";
    return {};
}

}  // namespace

std::string xmlText(std::string_view text) {
    std::string xml;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        const std::string_view entity = entityOf(character.code);
        if (!character.valid) {
            xml += kUnreadable;
        } else if (isForbidden(character.code)) {
            xml += ' ';
        } else {
            xml += entity.empty() ? text.substr(0, character.bytes) : entity;
        }
        text.remove_prefix(character.bytes);
    }
    return xml;
}

}  // namespace poolscope
