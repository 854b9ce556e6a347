// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/window/im2col.h"

namespace poolscope {
namespace {

// clang-format off
constexpr std::array<Filter, 10> kBank{{
    {"identity", {0, 0, 0,
                  0, 1, 0,
                  0, 0, 0}},
    // Sobel and Feldman 1968: difference across, 1 2 1 along. Positive where it grows brighter to the right, or down.
    {"sobel-x", {-1, 0, 1,
                 -2, 0, 2,
                 -1, 0, 1}},
    {"sobel-y", {-1, -2, -1,
                  0,  0,  0,
                  1,  2,  1}},
    // Second differences along rows and columns, added: the five-point stencil.
    {"laplacian", {0,  1, 0,
                   1, -4, 1,
                   0,  1, 0}},
    // Binomial: 1 2 1 both ways, divided by its sum.
    {"gaussian", {0.0625F, 0.125F, 0.0625F,
                  0.125F,  0.25F,  0.125F,
                  0.0625F, 0.125F, 0.0625F}},
    // identity - laplacian
    {"sharpen", { 0, -1,  0,
                 -1,  5, -1,
                  0, -1,  0}},
    // Light from the bottom right; sums to 1. The kernel of GIMP's manual (Convolution Matrix).
    {"emboss", {-2, -1, 0,
                -1,  1, 1,
                 0,  1, 2}},
    // Masks for lines one cell wide, Gonzalez and Woods, Digital Image Processing: from the top left to the bottom
    // right, and from the bottom left to the top right.
    {"diagonal-down", { 2, -1, -1,
                       -1,  2, -1,
                       -1, -1,  2}},
    {"diagonal-up", {-1, -1,  2,
                     -1,  2, -1,
                      2, -1, -1}},
    // exp(-(x^2 + gamma^2 y^2) / (2 sigma^2)) cos(2 pi x / lambda) with sigma = 1, gamma = 0.5, lambda = 2.5,
    // orientation and phase 0: upright bars one cell wide.
    {"gabor", {-0.433036F, 0.882497F, -0.433036F,
               -0.490694F, 1.0F,      -0.490694F,
               -0.433036F, 0.882497F, -0.433036F}},
}};
// clang-format on

// Windows along each side of a block: the X_col of a block stays in the processor's cache.
constexpr std::int64_t kBlockSide = 64;

// The block of windows from `first` on. Windows before it are skipped as if the padding were negative.
WindowGrid blockGrid(const Extent& plane, const CellRef& first) {
    const auto axis = [](std::int64_t input, std::int64_t begin) {
        return AxisGrid{input, 3, 1, 1, 1 - begin, 1, std::min(kBlockSide, input - begin)};
    };
    return {axis(plane.rows, first.row), axis(plane.cols, first.col)};
}

// One response per column of X_col.
Eigen::ArrayXd responses(const Filter& filter, const PatchMatrix& columns) {
    Eigen::ArrayXd sums = Eigen::ArrayXd::Constant(columns.cols(), -0.0);  // changes nothing it is added to, not 0.0
    for (std::size_t tap = 0; tap < filter.weights.size(); ++tap) {
        const double weight = filter.weights[tap];
        if (weight == 0) continue;
        sums += weight * columns.row(static_cast<Eigen::Index>(tap)).transpose().cast<double>().array();
    }
    return sums;
}

template <class T>
using PlaneArray = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void store(const Eigen::ArrayXd& values, const WindowGrid& grid, const CellRef& first, std::span<float> plane) {
    const Extent block = grid.output();
    const Eigen::Map<const PlaneArray<double>> source(values.data(), block.rows, block.cols);
    Eigen::Map<PlaneArray<float>> target(plane.data(), grid.rows.input, grid.cols.input);
    target.block(first.row, first.col, block.rows, block.cols) = source.cast<float>();
}

}  // namespace

std::span<const Filter> filterBank() {
    return kBank;
}

std::vector<std::size_t> allFilters() {
    std::vector<std::size_t> all(kBank.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

std::string filterNames() {
    std::string names;
    for (const Filter& filter : kBank) names += (names.empty() ? "" : ", ") + std::string(filter.name);
    return names;
}

Result<std::size_t> filterNamed(std::string_view name) {
    for (std::size_t i = 0; i < kBank.size(); ++i) {
        if (kBank[i].name == name) return i;
    }
    return fail("filters", "'" + std::string(name) + "' is not one of " + filterNames());
}

std::optional<Tensor> applyFilters(const Tensor& x, std::span<const std::size_t> filters, const RunControl& run) {
    const Shape& shape = x.shape;
    const auto count = static_cast<std::int64_t>(filters.size());
    Tensor result(Shape{shape.n, shape.c * count, shape.h, shape.w});
    Tensor plane(Shape{1, 1, shape.h, shape.w});
    for (std::int64_t m = 0; m < shape.planes(); ++m) {
        std::copy_n(x.plane(m).begin(), plane.values.size(), plane.values.begin());
        for (std::int64_t row = 0; row < shape.h; row += kBlockSide) {
            run.report(static_cast<double>(m * shape.h + row) / static_cast<double>(shape.planes() * shape.h));
            for (std::int64_t col = 0; col < shape.w; col += kBlockSide) {
                if (run.isStopped()) return std::nullopt;
                const WindowGrid grid = blockGrid(shape.plane(), {row, col});
                const PatchMatrix columns = im2col(plane, grid, PadValue::Zero).value();
                for (std::int64_t f = 0; f < count; ++f) {
                    const Filter& filter = kBank[filters[static_cast<std::size_t>(f)]];
                    store(responses(filter, columns), grid, {row, col}, result.plane(m * count + f));
                }
            }
        }
    }
    return result;
}

Tensor relu(const Tensor& x) {
    Tensor result(x);
    for (float& v : result.values) {
        if (!(v > 0) && !std::isnan(v)) v = 0.0F;
    }
    return result;
}

Tensor reluMask(const Tensor& x) {
    Tensor result(x);
    for (float& v : result.values) v = v > 0 ? 1.0F : 0.0F;
    return result;
}

}  // namespace poolscope
