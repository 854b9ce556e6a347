// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as small multiples.
#include "core/study_figure/compare_figure.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/scene/framing.h"
#include "core/scene/place.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study_figure/study_charts.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {

constexpr double kInputShare = 0.22;  // of the width
constexpr double kLeastInput = 120;
constexpr double kMostInput = 400;
// In small type: where less is wide, the input stands above the cards, this large, its words beside it.
constexpr double kLeastBeside = 50;
constexpr double kInputAbove = 13;
constexpr double kInputOnPage = 8;  // the same on a page, as high as the words

std::string percent(double fraction) {
    std::string text = percentText(fraction);
    // Never broken in two.
    if (const std::size_t space = text.find(' '); space != std::string::npos) text.replace(space, 1, "\u00a0");
    return text;
}

// Cards in a grid: heading, then a caption over each picture, which stand beneath or beside each other.
class CardGrid {
  public:
    // `cells` are those of the gradients.
    CardGrid(const Rect& room, const Extent& cells, std::size_t count, std::size_t columns, bool beside,
             const FigureStyle& style)
        : room_(room), columns_(columns), beside_(beside), style_(style) {
        const auto rows = static_cast<double>((count + columns - 1) / columns);
        const double wide = (room.width + gap()) / static_cast<double>(columns) - gap();
        const double high = (room.height + gap()) / rows - gap() - name();
        side_ = beside ? std::min((wide - gap() / 2) / 2, high - caption()) : std::min(wide, high / 2 - caption());
        side_ = wholeCellSide(std::max(kLeastSide, side_), cells, style);
    }

    double side() const { return side_; }
    bool isBeside() const { return beside_; }
    double cardWidth() const { return (room_.width + gap()) / static_cast<double>(columns_) - gap(); }
    Point card(std::size_t i) const {
        const double pitch = cardHeight(side_, beside_, style_) + gap();
        return {room_.x + static_cast<double>(i % columns_) * (cardWidth() + gap()),
                room_.y + static_cast<double>(i / columns_) * pitch};
    }
    // Room of a picture, its caption above it. `second` is the gradient.
    Rect picture(std::size_t i, bool second) const {
        const Point at = card(i);
        const double right = second && beside_ ? side_ + gap() / 2 : 0;
        const double down = second && !beside_ ? side_ + caption() : 0;
        return {at.x + right, at.y + name() + caption() + down, side_, side_};
    }
    double captionWidth() const { return beside_ ? side_ : cardWidth(); }

    static double cardHeight(double side, bool beside, const FigureStyle& style) {
        const CardGrid any({0, 0, 100, 100}, {1, 1}, 1, 1, beside, style);
        return any.name() + (beside ? any.caption() + side : 2 * (any.caption() + side));
    }
    double name() const { return style_.body * 1.5; }
    double caption() const { return style_.small * 1.6; }
    double gap() const { return style_.small * 1.6; }

  private:
    Rect room_;
    std::size_t columns_;
    bool beside_;
    double side_ = 0;
    FigureStyle style_;
};

// Under names that are not cut.
bool namesFit(const CompareContext& context, const CardGrid& grid) {
    const FigureStyle& style = context.style;
    const double shrunk = leastShrunk(style.body, style.leastNumber);
    return std::all_of(context.study.comparands.begin(), context.study.comparands.end(),
                       [&](const ComparedOutput& one) {
                           return textWidth(one.by.name, style.body, FontFace::Sans, true) * shrunk <= grid.cardWidth();
                       });
}

// Strides stand in columns and sizes in rows; anything else as large as it can be.
CardGrid bestGrid(const CompareContext& context, const Rect& room) {
    const std::size_t count = context.study.comparands.size();
    const bool table = context.study.spec.by == CompareBy::Windows;
    const std::size_t least = table ? kCompareStrides.size() : 1;
    const std::size_t most = table ? kCompareStrides.size() : count;
    const Extent cells = context.study.x.shape.plane();
    CardGrid best(room, cells, count, least, false, context.style);
    for (std::size_t columns = least; columns <= most; ++columns) {
        for (const bool beside : {false, true}) {
            const CardGrid candidate(room, cells, count, columns, beside, context.style);
            if (columns > least && !namesFit(context, candidate)) continue;
            if (candidate.side() > best.side() * 1.02) best = candidate;
        }
    }
    return best;
}

