// SPDX-License-Identifier: GPL-3.0-or-later
// A student's way through a lesson: where they are, what they answered, and how many they knew.
#pragma once

#include <string>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/lesson/lesson_results.h"

namespace poolscope {

struct Score {
    std::size_t right = 0;  // at the first try
    std::size_t asked = 0;  // questions that are closed
    bool operator==(const Score&) const = default;
};

class LessonWalk {
  public:
    // The lesson has at least one step.
    explicit LessonWalk(Lesson lesson) : lesson_(std::move(lesson)), states_(lesson_.steps.size()) {}

    const Lesson& lesson() const { return lesson_; }
    std::size_t at() const { return at_; }
    const LessonStep& step() const { return lesson_.steps[at_]; }
    bool isFirst() const { return at_ == 0; }
    bool isLast() const { return at_ + 1 == lesson_.steps.size(); }
    // A question of this step waits for its answer.
    bool isOpen() const { return step().question && states_[at_].closing == Closing::Open; }
    // Closed by right answers, not by showing them.
    bool isKnown() const { return states_[at_].closing == Closing::AtOnce || states_[at_].closing == Closing::Later; }

    // Stay where they are at the ends.
    void forward() { at_ += isLast() ? 0 : 1; }
    void back() { at_ -= isFirst() ? 0 : 1; }

    // Which of the texts, one for each answer of the open question, are right; when all are it is closed. Errors say
    // what cannot be read, and count as no try.
    Result<std::vector<bool>> check(const std::vector<std::string>& typed);
    // Closes the open question without an answer.
    void reveal();

    Score score() const;
    // What is known here: all but the name of the lesson, the student and the date.
    LessonResults results() const;

  private:
    struct State {
        Closing closing = Closing::Open;
        std::int64_t tries = 0;
        std::vector<std::string> wrong{};  // typed in the last of them that was wrong
    };

    Lesson lesson_;
    std::vector<State> states_;
    std::size_t at_ = 0;
};

}  // namespace poolscope
