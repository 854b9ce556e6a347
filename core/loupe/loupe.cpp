// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loupe/loupe.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/loupe/arithmetic.h"
#include "core/loupe/loupe_parts.h"
#include "core/loupe/loupe_words.h"
#include "core/panel/panel_parts.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostGrid = 7;  // rows or columns of the little picture of the window
constexpr double kSide = 1.5;          // space at the left and right, in insets
constexpr double kLinesOfLoupe = 8;    // heights of body text; a presentation with less room has no picture
constexpr double kLeastLarge = 15;     // the type of the arithmetic, before words are given up for it
constexpr double kGoodLarge = 0.7;     // of its full size; smaller it gets the room of the output size as well
constexpr double kGap = 4;

// The window as a little picture with numbers, no wider than `most`. Returns the x after it.
double addWindowPicture(Scene& scene, const PanelContext& context, const CellRef& window, const Links& links,
                        double most) {
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const Extent size = e.grid.size();
    const double left = std::round(style.inset * kSide);
    const double room = scene.size.height - 2 * style.inset;
    const double side = std::floor(
        std::min({room / static_cast<double>(size.rows), most / static_cast<double>(size.cols), style.body * 5}));
    if (std::max(size.rows, size.cols) > kMostGrid || side < 7) return left;
    const CellArea area{AreaKind::Tiles,
                        {left, std::round((scene.size.height - side * static_cast<double>(size.rows)) / 2),
                         side * static_cast<double>(size.cols), side * static_cast<double>(size.rows)},
                        {0, 0},
                        size,
                        0};
    const std::vector<PatchCell> cells = patchColumn(context, false, window);
    ViewSpec view = context.view;
    view.numbers = Numbers::Auto;
    const auto numbers = fitNumbers(numbersOf(cells), view, context.pictures.top, area.cellRect({0, 0}), style);
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        const Rect rect = area.cellRect({tap / size.cols, tap % size.cols});
        const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        scene.marks.emplace_back(RectMark{rect, cell.colour, std::nullopt});
        if (!cell.data) {
            scene.marks.emplace_back(HatchMark{rect, t.hatch, style.hatchSpacing(), style.hatchWidth()});
        } else if (numbers) {
            addNumber(scene, rect, {patchText(context, false, cell.value, numbers->digits), cell.value == 0},
                      cell.colour, std::min(style.heading * 1.1, numbers->size));
        }
        scene.marks.emplace_back(
            RectMark{rect.grown(-1), std::nullopt, Stroke{slotColour(t, tap), side < 16 ? 1.0 : 2.0}});
    }
    // Whoever has won is marked as soon as the column is.
    const bool marked = isWinnerTold(context, AreaKind::Input, window);
    for (const std::int64_t tap : marked ? links.tied : std::vector<std::int64_t>{}) {
        const Rect cell = area.cellRect({tap / size.cols, tap % size.cols});
        addTapMark(scene, cell, tap == links.winner, numbers.has_value(), style);
    }
    return area.rect.right() + style.inset * 2;
}

// How large the output is, set as a block of its own.
struct SizeBlock {
    std::string title;
    std::vector<std::vector<Maths>> formulas;
    std::string values;
    double type = 11;
    double width = 0;
    double height = 0;
};

std::string valuesText(const WindowGrid& grid) {
    const std::int64_t before = grid.input().count();
    const std::int64_t after = grid.output().count();
    const double change = 100.0 * (static_cast<double>(after) / static_cast<double>(before) - 1.0);
    const std::string percent = fixedNumber(std::abs(change), change == std::round(change) ? 0 : 1);
    const char* sign = percent == "0" || percent == "0.0" ? "" : change > 0 ? "+" : "−";
    return std::to_string(before) + " → " + std::to_string(after) + " values · " + sign + percent + " %";
}

