// SPDX-License-Identifier: GPL-3.0-or-later
// The blog's algorithm as it is written down: im2col, argmax of each column, gather; scatter, col2im.
// It is what the window shows and what every faster path must equal bit for bit.
#pragma once

#include "core/pool/pool.h"
#include "core/window/im2col.h"

namespace poolscope::reference {

struct Forward {
    PatchMatrix columns;                // X_col
    std::vector<std::int64_t> winners;  // row of X_col per column; empty for operations without a winner
    std::vector<float> values;          // one per column
    Tensor y;
};
Result<Forward> forward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec);

struct Backward {
    PatchMatrix columns;  // dX_col
    Tensor dx;            // folded as spec.overlap says
};
Result<Backward> backward(const Tensor& x, const Forward& forward, const Tensor& dout, const WindowGrid& grid,
                          const PoolSpec& spec);

}  // namespace poolscope::reference
