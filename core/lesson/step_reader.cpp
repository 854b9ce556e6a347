// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/step_reader.h"

#include <algorithm>

#include "core/base/read_text.h"
#include "core/base/word_list.h"
#include "core/experiment/parameters.h"
#include "core/lesson/lesson_range.h"
#include "core/lesson/placeholders.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostCells = 6;  // asked for at once

}  // namespace

std::optional<CellRef> readCell(std::string_view text) {
    const auto numbers = wholeNumbers(text);
    if (!numbers || numbers->size() != 2) return std::nullopt;
    return CellRef{numbers->front(), numbers->back()};
}

std::optional<Playback> playbackBefore(const Question& question, const WindowGrid& grid) {
    if (question.kind == AskKind::Choice) return std::nullopt;
    if (question.kind == AskKind::Same) return Playback{Phase::Forward, 0};
    if (question.kind == AskKind::Gradient) return Playback{Phase::Backward, 0};
    std::int64_t first = grid.output().count();
    for (const CellRef& cell : question.cells) first = std::min(first, flatIndex(grid.output(), cell));
    return Playback{Phase::Forward, first};
}

std::optional<Playback> playbackAfter(const Question& question, const WindowGrid& grid) {
    if (question.cells.empty() || question.kind == AskKind::Gradient) return std::nullopt;
    std::int64_t last = 0;
    for (const CellRef& cell : question.cells) last = std::max(last, flatIndex(grid.output(), cell));
    return Playback{Phase::Forward, last + 1};
}

const LessonLine* StepReader::find(std::string_view key) const {
    const auto found = std::find_if(lines_.begin(), lines_.end(), [key](const auto& line) { return line.key == key; });
    return found == lines_.end() ? nullptr : &*found;
}

std::string StepReader::text(std::string_view key) const {
    const LessonLine* line = find(key);
    return line ? line->value : std::string();
}

bool StepReader::refuse(const LessonLine& line, const std::string& message) {
    mistakes_.push_back({line.number, message});
    return false;
}

void StepReader::refuseTwice() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const LessonLine& line = lines_[i];
        if (line.value.empty()) refuse(line, "nothing stands after \"" + line.key + ":\"");
        if (line.key != "point" && find(line.key) != &line) {
            refuse(line,
                   "this step has a \"" + line.key + ":\" already, in line " + std::to_string(find(line.key)->number));
        }
    }
}

LessonStep StepReader::read(const std::vector<LessonLine>& lines) {
    lines_ = lines;
    refuseTwice();
    const LessonLine& heading = lines.front();
    LessonStep step;
    step.line = heading.number;
    step.heading = heading.value;
    step.say = text("say");
    step.number = text("number");
    if (!find("say")) refuse(heading, "this step says nothing: \"say:\" is missing");
    // Told above, and not to be told again by those who read them.
    lines_.erase(std::remove_if(lines_.begin() + 1, lines_.end(), [](const auto& line) { return line.value.empty(); }),
                 lines_.end());
    const LessonLine* ask = find("ask");
    for (const char* key : {"then", "hint", "why", "choice"}) {
        const LessonLine* line = find(key);
        if (line && !ask)
            refuse(*line, std::string("\"") + key + ":\" belongs to a question, and this step has no \"ask:\"");
    }
    readSource();
    readSet();
    readView();
    step.view = state_.view;
    if (!state_.source.source || state_.broken) return step;
    readExperiments(step);
    return step;
}

void StepReader::readSource() {
    const LessonLine* source = find("source");
    const LessonLine* input = find("input");
    if (source && input) refuse(*source, "a step has \"source:\" or \"input:\", not both");
    if (!source && !input) {
        if (!state_.source.source && !state_.broken) {
            refuse(lines_.front(), "the first step needs numbers: \"input: 1 3 | 4 0\" or \"source: mnist:18\"");
            state_.broken = true;
        }
        return;
    }
    state_.source = {};
    state_.broken = false;
    if (input) return readInput(*input);
    auto loaded = load_(source->value);
    const auto chosen = loaded ? chosenImages(loaded->ref, *loaded->source) : tl::unexpected(loaded.error());
    if (!chosen || chosen->count() < 1) {
        refuse(*source, chosen ? "this source holds no image" : chosen.error().message);
        state_.broken = true;
        return;
    }
    state_.images = loaded->ref.images ? *chosen : ImageRange{0, 0};
    state_.source = std::move(*loaded);
}

