// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/read_text.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

// Of few digits zeros stay where they say that there was rounding: 0.996 is 1.0 then, and not 1.
std::string withoutZeros(const std::string& text, double value, int digits) {
    if (text.find('.') == std::string::npos) return text;
    std::string bare = text.substr(0, text.find_last_not_of('0') + 1);
    if (bare.back() == '.') bare.pop_back();
    const bool same = static_cast<float>(readNumber<double>(bare).value_or(0)) == static_cast<float>(value);
    return same || digits == kMostDigits ? bare : text;
}

// "6.307e-3"
std::string exponentText(double value, int digits) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, digits - 1);
    const std::string text(buffer, end.ptr);
    const std::size_t e = text.find('e');
    const bool negative = text[e + 1] == '-';
    std::string power = text.substr(e + 2);
    power.erase(0, std::min(power.find_first_not_of('0'), power.size() - 1));
    const double mantissa = value / std::pow(10.0, readNumber<int>(negative ? "-" + power : power).value_or(0));
    return withoutZeros(text.substr(0, e), mantissa, digits) + (negative ? "e-" : "e") + power;
}

std::string fixedText(double value, int digits) {
    const int decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    return withoutZeros(fixedNumber(value, std::max(0, decimals)), value, digits);
}

}  // namespace

std::string numberText(double value, int digits) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    if (value == 0) return "0";
    const double size = std::abs(value);
    const bool whole = value == std::floor(value);
    const bool usual = size >= 1e-4 && size < 1e15;
    if (digits == kMostDigits) return usual ? fixedText(value, digits) : exponentText(value, digits);
    const std::string exponent = exponentText(value, digits);
    if (size >= 1e15 || size < 1e-15) return exponent;
    const std::string fixed = whole ? fixedNumber(value, 0) : fixedText(value, digits);
    return exponent.size() < fixed.size() ? exponent : fixed;
}

std::string valueText(double value, const ViewSpec& view, double top, int digits) {
    if (view.values == NumberScale::Unit && top > 0 && std::isfinite(value)) {
        return fixedNumber(value == 0 ? 0.0 : value / top, 3);
    }
    return numberText(value, digits);
}

double numberSize(const Rect& cell, std::size_t characters, const FigureStyle& style) {
    // In low cells the least size still reads, where the usual share of the height would leave the number out.
    const double high = std::max(cell.height * 0.46, std::min(cell.height * 0.66, style.leastNumber));
    const double most = std::max(style.heading, style.mostNumber);
    return std::min({high, cell.width * 0.9 / monoWidth(std::max<std::size_t>(characters, 2), 1.0), most});
}

Rect insideFrames(const Rect& cell) {
    // With what numberSize() leaves free, 8.6 % of the cell at either side: what three digits of full height leave.
    const double frame = cell.width * 0.04;
    return {cell.x + frame, cell.y, cell.width - 2 * frame, cell.height};
}

double marginBeside(std::span<const float> values, const ViewSpec& view, double top, const Rect& cell,
                    const CellNumbers& numbers) {
    const std::size_t longest = std::max<std::size_t>(2, longestNumber(values, view, top, numbers.digits));
    return std::max(0.0, (cell.width - monoWidth(longest, numbers.size)) / 2);
}

std::size_t longestNumber(std::span<const float> values, const ViewSpec& view, double top, int digits) {
    std::size_t longest = 1;
    std::array<bool, 256> seen{};  // of bytes, which are many and the same
    for (const float v : values) {
        const bool isByte = !std::signbit(v) && v <= 255 && v == std::trunc(v);
        if (isByte && std::exchange(seen[static_cast<std::size_t>(v)], true)) continue;
        longest = std::max(longest, characterCount(valueText(v, view, top, digits)));
    }
    return longest;
}

std::optional<CellNumbers> fitNumbers(std::span<const float> values, const ViewSpec& view, double top, const Rect& cell,
                                      const FigureStyle& style, std::size_t atLeast) {
    if (view.numbers == Numbers::Off) return std::nullopt;
    const bool always = view.numbers == Numbers::On;
    if (!always && numberSize(cell, atLeast, style) < style.leastNumber) return std::nullopt;
    CellNumbers numbers;
    for (int digits = kMostDigits; digits >= kLeastDigits; --digits) {
        const std::size_t longest = longestNumber(values, view, top, digits);
        numbers = {digits, numberSize(cell, std::max(longest, atLeast), style)};
        if (numbers.size >= style.leastNumber) return numbers;
    }
    return always ? std::optional(numbers) : std::nullopt;
}

}  // namespace poolscope
