// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worksheet/worksheet.h"

#include <algorithm>
#include <utility>

#include "core/figure/figure.h"
#include "core/lesson/lesson_range.h"
#include "core/scene/place.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/worksheet/number_table.h"

namespace poolscope {
namespace {

constexpr double kMargin = 20 * kPointsPerMm;
constexpr double kWidth = kPaper.width - 2 * kMargin;
constexpr double kFoot = kPaper.height - 14 * kPointsPerMm;
constexpr double kBottom = kFoot - 16;
constexpr double kBetween = 26;       // blocks
constexpr double kLine = 24;          // from one line to write on to the next
constexpr double kLeastColumn = 200;  // beside a picture, to reckon in
constexpr int kLinesToReckon = 2;     // below the answers, at least

FigureStyle paperStyle(double size) {
    FigureStyle style;
    style.themeName = ThemeName::Print;
    style.small = size;
    style.wholePoints = false;
    return style;
}
const FigureStyle kBody = paperStyle(11);

// The words below each other; gives where they end.
double addText(Scene& scene, double y, const std::string& text, double size, bool bold = false) {
    return addParagraph(scene, {0, y}, kWidth, {text, kBody.theme().text, bold}, paperStyle(size));
}

// What stands before an answer, and before each of its numbers.
struct AnswerWords {
    std::string label;
    std::vector<std::string> names;
};

AnswerWords wordsFor(const Question& question, std::size_t answer) {
    if (!question.choices.empty()) {
        std::string label = "Circle one:";
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            label += (i > 0 ? "   /   " : "  ") + question.choices[i];
        }
        return {label, {}};
    }
    switch (question.kind) {
        case AskKind::Output:
            return {"Y" + toText(question.cells[answer]) + " =", {""}};
        case AskKind::Winner:
            return {"Winner of window " + toText(question.cells[answer]) + ":", {"row", "column"}};
        case AskKind::Gradient:
            return {"dX" + toText(question.cells[answer]) + " =", {""}};
        case AskKind::Shape:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    return {"Shape of Y:", {"rows", "columns"}};
}

void addRule(Scene& scene, const Point& from, double length, const Colour& colour) {
    scene.marks.emplace_back(LineMark{{from, {from.x + length, from.y}}, Stroke{colour, 0.7}, std::nullopt});
}

// How much room a number is written into, by how many an answer has.
double roomFor(const AnswerWords& words) {
    return words.names.size() == 1 ? 80 : 36;
}

// What the widest of the lines below takes.
double answerWidth(const Question& question) {
    double widest = 0;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const AnswerWords words = wordsFor(question, i);
        double width = textWidth(words.label, kBody.small) + 6;
        for (const std::string& name : words.names) width += roomFor(words) + textWidth(name, kBody.small) + 16;
        widest = std::max(widest, width);
    }
    return widest;
}

// "Y(0, 1) = ______" or "Shape of Y: rows ___ columns ___", once for each answer; gives where they end.
double addAnswerLines(Scene& scene, Point at, const Question& question) {
    const Theme& theme = kBody.theme();
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const AnswerWords words = wordsFor(question, i);
        const double baseline = at.y + kLine * 0.7;
        const auto write = [&](double x, const std::string& text) {
            scene.marks.emplace_back(textMark({x, baseline}, kBody.small, {{text, theme.text}}, FontFace::Sans,
                                              HorizontalAlign::Left, VerticalAlign::Baseline));
            return x + textWidth(text, kBody.small);
        };
        double x = write(at.x, words.label) + 6;
        for (const std::string& name : words.names) {
            const double length = roomFor(words);
            if (!name.empty()) x = write(x, name) + 4;
            addRule(scene, {x, baseline + 2}, length, theme.text);
            x += length + 12;
        }
        at.y += kLine;
    }
    return at.y;
}

