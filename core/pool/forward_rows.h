// SPDX-License-Identifier: GPL-3.0-or-later
// Max and min a row of windows at a time, with vector instructions: of windows two columns wide and apart at once, of
// all others in two passes. Private to core/pool.
#pragma once

#include <optional>

#include "core/pool/pool_parts.h"

namespace poolscope {

// Are there kernels for such windows, and are they the faster way?
bool isForRows(const WindowGrid& grid, PadValue padValue, const Machine& machine);

// forward() for max and min and grids with isForRows(). `y` has its shape already, and `winners` if they are wanted.
std::optional<WindowFacts> forwardRows(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                       ForwardParts parts, Tensor& y, WinnerCodes& winners, const RunControl& run,
                                       const Machine& machine);

}  // namespace poolscope
