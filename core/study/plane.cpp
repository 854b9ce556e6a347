// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/plane.h"

namespace poolscope {

Result<Tensor> planeAsTensor(const Tensor& x, std::int64_t plane) {
    if (plane < 0 || plane >= x.shape.planes()) {
        return fail("plane", "there is no plane " + std::to_string(plane) + ": there are " +
                                 std::to_string(x.shape.planes()) + " planes");
    }
    const std::span<const float> values = x.plane(plane);
    return Tensor({1, 1, x.shape.h, x.shape.w}, std::vector<float>(values.begin(), values.end()));
}

}  // namespace poolscope
