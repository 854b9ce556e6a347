// SPDX-License-Identifier: GPL-3.0-or-later
// How a student answered the questions of a lesson: a value, and the text of the file that a teacher collects.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/word.h"

namespace poolscope {

// How a question was closed: right at the first try, right at a later one, or the answer was shown.
enum class Closing { Open, AtOnce, Later, Shown };

inline constexpr std::array<Word<Closing>, countOf<Closing>()> kClosingWords{
    {{Closing::Open, "open"}, {Closing::AtOnce, "at once"}, {Closing::Later, "later"}, {Closing::Shown, "shown"}}};
static_assert(isComplete(std::span<const Word<Closing>>(kClosingWords)));

struct QuestionResult {
    std::string heading;  // of its step
    Closing closing = Closing::Open;
    std::int64_t tries = 0;            // with the one that was right
    std::vector<std::string> wrong{};  // typed in the last try that was wrong, a text for each answer; else none

    bool operator==(const QuestionResult&) const = default;
};

struct LessonResults {
    std::string lesson;  // its name in the program, "01-window", or that of its file, without folders
    std::string title;
    std::string version;  // Lesson::version
    std::string student;  // may be empty
    std::string date;     // "2026-03-14 09:26", where the student was
    std::uint32_t seed = 0;
    std::vector<QuestionResult> questions;  // all of the lesson, in its order

    std::int64_t count(Closing closing) const;
    bool operator==(const LessonResults&) const = default;
};

// A JSON text, one field a line. The same results give the same bytes.
std::string resultsText(const LessonResults& results);

// Strictly what resultsText() writes. Errors name the field, or the place in the text.
Result<LessonResults> parseResults(std::string_view text);

// "poolscope-results-NAME-DATE.json", without a NAME where there is none. What file systems refuse or hide is left out
// of the name, spaces become hyphens, and what is long is cut.
std::string resultsFileName(const LessonResults& results);

}  // namespace poolscope
