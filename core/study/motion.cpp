// SPDX-License-Identifier: GPL-3.0-or-later
// Shifts and rotations of planes.
#include "core/study/motion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace poolscope {
namespace {

// Where a cell came from. Rounding errors of sine and cosine must not mix neighbours in.
double settled(double position) {
    const double whole = std::round(position);
    return std::abs(position - whole) < 1e-9 ? whole : position;
}

float between(const Tensor& x, std::int64_t m, double row, double col) {
    const double top = std::floor(row);
    const double left = std::floor(col);
    double sum = 0;
    for (int i = 0; i < 4; ++i) {
        const CellRef cell{static_cast<std::int64_t>(top) + i / 2, static_cast<std::int64_t>(left) + i % 2};
        const double down = i / 2 == 1 ? row - top : 1 - (row - top);
        const double right = i % 2 == 1 ? col - left : 1 - (col - left);
        // A weight of 0 takes no part, whatever lies under it.
        if (down * right > 0 && x.shape.plane().contains(cell)) sum += down * right * x.at(m, cell);
    }
    return static_cast<float>(sum);
}

}  // namespace

std::string_view directionName(std::size_t direction) {
    static constexpr std::array<std::string_view, 8> kNames{"up left", "up",        "up right", "left",
                                                            "right",   "down left", "down",     "down right"};
    return kNames[direction];
}

Tensor shiftedImages(const Tensor& x, const CellRef& by) {
    Tensor result(x.shape);
    const auto [h, w] = x.shape.plane();
    const std::int64_t cols = w - std::abs(by.col);
    if (cols <= 0) return result;
    const std::int64_t from = std::max<std::int64_t>(0, -by.col);
    const std::int64_t to = std::max<std::int64_t>(0, by.col);
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
        const float* plane = x.plane(m).data();
        float* moved = result.plane(m).data();
        for (std::int64_t row = std::max<std::int64_t>(0, -by.row); row < std::min(h, h - by.row); ++row) {
            std::copy_n(plane + row * w + from, cols, moved + (row + by.row) * w + to);
        }
    }
    return result;
}

Tensor rotatedImages(const Tensor& x, double degrees) {
    Tensor result(x.shape);
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const double middleRow = static_cast<double>(x.shape.h - 1) / 2;
    const double middleCol = static_cast<double>(x.shape.w - 1) / 2;
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
        float* turned = result.plane(m).data();
        for (std::int64_t row = 0; row < x.shape.h; ++row) {
            for (std::int64_t col = 0; col < x.shape.w; ++col) {
                // Rows point down, so counter-clockwise on the picture is this way round.
                const double down = static_cast<double>(row) - middleRow;
                const double right = static_cast<double>(col) - middleCol;
                *turned++ = between(x, m, settled(middleRow + cosine * down + sine * right),
                                    settled(middleCol - sine * down + cosine * right));
            }
        }
    }
    return result;
}

}  // namespace poolscope
