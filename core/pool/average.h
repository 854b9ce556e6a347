// SPDX-License-Identifier: GPL-3.0-or-later
// Averages by sums over boxes of cells. Private to core/pool.
#pragma once

#include <optional>

#include "core/pool/pool_parts.h"

namespace poolscope {

// True for averages of windows without gaps, whose gradients add where windows overlap.
bool isBoxAverage(const WindowGrid& grid, const PoolSpec& spec);

// poolForward() and poolBackward() for isBoxAverage(); y and dx have their shape already.
std::optional<WindowFacts> forwardAverage(int threads, const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                          Tensor& y, const RunControl& run);
std::optional<GradientSums> backwardAverage(int threads, const Tensor& dout, const WindowGrid& grid,
                                            const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                            const GradientSums& before);

}  // namespace poolscope
