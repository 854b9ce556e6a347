// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_walk.h"

#include <algorithm>

namespace poolscope {

Result<std::vector<bool>> LessonWalk::check(const std::vector<std::string>& typed) {
    const Question& question = *step().question;
    std::vector<bool> right;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const auto verdict = question.choices.empty() ? isRightAnswer(question.answers[i], typed[i])
                                                      : Result<bool>(typed[i] == rightWords(question, i));
        if (!verdict) return tl::unexpected(verdict.error());
        right.push_back(*verdict);
    }
    State& state = states_[at_];
    if (std::find(right.begin(), right.end(), false) == right.end()) {
        state.closing = state.tried ? Closing::Later : Closing::AtOnce;
    }
    state.tried = true;
    return right;
}

void LessonWalk::reveal() {
    if (isOpen()) states_[at_].closing = Closing::Shown;
}

Score LessonWalk::score() const {
    Score score;
    for (const State& state : states_) {
        score.asked += state.closing == Closing::Open ? 0 : 1;
        score.right += state.closing == Closing::AtOnce ? 1 : 0;
    }
    return score;
}

}  // namespace poolscope
