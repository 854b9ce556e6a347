// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays of an evaluation by name, as the bytes of a file or the text of a clipboard.
#pragma once

#include <string_view>

#include "core/base/enum_table.h"
#include "core/base/word.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

// The last four belong to what stands before the pooling; Images are X itself where there is nothing.
enum class PoolArray {
    Input,
    Patches,
    Output,
    Winners,
    Gradient,
    GradientPatches,
    Upstream,
    Images,
    Filters,
    Responses,
    ReluMask
};

struct PoolArrayRow {
    PoolArray array = PoolArray::Input;
    const char* title = "";  // for people
    std::string_view stem;   // of a file that is called after it
};

inline constexpr std::array<PoolArrayRow, countOf<PoolArray>()> kPoolArrays{{
    {PoolArray::Input, TRANSLATABLE("core", "Input X"), "X"},
    {PoolArray::Patches, TRANSLATABLE("core", "Patches X_col"), "X_col"},
    {PoolArray::Output, TRANSLATABLE("core", "Output Y"), "Y"},
    {PoolArray::Winners, TRANSLATABLE("core", "Winners argmax"), "argmax"},
    {PoolArray::Gradient, TRANSLATABLE("core", "Gradient dX"), "dX"},
    {PoolArray::GradientPatches, TRANSLATABLE("core", "Scattered gradient dX_col"), "dX_col"},
    {PoolArray::Upstream, TRANSLATABLE("core", "Upstream gradient dout"), "dout"},
    {PoolArray::Images, TRANSLATABLE("core", "Images before the filters"), "images"},
    {PoolArray::Filters, TRANSLATABLE("core", "Filters"), "filters"},
    {PoolArray::Responses, TRANSLATABLE("core", "Filtered images"), "filtered"},
    {PoolArray::ReluMask, TRANSLATABLE("core", "ReLU mask"), "relu-mask"},
}};
static_assert(hasRowForEach(kPoolArrays, &PoolArrayRow::array));

constexpr const PoolArrayRow& poolArrayRow(PoolArray array) {
    return kPoolArrays[static_cast<std::size_t>(array)];
}

enum class ArrayFile { Npy, Csv, Tabs, Bmatrix, Tabular };

// X_col and dX_col, which have rows and columns whatever the number of planes.
inline bool isMatrix(PoolArray array) {
    return array == PoolArray::Patches || array == PoolArray::GradientPatches;
}

// Winners exist for max and min only, filters and their responses only where there are any.
bool hasPoolArray(const Evaluation& evaluation, PoolArray array);

// Where the images of an evaluation stand in a batch that is evaluated in parts.
struct BatchPart {
    std::int64_t first = 0;
    std::int64_t whole = 0;  // images of the batch
};

struct ArrayRequest {
    PoolArray array = PoolArray::Output;
    ArrayFile file = ArrayFile::Npy;
    IndexKind index = IndexKind::Plane;  // of winners
    // Only what belongs to the plane that is looked at, as rows and columns; else all of it.
    bool planeOnly = false;
    // NPY alone, and no matrix: the bytes of this part. Those of all parts in their order are the file.
    std::optional<BatchPart> part{};
};

// Whole arrays are (N, C, H, W), matrices and planes (rows, columns), filters (F, 3, 3). Nothing is computed for it.
std::vector<std::int64_t> poolArrayShape(const Evaluation& evaluation, const ArrayRequest& request);

// What can be refused before anything is made. All but NPY hold one plane or a matrix, LaTeX what fits on a page.
// Errors name "array", "patches" or "latex".
Result<void> checkPoolArray(const Evaluation& evaluation, const ArrayRequest& request);

Result<Bytes> encodePoolArray(const Evaluation& evaluation, const ArrayRequest& request);

}  // namespace poolscope
