// SPDX-License-Identifier: GPL-3.0-or-later
// Values to colours.
#pragma once

#include <optional>
#include <string_view>

#include "core/scene/colour.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

enum class Palette { Grey, Viridis, Cividis, Magma };

std::string_view toText(Palette palette);
std::optional<Palette> paletteNamed(std::string_view name);

// Values beyond the ends take the colour of the end (the range is drawn beside the picture).
Colour colourOf(double value, const ValueScale& scale, Palette palette, const Colour& notANumber);

// Diverging, white exactly at zero, blue below and red above; reaches its darkest at +-largest.
Colour divergingColourOf(double value, double largest, const Colour& notANumber);

}  // namespace poolscope
