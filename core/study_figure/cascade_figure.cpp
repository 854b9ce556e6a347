// SPDX-License-Identifier: GPL-3.0-or-later
// A cascade as three rows of pictures.
#include "core/study_figure/cascade_figure.h"

#include <algorithm>

#include "core/scene/framing.h"
#include "core/scene/place.h"
#include "core/scene/words.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {

enum class Row { Values, Gradient, Unpooled };
constexpr double kRows = 3;
constexpr double kLeastNotes = 14;  // in small type: words in narrower columns stand beneath all of them

std::size_t stageCount(const CascadeStudy& study) {
    return study.levels.size() + 1;
}

bool hasWinners(const CascadeStudy& study) {
    return study.levels.front().winners.shape.count() > 0;
}

const Tensor& valuesOf(const CascadeContext& context, std::size_t stage) {
    return stage == 0 ? context.x : context.study.levels[stage - 1].y;
}

std::string stageName(std::size_t stage) {
    return stage == 0 ? "X" : "Y" + std::to_string(stage);
}

// Columns as wide as there is room, each with an arrow's room after it.
class StageGrid {
  public:
    // `cells` are those of x.
    StageGrid(const Size& size, const Extent& cells, std::size_t columns, const FigureStyle& style) : style_(style) {
        const double inset = style.inset;
        arrow_ = style.small * 3.4;
        columnWidth_ = (size.width - 2 * inset + arrow_) / static_cast<double>(columns) - arrow_;
        if (columnWidth_ < kLeastNotes * style.small) {
            arrow_ = style.small * 2.2;
            columnWidth_ = (size.width - 2 * inset + arrow_) / static_cast<double>(columns) - arrow_;
        }
        const double high = (size.height - 2 * inset + gap()) / kRows - gap() - head();
        side_ = wholeCellSide(std::max(kLeastSide, std::min(columnWidth_, high)), cells, style);
    }

    double side() const { return side_; }
    double columnWidth() const { return columnWidth_; }
    double arrow() const { return arrow_; }
    double head() const { return style_.body * 1.5 + style_.small * 1.6; }
    double gap() const { return style_.small * 1.4; }
    Rect picture(std::size_t column, Row row) const {
        const auto down = static_cast<double>(row);
        return {style_.inset + static_cast<double>(column) * (columnWidth_ + arrow()),
                style_.inset + head() + down * (side_ + head() + gap()), side_, side_};
    }
    static double height(double side, const FigureStyle& style) {
        const StageGrid any({100, 100}, {1, 1}, 1, style);
        return kRows * (side + any.head() + any.gap()) - any.gap() + 2 * style.inset;
    }

  private:
    FigureStyle style_;
    double arrow_ = 0;
    double columnWidth_ = 0;
    double side_ = 0;
};

void addHead(Scene& scene, const StageGrid& grid, const Rect& picture, std::vector<TextRun> name,
             const std::string& caption, const FigureStyle& style) {
    TextMark mark = textMark({picture.x, picture.y - grid.head() + style.body * 0.75}, style.body, std::move(name));
    mark.maxWidth = grid.columnWidth();
    scene.marks.emplace_back(std::move(mark));
    addCaption(scene, picture, grid.columnWidth(), caption, style);
}

// The first of the captions that a column has room for, a little smaller if need be; else the last.
std::string fitting(const StageGrid& grid, const std::vector<std::string>& captions, const FigureStyle& style) {
    for (const std::string& caption : captions) {
        if (monoWidth(characterCount(caption), style.small) * leastShrunk(style) <= grid.columnWidth()) return caption;
    }
    return captions.back();
}

std::vector<TextRun> nameRuns(const std::string& letters, std::size_t stage, const Theme& t) {
    if (stage == 0) return {{letters + "X", t.text, true}};
    return {{letters + "Y", t.text, true}, {std::to_string(stage), t.text, true, true}};
}

