// SPDX-License-Identifier: GPL-3.0-or-later
// Many images pooled on all threads, each by itself. Private to core/study.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/study/pooler.h"

namespace poolscope {

// What a thread holds while it goes from image to image.
struct PooledImage {
    const Tensor& image;   // (1, C, H, W)
    const Tensor& x;       // what enters the pooling: the image itself, or what filters and ReLU make of it
    const Pooler& pooler;  // after pooling x
};

// Visits image which[i] for every i, in any order and on all threads. `visit` writes only what belongs to i; its first
// error ends the run. Errors are those of Pooler::make(), or kStopped.
using VisitImage = std::function<Result<void>(std::size_t i, const PooledImage& pooled, const RunControl& run)>;
Result<void> forEachPooled(const Experiment& experiment, const StoredImages& images,
                           std::span<const std::int64_t> which, const VisitImage& visit, const RunControl& run);

// 0, 1, ... count - 1.
std::vector<std::int64_t> firstNumbers(std::int64_t count);

// X and Y of some images, one after the other.
class PooledSet {
  public:
    // Copies of X are made where filters make it, or where not all images are asked for. Errors as those of
    // forEachPooled(), or name "images" where their outputs are above kMaxArrayValues.
    static Result<PooledSet> make(const Experiment& experiment, const StoredImages& images,
                                  std::span<const std::int64_t> which, const RunControl& run);

    const Tensor& x() const { return copies_ ? *copies_ : *images_; }
    const Tensor& y() const { return y_; }
    // All values of one image.
    static std::span<const float> imageOf(const Tensor& tensor, std::int64_t i);

  private:
    std::shared_ptr<const Tensor> images_;  // null where there are copies
    std::optional<Tensor> copies_;
    Tensor y_;
};

// Root mean square of the difference per value, in double; both of one length, which is not 0.
double rootMeanSquare(std::span<const float> a, std::span<const float> b);
// The sum of the squares of the differences.
double squaredDistance(std::span<const float> a, std::span<const float> b);

}  // namespace poolscope
