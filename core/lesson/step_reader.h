// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a lesson from its lines. Private to core/lesson.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "core/lesson/lesson_input.h"
#include "core/lesson/read_lesson.h"

namespace poolscope {

// What a step takes over from the one before, where it says nothing else.
struct StepState {
    LessonSource source;  // null before the first, and after one that could not be read
    ImageRange images;
    Experiment setting;  // without its source and images
    LessonView view;
    std::vector<PanelKind> panels;               // empty: what each step speaks of
    std::shared_ptr<const ForwardStage> before;  // what the step before showed in the end
    Draw draw;                                   // of the next table that is random
    bool isDrawn = false;                        // the source is such a table
    bool hasOthers = false;                      // another seed gives it other numbers
    std::string language;                        // of the texts
    bool broken = false;  // by a mistake that has been reported: what depends on it is not looked at
};

class StepReader {
  public:
    StepReader(const SourceLoader& load, StepState& state, std::vector<Mistake>& mistakes, std::stop_token stop)
        : load_(load), state_(state), mistakes_(mistakes), stop_(std::move(stop)) {}

    // `lines` begins with the heading, and its keys are known.
    LessonStep read(const std::vector<LessonLine>& lines);

  private:
    const LessonLine* find(std::string_view key) const;
    std::string text(std::string_view key) const;
    bool refuse(const LessonLine& line, const std::string& message);
    void refuseTwice();
    void readSource();
    void readInput(const LessonLine& line);
    void readSet();
    void readView();
    std::optional<Evaluation> evaluated(Experiment experiment, const LessonLine& line);
    void readExperiments(LessonStep& step);
    void readPoints(LessonStep& step, const Evaluation& shown);
    bool readPoint(LessonStep& step, const Evaluation& shown, const LessonLine& line);
    void readQuestion(LessonStep& step, const Evaluation& shown, const Evaluation& revealed);
    // Something on the screen would tell the answer.
    bool hides(const LessonStep& step) const;
    // So much of the algorithm does not.
    static bool isHidden(const LessonStep& step, const std::optional<Playback>& said, const WindowGrid& grid);
    void fillTexts(LessonStep& step, const Evaluation& shown, const Evaluation& revealed);
    void readShow(LessonStep& step, const Evaluation& shown);
    // What stands on the stage; in step_stage.cpp.
    void readStage(LessonStep& step, const Evaluation& shown);
    void readPage(LessonStep& step);
    void readPanels(LessonStep& step, const Evaluation& shown);
    void readSpotlight(LessonStep& step, const Evaluation& shown);
    void readZoom(LessonStep& step, const Evaluation& shown);
    void readPlay(LessonStep& step, const Evaluation& shown);
    void readChoices(Question& question);
    bool askSame(Question& question, const Evaluation& shown, const Evaluation& revealed);

    const SourceLoader& load_;
    StepState& state_;
    std::vector<Mistake>& mistakes_;
    std::stop_token stop_;
    std::vector<LessonLine> lines_;
};

// "2,3" as a cell; nothing for anything else.
std::optional<CellRef> readCell(std::string_view text);

// The value a word stands for; nothing when there is none.
template <class T>
std::optional<T> valueOf(std::string_view word, std::initializer_list<std::pair<std::string_view, T>> words) {
    for (const auto& [name, value] : words) {
        if (name == word) return value;
    }
    return std::nullopt;
}

// How far the algorithm may be shown so that no answer is seen, and how far it is shown with all of them: no further
// than the windows asked for, since the next step may ask for the next ones.
std::optional<Playback> playbackBefore(const Question& question, const WindowGrid& grid);
std::optional<Playback> playbackAfter(const Question& question, const WindowGrid& grid);

}  // namespace poolscope
