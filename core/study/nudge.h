// SPDX-License-Identifier: GPL-3.0-or-later
// One value of X moved up and down: what becomes of the outputs that see it, and whether the slope is what dX says.
#pragma once

#include <vector>

#include "core/base/error.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

struct NudgeSample {
    double value = 0;
    double sum = 0;  // of dout * y over the windows that see the cell, if it had this value
};

struct Nudge {
    CellRef cell;                  // of X, in the plane that is looked at
    double value = 0;              // that it has
    std::vector<CellRef> windows;  // that see it, in row-major order
    std::int64_t following = 0;    // of them, whose output moves with it, up or down
    // Ascending, with both ends of the range and the value itself; straight in between where the operation is.
    std::vector<NudgeSample> curve;
    double below = 0;     // its slope a step below the value, by finite differences
    double above = 0;     // and a step above it
    double gradient = 0;  // what dX has there

    double sum() const;  // at the value
    // Two slopes meet: no single gradient is right.
    bool isKink() const;
};

// Values from `low` to `high`, low < high. Errors name "cell": it is not in X, is not a number or no window sees it; or
// are kStopped.
Result<Nudge> nudge(const Evaluation& evaluation, const CellRef& cell, double low, double high,
                    const RunControl& run = {});

}  // namespace poolscope
