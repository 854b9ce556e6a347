// SPDX-License-Identifier: GPL-3.0-or-later
// How values become the colours of cells, and planes or parts of planes become pictures.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/scene/palette.h"
#include "core/scene/scene.h"
#include "core/scene/theme.h"
#include "core/tensor/shape.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

// What stands for a block of cells: their mean, or the one furthest from zero, NaN before all others.
enum class BlockValue { Mean, Furthest };
// Of a plane in colours around zero: the mean, unless that were too faint to be seen, since few cells are not zero or
// they cancel out.
BlockValue blockValueOf(std::span<const float> plane, const Extent& cells);

// Values of a scale in a palette, or gradients around zero.
struct CellColours {
    ValueScale scale{};
    Palette palette = Palette::Grey;
    bool isSigned = false;                // blue below zero, red above, as far as +-scale.high
    const Theme* theme = nullptr;         // one of themeNamed()
    BlockValue block = BlockValue::Mean;  // of cells that share a pixel

    Colour of(float value) const;
    // Red, green and blue of one pixel; each is a part of the scale.
    Colour of(float red, float green, float blue) const;
};

// A plane as colours. ValuePlanes larger than kMostShown on a side are reduced to it: to what stands for
// blocks of cells.
struct Picture {
    Extent cells;  // of the plane
    Extent shown;  // of argb
    std::shared_ptr<const std::vector<std::uint32_t>> argb;
    CellColours colours{};
};

inline constexpr std::int64_t kMostShown = 1024;

HeatMapMark heatMapOf(const Rect& rect, const Picture& picture);

// One plane, or three that are red, green and blue of the same cells.
using ValuePlanes = std::vector<std::span<const float>>;

// Cells of a plane: some rows and columns of it.
struct PlanePart {
    Extent whole;
    CellRef first;
    Extent cells;
};

// The part as colours, no side longer than `most`; `cells` of the picture are those of the part.
Picture partPicture(const ValuePlanes& planes, const PlanePart& part, const CellColours& colours,
                    std::int64_t most = kMostShown);

// What a picture of a plane shows before its colours are known, which depend on the range of all its values.
struct ShownPlane {
    Extent cells;
    Extent shown;
    std::vector<float> values;  // of `shown`
    FiniteRange range;          // of `cells`
};
// No side longer than kMostShown; larger planes are read once.
ShownPlane shownPlane(std::span<const float> plane, const Extent& cells, BlockValue block);
Picture colouredPicture(const ShownPlane& plane, const CellColours& colours);

// The same with that colour for cells that are left out: `hidden` has a flag for each of picture.cells, or none. Where
// cells are averaged, those are blank together that are all left out.
Picture withHidden(Picture picture, const std::vector<bool>& hidden, const Colour& blank);

// The values of the part, row by row.
std::vector<float> partValues(std::span<const float> plane, const PlanePart& part);

}  // namespace poolscope
