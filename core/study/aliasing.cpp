// SPDX-License-Identifier: GPL-3.0-or-later
// Subsampling with and without a blur.
#include "core/study/aliasing.h"

#include <array>

namespace poolscope {
namespace {

// -1 is 1 and n is n-2; of a single cell there is only that one.
std::int64_t mirrored(std::int64_t i, std::int64_t n) {
    if (n == 1) return 0;
    if (i < 0) return -i;
    return i < n ? i : 2 * (n - 1) - i;
}

float blurredCell(const Tensor& x, std::int64_t m, const CellRef& cell) {
    constexpr std::array<double, 3> kWeights{0.25, 0.5, 0.25};
    double sum = 0;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const CellRef near{mirrored(cell.row + dy, x.shape.h), mirrored(cell.col + dx, x.shape.w)};
            sum +=
                kWeights[static_cast<std::size_t>(dy + 1)] * kWeights[static_cast<std::size_t>(dx + 1)] * x.at(m, near);
        }
    }
    return static_cast<float>(sum);
}

// Every stride-th cell, each made by value(m, cell).
template <class Value>
Tensor everyNth(const Shape& shape, const Extent& stride, const Value& value) {
    const Extent output{(shape.h + stride.rows - 1) / stride.rows, (shape.w + stride.cols - 1) / stride.cols};
    Tensor y(shape.withPlane(output));
    float* next = y.values.data();
    for (std::int64_t m = 0; m < shape.planes(); ++m) {
        for (std::int64_t row = 0; row < shape.h; row += stride.rows) {
            for (std::int64_t col = 0; col < shape.w; col += stride.cols) *next++ = value(m, CellRef{row, col});
        }
    }
    return y;
}

}  // namespace

Tensor subsampled(const Tensor& x, const Extent& stride) {
    return everyNth(x.shape, stride, [&x](std::int64_t m, const CellRef& cell) { return x.at(m, cell); });
}

Tensor blurred(const Tensor& x) {
    return blurSubsampled(x, {1, 1});
}

Tensor blurSubsampled(const Tensor& x, const Extent& stride) {
    return everyNth(x.shape, stride, [&x](std::int64_t m, const CellRef& cell) { return blurredCell(x, m, cell); });
}

}  // namespace poolscope
