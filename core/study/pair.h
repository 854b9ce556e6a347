// SPDX-License-Identifier: GPL-3.0-or-later
// Two images under one setting, or one under two: X, Y and dX side by side, and what differs.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/experiment/evaluation.h"

namespace poolscope {

// The plane in view of one image, pooled: all of (1, 1, H, W).
struct PairSide {
    std::string name;     // for people: "image 18, label 3"
    std::string brief;    // the same in short: "18 · 3"
    std::string setting;  // where the sides have two: what of it differs; "size 3x3"
    Tensor x;
    Tensor y;
    Tensor dx;  // of ones arriving at y
    WindowGrid grid;
};

struct PairStudy {
    std::array<PairSide, 2> sides;
    // The first less the second; nothing where they have not as many cells.
    std::optional<Tensor> x{};
    std::optional<Tensor> y{};
    std::optional<Tensor> dx{};
};

// One side: image `place` of the images under the experiment, in the plane in view that every image has, `plane` of its
// feature maps. Errors are those of evaluate(), or kStopped.
Result<PairSide> pairSide(const Experiment& experiment, const StoredImages& images, std::int64_t place,
                          std::int64_t plane, const RunControl& run = {});
PairStudy pairStudy(PairSide first, PairSide second);

}  // namespace poolscope
