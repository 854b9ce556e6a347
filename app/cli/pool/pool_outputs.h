// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays that `poolscope pool` writes.
#pragma once

#include "app/cli/call/arguments.h"
#include "app/cli/call/output_files.h"
#include "core/experiment/pool_arrays.h"

namespace poolscope::cli {

struct PoolOutput {
    PoolArray array = PoolArray::Output;
    std::string option;
    std::string path;
    ArrayFile file = ArrayFile::Npy;
};

// N, C, H, W.
std::vector<std::int64_t> dimensions(const Shape& shape);

void declarePoolOutputs(Arguments& arguments);
// What was asked for; names that end in neither .npy nor .csv nor .tex are refused.
Outcome<std::vector<PoolOutput>> readPoolOutputs(const Arguments& arguments);

// Refuses what cannot be written, before anything is computed: text holds one plane or a matrix, X_col has a limit.
// `imagePlanes` are those before the filters, x is after them.
Outcome<void> checkPoolOutputs(const std::vector<PoolOutput>& outputs, std::int64_t imagePlanes, const Shape& x,
                               const WindowSpec& window);

// The bytes of all outputs.
Outcome<std::vector<FileToSave>> encodePoolOutputs(const std::vector<PoolOutput>& outputs, const Evaluation& evaluation,
                                                   IndexKind index);

// The same in parts: all of them NPY and no matrix.
Outcome<GrowingFiles> openPoolOutputs(const std::vector<PoolOutput>& outputs);
Result<void> appendPoolOutputs(GrowingFiles& files, const std::vector<PoolOutput>& outputs,
                               const Evaluation& evaluation, IndexKind index, const BatchPart& part);

}  // namespace poolscope::cli
