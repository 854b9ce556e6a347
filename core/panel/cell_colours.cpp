// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/cell_colours.h"

#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

// The first of `count` cells that block `i` of `blocks` averages: blocks tile the cells and differ by at most one.
std::int64_t blockStart(std::int64_t i, std::int64_t count, std::int64_t blocks) {
    return i * count / blocks;
}

// Means over blocks.
std::vector<float> reduced(std::span<const float> plane, const PlanePart& part, const Extent& shown) {
    std::vector<float> result(static_cast<std::size_t>(shown.count()));
    std::vector<std::int64_t> edges;
    for (std::int64_t c = 0; c <= shown.cols; ++c) edges.push_back(blockStart(c, part.cells.cols, shown.cols));
    std::vector<double> sums(static_cast<std::size_t>(shown.cols));
    for (std::int64_t r = 0; r < shown.rows; ++r) {
        const std::int64_t top = blockStart(r, part.cells.rows, shown.rows);
        const std::int64_t bottom = blockStart(r + 1, part.cells.rows, shown.rows);
        std::fill(sums.begin(), sums.end(), 0.0);
        for (std::int64_t y = top; y < bottom; ++y) {
            const float* row = plane.data() + (part.first.row + y) * part.whole.cols + part.first.col;
            for (std::size_t c = 0; c < sums.size(); ++c) {
                for (std::int64_t x = edges[c]; x < edges[c + 1]; ++x) sums[c] += row[x];
            }
        }
        for (std::size_t c = 0; c < sums.size(); ++c) {
            const auto cells = static_cast<double>((edges[c + 1] - edges[c]) * (bottom - top));
            result[static_cast<std::size_t>(r * shown.cols) + c] = static_cast<float>(sums[c] / cells);
        }
    }
    return result;
}

std::uint8_t channelOf(float value, const ValueScale& scale) {
    const double part = std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    return static_cast<std::uint8_t>(std::lround(part * 255));
}

}  // namespace

Colour CellColours::of(float value) const {
    if (isSigned) return divergingColourOf(value, scale.high, *theme);
    return colourOf(value, scale, palette, theme->notANumber);
}

Colour CellColours::of(float red, float green, float blue) const {
    if (std::isnan(red) || std::isnan(green) || std::isnan(blue)) return theme->notANumber;
    return {channelOf(red, scale), channelOf(green, scale), channelOf(blue, scale)};
}

std::vector<float> partValues(std::span<const float> plane, const PlanePart& part) {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(part.cells.count()));
    for (std::int64_t r = 0; r < part.cells.rows; ++r) {
        const float* row = plane.data() + (part.first.row + r) * part.whole.cols + part.first.col;
        values.insert(values.end(), row, row + part.cells.cols);
    }
    return values;
}

Picture partPicture(const ValuePlanes& planes, const PlanePart& part, const CellColours& colours, std::int64_t most) {
    Picture picture{part.cells, {std::min(part.cells.rows, most), std::min(part.cells.cols, most)}, nullptr, colours};
    std::vector<std::vector<float>> shown;
    for (const std::span<const float> plane : planes) {
        shown.push_back(picture.shown == part.cells ? partValues(plane, part) : reduced(plane, part, picture.shown));
    }
    std::vector<std::uint32_t> argb(shown.front().size());
    for (std::size_t i = 0; i < argb.size(); ++i) {
        argb[i] = toArgb(shown.size() == 3 ? colours.of(shown[0][i], shown[1][i], shown[2][i])
                                           : colours.of(shown.front()[i]));
    }
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

}  // namespace poolscope