// From a picture to its neighbour, in the middle between them.
void addArrow(Scene& scene, const Point& from, const Point& to, const FigureStyle& style) {
    const Colour& colour = style.theme().quiet;
    const double head = style.small * 0.55;
    const double ahead = to.x > from.x ? 1 : -1;
    const double neck = to.x - ahead * head;
    scene.marks.emplace_back(LineMark{{from, {neck, to.y}}, Stroke{colour, style.line * 1.5}, std::nullopt});
    scene.marks.emplace_back(LineMark{
        {to, {neck, to.y - head * 0.6}, {neck, to.y + head * 0.6}, to}, Stroke{colour, style.line * 0.5}, colour});
}

void addArrowBetween(StudyFigure& figure, const StageGrid& grid, std::size_t column, Row row, bool forwards,
                     const FigureStyle& style) {
    const Rect& left = figure.areas.back().cells.rect;
    const double margin = style.small * 0.6;
    const double y = left.y + left.height / 2;
    const Point a{left.right() + margin, y};
    const Point b{grid.picture(column + 1, row).x - margin, y};
    addArrow(figure.scene, forwards ? a : b, forwards ? b : a, style);
}

void addValues(StudyFigure& figure, const CascadeContext& context, const StageGrid& grid, std::size_t stage) {
    const FigureStyle& style = context.style;
    const CascadePictures::Stage& pictures = context.pictures.stages[stage];
    const Tensor& values = valuesOf(context, stage);
    const Rect picture = grid.picture(stage, Row::Values);
    const std::string plane = toText(values.shape.plane());
    std::string tied;
    std::string all;
    if (stage > 0 && hasWinners(context.study)) {
        const WindowFacts& facts = context.study.levels[stage - 1].facts;
        tied = " · " + std::to_string(facts.tied);
        all = tied + " of " + std::to_string(facts.windows) + " tied";
        tied += " tied";
    }
    std::string range;
    if (!(pictures.scale == context.pictures.scale)) {
        const double top = context.pictures.scale.high;
        range = " · " + valueText(pictures.scale.low, context.view, top) + " to " +
                valueText(pictures.scale.high, context.view, top);
    }
    const std::string caption = fitting(grid, {plane + all + range, plane + tied + range, plane + tied, plane}, style);
    addHead(figure.scene, grid, picture, nameRuns("", stage, style.theme()), caption, style);
    const StudyPlane shown = stage == 0 ? StudyPlane::Input : StudyPlane::Output;
    const AreaKind kind = stage == 0 ? AreaKind::Input : AreaKind::Output;
    addStudyPlane(figure, picture, {shown, stage, {}},
                  {kind, pictures.values, values.values, context.pictures.scale.high, context.view, false}, style);
    if (stage + 1 < stageCount(context.study)) addArrowBetween(figure, grid, stage, Row::Values, true, style);
}

std::span<const float> gradientOf(const CascadeContext& context, std::size_t stage, std::vector<float>& ones) {
    if (stage < context.study.levels.size()) return context.study.levels[stage].dx.values;
    ones.assign(context.study.levels.back().y.values.size(), 1.0F);
    return ones;
}

void addGradient(StudyFigure& figure, const CascadeContext& context, const StageGrid& grid, std::size_t stage) {
    const FigureStyle& style = context.style;
    const CascadePictures::Stage& pictures = context.pictures.stages[stage];
    const Rect picture = grid.picture(stage, Row::Gradient);
    const bool last = stage + 1 == stageCount(context.study);
    const std::string sum = "Σ " + numberText(pictures.gradientSum);
    addHead(figure.scene, grid, picture, nameRuns("d", stage, style.theme()),
            last ? fitting(grid, {"ones arrive, " + sum, "ones, " + sum, sum}, style)
                 : fitting(grid, {sum + " · " + gradientEnds(pictures.gradientScale), sum}, style),
            style);
    std::vector<float> ones;
    const std::span<const float> values = gradientOf(context, stage, ones);
    addStudyPlane(figure, picture, {StudyPlane::Gradient, stage, {}},
                  {AreaKind::Gradient, pictures.gradient, values, 0, context.view, false}, style);
    if (!last) addArrowBetween(figure, grid, stage, Row::Gradient, false, style);
}