void StepReader::readInput(const LessonLine& line) {
    auto input = readLessonInput(line.value);
    if (!input) {
        refuse(line, input.error().message);
        state_.broken = true;
        return;
    }
    state_.hasOthers = input->random.has_value();
    state_.isDrawn = input->random && (!input->table || state_.draw.seed != 0);
    auto table = state_.isDrawn ? drawn(*input->random, state_.draw) : std::move(*input->table);
    auto source = std::make_shared<Source>();
    source->name = "lesson";
    source->format = "drawing";
    source->dtype = "float32";
    source->setImages(std::move(table));
    state_.source.ref = {};
    state_.source.ref.embedded = true;
    state_.source.ref.path = source->name;
    state_.source.source = std::move(source);
    state_.images = {0, 0};
}

void StepReader::readSet() {
    const LessonLine* set = find("set");
    if (!set) return;
    auto setting = readSettings(wordsOf(set->value));
    if (setting) {
        state_.setting = std::move(*setting);
    } else {
        refuse(*set, setting.error().message);
        state_.broken = true;
    }
}

void StepReader::readView() {
    const LessonLine* line = find("view");
    if (!line) return;
    LessonView& view = state_.view = {};
    for (const std::string& word : wordsOf(line->value)) {
        const auto mirrored = valueOf<bool>(word, {{"side-by-side", false}, {"forward-backward", true}});
        const auto patches = valueOf<PatchView>(word, {{"matrix", PatchView::Matrix}, {"tiles", PatchView::Tiles}});
        const auto map = valueOf<InputMap>(
            word, {{"values", InputMap::Values}, {"coverage", InputMap::Coverage}, {"wins", InputMap::Wins}});
        if (mirrored) {
            view.mirrored = *mirrored;
        } else if (patches) {
            view.patches = *patches;
        } else if (map) {
            view.map = *map;
        } else if (word == "hide-black") {
            view.hideBlack = true;
        } else {
            refuse(*line, "there is no view " + inQuotes(word) +
                              "; there are side-by-side, forward-backward, matrix, tiles, values, coverage, wins, "
                              "hide-black");
        }
    }
}

std::optional<Evaluation> StepReader::evaluated(Experiment experiment, const LessonLine& line) {
    experiment.source = state_.source.ref;
    experiment.images = state_.images;
    const auto images = std::make_shared<const Tensor>(
        selectImages(state_.source.source->images, state_.images.first, state_.images.last));
    auto evaluation = evaluate(evaluatedInLesson(experiment, state_.source.source->range), images, nullptr, stop_);
    if (evaluation) return std::move(*evaluation);
    refuse(line, evaluation.error().message);
    return std::nullopt;
}

void StepReader::readExperiments(LessonStep& step) {
    const LessonLine* set = find("set");
    const LessonLine* then = find("then");
    const LessonLine* numbers = find("input") ? find("input") : find("source");
    const auto shown = evaluated(state_.setting, set ? *set : numbers ? *numbers : lines_.front());
    if (!shown) {
        state_.broken = true;
        return;
    }
    step.source = state_.source.source;
    step.experiment = step.revealed = shown->experiment;
    readPoints(step, *shown);
    std::optional<Evaluation> revealed = shown;
    if (then) {
        auto setting = readSettings(wordsOf(then->value));
        if (!setting) {
            refuse(*then, setting.error().message);
            state_.broken = true;
            return;
        }
        state_.setting = std::move(*setting);
        revealed = evaluated(state_.setting, *then);
        if (!revealed) {
            state_.broken = true;
            return;
        }
        step.revealed = revealed->experiment;
    }
    readQuestion(step, *shown, *revealed);
    fillTexts(step, *shown, *revealed);
    readShow(step, *shown);
    readStage(step, *shown);
    state_.before = revealed->forward;
}

