// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays of an evaluation by name, as the bytes of a file or the text of a clipboard.
#pragma once

#include "core/experiment/evaluation.h"

namespace poolscope {

// The first four belong to what stands before the pooling; Images are X itself where there is nothing.
enum class PoolArray {
    Images,
    Filters,
    Responses,
    ReluMask,
    Input,
    Patches,
    Output,
    Winners,
    Gradient,
    GradientPatches,
    Upstream
};

enum class ArrayFile { Npy, Csv, Tabs, Bmatrix, Tabular };

// X_col and dX_col, which have rows and columns whatever the number of planes.
inline bool isMatrix(PoolArray array) {
    return array == PoolArray::Patches || array == PoolArray::GradientPatches;
}

// Winners exist for max and min only, filters and their responses only where there are any.
bool hasArray(const Evaluation& evaluation, PoolArray array);

struct ArrayRequest {
    PoolArray array = PoolArray::Output;
    ArrayFile file = ArrayFile::Npy;
    IndexKind index = IndexKind::Plane;  // of winners
    // Only what belongs to the plane that is looked at, as rows and columns; else all of it.
    bool planeOnly = false;
};

// Whole arrays are (N, C, H, W), matrices and planes (rows, columns), filters (F, 3, 3). Nothing is computed for it.
std::vector<std::int64_t> shapeOf(const Evaluation& evaluation, const ArrayRequest& request);

// What can be refused before anything is made. All but NPY hold one plane or a matrix, LaTeX what fits on a page.
// Errors name "array", "patches" or "latex".
Result<void> checkArray(const Evaluation& evaluation, const ArrayRequest& request);

Result<Bytes> encodeArray(const Evaluation& evaluation, const ArrayRequest& request);

}  // namespace poolscope
