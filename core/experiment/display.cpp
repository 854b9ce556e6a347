// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/display.h"

namespace poolscope {

ValueScale inputScale(const DisplayRange& range, const StoredRange& source, const FilterSpec& filters,
                      std::span<const float> x) {
    return displayScale(range, filters == FilterSpec{} ? source : storedRange(x));
}

Experiment withSpan(Experiment experiment, const DisplayRange& range, const StoredRange& source) {
    const ValueScale scale = displayScale(range, source);
    experiment.pool.span = {scale.high - scale.low};
    return experiment;
}

}  // namespace poolscope