// The first of the notes that fit behind the name.
std::optional<std::vector<std::string>> fittingNotes(const TextMark& name,
                                                     const std::vector<std::vector<std::string>>& choices,
                                                     const FigureStyle& style) {
    for (const std::vector<std::string>& notes : choices) {
        double width = textWidth(name.runs, name.size);
        for (const std::string& note : notes) width += note.empty() ? 0 : textWidth("  " + note, name.size);
        if (width * leastShrunk(style) <= name.maxWidth) return notes;
    }
    return std::nullopt;
}

void addCard(StudyFigure& figure, const CompareContext& context, const CardGrid& grid, std::size_t i) {
    const ComparedOutput& comparand = context.study.comparands[i];
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const Point at = grid.card(i);
    TextMark name = textMark({at.x, at.y + grid.name() / 2}, style.body, {{comparand.by.name, t.text, true}});
    name.maxWidth = grid.cardWidth();
    if (comparand.refused) {
        figure.scene.marks.emplace_back(std::move(name));
        addParagraph(figure.scene, {at.x, at.y + grid.name()}, grid.cardWidth(),
                     {"Not possible: " + comparand.refused->message, t.quiet}, style);
        return;
    }
    const ComparePictures::Card& card = context.pictures.cards[i];
    std::string caption = toText(comparand.y.shape.plane());
    const std::string change = comparand.change ? percent(*comparand.change) : "";
    std::string range;
    if (!(card.scale == context.pictures.scale)) {
        const double top = context.pictures.scale.high;
        range = valueText(card.scale.low, context.view, top) + " to " + valueText(card.scale.high, context.view, top);
    }
    const auto addNote = [&name, &t](const std::string& words) {
        if (!words.empty()) name.runs.push_back({"  " + words, t.quiet});
    };
    const auto fits = [&](const std::string& words) {
        return monoWidth(characterCount(words), style.small) * leastShrunk(style) <= grid.captionWidth();
    };
    const std::string shift = "shift " + change;
    const std::string shortened = fits(shift) ? shift : change;
    if (change.empty()) {
        addNote(range);
    } else if (!grid.isBeside()) {
        const std::string all = caption + " · " + shift;
        caption = fits(all) ? all : shortened;
        addNote(range);
    } else if (const auto notes = range.empty()
                                      ? fittingNotes(name, {{shift}, {change}}, style)
                                      : fittingNotes(name, {{shift, range}, {change, range}, {range}}, style)) {
        for (const std::string& note : *notes) addNote(note);
        if (*notes == std::vector{range}) caption = shortened;
    } else {
        // Without its own scale a picture would say something else than its numbers.
        caption = range.empty() ? shortened : range;
    }
    figure.scene.marks.emplace_back(std::move(name));
    const Rect above = grid.picture(i, false);
    addCaption(figure.scene, above, grid.captionWidth(), caption, style);
    addStudyPlane(figure, above, {StudyPlane::Output, i, {}},
                  {AreaKind::Output, card.y, comparand.y.values, context.pictures.scale.high, context.view, false},
                  style);
    const Rect beneath = grid.picture(i, true);
    const bool own = !context.pictures.gradientScale;
    addCaption(figure.scene, beneath, grid.captionWidth(), own ? "dX " + gradientEnds(card.gradientScale) : "dX",
               style);
    addStudyPlane(figure, beneath, {StudyPlane::Gradient, i, {}},
                  {AreaKind::Gradient, card.dx, comparand.dx.values, 0, context.view, false}, style);
}

// Where the input stands.
struct InputPlace {
    bool above = false;  // the cards, else beside them
    double most = 0;     // side of its picture, in small type, where it stands above
};

InputPlace inputPlace(double width, const FigureStyle& style) {
    return {width < kLeastBeside * style.small, kInputAbove};
}

