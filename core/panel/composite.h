// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with colours: X and Y show red, green and blue together, everything else the plane in view.
#pragma once

#include <optional>
#include <string>

#include "core/experiment/evaluation.h"
#include "core/panel/cell_colours.h"
#include "core/scene/figure_style.h"

namespace poolscope {

// Whether the view asks for it, and the planes that are pooled are shown as they are stored.
bool asksForComposite(const Experiment& experiment, const ViewSpec& view);

// Whether there are three of them as well.
bool isComposite(const Evaluation& evaluation, const ViewSpec& view);

// What of X, or of Y, is shown at once: the plane in view, or the three planes of its image. They live as long as
// `tensor`.
ValuePlanes planesInView(const Tensor& tensor, const Evaluation& evaluation, const ViewSpec& view);

// "red", "green" or "blue": the plane in view, which numbers, X_col and the gradient are of.
std::string channelInView(const Evaluation& evaluation);

}  // namespace poolscope
