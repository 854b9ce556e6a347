// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the stage in a step: panels or a page, the spotlight, the part in view, what is played, and the
// answers to choose from.
#include <algorithm>

#include "core/base/read_text.h"
#include "core/base/word_list.h"
#include "core/lesson/step_reader.h"
#include "core/thread/panel_step.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostChoices = 4;
constexpr double kFastest = 50;  // windows a second
constexpr double kMostZoom = 64;

bool isSame(const Tensor& a, const Tensor& b) {
    return a.shape == b.shape && a.values == b.values;
}

void add(std::vector<PanelKind>& panels, PanelKind kind) {
    if (std::find(panels.begin(), panels.end(), kind) == panels.end()) panels.push_back(kind);
}

bool isOfGradient(const LessonStep& step) {
    return step.focus.kind == FocusKind::Gradient || (step.question && step.question->kind == AskKind::Gradient) ||
           (step.playback && step.playback->phase == Phase::Backward);
}

// In the order in which a value passes them: what a step speaks of where it does not say itself what is to stand there.
std::vector<PanelKind> panelsOf(const LessonStep& step, const Evaluation& shown) {
    using enum PanelKind;
    std::vector<PanelKind> panels{Input};
    const bool ofColumns = step.focus.kind == FocusKind::Patch || step.focus.kind == FocusKind::Slot;
    if (shown.filter) add(panels, Image);
    if (ofColumns) add(panels, Patches);
    if (step.view.mirrored || !isOfGradient(step)) add(panels, Output);
    if (step.view.mirrored) add(panels, Upstream);
    if (step.view.mirrored || isOfGradient(step)) add(panels, Gradient);
    if (step.panel) add(panels, *step.panel);
    std::sort(panels.begin(), panels.end(), [](PanelKind a, PanelKind b) { return placeOnWay(a) < placeOnWay(b); });
    return panels;
}

void light(Spotlight& spotlight, const WindowGrid& grid, const CellRef& window) {
    spotlight.output.push_back(window);
    for (std::int64_t tap = 0; tap < grid.taps(); ++tap) spotlight.input.push_back(grid.tapCell(window, tap));
}

// A cell of X with the windows over it.
void lightCell(Spotlight& spotlight, const Evaluation& shown, const CellRef& cell) {
    spotlight.input.push_back(cell);
    for (const CellRef& window : linkedCells(shown, {FocusKind::Input, cell, 0}).covering) {
        spotlight.output.push_back(window);
    }
}

// On what a step points at and asks about; on nothing where it speaks of all.
Spotlight spotlightOf(const LessonStep& step, const Evaluation& shown) {
    Spotlight spotlight;
    const Focus& focus = step.focus;
    if (focus.kind == FocusKind::Window || focus.kind == FocusKind::Patch) light(spotlight, shown.grid, focus.cell);
    if (focus.kind == FocusKind::Input || focus.kind == FocusKind::Gradient) lightCell(spotlight, shown, focus.cell);
    if (step.question) {
        for (const CellRef& cell : step.question->cells) {
            const bool ofInput = step.question->kind == AskKind::Gradient;
            ofInput ? lightCell(spotlight, shown, cell) : light(spotlight, shown.grid, cell);
        }
    }
    return spotlight;
}

}  // namespace

void StepReader::readStage(LessonStep& step, const Evaluation& shown) {
    readPage(step);
    readPanels(step, shown);
    readSpotlight(step, shown);
    readZoom(step, shown);
    readPlay(step, shown);
}

void StepReader::readPage(LessonStep& step) {
    const LessonLine* line = find("page");
    if (!line) return;
    std::string words;
    for (const StudyViewRow& row : kStudyViews) {
        words += (words.empty() ? "" : ", ") + std::string(row.name);
        if (row.name == line->value) step.page = row.view;
    }
    if (!step.page) refuse(*line, "there is no page " + inQuotes(line->value) + "; there are " + words);
    if (step.page && find("panels")) refuse(*line, "a step shows a \"page:\" or \"panels:\", not both");
}

void StepReader::readPanels(LessonStep& step, const Evaluation& shown) {
    const LessonLine* line = find("panels");
    if (line) {
        state_.panels.clear();
        for (const std::string& word : line->value == "auto" ? std::vector<std::string>() : wordsOf(line->value)) {
            const auto panel = panelNamed(word);
            if (!panel) {
                refuse(*line, "there is no panel " + inQuotes(word) + "; there are " + panelWords());
                return;
            }
            add(state_.panels, *panel);
        }
    }
    step.panels = state_.panels.empty() ? panelsOf(step, shown) : state_.panels;
    for (const PanelKind kind : step.panels) {
        if (hasPanel(shown, kind)) continue;
        refuse(line ? *line : lines_.front(),
               "there is no panel " + inQuotes(toText(kind)) + " here: " + std::string(panelRow(kind).otherwise));
        return;
    }
    const bool stands =
        !step.panel || std::find(step.panels.begin(), step.panels.end(), *step.panel) != step.panels.end();
    if (!stands) {
        refuse(*find("point"), "the panel " + inQuotes(toText(*step.panel)) + " is not among the \"panels:\"");
    }
}

void StepReader::readSpotlight(LessonStep& step, const Evaluation& shown) {
    const LessonLine* line = find("focus");
    if (!line) {
        step.spotlight = spotlightOf(step, shown);
        return;
    }
    if (line->value == "all") return;
    const std::vector<std::string> words = wordsOf(line->value);
    const bool windows = words.front() == "windows";
    const Extent cells = windows ? shown.grid.output() : shown.grid.input();
    Spotlight spotlight;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto cell = readCell(words[i]);
        if (!cell || !cells.contains(*cell)) {
            refuse(*line,
                   "there is no cell " + inQuotes(words[i]) + ": there are " + toText(cells) + ", counted from 0");
            return;
        }
        windows ? light(spotlight, shown.grid, *cell) : spotlight.input.push_back(*cell);
    }
    if (words.size() < 2 || (!windows && words.front() != "cells")) {
        refuse(*line, "expected \"all\", \"windows 0,0 0,1\" or \"cells 2,3\"");
        return;
    }
    step.spotlight = std::move(spotlight);
}