// The scales, and what the words on the cards mean. Gives the y below.
double addKey(StudyFigure& figure, const CompareContext& context, const Point& at, double width) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    Scene& scene = figure.scene;
    double y = addNamedRamp(scene, at, width, style, "X, Y", shownEnds(context.pictures.scale, context.view),
                            paletteRamp(context.view, t));
    const ValueScale gradient = context.pictures.gradientScale.value_or(ValueScale{0, 0});
    if (largestOf(gradient) > 0)
        y = addNamedRamp(scene, {at.x, y}, width, style, "dX", gradient, divergingRamp(t, gradient));
    y += style.small * 0.4;
    y = addParagraph(scene, {at.x, y}, width, {"dX: a one arrives at every cell of the output.", t.quiet}, style);
    if (!context.study.inputChange) return y;
    const bool filtered = context.study.filtered;
    const std::string moved =
        filtered ? "X moves by one pixel. X itself: " : "the image moves by one pixel. The image itself: ";
    return addParagraph(
        scene, {at.x, y}, width,
        {"shift: how much the output changes when " + moved + percent(*context.study.inputChange) + ".", t.quiet},
        style);
}

// The input and the key beneath it, or beside it where both stand above the cards. Gives the y below.
double addInput(StudyFigure& figure, const CompareContext& context, const Rect& room, const InputPlace& place) {
    const FigureStyle& style = context.style;
    Scene& scene = figure.scene;
    addWords(scene, {room.x, room.y + style.body * 0.75}, style.body, {"Input X", style.theme().text, true},
             room.width);
    const double top = style.body * 1.5 + style.small * 1.6;
    const Extent cells = context.study.x.shape.plane();
    const double apart = style.small * 0.6;
    double wanted = std::min(room.width * 0.4, place.most * style.small);
    if (!place.above) {
        StudyFigure scratch;
        const double key = addKey(scratch, context, {0, 0}, room.width);
        wanted = std::min({room.width, room.height * 0.5, std::max(kLeastSide, room.height - top - apart - key)});
    }
    const double side = wholeCellSide(wanted, cells, style);
    const Rect picture{room.x, room.y + top, side, side};
    addCaption(scene, picture, room.width, toText(cells), style);
    addStudyPlane(
        figure, picture, {StudyPlane::Input, 0, {}},
        {AreaKind::Input, context.pictures.x, context.study.x.values, context.pictures.scale.high, context.view, false},
        style);
    const double bottom = figure.areas.back().cells.rect.bottom();
    if (!place.above) return addKey(figure, context, {room.x, bottom + apart}, room.width);
    const double beside = side + style.small * 1.6;
    return std::max(bottom, addKey(figure, context, {room.x + beside, picture.y}, room.width - beside));
}

struct Columns {
    Rect input;
    Rect cards;
};

// How high the input is with its key, in the room that has all height.
double inputHeight(const CompareContext& context, const Rect& room, const InputPlace& place) {
    StudyFigure scratch;
    return addInput(scratch, context, room, place) - room.y;
}

Columns columnsOf(const CompareContext& context, const Size& size, const InputPlace& place) {
    const FigureStyle& style = context.style;
    const double inset = style.inset;
    const double height = std::max(1.0, size.height - 2 * inset);
    if (place.above) {
        const double inner = std::max(1.0, size.width - 2 * inset);
        const double above = inputHeight(context, {inset, inset, inner, height}, place);
        const double top = inset + above + style.small * 1.4;
        return {{inset, inset, inner, above}, {inset, top, inner, std::max(1.0, size.height - top - inset)}};
    }
    const double width = std::min(std::clamp(size.width * kInputShare, kLeastInput, kMostInput), size.width / 2);
    const double left = inset + width + style.small * 2.4;
    return {{inset, inset, width, height}, {left, inset, std::max(1.0, size.width - left - inset), height}};
}

