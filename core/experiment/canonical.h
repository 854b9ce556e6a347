// SPDX-License-Identifier: GPL-3.0-or-later
// One experiment for all that compute the same.
#pragma once

#include "core/experiment/experiment.h"

namespace poolscope {

// Choices that the operation, the padding or the gradient do not use are as by default.
Experiment canonical(Experiment experiment);

}  // namespace poolscope
