// SPDX-License-Identifier: GPL-3.0-or-later
// Cells to pixels along one axis and in the plane: copied where a cell is a pixel or larger, else averaged by area or,
// of a map with a ground, the cell that stands out most.
// Private to app/paint.
#pragma once

#include <QImage>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/scene/colour.h"
#include "core/tensor/shape.h"

namespace poolscope {

// The cells under one pixel: whole cells between two partly covered ones.
struct PixelShare {
    std::int64_t first = 0;
    std::int64_t last = 0;  // included
    float firstShare = 1;   // how much of the first and of the last cell lies under the pixel, 0..1
    float lastShare = 1;    // unused when first == last
};

// For each of the pixels `from` to `to` (excluded) the cells that it shows.
// nearestTaps() is for cells no smaller than a pixel: the cell whose snapped edges enclose the pixel.
std::vector<PixelShare> nearestTaps(const std::vector<double>& snappedEdges, int from, int to);
// areaTaps() is for smaller ones, of which there are `cells`: `start` is the left edge of the first cell and `size` the
// length of all of them, in pixels.
std::vector<PixelShare> areaTaps(std::int64_t cells, double start, double size, int from, int to);
// wholeTaps() is for those of which each shall lie under one pixel alone: that of its centre.
std::vector<PixelShare> wholeTaps(std::int64_t cells, double start, double size, int from, int to);

// Opaque, cols.size() x rows.size(); a null image when there is no memory. `ground` as HeatMapMark has it.
QImage resample(const std::vector<std::uint32_t>& argb, const Extent& cells, const std::vector<PixelShare>& cols,
                const std::vector<PixelShare>& rows, const std::optional<Colour>& ground = {});

}  // namespace poolscope
