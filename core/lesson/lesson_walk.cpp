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
        state.closing = state.tries > 0 ? Closing::Later : Closing::AtOnce;
    } else {
        state.wrong = typed;
    }
    ++state.tries;
    return right;
}

void LessonWalk::reveal() {
    if (isOpen()) states_[at_].closing = Closing::Shown;
}

LessonResults LessonWalk::results() const {
    LessonResults results;
    results.title = lesson_.header.title;
    results.version = lesson_.version;
    results.seed = lesson_.seed;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        if (!lesson_.steps[i].question) continue;
        const auto& [closing, tries, wrong] = states_[i];
        results.questions.push_back({lesson_.steps[i].heading, closing, tries, wrong});
    }
    return results;
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
