// SPDX-License-Identifier: GPL-3.0-or-later
// The planes of an evaluation as colours: the slow part of drawing, done once per evaluation on the worker.
#pragma once

#include <memory>
#include <vector>

#include "core/experiment/evaluation.h"
#include "core/figure/figure_style.h"

namespace poolscope {

// A plane as colours. Planes larger than kMostShown on a side are area-averaged down to it.
struct Picture {
    Extent cells;  // of the plane
    Extent shown;  // of argb
    std::shared_ptr<const std::vector<std::uint32_t>> argb;
};

inline constexpr std::int64_t kMostShown = 1024;

struct Pictures {
    Picture input;
    Picture output;
    Picture gradient;
    Picture patches;             // X_col of the plane, sampled where it is larger than the picture
    ValueScale scale;            // of input, patches and output
    double largestGradient = 0;  // by magnitude
};

// The scale that input and output share: 0..255 for pixel values, 0..1 for values within it, else the range of the
// finite values of both.
ValueScale sharedScale(const Tensor& x, const Tensor& y);

Pictures makePictures(const Evaluation& evaluation, const ViewSpec& view, const Theme& theme);

// Values as text the way the view asks for: "248", "0.973", "-1.25".
std::string valueText(double value, const ViewSpec& view, const ValueScale& scale);
// Sums and gradients: "196", "33805", "0.7".
std::string numberText(double value);

}  // namespace poolscope
