// SPDX-License-Identifier: GPL-3.0-or-later
// A batch whose stages need not be in memory at once, evaluated part by part.
#pragma once

#include <functional>

#include "core/experiment/pool_arrays.h"

namespace poolscope {

struct BatchTotals {
    WindowFacts facts;
    GradientSums sums;
};

// How many images make a part whose feature maps have about 262 144 values, so that all of its stages stay in the
// caches; at least one.
std::int64_t imagesInPart(const Shape& images, const FilterSpec& filters);

// Evaluates `count` images after `count` images and hands each part to `use`, the experiment of which is that of the
// part: plane 0, and its share of the upstream gradient. Values and totals are those of evaluate() for all the images
// at once, bit for bit; only there need not be memory for them. Errors are those of evaluate(), or of `use`, which ends
// it.
Result<BatchTotals> evaluateInParts(const Experiment& experiment, const StoredImages& images, std::int64_t count,
                                    const std::function<Result<void>(const Evaluation&, const BatchPart&)>& use,
                                    const RunControl& run = {});

}  // namespace poolscope
