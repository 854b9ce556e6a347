// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of a lesson on pages for paper, and the answers apart: black on white, A4 upright, room to write.
#pragma once

#include <vector>

#include "core/lesson/lesson.h"
#include "core/scene/scene.h"

namespace poolscope {

inline constexpr Size kPaper{595.2756, 841.8898};  // A4, 210 x 297 mm

struct Worksheet {
    std::vector<Scene> questions;  // pages, each of the size of the paper
    std::vector<Scene> answers;
};

// Every question has its step's words, its numbers with what is asked about in frames, and lines for the answers; the
// feet of the pages name the lesson and its seed. The lesson has at least one question. Fails when `run` is stopped.
Result<Worksheet> makeWorksheet(const Lesson& lesson, const RunControl& run = {});

}  // namespace poolscope
