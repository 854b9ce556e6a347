// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text, the same in every locale (std::to_chars underneath).
#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <string>

namespace poolscope {

// The shortest text that reads back as the same value: "248", "0.1", "nan", "-inf".
template <class Number>
std::string shortestNumber(Number value) {
    if constexpr (std::floating_point<Number>) {
        if (std::isnan(value)) return "nan";  // of either sign
    }
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

// The number as a person writes it, in the shortest form that reads back as the same value: 100000 where
// shortestNumber() says 1e+05, 0 for -0.0. An exponent only below 0.0001 and from 10^15 on.
template <class Number>
std::string plainNumber(Number value) {
    if constexpr (std::floating_point<Number>) {
        const Number size = std::abs(value);
        if (size == 0) return "0";
        if (size >= Number(1e-4) && size < Number(1e15)) {
            char buffer[64];
            const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
            return {buffer, end.ptr};
        }
    }
    return shortestNumber(value);
}

// A count for people, its thousands parted: "11,760,000".
inline std::string groupedNumber(std::int64_t count) {
    std::string text = shortestNumber(count);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (count < 0 ? 1 : 0); at -= 3) {
        text.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return text;
}

// The number with `digits` places after the point: fixedNumber(0.5, 3) is "0.500".
inline std::string fixedNumber(double value, int digits) {
    if (std::isnan(value)) return "nan";
    char buffer[400];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, digits);
    return {buffer, end.ptr};
}

}  // namespace poolscope
