// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/palette.h"

#include <algorithm>
#include <cmath>

#include "core/scene/palette_tables.h"

namespace poolscope {
namespace {

// Index of a 256-entry table; value is not NaN.
std::size_t entry(double value, const ValueScale& scale) {
    if (!(scale.high > scale.low)) return value > scale.low ? 255 : 0;
    const double t = std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(t * 255));
}

}  // namespace

Colour colourOf(double value, const ValueScale& scale, Palette palette, const Colour& notANumber) {
    if (std::isnan(value)) return notANumber;
    const std::size_t i = entry(value, scale);
    switch (palette) {
        case Palette::Viridis:
            return rgb(kViridis[i]);
        case Palette::Cividis:
            return rgb(kCividis[i]);
        case Palette::Magma:
            return rgb(kMagma[i]);
        case Palette::Grey:
            break;
    }
    const auto level = static_cast<std::uint8_t>(i);
    return {level, level, level};
}

Colour divergingColourOf(double value, double largest, const Theme& theme) {
    if (std::isnan(value)) return theme.notANumber;
    if (value == 0 || !(largest > 0)) return theme.card;
    const double t = std::min(1.0, std::abs(value) / largest);
    // Two legs, so that small values can still be told from zero: away from white they darken, from a dark card they
    // lighten.
    const bool dark = theme.card.g < 128;
    const Colour mid = value > 0 ? rgb(dark ? 0x8f3049 : 0xef8a72) : rgb(dark ? 0x2b6596 : 0x74add1);
    const Colour end = value > 0 ? rgb(dark ? 0xe2566f : 0xb2182b) : rgb(dark ? 0x5aa9ee : 0x2166ac);
    return t < 0.5 ? blendColours(theme.card, mid, t * 2) : blendColours(mid, end, t * 2 - 1);
}

}  // namespace poolscope
