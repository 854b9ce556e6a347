// SPDX-License-Identifier: GPL-3.0-or-later
// What pooling saves: numbers for one image, counted, not timed.
#pragma once

#include <optional>

#include "core/experiment/evaluation.h"

namespace poolscope {

// One side of the pooling, with a dense layer of `units` units following there.
struct CostSide {
    std::int64_t values = 0;        // C*H*W
    std::int64_t bytes = 0;         // of these values as float32
    std::int64_t parameters = 0;    // of the dense layer: a weight for each value and unit, a bias for each unit
    std::int64_t multiplyAdds = 0;  // of the dense layer: one for each weight

    bool operator==(const CostSide&) const = default;
};

struct Cost {
    std::int64_t units = 0;
    CostSide before;
    CostSide after;
    // Of pooling one image, window by window: cells taking part less one. Max and min only.
    std::optional<std::int64_t> comparisons;

    bool operator==(const Cost&) const = default;
};

// `images` is the shape before the filters; N does not matter. Errors name "study.units", or are those of evaluate().
Result<Cost> costOf(const Experiment& experiment, const Shape& images, std::int64_t units = 10);

}  // namespace poolscope
