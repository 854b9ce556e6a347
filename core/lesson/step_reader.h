// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a lesson from its lines. Private to core/lesson.
#pragma once

#include "core/lesson/lesson_input.h"
#include "core/lesson/read_lesson.h"

namespace poolscope {

// What a step takes over from the one before, where it says nothing else.
struct StepState {
    LessonSource source;  // null before the first, and after one that could not be read
    ImageRange images;
    Experiment setting;  // without its source and images
    LessonView view;
    Draw draw;               // of the next table that is random
    bool isDrawn = false;    // the source is such a table
    bool hasOthers = false;  // another seed gives it other numbers
    std::string language;    // of the texts
    bool broken = false;     // by a mistake that has been reported: what depends on it is not looked at
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
    void readQuestion(LessonStep& step, const Evaluation& revealed);
    void fillTexts(LessonStep& step, const Evaluation& shown, const Evaluation& revealed);
    void readShow(LessonStep& step, const Evaluation& shown);

    const SourceLoader& load_;
    StepState& state_;
    std::vector<Mistake>& mistakes_;
    std::stop_token stop_;
    std::vector<LessonLine> lines_;
};

// How far the algorithm may be shown so that no answer is seen, and how far it is shown with all of them: no further
// than the windows asked for, since the next step may ask for the next ones.
Playback playbackBefore(const Question& question, const WindowGrid& grid);
std::optional<Playback> playbackAfter(const Question& question, const WindowGrid& grid);

}  // namespace poolscope