// The cells of a window, those in the padding too, but nothing beyond what is drawn.
CellFrame frameOf(const WindowGrid& grid, const CellRef& window, const NumberTable& table) {
    const auto kept = [](std::int64_t at, std::int64_t before, std::int64_t inside, std::int64_t after) {
        return std::clamp(at, -before, inside + after - 1);
    };
    const CellRef first = grid.tapCell(window, 0);
    const CellRef last = grid.tapCell(window, grid.taps() - 1);
    const auto [rows, cols] = table.inside;
    return {{kept(first.row, table.before.row, rows, table.after.row),
             kept(first.col, table.before.col, cols, table.after.col)},
            {kept(last.row, table.before.row, rows, table.after.row),
             kept(last.col, table.before.col, cols, table.after.col)}};
}

std::vector<CellFrame> framesOf(const LessonStep& step, const WindowGrid& grid, const NumberTable& table) {
    const Question& question = *step.question;
    std::vector<CellFrame> frames;
    const bool ofWindows = question.kind == AskKind::Output || question.kind == AskKind::Winner;
    for (const CellRef& cell : question.cells) {
        frames.push_back(ofWindows ? frameOf(grid, cell, table) : CellFrame{cell, cell});
    }
    if (!ofWindows && step.focus.kind == FocusKind::Window && grid.output().contains(step.focus.cell)) {
        frames.push_back(frameOf(grid, step.focus.cell, table));
        frames.back().dashed = true;
    }
    return frames;
}

// What a question "the same or changed?" compares with; null for all others.
const LessonStep* comparedWith(const LessonStep& step, const LessonStep* before) {
    if (step.question->kind != AskKind::Same) return nullptr;
    return step.experiment == step.revealed ? before : &step;
}

// The input, what it is compared with, and the gradient from above where it is not all ones.
std::vector<Scene> picturesOf(const LessonStep& step, const LessonStep* compared, const Evaluation& e, double width) {
    std::vector<Scene> pictures;
    if (compared && compared != &step) {
        const auto x = compared->source->images.tensor();
        pictures.push_back(
            drawNumbers({"Before", x->plane(compared->revealed.images.first), x->shape.plane()}, width, kBody));
    }
    NumberTable input{compared && compared != &step ? "Now, input X" : "Input X", e.inputPlane(), e.grid.input()};
    input.before = {e.grid.rows.before, e.grid.cols.before};
    input.after = {e.grid.rows.after, e.grid.cols.after};
    input.zeros = dataPadding(e.experiment.pool) == PadValue::Zero;
    input.frames = framesOf(step, e.grid, input);
    pictures.push_back(drawNumbers(input, width, kBody));
    if (step.question->kind != AskKind::Gradient || e.experiment.gradient.kind == Upstream::Ones) return pictures;
    pictures.push_back(drawNumbers(
        {"Gradient from above, dout", e.backward->dout.plane(e.experiment.plane), e.grid.output()}, width, kBody));
    return pictures;
}

// A question about another shape has that of the input; all others are about what is revealed.
Result<Evaluation> evaluationFor(const LessonStep& step, const RunControl& run) {
    const Experiment& experiment = step.question->kind == AskKind::Shape ? step.experiment : step.revealed;
    const auto images = sharedImages(step.source->images, experiment.images.first, experiment.images.last);
    return evaluate(evaluatedInLesson(experiment, step.source->range), images, nullptr, RunControl(run.stopToken()));
}

Scene questionBlock(const LessonStep& step, const LessonStep* before, std::size_t number, const Evaluation& e) {
    const LessonStep* compared = comparedWith(step, before);
    Scene block;
    double y = addText(block, 0, std::to_string(number) + ".  " + step.heading, 13, true) + 3;
    y = addText(block, y, step.say, kBody.small) + 1;
    if (compared) {
        const Experiment& earlier = compared == &step ? step.experiment : compared->revealed;
        y = addText(block, y, "Setting before: " + parameterText(earlier), 9) + 1;
    }
    y = addText(block, y, "Setting: " + parameterText(step.revealed), 9) + 8;
    Point corner{0, y};
    double bottom = y;
    for (Scene& picture : picturesOf(step, compared, e, kWidth)) {
        if (corner.x > 0 && corner.x + picture.size.width > kWidth) corner = {0, bottom + 8};
        const Size size = picture.size;
        placeScene(block, std::move(picture), corner);
        corner.x += size.width + 24;
        bottom = std::max(bottom, corner.y + size.height);
    }
    const bool beside = kWidth - corner.x >= std::max(kLeastColumn, answerWidth(*step.question));
    const Point column = beside ? Point{corner.x, corner.y + 14} : Point{0, bottom + 8};
    const double end = addAnswerLines(block, column, *step.question);
    const int lines = std::max(kLinesToReckon, beside ? static_cast<int>((bottom - end) / kLine) : 0);
    for (int i = 1; i <= lines; ++i) {
        addRule(block, {column.x, end + i * kLine}, kWidth - column.x, kBody.theme().line);
    }
    block.size = {kWidth, std::max(bottom, end + lines * kLine)};
    return block;
}