std::vector<Maths> withName(const char* letter, std::vector<Maths> formula, const Theme& t) {
    const std::vector<Maths> name{{Maths::Kind::Words, {letter, t.text}},
                                  {Maths::Kind::Words, {"out", t.text, false, true}},
                                  {Maths::Kind::Words, {" = ", t.text}}};
    formula.insert(formula.begin(), name.begin(), name.end());
    return formula;
}

SizeBlock sizeBlockOf(const PanelContext& context, double height) {
    const WindowGrid& grid = context.evaluation.grid;
    const FigureStyle& style = context.style;
    const bool ceilMode = context.evaluation.experiment.window.ceilMode;
    SizeBlock block;
    block.type = style.body * 1.15;
    if (style.legends) block.title = "How large is Y?";
    if (grid.rows == grid.cols) {
        block.formulas = {outputSizeOf(grid.rows, ceilMode, style.theme())};
    } else {
        block.formulas = {withName("H", outputSizeOf(grid.rows, ceilMode, style.theme()), style.theme()),
                          withName("W", outputSizeOf(grid.cols, ceilMode, style.theme()), style.theme())};
    }
    const double line = style.small * 1.6;
    if (!block.title.empty()) {
        block.height += line;
        block.width = textWidth(block.title, style.small, FontFace::Sans, true);
    }
    for (const auto& formula : block.formulas) {
        const MathsSize size = mathsSize(formula, block.type);
        block.width = std::max(block.width, size.width);
        block.height += size.height() + style.small * 0.4;
    }
    const std::string values = valuesText(grid);
    if (block.height + line <= height) {
        block.values = values;
        block.height += line;
        block.width = std::max(block.width, textWidth(values, style.small));
    }
    return block;
}

void addSizeBlock(Scene& scene, const SizeBlock& block, const Point& at, const FigureStyle& style) {
    const Theme& t = style.theme();
    const double x = at.x;
    const double line = style.small * 1.6;
    double y = at.y;
    if (!block.title.empty()) {
        scene.marks.emplace_back(textMark({x, y + line / 2}, style.small, {{block.title, t.text, true}}));
        y += line;
    }
    for (const auto& formula : block.formulas) {
        const MathsSize size = mathsSize(formula, block.type);
        addMaths(scene, {x, y + style.small * 0.2 + size.above}, formula, block.type);
        y += size.height() + style.small * 0.4;
    }
    if (!block.values.empty()) {
        scene.marks.emplace_back(textMark({x, y + line / 2}, style.small, {{block.values, t.quiet}}));
    }
}

struct Line {
    std::string words;
    double size = 11;
    std::size_t sentence = 0;  // the one that it is of or ends with

    double height() const { return size * 1.55; }
};

// With a gap below the arithmetic.
double heightOf(const std::vector<Line>& lines) {
    double height = lines.empty() ? 0 : kGap;
    for (const Line& line : lines) height += line.height();
    return height;
}

// The arithmetic in its size, and the lines below it.
struct Text {
    std::vector<Maths> arithmetic;
    double type = 0;
    std::vector<Line> lines;
    std::size_t left = 0;  // how much was left out of the arithmetic: 0 nothing, then ever more

    double height() const { return mathsSize(arithmetic, type).height() + heightOf(lines); }
    std::size_t sentences() const { return lines.empty() ? 0 : lines.back().sentence + 1; }
    bool isWhole(double room) const {
        return std::all_of(lines.begin(), lines.end(),
                           [room](const Line& line) { return textWidth(line.words, line.size) <= room; });
    }
};

// In as many lines as it needs: type does not become smaller for long sentences.
void addWrapped(std::vector<Line>& lines, const std::string& words, double size, double room) {
    const std::size_t sentence = lines.empty() ? 0 : lines.back().sentence + 1;
    for (const std::string& line : linesOf(words, size, room)) lines.push_back({line, size, sentence});
}

// A sentence is said to its end or not at all.
void dropLast(std::vector<Line>& lines) {
    const std::size_t sentence = lines.back().sentence;
    while (!lines.empty() && lines.back().sentence == sentence) lines.pop_back();
}