void addUnpooled(StudyFigure& figure, const CascadeContext& context, const StageGrid& grid, std::size_t stage) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const CascadePictures::Stage& pictures = context.pictures.stages[stage];
    const Rect picture = grid.picture(stage, Row::Unpooled);
    std::vector<TextRun> name = nameRuns("", stage, t);
    name.push_back({" put back", t.text, true});
    const auto kept =
        std::count_if(pictures.unpooled.values.begin(), pictures.unpooled.values.end(), [](float v) { return v != 0; });
    const std::string cells = std::to_string(kept);
    addHead(figure.scene, grid, picture, std::move(name),
            fitting(grid, {cells + " cells not 0", cells + " not 0", cells}, style), style);
    addStudyPlane(figure, picture, {StudyPlane::Unpooled, stage, {}},
                  {AreaKind::Input, pictures.unpooledPicture, pictures.unpooled.values, context.pictures.scale.high,
                   context.view, false},
                  style);
}

bool isNarrow(const StageGrid& grid, const FigureStyle& style) {
    return grid.columnWidth() < kLeastNotes * style.small;
}

// Where no picture is: at the bottom left, or of narrow columns beneath all where there is room.
Rect notesRoom(const StageGrid& grid, const Size& size, const FigureStyle& style) {
    const Rect first = grid.picture(0, Row::Unpooled);
    const double beneath = first.y + grid.side() + style.small;
    if (isNarrow(grid, style) && size.height - beneath > style.small * 3) {
        return {first.x, beneath, size.width - 2 * style.inset, size.height - beneath};
    }
    return {first.x, first.y - grid.head(), grid.columnWidth(), first.height + grid.head()};
}

// What the rows mean; beneath it there is room for words.
void addNotes(StudyFigure& figure, const CascadeContext& context, const StageGrid& grid) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    const Rect room = notesRoom(grid, figure.scene.size, style);
    double y = room.y;
    const bool winners = hasWinners(context.study);
    y = addParagraph(figure.scene, {room.x, y}, room.width,
                     {winners ? "Put back: max unpooling. Each value returns to the cell that won it; this is what is "
                                "left of X."
                              : "Only max and min know a winner to put a value back to: with this operation there is "
                                "no unpooling.",
                      t.quiet},
                     style);
    y += style.small * 0.4;
    y = addNamedRamp(figure.scene, {room.x, y}, room.width, style, "X, Y",
                     shownEnds(context.pictures.scale, context.view), paletteRamp(context.view, t));
    figure.words = {room.x, y + style.small * 0.5, room.width, std::max(0.0, room.bottom() - y - style.small * 0.5)};
}

void addEnd(StudyFigure& figure, const CascadeContext& context, const StageGrid& grid) {
    const FigureStyle& style = context.style;
    const std::size_t stage = stageCount(context.study);
    const Rect room = grid.picture(stage, Row::Values);
    figure.scene.marks.emplace_back(RectMark{room, std::nullopt, Stroke{style.theme().line, style.line, true}});
    const double inset = style.small;
    addParagraph(figure.scene, {room.x + inset, room.y + inset}, room.width - 2 * inset,
                 {"No level " + std::to_string(stage) + ": " + context.study.ended->message, style.theme().quiet},
                 style);
}

StageGrid gridIn(const CascadeContext& context, const Size& size) {
    const std::size_t columns = stageCount(context.study) + (context.study.ended ? 1 : 0);
    return {size, context.x.shape.plane(), columns, context.style};
}

// For a file: pictures as wide as their columns.
double heightFor(const CascadeContext& context, double width) {
    const StageGrid wide = gridIn(context, {width, 1e6});
    const double height = StageGrid::height(wide.side(), context.style);
    if (!isNarrow(wide, context.style)) return height;
    StudyFigure scratch;
    scratch.scene.size = {width, 2 * height};
    addNotes(scratch, context, wide);
    return scratch.words.y + context.style.inset;
}

