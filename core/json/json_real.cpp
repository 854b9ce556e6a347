// SPDX-License-Identifier: GPL-3.0-or-later
// Floating-point numbers as text and back, bit for bit.
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "core/base/text.h"
#include "core/json/json_value.h"

namespace poolscope {
namespace {

template <class Real>
using BitsOf = std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t>;
constexpr std::string_view kNanBits = "nan:";

template <class Real>
std::string nanText(Real value) {
    const auto bits = std::bit_cast<BitsOf<Real>>(value);
    if (bits == std::bit_cast<BitsOf<Real>>(std::numeric_limits<Real>::quiet_NaN())) return "nan";
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, bits, 16);
    return std::string(kNanBits) + std::string(digits, end.ptr);
}

template <class Real>
std::optional<Real> parseNan(std::string_view digits) {
    BitsOf<Real> bits = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), bits, 16);
    const Real value = std::bit_cast<Real>(bits);
    if (problem != std::errc() || end != digits.data() + digits.size() || !std::isnan(value)) return std::nullopt;
    return value;
}

}  // namespace

template <class Real>
std::string realText(Real value) {
    if (std::isnan(value)) return nanText(value);
    if (value == 0) return std::signbit(value) ? "-0.0" : "0";
    return shortestNumber(value);
}

template <class Real>
std::optional<Real> parseReal(std::string_view text) {
    constexpr Real kInfinity = std::numeric_limits<Real>::infinity();
    if (text == "nan") return std::numeric_limits<Real>::quiet_NaN();
    if (text == "inf") return kInfinity;
    if (text == "-inf") return -kInfinity;
    if (text.starts_with(kNanBits)) return parseNan<Real>(text.substr(kNanBits.size()));
    Real value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || text.empty()) return std::nullopt;
    if (problem != std::errc() || !std::isfinite(value)) return std::nullopt;
    return value;
}

template std::string realText(float value);
template std::string realText(double value);
template std::optional<float> parseReal(std::string_view text);
template std::optional<double> parseReal(std::string_view text);

}  // namespace poolscope
