// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in the texts of a lesson: "{window 0,1}" and its like, so that a text is true of other numbers as well.
// Private to core/lesson.
#pragma once

#include "core/lesson/answer.h"

namespace poolscope {

// What the numbers are taken from.
struct TextNumbers {
    const Evaluation& evaluation;
    const std::vector<Answer>* answers = nullptr;  // null before the question is asked
    std::string_view language = "en";
};

// The text with the numbers in place of what stands in braces. Errors say which of them means nothing.
Result<std::string> withNumbers(std::string_view text, const TextNumbers& numbers);

}  // namespace poolscope
