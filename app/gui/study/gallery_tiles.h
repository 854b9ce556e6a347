// SPDX-License-Identifier: GPL-3.0-or-later
// Single images of a source before and after pooling as small pictures: made for those that are seen, on a worker.
#pragma once

#include <QImage>
#include <memory>
#include <vector>

#include "app/gui/session/evaluator.h"

namespace poolscope {

// One pixel for each cell, at most kMostTileCells on a side.
struct TilePictures {
    QImage input;
    QImage output;
};
inline constexpr std::int64_t kMostTileCells = 256;

// Of these images of the source, pooled as the picture in view is, in its colours and on its scale; one for each.
// Errors are those of pooling, or kStopped.
Result<std::vector<TilePictures>> tilePictures(const Rendered& rendered, const std::vector<std::int64_t>& images,
                                               const RunControl& run);

}  // namespace poolscope
