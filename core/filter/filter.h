// SPDX-License-Identifier: GPL-3.0-or-later
// The bank of 3x3 filters and ReLU: what may stand between the images and the pooling. Knows nothing of pooling.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/tensor/tensor.h"

namespace poolscope {

// A filter is laid on the image as it is written (cross-correlation, as convolution layers do), stride 1, one cell of
// zeros around the image: the response is as large as the image.
struct Filter {
    std::string_view name;
    std::array<float, 9> weights;  // row-major
};

// identity, sobel-x, sobel-y, laplacian, gaussian, sharpen, emboss, diagonal-down, diagonal-up, gabor.
std::span<const Filter> filterBank();

// Indices of the whole bank, in order.
std::vector<std::size_t> allFilters();

// "identity, sobel-x, ..."
std::string filterNames();

// The index of the filter in the bank. Errors name "filters" and list the legal names.
Result<std::size_t> filterNamed(std::string_view name);

// (N, C, H, W) -> (N, C*F, H, W): every filter on every channel, response f of channel c at c*F + f. `filters` are
// indices in the bank. A response is the dot product of the weights with a column of X_col, added up in double; a
// weight of 0 takes no part, whatever lies under it (NaN, infinities). Returns nothing when stopped.
std::optional<Tensor> applyFilters(const Tensor& x, std::span<const std::size_t> filters, const RunControl& run = {});

// x where x > 0, else 0; NaN stays NaN.
Tensor relu(const Tensor& x);

// 1 where x > 0, else 0: what the gradient is multiplied with.
Tensor reluMask(const Tensor& x);

}  // namespace poolscope
