// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/colour.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace poolscope {
namespace {

double linear(std::uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(const Colour& c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

std::uint8_t mix(std::uint8_t bottom, std::uint8_t top, double share) {
    return static_cast<std::uint8_t>(std::lround(bottom + (top - bottom) * share));
}

}  // namespace

Colour blendColours(const Colour& bottom, const Colour& top, double share) {
    return {mix(bottom.r, top.r, share), mix(bottom.g, top.g, share), mix(bottom.b, top.b, share)};
}

double contrastRatio(const Colour& a, const Colour& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour readableOn(const Colour& background) {
    const Colour black = rgb(0x000000);
    const Colour white = rgb(0xffffff);
    return contrastRatio(black, background) >= contrastRatio(white, background) ? black : white;
}

std::string toHex(const Colour& c) {
    char text[10];
    if (c.a == 255) {
        std::snprintf(text, sizeof text, "#%02x%02x%02x", c.r, c.g, c.b);
    } else {
        std::snprintf(text, sizeof text, "#%02x%02x%02x%02x", c.r, c.g, c.b, c.a);
    }
    return text;
}

}  // namespace poolscope
