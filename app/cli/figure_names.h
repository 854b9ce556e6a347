// SPDX-License-Identifier: GPL-3.0-or-later
// File names of figures with places for {index}, {label}, {size}, {stride} and {op}, and the line beneath a figure.
#pragma once

#include "app/cli/input.h"

namespace poolscope {

// True when the name differs from image to image: it holds {index} or {label}.
bool isPerImage(const std::string& pattern);

// The name for image `i` of the source. {label} fails where there are no labels, other words in braces always.
Outcome<std::string> expandName(const std::string& pattern, const Input& input, std::int64_t i,
                                const Experiment& experiment);

// "MNIST test image 18, label 3: max, size 2x2, stride 2x2". Names the image that is drawn, and the batch it is from.
std::string captionFor(const Input& input, const Experiment& experiment);

}  // namespace poolscope
