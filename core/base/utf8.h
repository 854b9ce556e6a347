// SPDX-License-Identifier: GPL-3.0-or-later
// The characters of a text in UTF-8, one after the other, whatever bytes it holds.
#pragma once

#include <cstddef>
#include <string_view>

namespace poolscope {

struct Utf8Character {
    char32_t code = 0xFFFD;  // where `valid` is false, the character that stands for what is unreadable
    std::size_t bytes = 1;
    bool valid = false;
};

// What `text`, which must not be empty, begins with: a character, or one byte that belongs to none.
Utf8Character firstCharacter(std::string_view text);

// Whether all of it is characters.
bool isUtf8(std::string_view text);

}  // namespace poolscope
