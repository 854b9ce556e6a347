// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/pair_figure.h"

#include <algorithm>
#include <cmath>

#include "core/figure/figure.h"
#include "core/panel/numbers.h"
#include "core/scene/words.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {

constexpr std::size_t kDifference = 2;

struct Column {
    StudyPlane plane;
    AreaKind area;
    const char* name;
    std::optional<Picture> PairPictures::Row::*picture;
    Tensor PairSide::*values;
    std::optional<Tensor> PairStudy::*difference;
};
constexpr std::array<Column, 3> kColumns{{
    {StudyPlane::Input, AreaKind::Input, "X", &PairPictures::Row::x, &PairSide::x, &PairStudy::x},
    {StudyPlane::Output, AreaKind::Output, "Y", &PairPictures::Row::y, &PairSide::y, &PairStudy::y},
    {StudyPlane::Gradient, AreaKind::Gradient, "dX", &PairPictures::Row::dx, &PairSide::dx, &PairStudy::dx},
}};

const Tensor* valuesOf(const PairStudy& study, const Column& column, std::size_t row) {
    if (row < kDifference) return &(study.sides[row].*column.values);
    const auto& difference = study.*column.difference;
    return difference ? &*difference : nullptr;
}

const Column& columnOf(StudyPlane plane) {
    return *std::find_if(kColumns.begin(), kColumns.end(), [plane](const Column& c) { return c.plane == plane; });
}

bool exists(const PairStudy& study, const StudyFocus& focus) {
    if (focus.item > kDifference || focus.plane == StudyPlane::Unpooled) return false;
    const Tensor* values = valuesOf(study, columnOf(focus.plane), focus.item);
    return values && values->shape.plane().contains(focus.cell);
}

// The cells of X and dX, and those of Y, that belong to a focus on one side.
struct Linked {
    CellSet input;
    CellSet output;
};
Linked linkedOn(const PairSide& side, const StudyFocus& focus) {
    if (focus.plane == StudyPlane::Output) {
        if (!side.y.shape.plane().contains(focus.cell)) return {};
        return {cellsUnder(side.grid, singleCell(focus.cell)), singleCell(focus.cell)};
    }
    if (!side.x.shape.plane().contains(focus.cell)) return {};
    return {singleCell(focus.cell), windowsOver(side.grid, singleCell(focus.cell))};
}

std::string rowName(const PairStudy& study, std::size_t row) {
    if (row == kDifference) return "the first less the second";
    const PairSide& side = study.sides[row];
    return side.name + (side.setting.empty() ? "" : ": " + side.setting);
}

// Above a picture that has a name of its own: X is of no pooling, and of one image under two settings these tell.
std::string pictureName(const PairStudy& study, std::size_t row, StudyPlane plane) {
    if (row == kDifference) return "first − second";
    const PairSide& side = study.sides[row];
    if (side.setting.empty() || plane == StudyPlane::Input) return side.brief;
    return study.sides[0].brief == study.sides[1].brief ? side.setting : side.setting + " · " + side.brief;
}

// Where the pictures stand, and the words of the cell in focus: an image in a row each, or in a wide room X and Y
// beside each other with all their images, dX beneath X, and the words beside it.
struct Places {
    std::size_t items = 2;  // images, and the difference
    bool inRows = false;
    double inset = 0;
    double gap = 0;
    double heading = 0;
    double above = 0;  // room for the name and the caption of a picture
    double side = 0;
    Rect words;

    Rect at(std::size_t row, std::size_t column) const {
        const auto across = static_cast<double>(inRows ? column % 2 * items + row : column);
        const auto down = static_cast<double>(inRows ? column / 2 : row);
        return {inset + across * (side + gap), inset + above + down * (above + side + gap / 2), side, side};
    }
    double nameWidth() const { return inRows ? side : 3 * side + 2 * gap; }
};

