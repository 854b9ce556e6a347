// SPDX-License-Identifier: GPL-3.0-or-later
// The planes of an evaluation as colours: the slow part of drawing, done once per evaluation on the worker.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/experiment/evaluation.h"
#include "core/panel/cell_colours.h"
#include "core/panel/playback.h"
#include "core/scene/figure_style.h"

namespace poolscope {

enum class PanelKind;  // core/panel/panel_kinds.h

// A plane in the colours of a palette, no side longer than `most`.
Picture planePicture(std::span<const float> plane, const Extent& cells, const ValueScale& scale, Palette palette,
                     const Theme& theme, std::int64_t most = kMostShown);

// A plane that is computed for one panel alone.
struct OwnPlane {
    std::vector<float> values;
    Picture picture;
};

struct Pictures {
    Picture input;
    Picture output;
    Picture gradient;
    // Of the filter stage, where there is one.
    Picture image;
    Picture response;
    ValueScale responseScale;
    Picture patches;    // X_col of the plane, sampled where it is larger than the picture
    Picture outputRow;  // Y as the row vector it is before it is given its shape; sampled likewise
    Picture upstream;
    Picture upstreamRow;
    Picture gradientPatches;  // dX_col of the plane, sampled likewise
    ValueScale imageScale;
    ValueScale scale;  // of input, patches and output
    Unscaled inputUnscaled;
    Unscaled outputUnscaled;
    double top = 0;                               // what their values are parts of, where the view shows parts
    ValueScale gradientScale;                     // of dX
    BlockValue gradientBlock = BlockValue::Mean;  // the same while the gradients arrive
    ValueScale upstreamScale;                     // of dout and dX_col
    // How many windows see or win each cell, where the view asks for it.
    Picture counts;
    std::vector<float> countPlane;
    double largestCount = 0;
    std::map<PanelKind, OwnPlane> own;
    // What is not, or not yet, shown.
    std::optional<Playback> playback;
    std::vector<bool> hidden;           // by window; empty: none
    std::vector<float> gradientPlane;   // dX without those windows; empty: as it is
    std::optional<double> gradientSum;  // of gradientPlane, unless it is empty
};

// What was made before, of which the picture of the same input in the same colours is kept.
struct MadePictures {
    const Evaluation& evaluation;
    const ViewSpec& view;
    const Theme& theme;
    const Pictures& pictures;
};

// The plane of dX as far as it is shown.
std::span<const float> shownGradient(const Evaluation& evaluation, const Pictures& pictures);

Pictures makePictures(const Evaluation& evaluation, const ViewSpec& view, const Theme& theme,
                      const std::optional<Playback>& playback = {}, const std::stop_token& stop = {},
                      const std::optional<MadePictures>& before = {});

// The same evaluation, view and theme at another point of the playback.
Pictures picturesAt(Pictures pictures, const std::optional<Playback>& playback, const Evaluation& evaluation,
                    const Theme& theme, const std::stop_token& stop = {});

// The plane of the images that the plane of the features in view was made from.
std::int64_t imagePlane(const Evaluation& evaluation);

}  // namespace poolscope