void StepReader::readPoints(LessonStep& step, const Evaluation& shown) {
    for (const LessonLine& line : lines_) {
        if (line.key != "point") continue;
        const bool panel = step.panel.has_value();
        const bool cell = step.focus.kind != FocusKind::Nothing;
        if (!readPoint(step, shown, line)) continue;
        const bool toPanel = wordsOf(line.value).front() == "panel";
        if (toPanel ? panel : cell) {
            refuse(line, "a step points at one cell and at one panel at most");
        }
    }
}

bool StepReader::readPoint(LessonStep& step, const Evaluation& shown, const LessonLine& line) {
    const std::vector<std::string> words = wordsOf(line.value);
    const char* expected =
        "expected \"window 0,1\", \"input 2,3\", \"gradient 2,3\", \"patch 0,1 3\" (window and row of "
        "X_col), \"row 3\" of X_col, or \"panel output\"";
    if (words.size() < 2) return refuse(line, expected);
    if (words[0] == "panel") {
        step.panel = words.size() == 2 ? panelNamed(words[1]) : std::nullopt;
        if (step.panel && hasPanel(shown, *step.panel)) return true;
        step.panel.reset();
        return refuse(line, "there is no panel " + inQuotes(words[1]) + " here");
    }
    const auto kind = valueOf<FocusKind>(words[0], {{"window", FocusKind::Window},
                                                    {"input", FocusKind::Input},
                                                    {"gradient", FocusKind::Gradient},
                                                    {"patch", FocusKind::Patch},
                                                    {"row", FocusKind::Slot}});
    const bool slot = kind == FocusKind::Slot;
    const auto cell = slot ? std::optional(CellRef{}) : readCell(words[1]);
    const bool needsTap = slot || kind == FocusKind::Patch;
    const auto tap = readNumber<std::int64_t>(needsTap ? words.back() : "0");
    if (!kind || !cell || !tap || words.size() != (kind == FocusKind::Patch ? 3U : 2U)) return refuse(line, expected);
    step.focus = {*kind, *cell, *tap};
    if (focusExists(shown, step.focus)) return true;
    step.focus = {};
    return refuse(line, "there is no " + line.value + ": the input has " + toText(shown.grid.input()) +
                            " cells, the output " + toText(shown.grid.output()) + " and X_col " +
                            std::to_string(shown.grid.taps()) + " rows, all counted from 0");
}

void StepReader::readQuestion(LessonStep& step, const Evaluation& shown, const Evaluation& revealed) {
    const LessonLine* ask = find("ask");
    if (!ask) return;
    const std::vector<std::string> words = wordsOf(ask->value);
    const auto kind = valueOf<AskKind>(words.empty() ? "" : words[0], {{"output", AskKind::Output},
                                                                       {"winner", AskKind::Winner},
                                                                       {"gradient", AskKind::Gradient},
                                                                       {"shape", AskKind::Shape},
                                                                       {"same", AskKind::Same},
                                                                       {"choice", AskKind::Choice}});
    const char* expected =
        "expected \"output 0,1\", \"winner 0,1\", \"gradient 2,3\" (several cells are fine), \"shape\", "
        "\"same\" or \"choice\"";
    const bool ofCells = kind && (*kind == AskKind::Output || *kind == AskKind::Winner || *kind == AskKind::Gradient);
    if (!kind || ofCells != (words.size() > 1)) {
        refuse(*ask, expected);
        return;
    }
    if (*kind == AskKind::Shape && !find("then")) {
        refuse(*ask, "the shape stands above the panel: say with \"then:\" which setting is asked about");
        return;
    }
    Question question;
    question.kind = *kind;
    question.hint = text("hint");
    question.why = text("why");
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto cell = readCell(words[i]);
        if (!cell) {
            refuse(*ask, inQuotes(words[i]) + " is no cell: " + expected);
            return;
        }
        question.cells.push_back(*cell);
    }
    if (question.cells.size() > kMostCells) {
        refuse(*ask, "at most " + std::to_string(kMostCells) + " cells can be asked for at once");
        return;
    }
    if (*kind == AskKind::Same) {
        if (!askSame(question, shown, revealed)) return;
    } else {
        auto answers = answersTo(*kind, question.cells, revealed);
        if (!answers) {
            refuse(*ask, answers.error().message);
            return;
        }
        question.answers = std::move(*answers);
    }
    if (*kind != AskKind::Same) {
        question.slips = slipsOf(*kind, question.cells, question.answers, revealed, stop_);
    }
    readChoices(question);
    const bool inInput =
        *kind == AskKind::Winner || (*kind == AskKind::Output && hasWinner(revealed.experiment.pool.op));
    question.pointable = inInput && question.choices.empty() && !find("page");
    step.question = std::move(question);
}

