// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/im2col.h"

#include <limits>
#include <optional>
#include <string>

#include "core/base/checked.h"

namespace poolscope {

float patchValue(std::span<const float> plane, const WindowGrid& grid, const CellRef& window, std::int64_t tap,
                 PadValue padValue) {
    switch (grid.tapPlace(window, tap)) {
        case TapPlace::Inside:
            return plane[static_cast<std::size_t>(flatIndex(grid.input(), grid.tapCell(window, tap)))];
        case TapPlace::Padding:
            return padValue == PadValue::Zero ? 0.0F : std::numeric_limits<float>::quiet_NaN();
        case TapPlace::Overhang:
            break;
    }
    return std::numeric_limits<float>::quiet_NaN();
}

Result<std::int64_t> patchColumnCount(const WindowGrid& grid, std::int64_t planes) {
    const auto columns = checkedMul(grid.output().count(), planes);
    const auto cells = columns ? checkedMul(*columns, grid.taps()) : std::nullopt;
    if (!cells || *cells > kMaxPatchBytes / static_cast<std::int64_t>(sizeof(float))) {
        return fail("patches", "X_col would have " + std::to_string(grid.taps()) + " rows and " +
                                   (columns ? std::to_string(*columns) : "too many") + " columns, above the limit of " +
                                   std::to_string(kMaxPatchBytes >> 20) +
                                   " MiB: choose fewer images, a larger stride or a smaller size");
    }
    return *columns;
}

Result<PatchMatrix> im2col(const Tensor& x, const WindowGrid& grid, PadValue padValue) {
    const std::int64_t planes = x.shape.planes();
    const auto columns = patchColumnCount(grid, planes);
    if (!columns) return tl::unexpected(columns.error());
    PatchMatrix result(grid.taps(), *columns);
    for (std::int64_t oy = 0; oy < grid.rows.output; ++oy) {
        for (std::int64_t ox = 0; ox < grid.cols.output; ++ox) {
            for (std::int64_t m = 0; m < planes; ++m) {
                const std::int64_t column = patchColumn(grid, planes, m, {oy, ox});
                for (std::int64_t tap = 0; tap < grid.taps(); ++tap) {
                    result(tap, column) = patchValue(x.plane(m), grid, {oy, ox}, tap, padValue);
                }
            }
        }
    }
    return result;
}

namespace {

// Where in a tensor of that shape the cell of a column lies; nothing outside the image.
std::optional<std::size_t> placeOf(std::int64_t column, std::int64_t tap, const Shape& shape, const WindowGrid& grid) {
    const std::int64_t position = column / shape.planes();
    const std::int64_t m = column % shape.planes();
    const CellRef cell = grid.tapCell({position / grid.cols.output, position % grid.cols.output}, tap);
    if (!grid.input().contains(cell)) return std::nullopt;
    return static_cast<std::size_t>(m * shape.h * shape.w + flatIndex(grid.input(), cell));
}

}  // namespace

Tensor col2imOverwriting(const PatchMatrix& columns, const Shape& shape, const WindowGrid& grid) {
    Tensor result(shape);
    for (std::int64_t tap = 0; tap < columns.rows(); ++tap) {
        for (std::int64_t column = 0; column < columns.cols(); ++column) {
            if (const auto place = placeOf(column, tap, shape, grid)) result.values[*place] = columns(tap, column);
        }
    }
    return result;
}

Tensor col2im(const PatchMatrix& columns, const Shape& shape, const WindowGrid& grid) {
    std::vector<double> sums(static_cast<std::size_t>(shape.count()), 0.0);
    for (std::int64_t column = 0; column < columns.cols(); ++column) {
        for (std::int64_t tap = 0; tap < columns.rows(); ++tap) {
            if (const auto place = placeOf(column, tap, shape, grid)) sums[*place] += columns(tap, column);
        }
    }
    Tensor result(shape);
    for (std::size_t i = 0; i < sums.size(); ++i) result.values[i] = static_cast<float>(sums[i]);
    return result;
}

}  // namespace poolscope