// For a file: as many columns as are readable.
double heightFor(const CompareContext& context, double width) {
    constexpr double kAny = 1e4;
    const FigureStyle& style = context.style;
    const InputPlace place = inputPlace(width, style);
    const bool narrow = place.above;
    const Columns columns = columnsOf(context, {width, kAny}, place);
    const bool table = context.study.spec.by == CompareBy::Windows;
    const std::size_t count = context.study.comparands.size();
    const std::size_t across = table ? kCompareStrides.size() : std::min<std::size_t>(narrow ? 2 : 4, count);
    const auto rows = static_cast<double>((count + across - 1) / across);
    const double gap = style.small * 1.6;
    const double wide = (columns.cards.width + gap) / static_cast<double>(across) - gap;
    const bool beside = table != narrow;
    const double side = beside ? (wide - gap / 2) / 2 : wide;
    const double cards = rows * (CardGrid::cardHeight(side, beside, style) + gap) - gap;
    // Beside the cards the input and its key may be higher than they are.
    const double input = narrow ? 0 : inputHeight(context, {0, 0, columns.input.width, kAny}, place);
    return columns.cards.y + std::max(cards, input) + style.inset;
}

// The cells of x a focus stands for.
CellSet placeOf(const CompareStudy& study, const StudyFocus& focus) {
    if (focus.plane != StudyPlane::Output) return singleCell(focus.cell);
    return cellsUnder(study.comparands[focus.item].grid, singleCell(focus.cell));
}

bool exists(const CompareStudy& study, const StudyFocus& focus) {
    if (focus.plane == StudyPlane::Input) return study.x.shape.plane().contains(focus.cell);
    if (focus.item >= study.comparands.size() || study.comparands[focus.item].refused) return false;
    const ComparedOutput& comparand = study.comparands[focus.item];
    const bool output = focus.plane == StudyPlane::Output;
    return (output ? comparand.y : comparand.dx).shape.plane().contains(focus.cell);
}

CellSet outputsOf(const CompareStudy& study, const StudyFocus& focus, const CellSet& place, std::size_t i) {
    if (focus.plane == StudyPlane::Output && focus.item == i) return singleCell(focus.cell);
    return windowsOver(study.comparands[i].grid, place);
}

// The first few values of an output.
std::string valuesText(const CompareContext& context, const Tensor& y, const CellSet& cells) {
    constexpr std::size_t kMost = 3;
    std::string values;
    std::size_t said = 0;
    for (const std::int64_t row : cells.rows) {
        for (const std::int64_t col : cells.cols) {
            if (++said > kMost) return values + ", …";
            values +=
                (said == 1 ? "" : ", ") + valueText(y.at(0, {row, col}), context.view, context.pictures.scale.high);
        }
    }
    return said == 0 ? "not seen" : values;
}

}  // namespace

ComparePictures makePictures(const CompareStudy& study, const ValueScale& scale, const ViewSpec& view,
                             const Theme& theme, const std::stop_token& stop) {
    ComparePictures pictures;
    const std::span<const float> x = study.x.values;
    pictures.scale = scale;
    pictures.x = valuePicture(x, study.x.shape.plane(), pictures.scale, view.palette, theme);
    std::vector<float> gradients;
    for (const ComparedOutput& comparand : study.comparands) {
        gradients.insert(gradients.end(), comparand.dx.values.begin(), comparand.dx.values.end());
    }
    if (study.spec.by != CompareBy::Windows) pictures.gradientScale = gradientScale(gradients);
    for (const ComparedOutput& comparand : study.comparands) {
        ComparePictures::Card& card = pictures.cards.emplace_back();
        if (comparand.refused || stop.stop_requested()) continue;
        card.scale = widenedScale(pictures.scale, view.range, comparand.y.values);
        card.gradientScale = pictures.gradientScale.value_or(gradientScale(comparand.dx.values));
        card.y = valuePicture(comparand.y.values, comparand.y.shape.plane(), card.scale, view.palette, theme);
        card.dx =
            gradientPicture(comparand.dx.values, comparand.dx.shape.plane(), largestOf(card.gradientScale), theme);
    }
    return pictures;
}

