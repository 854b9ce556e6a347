// SPDX-License-Identifier: GPL-3.0-or-later
// Values to colours.
#pragma once

#include "core/scene/colour.h"

namespace poolscope {

enum class Palette { Grey, Viridis, Cividis, Magma };

// The values that get the first and the last colour. Input and output share one scale.
struct ValueScale {
    double low = 0;
    double high = 255;

    bool operator==(const ValueScale&) const = default;
};

// Values beyond the ends take the colour of the end (the range is drawn beside the picture).
Colour colourOf(double value, const ValueScale& scale, Palette palette, const Colour& notANumber);

// Diverging, white exactly at zero, blue below and red above; reaches its darkest at +-largest.
Colour divergingColourOf(double value, double largest, const Colour& notANumber);

}  // namespace poolscope
