// SPDX-License-Identifier: GPL-3.0-or-later
// The figure of what a study found: the same in the window, in its exports and from the command line.
#pragma once

#include "core/figure/figure.h"
#include "core/study/study_kinds.h"
#include "core/study_figure/compass.h"

namespace poolscope {

// The compasses of a motion, and the image in view and its output in them.
Result<CompassPair> compassOf(const StudyQuestion& question, const MotionFound& found, const ViewSpec& view,
                              ThemeName theme, const RunControl& run = {});

// The whole figure: the width, the title and the caption of `spec`, the colours of view and style. `found` answers
// the question. Errors name "figure.width", or are those of pooling the images that are seen, or kStopped.
Result<Scene> composeStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                           const FigureSpec& spec, const FigureStyle& style, const RunControl& run = {});

}  // namespace poolscope
