// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/resample.h"

#include <algorithm>

namespace poolscope {
namespace {

// Where `from` cells become `to`: the cells that the new cell `i` covers, each with its share. In units of 1 / `to` of
// an old cell all borders are whole, so that the shares are too; they add up to `from`.
template <class Use>
void forShares(std::int64_t i, std::int64_t from, std::int64_t to, const Use& use) {
    const std::int64_t begin = i * from;
    const std::int64_t end = begin + from;
    for (std::int64_t cell = begin / to; cell * to < end; ++cell) {
        use(static_cast<std::size_t>(cell),
            static_cast<double>(std::min((cell + 1) * to, end) - std::max(cell * to, begin)));
    }
}

void average(std::span<const float> x, const Extent& from, std::span<float> y, const Extent& to) {
    const auto width = static_cast<std::size_t>(from.cols);
    std::vector<double> line(width);
    std::size_t at = 0;
    for (std::int64_t row = 0; row < to.rows; ++row) {
        std::fill(line.begin(), line.end(), 0.0);
        forShares(row, from.rows, to.rows, [&](std::size_t source, double share) {
            for (std::size_t col = 0; col < width; ++col) {
                line[col] += share * static_cast<double>(x[source * width + col]);
            }
        });
        for (std::int64_t col = 0; col < to.cols; ++col) {
            double sum = 0;
            forShares(col, from.cols, to.cols, [&](std::size_t source, double share) { sum += share * line[source]; });
            y[at++] = static_cast<float>(sum / static_cast<double>(from.count()));
        }
    }
}

}  // namespace

Tensor cropped(const Tensor& x, const Crop& crop) {
    Tensor y(x.shape.withPlane(crop.size));
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
        const auto source = x.plane(m);
        auto to = y.plane(m).begin();
        for (std::int64_t row = 0; row < crop.size.rows; ++row) {
            const std::int64_t from = flatIndex(x.shape.plane(), {crop.first.row + row, crop.first.col});
            to = std::copy_n(source.begin() + from, crop.size.cols, to);
        }
    }
    return y;
}

Tensor areaAveraged(const Tensor& x, const Extent& size) {
    Tensor y(x.shape.withPlane(size));
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) average(x.plane(m), x.shape.plane(), y.plane(m), size);
    return y;
}

}  // namespace poolscope
