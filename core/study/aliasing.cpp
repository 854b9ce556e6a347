// SPDX-License-Identifier: GPL-3.0-or-later
// Subsampling with and without a blur.
#include "core/study/aliasing.h"

#include <algorithm>
#include <array>

namespace poolscope {
namespace {

// -1 is 1 and n is n-2; of a single cell there is only that one.
std::int64_t mirrored(std::int64_t i, std::int64_t n) {
    if (n == 1) return 0;
    if (i < 0) return -i;
    return i < n ? i : 2 * (n - 1) - i;
}

// visit(cell, weight) for the nine places the blur takes a cell from; mirrored places come twice.
template <class Visit>
void visitBlur(const Extent& plane, const CellRef& cell, const Visit& visit) {
    constexpr std::array<double, 3> kWeights{0.25, 0.5, 0.25};
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const double weight =
                kWeights[static_cast<std::size_t>(dy + 1)] * kWeights[static_cast<std::size_t>(dx + 1)];
            visit(CellRef{mirrored(cell.row + dy, plane.rows), mirrored(cell.col + dx, plane.cols)}, weight);
        }
    }
}

float blurredCell(const Tensor& x, std::int64_t m, const CellRef& cell) {
    double sum = 0;
    visitBlur(x.shape.plane(), cell, [&](const CellRef& near, double weight) { sum += weight * x.at(m, near); });
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

// add(sums, cell, gradient) spreads what arrives at the output cell that was taken from `cell` of a plane.
template <class Add>
Tensor spread(const Tensor& dout, const Shape& shape, const Extent& stride, const Add& add) {
    Tensor dx(shape);
    std::vector<double> sums;
    const Extent output = dout.shape.plane();
    for (std::int64_t m = 0; m < shape.planes(); ++m) {
        sums.assign(static_cast<std::size_t>(shape.plane().count()), 0.0);
        for (std::int64_t i = 0; i < output.count(); ++i) {
            const CellRef window{i / output.cols, i % output.cols};
            add(sums, CellRef{window.row * stride.rows, window.col * stride.cols}, double{dout.at(m, window)});
        }
        std::transform(sums.begin(), sums.end(), dx.plane(m).begin(), [](double s) { return static_cast<float>(s); });
    }
    return dx;
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

Tensor subsampledGradient(const Tensor& dout, const Shape& x, const Extent& stride) {
    return spread(dout, x, stride, [&x](std::vector<double>& sums, const CellRef& cell, double gradient) {
        sums[static_cast<std::size_t>(flatIndex(x.plane(), cell))] += gradient;
    });
}

Tensor blurSubsampledGradient(const Tensor& dout, const Shape& x, const Extent& stride) {
    return spread(dout, x, stride, [&x](std::vector<double>& sums, const CellRef& cell, double gradient) {
        visitBlur(x.plane(), cell, [&](const CellRef& near, double weight) {
            sums[static_cast<std::size_t>(flatIndex(x.plane(), near))] += weight * gradient;
        });
    });
}

}  // namespace poolscope
