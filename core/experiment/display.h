// SPDX-License-Identifier: GPL-3.0-or-later
// On which scale the values of an experiment are shown.
#pragma once

#include "core/experiment/experiment.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

// Of X, before the output is asked whether it goes beyond. X that filters or a ReLU have made has another range than
// the source: that of these values.
ValueScale inputScale(const DisplayRange& range, const StoredRange& source, const FilterSpec& filters,
                      std::span<const float> x);

// The experiment as it is evaluated: with the span of the range that is shown of its source, which softmax needs. That
// of the source as a whole, with filters too, so that it is one number for every image, plane and part of a batch.
Experiment withSpan(Experiment experiment, const DisplayRange& range, const StoredRange& source);

}  // namespace poolscope
