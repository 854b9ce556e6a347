// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min where the named winner takes all of it and overlaps add. Private to core/pool.
#pragma once

#include <optional>

#include "core/pool/cpu.h"
#include "core/pool/pool.h"

namespace poolscope {

// poolBackward() for specifications with hasOneReceiver() and Overlap::Add; dx has its shape already.
std::optional<GradientSums> backwardOfWinners(const WinnerCodes& winners, const Tensor& dout, const WindowGrid& grid,
                                              const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                              const GradientSums& before, const Machine& machine);

}  // namespace poolscope
