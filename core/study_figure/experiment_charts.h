// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of an experiment, and of a whole set, in the order in which they stand.
#pragma once

#include "core/chart/chart.h"
#include "core/study/study_kinds.h"

namespace poolscope {

// Of one evaluation: values, places that win, windows won, gradient on ink, cost, ties.
std::vector<Chart> evaluationCharts(const EvaluationCounts& counts);
// Over other windows: change, values left, ties.
std::vector<Chart> sweepCharts(const SweepStudy& sweep);
// Both.
std::vector<Chart> experimentCharts(const ChartsResult& found);

// Of what was counted in all images: ties, places that win, the change under shifts. Labels by the names that the
// source has for them.
std::vector<Chart> datasetCharts(const DatasetStudy& study, const Source& source);

}  // namespace poolscope
