// SPDX-License-Identifier: GPL-3.0-or-later
// A guided tour, ready to be walked through: every step with its experiment, what it points at and what it asks. The
// answers are computed, never written down. Where a lesson comes from: read_lesson.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/lesson/diagnosis.h"
#include "core/panel/links.h"
#include "core/panel/panel.h"
#include "core/panel/playback.h"
#include "core/scene/figure_style.h"
#include "core/study/study_kinds.h"

namespace poolscope {

// What a lesson says about the look; everything else stays as the user has it.
struct LessonView {
    bool mirrored = false;  // the backward pass beneath the forward pass
    PatchView patches = PatchView::Matrix;
    InputMap map = InputMap::Values;
    bool hideBlack = false;

    bool operator==(const LessonView&) const = default;
};

struct Question {
    AskKind kind = AskKind::Output;
    std::vector<CellRef> cells{};                  // one for each answer; none for the shape
    std::vector<Answer> answers{};                 // of the experiment that is revealed
    std::vector<std::string> choices{};            // to choose from; empty: it is typed or pointed at
    std::size_t right = 0;                         // which of them
    bool pointable = false;                        // the answers are cells of the input, or numbers that stand in it
    std::string hint{};                            // after a wrong answer; may be empty
    std::string why{};                             // after the right one; may be empty
    std::vector<std::vector<SlipAnswer>> slips{};  // for each answer what mistakes give; see diagnosisOf()
};

// A stretch of the algorithm that is played when the step is opened; what is shown ends with it.
struct Stretch {
    std::int64_t from = 0;  // a step of the playback
    std::int64_t to = 0;
    double speed = 1;  // windows a second

    bool operator==(const Stretch&) const = default;
};

struct LessonStep {
    int line = 0;  // of its heading in the file
    std::string heading;
    std::string say;
    std::string number;  // where a number in it comes from; may be empty
    std::shared_ptr<const Source> source;
    Experiment experiment;  // that is shown
    Experiment revealed;    // that is shown once the question is answered; mostly the same
    // How far the algorithm is shown while the question is open, or all the time when there is none. Nothing: all.
    std::optional<Playback> playback;
    std::optional<Playback> after;  // the same once the question is answered
    LessonView view;
    Focus focus;                     // on `experiment`
    std::optional<PanelKind> panel;  // with a ring around it
    // What stands on the stage: these panels, or a page of the studies instead.
    std::vector<PanelKind> panels;
    std::optional<StudyView> page;
    Spotlight spotlight;  // on what it speaks of
    Zoom zoom;
    std::optional<Stretch> play;
    std::optional<Question> question;
};

struct LessonHeader {
    std::string title;
    std::string about;  // one sentence
    std::string language = "en";
    std::string learned;  // one sentence, at the end; may be empty
};

struct Lesson {
    LessonHeader header;
    std::vector<LessonStep> steps;
    std::uint32_t seed = 0;        // that it was read with
    bool hasOtherNumbers = false;  // another seed gives some of the steps other numbers
    std::string version;           // of its text: differs where that does, in eight characters

    std::size_t questions() const {
        std::size_t count = 0;
        for (const LessonStep& step : steps) count += step.question ? 1 : 0;
        return count;
    }
};

// What is right for one of the answers, in words.
inline std::string rightWords(const Question& question, std::size_t answer) {
    return question.choices.empty() ? toText(question.answers[answer]) : question.choices[question.right];
}

}  // namespace poolscope
