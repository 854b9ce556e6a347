// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace poolscope {

bool sameBits(const Tensor& a, const Tensor& b) {
    return a.shape == b.shape && a.values.size() == b.values.size() &&
           (a.values.empty() || std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(float)) == 0);
}

Tensor selectImages(const Tensor& x, std::int64_t first, std::int64_t last) {
    const std::int64_t image = x.shape.c * x.shape.h * x.shape.w;
    return {{last - first + 1, x.shape.c, x.shape.h, x.shape.w},
            std::vector<float>(x.values.begin() + first * image, x.values.begin() + (last + 1) * image)};
}

Statistics statisticsOf(std::span<const float> values) {
    Statistics result;
    bool any = false;
    for (const float value : values) {
        if (std::isnan(value)) continue;
        result.min = any ? std::min(result.min, double{value}) : value;
        result.max = any ? std::max(result.max, double{value}) : value;
        result.sum += value;
        any = true;
    }
    return result;
}

}  // namespace poolscope
