// SPDX-License-Identifier: GPL-3.0-or-later
// The line beneath a figure: whose picture it is, and with which parameters.
#pragma once

#include <string>

#include "core/experiment/experiment.h"

namespace poolscope {

// "MNIST test image 18, label 3". Names the image that is drawn, and the batch it is from.
// The experiment's images are some of those of the source.
std::string imageCaption(const Source& source, const Experiment& experiment);
// Of one that is not the only one of its image: ", channel 2 (counted from 0), filter Sobel x"; with the filter.
std::string channelText(const Source& source, const Experiment& experiment);

// The parameters, and the gradient where it is not ones: "max, size 2x2, stride 2x2, random gradient of seed 4".
std::string parametersAndGradient(const Experiment& experiment);

// Both: "MNIST test image 18, label 3: max, size 2x2, stride 2x2".
std::string figureCaption(const Source& source, const Experiment& experiment);

// Many of them: "MNIST test images 0 to 99", or the one there is with its label.
std::string batchCaption(const Source& source, const Experiment& experiment, const ImageRange& images);

}  // namespace poolscope