// What is said below the arithmetic, the most needed first.
std::vector<Line> linesFor(const PanelContext& context, const CellRef& window, const Links& links, double room,
                           bool withSize) {
    const FigureStyle& style = context.style;
    std::vector<Line> lines;
    std::string all;
    const std::vector<std::string> sentences = windowSentences(context, window, links);
    for (const std::string& sentence : sentences) all += (all.empty() ? "" : " ") + sentence;
    if (textWidth(all, style.body) <= room) {
        lines.push_back({all, style.body, std::max<std::size_t>(1, sentences.size()) - 1});
    } else {
        for (const std::string& sentence : sentences) addWrapped(lines, sentence, style.body, room);
    }
    if (!style.legends) return lines;
    if (const std::string note = winnerNote(context, window, links); !note.empty())
        addWrapped(lines, note, style.small, room);
    if (withSize) {
        const WindowGrid& grid = context.evaluation.grid;
        const bool ceilMode = context.evaluation.experiment.window.ceilMode;
        std::string formula = outputSizeText(grid.rows, ceilMode);
        if (grid.rows != grid.cols) formula += " rows, " + outputSizeText(grid.cols, ceilMode) + " columns";
        addWrapped(lines, "How large is Y? " + formula, style.small, room);
    }
    return lines;
}

// The arithmetic in the largest type in which one of the rows fits above the lines; nothing below `least`.
std::optional<Text> inType(const std::vector<std::vector<Maths>>& rows, const std::vector<Line>& lines, double most,
                           double least, const Size& room) {
    std::optional<Text> best;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double type = fittingSize(rows[i], most, least, {room.width, room.height - heightOf(lines)});
        if (type > (best ? best->type : 0)) best = Text{rows[i], type, lines};
    }
    return best;
}

// Questions take fewer lines than their answers: the arithmetic of both stands in one place, in one size.
bool isPlayed(const PanelContext& context) {
    return context.moment || context.pictures.playback;
}

// The arithmetic as large as it is above the lines of most windows, and of what is said as much as there is room for.
std::optional<Text> inOneType(const Arithmetic& rows, const std::vector<Line>& lines, double least,
                              const FigureStyle& style, const Size& room) {
    constexpr std::size_t kUsual = 3;
    auto text = inType(rows.whole, std::vector<Line>(kUsual, Line{"", style.body}), style.arithmetic, least, room);
    if (!text) return text;
    text->lines = lines;
    while (!text->lines.empty() && text->height() > room.height) dropLast(text->lines);
    return text;
}

// Every number in large type, for which lines are given up, the last one first; then in smaller type; then fewer
// numbers. The sentence goes only where nothing else helps.
Text fitted(const PanelContext& context, const CellRef& window, const Links& links, const Size& room, bool withSize) {
    const Arithmetic rows = arithmeticOf(context, window, links);
    const std::vector<Line> all = linesFor(context, window, links, room.width, withSize);
    const double most = context.style.arithmetic;
    const double large = std::max(kLeastLarge, context.style.body);  // nothing below it is larger, in a hall neither
    if (isPlayed(context)) {
        if (const auto text = inOneType(rows, all, large, context.style, room)) return *text;
    }
    for (const double least : {kGoodLarge * most, large}) {
        for (std::vector<Line> lines = all; !lines.empty(); dropLast(lines)) {
            if (const auto text = inType(rows.whole, lines, most, least, room)) return *text;
        }
    }
    for (std::vector<Line> lines = all;; dropLast(lines)) {
        if (const auto text = inType(rows.whole, lines, most, large, room)) return *text;
        for (std::size_t i = 0; i < rows.brief.size(); ++i) {
            auto text = inType({rows.brief[i]}, lines, most, large, room);
            if (!text) continue;
            text->left = i + 1;
            return *text;
        }
        if (lines.empty()) break;
    }
    // Nothing fits in large type: the briefest as large as it can be.
    const std::vector<Maths>& last = rows.brief.empty() ? rows.whole.back() : rows.brief.back();
    for (std::vector<Line> lines = all;; dropLast(lines)) {
        auto text = inType({last}, lines, large, kLeastType, room);
        if (!text && !lines.empty()) continue;
        if (!text) text = Text{last, kLeastType, {}};
        text->left = rows.brief.size();
        return *text;
    }
}

