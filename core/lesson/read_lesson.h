// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a lesson file -> a lesson with every experiment evaluated and every answer computed, or all its mistakes.
// The format: resources/lessons/README.md. Opens no files: the caller loads what a lesson names as its source.
#pragma once

#include <functional>

#include "core/lesson/lesson.h"
#include "core/lesson/lesson_lines.h"

namespace poolscope {

struct LessonSource {
    SourceRef ref;
    std::shared_ptr<const Source> source;
};

// Of a source as the command line spells it. The same text should give the same object, so that nothing is loaded
// twice.
using SourceLoader = std::function<Result<LessonSource>(const std::string& text)>;

struct LessonOptions {
    std::uint32_t seed = 0;  // of the inputs that are random; 0: those that have numbers of their own keep them
};

// Mistakes stand in the order of their lines; there is at least one. When `run` is stopped, what comes means nothing.
tl::expected<Lesson, std::vector<Mistake>> readLesson(std::string_view text, const SourceLoader& load,
                                                      const RunControl& run = {}, const LessonOptions& options = {});

// What a list of lessons says of one; empty where the file says nothing, without a complaint.
LessonHeader readHeader(std::string_view text);

// Where the numbers that a step quotes come from.
struct QuotedNumber {
    std::string heading;  // of the step
    std::string origin;
};
std::vector<QuotedNumber> quotedNumbers(std::string_view text);

}  // namespace poolscope
