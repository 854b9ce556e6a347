// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward with what pool.h leaves out: only what is wanted of them, and the machine that they run on.
#pragma once

#include "core/pool/cpu.h"
#include "core/pool/pool.h"

namespace poolscope {

// Without winners, WinnerCodes has no codes; without facts, only the number of windows is counted.
struct ForwardParts {
    bool winners = true;
    bool facts = true;
};

std::optional<WindowFacts> poolParts(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, ForwardParts parts,
                                     Tensor& y, WinnerCodes& winners, const RunControl& run = {},
                                     const Machine& machine = Machine::here());

std::optional<GradientSums> poolBackward(const Tensor& x, const WinnerCodes& winners, const Tensor& dout,
                                         const WindowGrid& grid, const PoolSpec& spec, Tensor& dx,
                                         const RunControl& run, const GradientSums& before, const Machine& machine);

}  // namespace poolscope
