// SPDX-License-Identifier: GPL-3.0-or-later
// The line beneath the figure of a study: which images, and how they are pooled.
#pragma once

#include <string>

#include "core/study/study_kinds.h"

namespace poolscope {

// What is compared, in one line: "operations, size 2x2, stride 2x2".
std::string compareText(const Experiment& experiment, CompareBy by);

// How the images are pooled, without what the study goes through by itself.
std::string studyParameters(const StudyQuestion& question);
// Both, as in "MNIST test images 0 to 99: max, size 2x2, stride 2x2".
std::string studyCaption(const StudyQuestion& question);

}  // namespace poolscope