// Puts the numbers into the texts.
void StepReader::fillTexts(LessonStep& step, const Evaluation& shown, const Evaluation& revealed) {
    const auto fill = [&](const char* key, const TextNumbers& numbers, std::string& text) {
        if (!find(key)) return;
        auto filled = withNumbers(text, numbers);
        if (!filled) {
            refuse(*find(key), filled.error().message);
            return;
        }
        text = std::move(*filled);
    };
    fill("say", {shown, nullptr, state_.language}, step.say);
    if (!step.question) return;
    const TextNumbers answered{revealed, &step.question->answers, state_.language};
    fill("hint", answered, step.question->hint);
    fill("why", answered, step.question->why);
}

bool StepReader::hides(const LessonStep& step) const {
    return step.question && step.question->kind != AskKind::Choice && !find("then");
}

bool StepReader::isHidden(const LessonStep& step, const std::optional<Playback>& said, const WindowGrid& grid) {
    if (!said) return false;
    if (step.question->kind == AskKind::Gradient) return windowsBackward(said, grid) < grid.output().count();
    return windowsForward(said, grid) <= step.playback.value_or(*said).done;
}

// A question about another setting needs nothing hidden; any other hides what the playback has not come to.
void StepReader::readShow(LessonStep& step, const Evaluation& shown) {
    const bool hides = this->hides(step);
    if (hides) {
        step.playback = playbackBefore(*step.question, shown.grid);
        step.after = playbackAfter(*step.question, shown.grid);
    }
    const LessonLine* line = find("show");
    if (line && find("play")) {
        refuse(*line, "\"play:\" says how far the algorithm is shown: leave out the one or the other");
        return;
    }
    if (!line) return;
    const std::vector<std::string> words = wordsOf(line->value);
    std::optional<Playback> said;
    if (words.size() == 2) {
        const auto phase = valueOf<Phase>(words[0], {{"forward", Phase::Forward}, {"backward", Phase::Backward}});
        const auto done = readNumber<std::int64_t>(words[1]);
        if (phase && done) said = Playback{*phase, *done};
    }
    const bool all = line->value == "all";
    if (!said && !all) {
        refuse(*line, "expected \"all\", or \"forward 3\" or \"backward 3\": the first three windows");
        return;
    }
    const std::int64_t windows = shown.grid.output().count();
    if (said && (said->done < 0 || said->done > windows)) {
        refuse(*line, "there are " + std::to_string(windows) + " windows, so the number must be 0 to " +
                          std::to_string(windows));
        return;
    }
    if (hides && !isHidden(step, said, shown.grid)) {
        refuse(*line, "this shows the answer; without \"show:\" as much is shown as the question allows");
        return;
    }
    step.playback = said;
    if (!hides) step.after = said;
}

}  // namespace poolscope
