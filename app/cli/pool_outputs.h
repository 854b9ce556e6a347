// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays that `poolscope pool` writes.
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output_files.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

enum class PoolArray { Output, Winners, Patches, Gradient, GradientPatches };

struct PoolOutput {
    PoolArray array = PoolArray::Output;
    std::string option;
    std::string path;
    bool csv = false;  // else NPY
};

// N, C, H, W.
std::vector<std::int64_t> dimensions(const Shape& shape);

void declarePoolOutputs(Arguments& arguments);
// What was asked for; names that end in neither .npy nor .csv are refused.
Outcome<std::vector<PoolOutput>> readPoolOutputs(const Arguments& arguments);

// Refuses what cannot be written, before anything is computed: CSV holds one plane or a matrix, X_col has a limit.
Outcome<void> checkPoolOutputs(const std::vector<PoolOutput>& outputs, const Shape& x, const WindowSpec& window);

// The bytes of all outputs.
Outcome<std::vector<FileToSave>> encodePoolOutputs(const std::vector<PoolOutput>& outputs, const Evaluation& evaluation,
                                                   IndexKind index);

}  // namespace poolscope
