// SPDX-License-Identifier: GPL-3.0-or-later
// The mean image of each label before and after pooling, and who is nearest to it and farthest from it.
#pragma once

#include <span>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

// An image, and the root mean square of its difference per value from the mean of its label.
struct FromMean {
    std::int64_t image = 0;  // its place among the images
    double distance = 0;

    bool operator==(const FromMean&) const = default;
};

// Of X, what enters the pooling, or of Y. Of equals the first image; distances that are NaN count as farthest.
struct MeanSide {
    Tensor mean;  // (1, C, H, W), summed in double
    FromMean nearest;
    FromMean farthest;
};

struct LabelMean {
    int label = 0;
    std::int64_t images = 0;
    MeanSide before;
    MeanSide after;
};

// Errors name "labels" where there is not one for each image, or are those of evaluate(), or kStopped. Labels ascend.
Result<std::vector<LabelMean>> labelMeans(const Experiment& experiment, const StoredImages& images,
                                          std::span<const int> labels, const RunControl& run = {});

}  // namespace poolscope