// For a page: the largest pictures that leave the notes their room.
StageGrid gridOnPage(const CascadeContext& context, const Size& page) {
    const double least = std::max(kLeastSide, context.style.small);
    for (double height = page.height;; height -= context.style.small / 4) {
        StageGrid grid = gridIn(context, {page.width, height});
        StudyFigure scratch;
        scratch.scene.size = page;
        addNotes(scratch, context, grid);
        if (lowestMark(scratch.scene) <= page.height - context.style.inset || grid.side() <= least) return grid;
    }
}

std::size_t stageOf(const StudyFocus& focus) {
    return focus.plane == StudyPlane::Unpooled ? 0 : focus.item;
}

bool exists(const CascadeStudy& study, const StudyFocus& focus) {
    if (focus.item >= stageCount(study)) return false;
    const std::size_t stage = stageOf(focus);
    const Extent plane = stage == 0 ? study.levels.front().grid.input() : study.levels[stage - 1].grid.output();
    return plane.contains(focus.cell);
}

StudyPlane valuePlane(std::size_t stage) {
    return stage == 0 ? StudyPlane::Input : StudyPlane::Output;
}

void addPath(Scene& scene, const StudyFigure& figure, const CascadeContext& context, const StudyFocus& focus) {
    const std::size_t stage = stageOf(focus);
    const std::vector<CellRef> path = winnersBelow(context.study, stage, focus.cell);
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::size_t below = stage - 1 - i;
        const CellArea* area = figure.area(valuePlane(below), below);
        if (!area) continue;
        const Rect cell = area->cellRect(path[i]);
        addTapMark(scene, cell, true, false, context.style);
    }
}

}  // namespace

CascadePictures makePictures(const Tensor& x, const CascadeStudy& study, const ValueScale& scale, const ViewSpec& view,
                             const Theme& theme, const std::stop_token& stop) {
    CascadePictures pictures;
    pictures.scale = scale;
    const CascadeContext context{x, study, pictures, view, {}};
    for (std::size_t stage = 0; stage < stageCount(study) && !stop.stop_requested(); ++stage) {
        CascadePictures::Stage made;
        const Tensor& values = valuesOf(context, stage);
        const Extent plane = values.shape.plane();
        made.scale = widenedScale(pictures.scale, view.range, values.values);
        made.values = valuePicture(values.values, plane, made.scale, view.palette, theme);
        std::vector<float> ones;
        const std::span<const float> gradient = gradientOf(context, stage, ones);
        made.gradientScale = gradientScale(gradient);
        made.gradientSum = statisticsOf(gradient).sum;
        made.gradient = gradientPicture(gradient, plane, largestOf(made.gradientScale), theme);
        if (stage > 0 && hasWinners(study)) {
            made.unpooled = unpooledToInput(study, stage - 1);
            made.unpooledPicture =
                valuePicture(made.unpooled.values, x.shape.plane(), pictures.scale, view.palette, theme);
        }
        pictures.stages.push_back(std::move(made));
    }
    return pictures;
}

namespace {

StudyFigure layoutOn(const CascadeContext& context, const Size& size, const StageGrid& grid) {
    StudyFigure figure;
    figure.scene.size = size;
    const std::size_t stages = stageCount(context.study);
    for (std::size_t stage = 0; stage < stages; ++stage) addValues(figure, context, grid, stage);
    if (context.study.ended) addEnd(figure, context, grid);
    for (std::size_t stage = 0; stage < stages; ++stage) addGradient(figure, context, grid, stage);
    for (std::size_t stage = 1; hasWinners(context.study) && stage < stages; ++stage) {
        addUnpooled(figure, context, grid, stage);
    }
    addNotes(figure, context, grid);
    return figure;
}

}  // namespace

StudyFigure layoutCascade(const CascadeContext& context, const Size& size) {
    return layoutOn(context, size, gridIn(context, size));
}

Scene composeCascade(const Tensor& x, const CascadeStudy& study, const ValueScale& scale, const ViewSpec& view,
                     double width, const FigureStyle& style, std::optional<double> height) {
    const CascadePictures pictures = makePictures(x, study, scale, view, style.theme());
    const CascadeContext context{x, study, pictures, view, style};
    const double inner = width - 2 * fileMargin(style);
    const double needed = heightFor(context, inner);
    if (!height || needed <= *height - 2 * fileMargin(style)) {
        return withMargins(layoutCascade(context, {inner, needed}).scene, style);
    }
    const Size page{inner, *height - 2 * fileMargin(style)};
    Scene scene = layoutOn(context, page, gridOnPage(context, page)).scene;
    scene.size.height = std::max(page.height, lowestMark(scene));
    return withMargins(std::move(scene), style);
}