Scene answerBlock(const LessonStep& step, std::size_t number) {
    const Question& question = *step.question;
    Scene block;
    double y = addText(block, 0, std::to_string(number) + ".  " + step.heading, 12, true) + 2;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const std::string label = question.choices.empty() ? wordsFor(question, i).label : "Answer:";
        y = addText(block, y, label + " " + rightWords(question, i), kBody.small);
    }
    if (!question.why.empty()) y = addText(block, y + 1, question.why, 10);
    block.size = {kWidth, y};
    return block;
}

// "Name ______ Date ______"
double addNameLine(Scene& scene, double y) {
    const Theme& theme = kBody.theme();
    double x = 0;
    for (const auto& [label, length] : {std::pair("Name", 250.0), std::pair("Date", 110.0)}) {
        scene.marks.emplace_back(textMark({x, y + 14}, kBody.small, {{label, theme.text}}, FontFace::Sans,
                                          HorizontalAlign::Left, VerticalAlign::Baseline));
        x += textWidth(label, kBody.small) + 6;
        addRule(scene, {x, y + 16}, length, theme.text);
        x += length + 16;
    }
    return y + 22;
}

// Blocks below each other, each on one page.
class Pages {
  public:
    Pages(const Lesson& lesson, const std::string& title, bool hasName) : lesson_(lesson) {
        begin();
        Scene head;
        double y = addText(head, 0, title, 18, true) + 4;
        if (hasName) y = addNameLine(head, y);
        head.size = {kWidth, y};
        add(std::move(head));
    }

    void add(Scene block) {
        if (y_ > kMargin && y_ + block.size.height > kBottom) begin();
        const double height = block.size.height;
        placeScene(pages_.back(), std::move(block), {kMargin, y_});
        y_ += height + kBetween;
    }

    // With their feet.
    std::vector<Scene> take() {
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            const TextRun page{"page " + std::to_string(i + 1) + " of " + std::to_string(pages_.size()),
                               kBody.theme().quiet};
            const double room = kWidth - textWidth(page.text, 9) - 20;
            addWords(pages_[i], {kMargin, kFoot}, 9,
                     {lesson_.header.title + ", seed " + std::to_string(lesson_.seed), kBody.theme().quiet}, room);
            addWords(pages_[i], {kPaper.width - kMargin, kFoot}, 9, page, kWidth, HorizontalAlign::Right);
        }
        return std::move(pages_);
    }

  private:
    void begin() {
        pages_.push_back({kPaper, {}});
        y_ = kMargin;
    }

    const Lesson& lesson_;
    std::vector<Scene> pages_;
    double y_ = 0;
};

}  // namespace

Result<Worksheet> makeWorksheet(const Lesson& lesson, const RunControl& run) {
    Pages questions(lesson, lesson.header.title, true);
    Pages answers(lesson, "Answers: " + lesson.header.title, false);
    std::size_t number = 0;
    const LessonStep* before = nullptr;
    for (const LessonStep& step : lesson.steps) {
        const LessonStep* const earlier = std::exchange(before, &step);
        if (!step.question) continue;
        const auto evaluation = evaluationFor(step, run);
        if (!evaluation) return tl::unexpected(evaluation.error());
        questions.add(questionBlock(step, earlier, ++number, *evaluation));
        answers.add(answerBlock(step, number));
    }
    return Worksheet{questions.take(), answers.take()};
}

}  // namespace poolscope
