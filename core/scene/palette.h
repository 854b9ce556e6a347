// SPDX-License-Identifier: GPL-3.0-or-later
// Values to colours.
#pragma once

#include "core/scene/theme.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

enum class Palette { Grey, Viridis, Cividis, Magma };

// Values beyond the ends take the colour of the end (the range is drawn beside the picture).
Colour colourOf(double value, const ValueScale& scale, Palette palette, const Colour& notANumber);

// Diverging, the colour of the theme's card exactly at zero, blue below and red above; furthest from it at +-largest.
Colour divergingColourOf(double value, double largest, const Theme& theme);

}  // namespace poolscope
