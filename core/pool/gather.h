// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min where windows overlap: each cell takes from the windows over it. Few taps are done so in
// less time than each window scatters what it has. Private to core/pool.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/pool/row_kernels.h"
#include "core/window/window_grid.h"

namespace poolscope {

// How many windows can lie over a cell along an axis, at most.
std::int64_t mostWindows(const AxisGrid& axis);

class Gather {
  public:
    // One plane's codes and gradient, and how many windows of other planes lie before and behind them in memory.
    struct Windows {
        const std::uint8_t* codes;
        const float* dout;
        std::int64_t before;
        std::int64_t behind;
    };
    // What a task works in; it keeps its memory from band to band.
    struct Memory {
        std::vector<std::uint8_t> codes;
        std::vector<float> dout;
        std::vector<float> cells;
    };

    // No winner lies in the padding.
    Gather(const WindowGrid& grid, const RowKernels& kernels);
    static bool isFaster(const WindowGrid& grid, const RowKernels& kernels);

    // The sums of some rows, which the windows of `reaching` rows reach; in `memory`, until the next call.
    std::span<const float> rows(const Windows& plane, const IndexRange& reaching, const IndexRange& rows, bool isExact,
                                Memory& memory) const;

  private:
    // Where windows are read: the first of the plane.
    struct Base {
        const std::uint8_t* codes;
        const float* dout;
    };

    Base baseOf(const Windows& plane, const IndexRange& reaching, Memory& memory) const;
    void gather(const Base& base, const IndexRange& rows, bool isExact, float* dx) const;
    void gatherThrees(const Base& base, const IndexRange& rows, bool isExact, float* dx) const;

    WindowGrid grid_;
    const RowKernels& kernels_;
    std::int64_t pitch_;   // windows from one row to the next
    std::int64_t margin_;  // windows that may be read before the first of a band and behind its last
    bool isCovered_;
    bool isThrees_;  // windows of 3x3, two cells apart, which have a kernel of their own
    std::vector<GatherRows::Phase> phases_;
};

}  // namespace poolscope
