// SPDX-License-Identifier: GPL-3.0-or-later
// Who wins the windows of a batch, and how much of the gradient lands on ink.
#pragma once

#include "core/experiment/evaluation.h"
#include "core/study/ink.h"

namespace poolscope {

struct WinStudy {
    WinCounts wins;
    InkGradient gradient;  // of a one sent to every window; ink is what enters the pooling above 0

    bool operator==(const WinStudy&) const = default;
};

// Every window of every plane after filters and ReLU; of the experiment only its filters, window and pooling matter.
// Errors name "pool.op" for an operation without a winner, or are those of evaluate(), or kStopped.
Result<WinStudy> winStudy(const Experiment& experiment, const StoredImages& images, const RunControl& run = {});

}  // namespace poolscope
