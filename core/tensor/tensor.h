// SPDX-License-Identifier: GPL-3.0-or-later
// Dense NCHW values.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/tensor/shape.h"

namespace poolscope {

// float32 values in row-major NCHW order; values.size() == shape.count().
struct Tensor {
    Shape shape;
    std::vector<float> values;

    Tensor() = default;
    explicit Tensor(const Shape& s, float value = 0.0F)
        : shape(s), values(static_cast<std::size_t>(s.count()), value) {}
    Tensor(const Shape& s, std::vector<float> v) : shape(s), values(std::move(v)) {}

    // Takes the new shape and keeps the memory where it is large enough; the values are unspecified.
    void reshape(const Shape& s) {
        shape = s;
        values.resize(static_cast<std::size_t>(s.count()));
    }

    // Plane m = n*C + c, 0 <= m < shape.planes().
    std::span<const float> plane(std::int64_t m) const {
        const auto size = static_cast<std::size_t>(shape.h * shape.w);
        return std::span(values).subspan(static_cast<std::size_t>(m) * size, size);
    }
    std::span<float> plane(std::int64_t m) {
        const auto size = static_cast<std::size_t>(shape.h * shape.w);
        return std::span(values).subspan(static_cast<std::size_t>(m) * size, size);
    }

    float at(std::int64_t m, const CellRef& cell) const {
        return plane(m)[static_cast<std::size_t>(flatIndex(shape.plane(), cell))];
    }
};

// Equal shape and equal bits: NaN equals itself, 0.0 differs from -0.0.
bool sameBits(const Tensor& a, const Tensor& b);

// Images `first` to `last` along N, both included; 0 <= first <= last < shape.n.
Tensor selectImages(const Tensor& x, std::int64_t first, std::int64_t last);

// What is known of the values that are not NaN; all three are 0 when there are none. The sum is taken in double.
struct Statistics {
    double min = 0;
    double max = 0;
    double sum = 0;
};
Statistics statisticsOf(std::span<const float> values);

}  // namespace poolscope
