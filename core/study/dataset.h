// SPDX-License-Identifier: GPL-3.0-or-later
// Ties, wins and shifts of a whole set in one run.
#pragma once

#include "core/study/shift.h"
#include "core/study/ties.h"
#include "core/study/wins.h"

namespace poolscope {

struct DatasetStudy {
    TieStudy ties;
    std::optional<WinStudy> wins;  // of operations with a winner
    ShiftStudy shift;              // by one pixel

    bool operator==(const DatasetStudy&) const = default;
};

// `labels` is empty or has one label for each image. Errors are those of tieStudy() and evaluate(), or kStopped.
Result<DatasetStudy> datasetStudy(const Experiment& experiment, const StoredImages& images,
                                  std::span<const int> labels = {}, const RunControl& run = {});

}  // namespace poolscope
