// SPDX-License-Identifier: GPL-3.0-or-later
// Images of another size: a part of each, and the average over areas.
#pragma once

#include "core/tensor/tensor.h"

namespace poolscope {

// A rectangle of cells within a plane.
struct Crop {
    CellRef first;  // its top left cell
    Extent size;

    // Whether it lies within a plane of that size; its own size must be 1 or more, both ways.
    bool fitsInto(const Extent& plane) const {
        return plane.contains(first) && size.rows <= plane.rows - first.row && size.cols <= plane.cols - first.col;
    }
    bool operator==(const Crop&) const = default;
};

// That part of every plane; it must fit.
Tensor cropped(const Tensor& x, const Crop& crop);

// Every plane in that size, 1 or more both ways: each cell is the mean of the area it covers, where cells that are
// covered in part count in part. Each channel by itself, in double, not rounded to whole numbers. NaN and infinities
// spread over the cells that they take part in.
Tensor areaAveraged(const Tensor& x, const Extent& size);

}  // namespace poolscope