Places placesIn(const Size& size, const PairStudy& study, const FigureStyle& style) {
    Places places;
    places.items = study.x || study.y ? 3 : 2;
    places.inset = style.inset;
    places.heading = style.small * 1.7;
    places.above = places.heading * 1.6;
    const double words = std::clamp(size.width * 0.26, style.small * 15, style.small * 24);
    const auto items = static_cast<double>(places.items);
    // A cell is a whole number of pixels: a narrower gap may be what a larger one needs.
    for (const double gap : {1.6, 1.2, 0.8}) {
        Places tried = places;
        tried.gap = style.small * gap;
        const auto sideOf = [&](double columns, double rows, double besides) {
            const double wide = (size.width - 2 * tried.inset - besides - (columns - 1) * tried.gap) / columns;
            const double high = (size.height - 2 * tried.inset - (rows - 1) * tried.gap / 2) / rows - tried.above;
            return wholeCellSide(std::max(1.0, std::min(wide, high)), study.sides[0].x.shape.plane(), style);
        };
        const double stacked = sideOf(3, items, words + tried.gap);
        const double inRows = sideOf(2 * items, 2, 0);
        tried.inRows = inRows > stacked;
        tried.side = std::max(inRows, stacked);
        if (tried.side > places.side) places = tried;
    }
    // Where the words begin is where another picture would stand.
    const Rect beside = places.at(0, kColumns.size());
    const double room = size.width - places.inset - beside.x;
    places.words = places.inRows
                       ? Rect{beside.x, beside.y, std::max(1.0, room), places.side}
                       : Rect{beside.x, places.inset, std::clamp(room, 1.0, words), size.height - 2 * places.inset};
    return places;
}

}  // namespace

PairPictures makePictures(const PairStudy& study, const ValueScale& scale, const ViewSpec& view, const Theme& theme) {
    PairPictures pictures;
    pictures.scale = scale;
    for (const PairSide& side : study.sides) {
        pictures.scale = widenedScale(pictures.scale, view.range, side.y.values);
        pictures.largestGradient = std::max(pictures.largestGradient, largestMagnitude(side.dx.values));
    }
    for (const auto* difference : {&study.x, &study.y}) {
        if (!*difference) continue;
        pictures.largestDifference = std::max(pictures.largestDifference, largestMagnitude((*difference)->values));
    }
    for (std::size_t row = 0; row <= kDifference; ++row) {
        for (const Column& column : kColumns) {
            const Tensor* values = valuesOf(study, column, row);
            if (!values) continue;
            const Extent cells = values->shape.plane();
            auto& picture = pictures.rows[row].*column.picture;
            if (column.plane == StudyPlane::Gradient) {
                picture = gradientPicture(values->values, cells, pictures.largestGradient, theme);
            } else if (row == kDifference) {
                picture = gradientPicture(values->values, cells, pictures.largestDifference, theme);
            } else {
                picture = valuePicture(values->values, cells, pictures.scale, view.palette, theme);
            }
        }
    }
    return pictures;
}

namespace {

// Where the colours of the differences end.
double largestOf(const PairPictures& pictures, StudyPlane plane) {
    return plane == StudyPlane::Gradient ? pictures.largestGradient : pictures.largestDifference;
}

}  // namespace

std::array<std::string, 2> settingsApart(const Experiment& held, const Experiment& now) {
    const std::array parts{parameterParts(held), parameterParts(now)};
    std::array<std::string, 2> apart;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& others = parts[1 - i];
        for (const std::string& part : parts[i]) {
            if (std::find(others.begin(), others.end(), part) != others.end()) continue;
            apart[i] += (apart[i].empty() ? "" : ", ") + part;
        }
    }
    if (apart[0].empty()) apart[0] = "held";
    if (apart[1].empty()) apart[1] = "now";
    return apart;
}

