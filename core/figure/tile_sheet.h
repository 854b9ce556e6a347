// SPDX-License-Identifier: GPL-3.0-or-later
// All images of an experiment in small on one sheet: each with the pictures chosen in a row, its index and its label.
#pragma once

#include <array>

#include "core/figure/figure.h"

namespace poolscope {

inline constexpr std::int64_t kMostTiles = 2500;
// What a tile may show: pictures of a plane that say something without numbers and headings.
inline constexpr std::array<PanelKind, 3> kTilePanels{PanelKind::Input, PanelKind::Output, PanelKind::Gradient};
bool isTilePanel(PanelKind kind);

// "MNIST test images 0 to 99: max, size 2x2, stride 2x2; of each input, output"
std::string sheetCaption(const Source& source, const Experiment& experiment, const std::vector<PanelKind>& panels);

// The panels, the width, the title and the caption of `spec`; of every image the channel that is looked at. The same
// value has the same colour in all tiles. As many columns as are readable. `source` holds the images of the experiment.
// Errors name "figure.width", "figure.height", "figure.columns", "figure.panels" or "input".
Result<Scene> composeSheet(const Evaluation& evaluation, const Source& source, const ViewSpec& view,
                           const FigureSpec& spec, const FigureStyle& style);

}  // namespace poolscope