void StepReader::readZoom(LessonStep& step, const Evaluation& shown) {
    const LessonLine* line = find("zoom");
    if (!line) return;
    const std::vector<std::string> words = wordsOf(line->value);
    const auto factor = readNumber<double>(words.front());
    const auto cell = words.size() == 2 ? readCell(words[1]) : std::nullopt;
    if (!factor || !(*factor >= 1 && *factor <= kMostZoom) || !cell || !shown.grid.input().contains(*cell)) {
        refuse(*line, "expected how many times larger, and a cell of the input in the middle, as in \"4 10,12\"");
        return;
    }
    step.zoom = zoomedOn(shown.grid, {}, *cell, *factor);
}

// "forward 0 4 at 2": windows 0 to 4, two a second.
void StepReader::readPlay(LessonStep& step, const Evaluation& shown) {
    const LessonLine* line = find("play");
    if (!line) return;
    const std::vector<std::string> words = wordsOf(line->value);
    const std::int64_t windows = shown.grid.output().count();
    const auto phase = valueOf<Phase>(words.front(), {{"forward", Phase::Forward}, {"backward", Phase::Backward}});
    const auto from = readNumber<std::int64_t>(words.size() > 1 ? words[1] : "");
    const auto to = readNumber<std::int64_t>(words.size() > 2 ? words[2] : "");
    const bool paced = words.size() == 5 && words[3] == "at";
    const auto speed = readNumber<double>(paced ? words[4] : "1");
    if (!phase || !from || !to || !speed || !(words.size() == 3 || paced)) {
        refuse(*line,
               "expected \"forward 0 4\" or \"backward 0 4\", the windows that are played, and perhaps how many "
               "a second: \"forward 0 4 at 2\"");
        return;
    }
    if (*from < 0 || *to > windows || *from >= *to || !(*speed >= 0.5 && *speed <= kFastest)) {
        refuse(*line, "there are " + std::to_string(windows) +
                          " windows, which are played from the smaller number to "
                          "the larger, 0.5 to 50 a second");
        return;
    }
    const Playback end{*phase, *to};
    if (hides(step) && !isHidden(step, end, shown.grid)) {
        refuse(*line, "this plays the answer");
        return;
    }
    const std::int64_t offset = *phase == Phase::Backward ? windows : 0;
    step.play = Stretch{offset + *from, offset + *to, *speed};
    step.playback = end;
    if (!step.question) step.after = end;
}

// Against the setting before "then:", else against what the step before showed in the end.
bool StepReader::askSame(Question& question, const Evaluation& shown, const Evaluation& revealed) {
    const LessonLine* ask = find("ask");
    const std::shared_ptr<const ForwardStage> before = find("then") ? shown.forward : state_.before;
    if (!before) return refuse(*ask, "there is no step before this one, and no \"then:\", to compare with");
    question.right = isSame(before->y, revealed.forward->y) ? 0 : 1;
    question.answers = {{AskKind::Same, {static_cast<double>(question.right)}}};
    question.choices = {"the same", "changed"};
    return true;
}

void StepReader::readChoices(Question& question) {
    const LessonLine* line = find("choice");
    const bool ofUnderstanding = question.kind == AskKind::Choice;
    if (!line) {
        if (ofUnderstanding)
            refuse(*find("ask"), "a \"choice:\" is missing: the answers between |, a * before the right one");
        return;
    }
    std::vector<std::string> choices;
    std::vector<std::size_t> right;
    std::string_view rest = line->value;
    while (true) {
        const std::size_t bar = rest.find('|');
        std::string choice(trimmed(rest.substr(0, bar)));
        const bool marked = choice.starts_with('*');
        if (marked) choice = std::string(trimmed(std::string_view(choice).substr(1)));
        if (choice.empty()) {
            refuse(*line, "an answer is empty: \"first | second\" is expected");
            return;
        }
        if (marked && !ofUnderstanding) {
            refuse(*line, "what is right is computed here: leave out the *");
            return;
        }
        const bool meets =
            ofUnderstanding ? marked
            : question.kind == AskKind::Same
                ? choices.size() == question.right
                : question.answers.size() == 1 && isRightAnswer(question.answers[0], choice).value_or(false);
        if (meets) right.push_back(choices.size());
        choices.push_back(std::move(choice));
        if (bar == std::string_view::npos) break;
        rest.remove_prefix(bar + 1);
    }
    const std::size_t most = question.kind == AskKind::Same ? 2 : kMostChoices;
    if (choices.size() < 2 || choices.size() > most) {
        refuse(*line, "there are " + std::to_string(choices.size()) + " answers, and 2 to " + std::to_string(most) +
                          " are expected");
        return;
    }
    if (question.answers.size() > 1) {
        refuse(*line, "one answer is chosen at a time: ask for one cell");
        return;
    }
    if (right.size() != 1) {
        refuse(*line, ofUnderstanding ? "one of the answers has a * before it, the right one"
                                      : "one of the answers is the right one, which is " +
                                            std::string(toText(question.answers[0])));
        return;
    }
    question.right = right[0];
    if (ofUnderstanding) question.answers = {{AskKind::Choice, {static_cast<double>(question.right)}}};
    question.choices = std::move(choices);
}

}  // namespace poolscope