StudyFigure layoutPair(const PairContext& context, const Size& size) {
    const FigureStyle& style = context.style;
    const Theme& t = style.theme();
    StudyFigure figure;
    figure.scene.size = size;
    const Places places = placesIn(size, context.study, style);
    for (std::size_t row = 0; row < places.items; ++row) {
        for (std::size_t k = 0; k < kColumns.size(); ++k) {
            const Column& column = kColumns[k];
            const Tensor* values = valuesOf(context.study, column, row);
            const auto& picture = context.pictures.rows[row].*column.picture;
            const Rect room = places.at(row, k);
            if (k == 0 || places.inRows) {
                addWords(figure.scene, {room.x, room.y - places.above + places.heading / 2}, style.body,
                         {places.inRows ? pictureName(context.study, row, column.plane) : rowName(context.study, row),
                          t.text, true},
                         places.nameWidth());
            }
            if (!values || !picture) {
                addParagraph(figure.scene, {room.x, room.y}, room.width, {"not as many cells", t.quiet}, style);
                continue;
            }
            const bool difference = row == kDifference;
            std::string caption =
                std::string(difference ? "Δ" : "") + column.name + "  " + toText(values->shape.plane());
            if (difference) caption += "  ±" + numberText(largestOf(context.pictures, column.plane));
            addCaption(figure.scene, room, room.width, caption, style);
            const AreaKind kind = difference ? AreaKind::Gradient : column.area;
            addStudyPlane(figure, room, {column.plane, row, {}},
                          {kind, *picture, values->values, kind == AreaKind::Gradient ? 0 : context.pictures.scale.high,
                           context.view, false},
                          style);
        }
    }
    figure.words = places.words;
    return figure;
}

StudyWords pairWords(const PairContext& context, const StudyFocus& focus) {
    const PairStudy& study = context.study;
    if (!exists(study, focus)) return {};
    StudyWords words;
    const Column& column = columnOf(focus.plane);
    words.title = cellName(column.name, focus.cell);
    for (std::size_t row = 0; row < kDifference; ++row) {
        const Tensor* values = valuesOf(study, column, row);
        const bool there = values->shape.plane().contains(focus.cell);
        words.lines.emplace_back(rowName(study, row), there ? numberText(values->at(0, focus.cell)) : "not there");
    }
    if (const Tensor* values = valuesOf(study, column, kDifference)) {
        words.lines.emplace_back("difference", numberText(values->at(0, focus.cell)));
    }
    if (focus.plane == StudyPlane::Output) {
        CellSet said;
        for (const PairSide& side : study.sides) {
            const Linked linked = linkedOn(side, focus);
            if (linked.input.empty() || linked.input == said) continue;
            words.lines.emplace_back(
                "window", "rows " + rangeText(linked.input.rows) + ", columns " + rangeText(linked.input.cols));
            said = linked.input;
        }
    }
    return words;
}

Scene focusOverlay(const StudyFigure& figure, const PairContext& context, const std::optional<StudyFocus>& lit) {
    Scene scene{figure.scene.size, {}};
    if (!lit || !exists(context.study, *lit)) {
        StudyWords words{"Point at a cell", {}};
        if (context.study.x || context.study.y) {
            words.lines = {{"red", "more in the first"}, {"blue", "more in the second"}};
        }
        addStudyWords(scene, figure, words, context.style);
        return scene;
    }
    const StudyFocus& focus = *lit;
    const bool output = focus.plane == StudyPlane::Output;
    for (std::size_t row = 0; row <= kDifference; ++row) {
        // The difference is of cells that both have; its windows are those of the first.
        const Linked linked = linkedOn(context.study.sides[row < kDifference ? row : 0], focus);
        const Emphasis onInput = output ? Emphasis::Window : Emphasis::Cell;
        const Emphasis onOutput = output ? Emphasis::Cell : Emphasis::Window;
        addOutline(scene, figure.area(StudyPlane::Input, row), linked.input, onInput, context.style);
        addOutline(scene, figure.area(StudyPlane::Gradient, row), linked.input, onInput, context.style);
        addOutline(scene, figure.area(StudyPlane::Output, row), linked.output, onOutput, context.style);
    }
    addStudyWords(scene, figure, pairWords(context, focus), context.style);
    return scene;
}

}  // namespace poolscope
