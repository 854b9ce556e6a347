// SPDX-License-Identifier: GPL-3.0-or-later
// How many members an enumeration has, so that a table sized by it does not compile once one is added.
#pragma once

#include <cstddef>
#include <string_view>

namespace poolscope {

// The compilers write a value that no member has as a cast, "(Colour)3", and every other by its name.
template <auto value>
consteval bool isMember() {
    const std::string_view text = __PRETTY_FUNCTION__;
    const char next = text[text.rfind(')') + 1];
    return next < '0' || next > '9';
}

// Of an enumeration whose members count up from 0.
template <class Enum, int from = 0>
consteval std::size_t countOf() {
    if constexpr (isMember<static_cast<Enum>(from)>()) {
        return countOf<Enum, from + 1>();
    } else {
        return from;
    }
}

}  // namespace poolscope