void addText(Scene& scene, const Text& text, const Point& at, double room, const PanelContext& context) {
    const MathsSize size = mathsSize(text.arithmetic, text.type);
    const double x = at.x;
    double y = at.y;
    addMaths(scene, {x, y + size.above}, text.arithmetic, text.type);
    y += size.height() + kGap;
    for (const Line& line : text.lines) {
        addWords(scene, {x, y + line.height() / 2}, line.size, {line.words, context.style.theme().quiet}, room);
        y += line.height();
    }
}

}  // namespace

Scene loupeScene(const PanelContext& context, const Links& links, const Size& size) {
    Scene scene{size, {}};
    const FigureStyle& style = context.style;
    const double side = style.inset * kSide;
    const double height = size.height - style.inset * 1.4;
    const auto middle = [&size](double used) { return (size.height - used) / 2; };
    const auto textTop = [&](double used) { return middle(isPlayed(context) ? height : used); };
    const SizeBlock block = sizeBlockOf(context, height);
    const Point atRight{size.width - side - block.width, middle(block.height)};
    if (!links.window) {
        const std::string hint = links.slot
                                     ? "place " + std::to_string(*links.slot) + " of every window: one row of X_col"
                                     : "Point at a cell in any panel to see its window, its winner and its gradient.";
        const double room = size.width - 4 * side - block.width;
        const bool both = textWidth(hint, style.body) <= room;
        addWords(scene, {side, size.height / 2}, style.body, {hint, style.theme().quiet},
                 both ? room : size.width - 2 * side);
        if (both) addSizeBlock(scene, block, atRight, style);
        return scene;
    }
    const bool picture = style.legends || size.height >= style.body * kLinesOfLoupe;
    const double x = picture ? addWindowPicture(scene, context, *links.window, links, size.width * 0.2) : side;
    const double room = size.width - x - side;
    const Text alone = fitted(context, *links.window, links, {room, height}, true);
    const double good = isPlayed(context) ? alone.type : std::min(kGoodLarge * style.arithmetic, alone.type);
    const auto textIn = [&](const Size& left) { return fitted(context, *links.window, links, left, false); };
    // All that is said but the size of Y, which stands for itself then.
    const std::size_t said = isPlayed(context) ? 0 : std::min(alone.sentences(), textIn({room, height}).sentences());
    // Beside the text, which must not suffer from it.
    const double less = room - block.width - 2 * side;
    if (less >= 80 && block.height <= height) {
        const Text beside = textIn({less, height});
        if (beside.left == alone.left && beside.type >= good && beside.sentences() >= said && beside.isWhole(less)) {
            addText(scene, beside, {x, textTop(beside.height())}, less, context);
            addSizeBlock(scene, block, atRight, style);
            return scene;
        }
    }
    // Or beneath it.
    const SizeBlock brief = sizeBlockOf(context, 0);
    const double above = height - brief.height - style.small;
    if (above > 0 && brief.width <= room) {
        const Text text = textIn({room, above});
        if (text.left == alone.left && text.type >= good && text.sentences() >= said) {
            const double top = textTop(text.height() + style.small + brief.height);
            addText(scene, text, {x, top}, room, context);
            addSizeBlock(scene, brief, {x, top + text.height() + style.small}, style);
            return scene;
        }
    }
    addText(scene, alone, {x, textTop(alone.height())}, room, context);
    return scene;
}

}  // namespace poolscope
