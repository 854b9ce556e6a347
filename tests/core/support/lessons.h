// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons from text, for tests: one source, "eight", of the numbers 1 to 8 in two rows.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/lesson/read_lesson.h"

namespace poolscope::test {

inline Result<LessonSource> loadEight(const std::string& text) {
    if (text != "eight") return fail(text, "there is no such source");
    auto source = std::make_shared<Source>();
    source->name = text;
    source->setImages(Tensor({1, 1, 2, 4}, std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}));
    SourceRef ref;
    ref.path = text;
    return LessonSource{ref, source};
}

// The lesson of these steps.
inline Lesson lessonOf(const std::string& steps, const LessonOptions& options = {}) {
    auto lesson = readLesson("title: T\nabout: A.\n" + steps, &loadEight, {}, options);
    if (lesson) return std::move(*lesson);
    for (const Mistake& mistake : lesson.error()) ADD_FAILURE() << mistake.line << ": " << mistake.message;
    return {};
}

}  // namespace poolscope::test
