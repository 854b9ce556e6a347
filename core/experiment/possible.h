// SPDX-License-Identifier: GPL-3.0-or-later
// An experiment that meets images it cannot be done on.
#pragma once

#include <optional>

#include "core/base/error.h"
#include "core/experiment/experiment.h"

namespace poolscope {

// What was asked for, and why it cannot be done.
struct Adjustment {
    WindowSpec window;
    FilterSpec filters;
    Error problem;

    bool operator==(const Adjustment&) const = default;
};

struct PossibleExperiment {
    Experiment experiment;
    std::optional<Adjustment> adjustment;  // nothing: it was possible as it was
};

// With as little changed as makes it possible for images of that shape (C, H and W 1 or more): the largest window that
// fits, else no padding and no dilation; the first plane, ones as gradient and no filters where those do not fit.
PossibleExperiment madePossible(Experiment experiment, const Shape& images);

}  // namespace poolscope
