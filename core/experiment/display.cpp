// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/display.h"

namespace poolscope {

ValueScale inputScale(const DisplayRange& range, const StoredRange& source, const FilterSpec& filters,
                      std::span<const float> x) {
    return displayScale(range, filters == FilterSpec{} ? source : storedRange(x));
}

}  // namespace poolscope