namespace {

StudyFigure layoutWith(const CompareContext& context, const Size& size, const InputPlace& place) {
    StudyFigure figure;
    figure.scene.size = size;
    const Columns columns = columnsOf(context, size, place);
    const double y = addInput(figure, context, columns.input, place) + context.style.small;
    figure.words = {columns.input.x, y, columns.input.width, std::max(0.0, columns.input.bottom() - y)};
    const CardGrid grid = bestGrid(context, columns.cards);
    for (std::size_t i = 0; i < context.study.comparands.size(); ++i) addCard(figure, context, grid, i);
    return figure;
}

// For a page: the input wherever it leaves the cards the largest pictures. Higher than the page where none can be seen.
Scene sceneOnPage(const CompareContext& context, const Size& page) {
    const double least = context.style.small;
    std::optional<Scene> best;
    double bestSide = 0;
    for (const InputPlace& place : {InputPlace{false, 0}, {true, kInputAbove}, {true, kInputOnPage}}) {
        Scene scene = layoutWith(context, page, place).scene;
        const bool fits = lowestMark(scene) <= page.height - context.style.inset;
        const double side = bestGrid(context, columnsOf(context, page, place).cards).side();
        if (!fits || side < std::max(least, bestSide)) continue;
        bestSide = side;
        best = std::move(scene);
    }
    if (best) return *best;
    Scene scene = layoutWith(context, page, inputPlace(page.width, context.style)).scene;
    scene.size.height = std::max(lowestMark(scene), page.height + least);
    return scene;
}

}  // namespace

StudyFigure layoutCompare(const CompareContext& context, const Size& size) {
    return layoutWith(context, size, inputPlace(size.width, context.style));
}

Scene composeCompare(const CompareStudy& study, const ValueScale& scale, const ViewSpec& view, double width,
                     const FigureStyle& style, std::optional<double> height) {
    const ComparePictures pictures = makePictures(study, scale, view, style.theme());
    const CompareContext context{study, pictures, view, style};
    const double inner = width - 2 * fileMargin(style);
    const double needed = heightFor(context, inner);
    if (height && needed > *height - 2 * fileMargin(style)) {
        return withMargins(sceneOnPage(context, {inner, *height - 2 * fileMargin(style)}), style);
    }
    Scene scene = layoutCompare(context, {inner, needed}).scene;
    // The cards may have found a lower arrangement.
    scene.size.height = std::min(scene.size.height, lowestMark(scene) + style.inset);
    return withMargins(std::move(scene), style);
}

StudyWords compareWords(const CompareContext& context, const StudyFocus& focus) {
    const CompareStudy& study = context.study;
    if (!exists(study, focus)) return {};
    const CellSet place = placeOf(study, focus);
    const bool output = focus.plane == StudyPlane::Output;
    StudyWords words;
    if (output) {
        const ComparedOutput& comparand = study.comparands[focus.item];
        words.title = cellName(comparand.by.name + " ", focus.cell);
        words.lines.emplace_back("rows of X", rangeText(place.rows));
        words.lines.emplace_back("columns", rangeText(place.cols));
    } else {
        words.title = cellName("X", focus.cell) + " = " +
                      valueText(study.x.at(0, focus.cell), context.view, context.pictures.scale.high);
    }
    for (std::size_t i = 0; i < study.comparands.size(); ++i) {
        const ComparedOutput& comparand = study.comparands[i];
        if (comparand.refused) continue;
        std::string what = valuesText(context, comparand.y, outputsOf(study, focus, place, i));
        if (!output) what += "  dX " + numberText(comparand.dx.at(0, focus.cell));
        words.lines.emplace_back(comparand.by.name, what);
    }
    return words;
}

Scene focusOverlay(const StudyFigure& figure, const CompareContext& context, const StudyFocus& focus) {
    Scene scene{figure.scene.size, {}};
    const CompareStudy& study = context.study;
    if (!exists(study, focus)) return scene;
    const CellSet place = placeOf(study, focus);
    const bool output = focus.plane == StudyPlane::Output;
    const Emphasis onInput = output ? Emphasis::Window : Emphasis::Cell;
    addOutline(scene, figure.area(StudyPlane::Input, 0), place, onInput, context.style);
    for (std::size_t i = 0; i < study.comparands.size(); ++i) {
        if (study.comparands[i].refused) continue;
        addOutline(scene, figure.area(StudyPlane::Gradient, i), place, onInput, context.style);
        const bool pointed = output && focus.item == i;
        addOutline(scene, figure.area(StudyPlane::Output, i), outputsOf(study, focus, place, i),
                   pointed ? Emphasis::Cell : Emphasis::Window, context.style);
    }
    addStudyWords(scene, figure, compareWords(context, focus), context.style);
    return scene;
}

}  // namespace poolscope
