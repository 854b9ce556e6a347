// SPDX-License-Identifier: GPL-3.0-or-later
// Between which values a lesson shows its numbers, and so by which span softmax measures them.
#pragma once

#include "core/experiment/display.h"

namespace poolscope {

// A table of the lesson's own is as bright as its largest number.
inline DisplayRange lessonRange(const Experiment& experiment) {
    return experiment.source.embedded ? DisplayRange{RangeKind::Fit} : DisplayRange{};
}

// The experiment of a step as it is evaluated.
inline Experiment evaluatedInLesson(const Experiment& experiment, const StoredRange& source) {
    return withSpan(experiment, lessonRange(experiment), source);
}

}  // namespace poolscope
