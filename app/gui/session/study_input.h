// SPDX-License-Identifier: GPL-3.0-or-later
// What the studies of the window are asked of: the picture in view, its batch, or many images of its source.
#pragma once

#include "app/gui/session/session.h"
#include "core/study/question.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {

// The image in view, (1, C, H, W) before the filters, and which plane of its features is looked at.
Tensor imageInView(const Evaluation& evaluation);
std::int64_t planeInView(const Evaluation& evaluation);

// In one line: the image in view and its parameters; or so many images of the source.
std::string studySubjectOf(const StudyQuestion& question);

}  // namespace poolscope
