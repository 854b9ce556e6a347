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

}  // namespace poolscope
