// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, opaque unless stated.
#pragma once

#include <cstdint>
#include <string>

namespace poolscope {

struct Colour {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    bool operator==(const Colour&) const = default;
};

constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}

constexpr Colour withAlpha(Colour colour, std::uint8_t alpha) {
    colour.a = alpha;
    return colour;
}

constexpr std::uint32_t toArgb(const Colour& c) {
    return (static_cast<std::uint32_t>(c.a) << 24) | (static_cast<std::uint32_t>(c.r) << 16) |
           (static_cast<std::uint32_t>(c.g) << 8) | static_cast<std::uint32_t>(c.b);
}

constexpr Colour fromArgb(std::uint32_t argb) {
    return {static_cast<std::uint8_t>(argb >> 16), static_cast<std::uint8_t>(argb >> 8),
            static_cast<std::uint8_t>(argb), static_cast<std::uint8_t>(argb >> 24)};
}

// `top` painted over an opaque `bottom` with the given share, 0..1: opaque, so that vector files need no transparency.
Colour blendColours(const Colour& bottom, const Colour& top, double share);
// WCAG contrast ratio, 1..21.
double contrastRatio(const Colour& a, const Colour& b);
// Black or white, whichever reads better on the background.
Colour readableOn(const Colour& background);
// "#1864ab", with the alpha byte appended when not opaque.
std::string toHex(const Colour& colour);

}  // namespace poolscope