std::vector<CellSet> linkedStages(const CascadeStudy& study, const StudyFocus& focus) {
    if (!exists(study, focus)) return {};
    std::vector<CellSet> sets(stageCount(study));
    const std::size_t stage = stageOf(focus);
    sets[stage] = singleCell(focus.cell);
    for (std::size_t k = stage; k-- > 0;) sets[k] = cellsUnder(study.levels[k].grid, sets[k + 1]);
    for (std::size_t k = stage + 1; k < sets.size(); ++k) sets[k] = windowsOver(study.levels[k - 1].grid, sets[k - 1]);
    return sets;
}

std::vector<CellRef> winnersBelow(const CascadeStudy& study, std::size_t stage, const CellRef& cell) {
    std::vector<CellRef> path;
    if (!hasWinners(study)) return path;
    CellRef at = cell;
    for (std::size_t k = stage; k-- > 0;) {
        const CascadeLevel& level = study.levels[k];
        const std::int64_t won = winnerIndex(level.grid, 0, at, level.winners.at(0, at), IndexKind::Plane);
        if (won < 0) break;
        at = {won / level.grid.cols.input, won % level.grid.cols.input};
        path.push_back(at);
    }
    return path;
}

StudyWords cascadeWords(const CascadeContext& context, const StudyFocus& focus) {
    if (!exists(context.study, focus)) return {};
    const std::size_t stage = stageOf(focus);
    const std::vector<CellSet> sets = linkedStages(context.study, focus);
    StudyWords words;
    words.title = cellName(stageName(stage), focus.cell) + " = " +
                  valueText(valuesOf(context, stage).at(0, focus.cell), context.view, context.pictures.scale.high);
    std::vector<float> ones;
    const std::span<const float> gradient = gradientOf(context, stage, ones);
    const auto index = static_cast<std::size_t>(flatIndex(valuesOf(context, stage).shape.plane(), focus.cell));
    words.lines.emplace_back("gradient", numberText(gradient[index]));
    if (stage > 0) {
        words.lines.emplace_back("rows of X", rangeText(sets[0].rows));
        words.lines.emplace_back("columns of X", rangeText(sets[0].cols));
        const std::vector<CellRef> path = winnersBelow(context.study, stage, focus.cell);
        if (path.size() == stage) words.lines.emplace_back("won by", cellName("X", path.back()));
    }
    const std::size_t last = sets.size() - 1;
    if (stage < last) {
        const CellSet& ends = sets[last];
        words.lines.emplace_back(
            "ends in", ends.empty() ? "no cell of " + stageName(last)
                                    : stageName(last) + "(" + rangeText(ends.rows) + ", " + rangeText(ends.cols) + ")");
    }
    return words;
}

Scene focusOverlay(const StudyFigure& figure, const CascadeContext& context, const StudyFocus& focus) {
    Scene scene{figure.scene.size, {}};
    const std::vector<CellSet> sets = linkedStages(context.study, focus);
    for (std::size_t stage = 0; stage < sets.size(); ++stage) {
        const Emphasis emphasis = stage == stageOf(focus) ? Emphasis::Cell : Emphasis::Window;
        addOutline(scene, figure.area(valuePlane(stage), stage), sets[stage], emphasis, context.style);
        addOutline(scene, figure.area(StudyPlane::Gradient, stage), sets[stage], emphasis, context.style);
        addOutline(scene, figure.area(StudyPlane::Unpooled, stage), sets[0],
                   stageOf(focus) == 0 ? Emphasis::Cell : Emphasis::Window, context.style);
    }
    if (sets.empty()) return scene;
    addPath(scene, figure, context, focus);
    addStudyWords(scene, figure, cascadeWords(context, focus), context.style);
    return scene;
}

}  // namespace poolscope
