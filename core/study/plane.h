// SPDX-License-Identifier: GPL-3.0-or-later
// One plane of a batch as an image of its own.
#pragma once

#include "core/base/error.h"
#include "core/tensor/tensor.h"

namespace poolscope {

// Plane n*C + c of x as (1, 1, H, W). Errors name "plane".
Result<Tensor> planeAsTensor(const Tensor& x, std::int64_t plane);

}  // namespace poolscope
