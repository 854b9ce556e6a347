// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text, the same in every locale (std::to_chars underneath).
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace poolscope {

// The shortest text that reads back as the same value: "248", "0.1", "nan", "-inf".
template <class Number>
std::string shortest(Number value) {
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

// With `digits` places after the point: fixed(0.5, 3) is "0.500".
inline std::string fixed(double value, int digits) {
    char buffer[400];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits);
    return {buffer, end.ptr};
}

}  // namespace poolscope
