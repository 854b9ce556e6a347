// SPDX-License-Identifier: GPL-3.0-or-later
// Two other ways to a smaller picture, to compare pooling with: take every s-th pixel, or blur first.
#pragma once

#include "core/tensor/tensor.h"

namespace poolscope {

// Every stride-th row and column beginning with the first: ceil(H / stride.rows) x ceil(W / stride.cols), the worst of
// aliasing. Strides are at least 1.
Tensor subsampled(const Tensor& x, const Extent& stride);

// The 3x3 binomial blur, [1 2 1] / 4 down and across, sums in double; at the border the image is mirrored about its
// outermost cells, as in Zhang 2019 ("Making Convolutional Networks Shift-Invariant Again").
Tensor blurred(const Tensor& x);

// Blurred, then every stride-th pixel: Zhang's BlurPool. After max pooling with stride 1 it makes his MaxBlurPool.
Tensor blurSubsampled(const Tensor& x, const Extent& stride);

// What arrives at x, an image of that shape, when `dout` arrives at the output: the adjoints of subsampled() and of
// blurSubsampled(), sums in double. `dout` has the shape of their output.
Tensor subsampledGradient(const Tensor& dout, const Shape& x, const Extent& stride);
Tensor blurSubsampledGradient(const Tensor& dout, const Shape& x, const Extent& stride);

}  // namespace poolscope
