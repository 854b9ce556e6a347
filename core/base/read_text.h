// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of text that people write, the same in every locale (std::from_chars underneath).
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tl/expected.hpp>
#include <vector>

namespace poolscope {

enum class NumberProblem { NotANumber, TooLarge };  // the second: a number, but none that fits into 64 bits

// The whole text as one number.
template <class Number>
tl::expected<Number, NumberProblem> readNumber(std::string_view text) {
    Number value{};
    const char* const last = text.data() + text.size();
    const auto [end, problem] = std::from_chars(text.data(), last, value);
    if (problem == std::errc::invalid_argument || end != last) return tl::unexpected(NumberProblem::NotANumber);
    if (problem != std::errc()) return tl::unexpected(NumberProblem::TooLarge);
    return value;
}

// "a,b,c" into its parts; empty parts are kept.
inline std::vector<std::string> splitAtCommas(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos) return parts;
        text.remove_prefix(comma + 1);
    }
}

// Whole numbers between commas; nothing for any other text.
inline std::optional<std::vector<std::int64_t>> wholeNumbers(std::string_view text) {
    std::vector<std::int64_t> numbers;
    for (const std::string& part : splitAtCommas(text)) {
        const auto number = readNumber<std::int64_t>(part);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace poolscope
