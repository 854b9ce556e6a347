// SPDX-License-Identifier: GPL-3.0-or-later
// Images moved by whole pixels, and turned by an angle.
#pragma once

#include <array>
#include <string_view>

#include "core/base/run_control.h"
#include "core/tensor/tensor.h"

namespace poolscope {

// The eight neighbours as (rows down, columns right), as a 3x3 compass is read: row by row, without its centre.
inline constexpr std::array<CellRef, 8> kDirections{
    {{-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}}};
// "up left", "up", ..., "down right".
std::string_view directionName(std::size_t direction);

// Every plane moved by so many rows down and columns right; zeros move in, what leaves is gone.
Tensor shiftedImages(const Tensor& x, const CellRef& by);

// Every plane turned counter-clockwise about its centre, ((H-1)/2, (W-1)/2). A cell takes the value between the four
// cells around the place it came from (bilinear, in double); beyond the image there are zeros. Multiples of 90 degrees
// of a square image only move values.
Tensor rotatedImages(const Tensor& x, double degrees);

}  // namespace poolscope
