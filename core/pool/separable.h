// SPDX-License-Identifier: GPL-3.0-or-later
// Two ways to max and min, private to core/pool; forward() chooses.
//
// Rows and columns one after the other, at a cost that does not depend on the size of
// the window (van Herk 1992, Gil and Werman 1993). Along each axis the cells are cut into blocks as long as a window. A
// window is then the end of one block and the beginning of the next, and both are known once each block has been summed
// up from either side.
#pragma once

#include "core/pool/cpu.h"
#include "core/pool/pool.h"

namespace poolscope {

// The rule by which forward() chooses: the windows between them read as many cells as they span, or more (where most
// are in gaps, reading them one by one is faster), positions fit 30 bits, and a block of rows fits the memory.
bool isSeparable(const WindowGrid& grid);

// forward() for max and min. `y` and `winners` have their shape already. Only the 30 bits are a condition.
std::optional<WindowFacts> forwardSeparable(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                            WinnerCodes& winners, const RunControl& run);

// The same window by window, for any grid; the other must equal it bit for bit.
std::optional<WindowFacts> forwardDirect(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                         WinnerCodes& winners, const RunControl& run);

// Both on several threads, the first with kernels too.
std::optional<WindowFacts> forwardSeparableOn(const Machine& machine, const Tensor& x, const WindowGrid& grid,
                                              const PoolSpec& spec, Tensor& y, WinnerCodes& winners,
                                              const RunControl& run);
std::optional<WindowFacts> forwardDirectOn(int threads, const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                           Tensor& y, WinnerCodes& winners, const RunControl& run);

// The first for some rows of windows of a plane; false when stopped. `winners` may have no codes.
bool separableRows(const RowKernels* kernels, const Tensor& x, std::int64_t m, IndexRange rows, const WindowGrid& grid,
                   const PoolSpec& spec, Tensor& y, WinnerCodes& winners, WindowFacts& facts, const RunControl& run);

}  // namespace poolscope
