// SPDX-License-Identifier: GPL-3.0-or-later
// The blog's im2col and col2im in plain form, in exactly its layout.
//
// X (N, C, H, W) is seen as M = N*C one-channel images. X_col has kh*kw rows and H_out*W_out*M columns:
// row = ky*kw + kx, column = p*M + m with position p = oy*W_out + ox slowest and plane m = n*C + c fastest.
#pragma once

#include <Eigen/Core>

#include "core/tensor/tensor.h"
#include "core/window/window_grid.h"

namespace poolscope {

using PatchMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// X_col is not materialised above this size.
inline constexpr std::int64_t kMaxPatchBytes = std::int64_t{512} << 20;

// The column of X_col that holds the window of plane m, of `planes` planes (M).
inline std::int64_t patchColumn(const WindowGrid& grid, std::int64_t planes, std::int64_t m, const CellRef& window) {
    return flatIndex(grid.output(), window) * planes + m;
}

// One cell of X_col: the value under the tap, 0 in padding under PadValue::Zero, else NaN outside the image.
float patchValue(std::span<const float> plane, const WindowGrid& grid, const CellRef& window, std::int64_t tap,
                 PadValue padValue);

// How many columns X_col has for `planes` planes (M). Fails with where = "patches" when it would exceed kMaxPatchBytes.
Result<std::int64_t> patchColumnCount(const WindowGrid& grid, std::int64_t planes);

// X_col of x, each cell as patchValue() gives it. Fails with where = "patches" when it would exceed kMaxPatchBytes.
Result<PatchMatrix> im2col(const Tensor& x, const WindowGrid& grid, PadValue padValue);

// Adds every column back onto the window it came from, column by column, in double; what lies outside the image is
// dropped. The result has that shape. `columns` must have the shape im2col gives for `shape` and `grid`.
Tensor col2im(const PatchMatrix& columns, const Shape& shape, const WindowGrid& grid);

// col2im with = for +=: row by row of `columns`, zeros too, so that the last row with a cell decides about it.
Tensor col2imOverwriting(const PatchMatrix& columns, const Shape& shape, const WindowGrid& grid);

}  // namespace poolscope
