// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/base/word.h"
#include "core/experiment/experiment_words.h"
#include "core/figure/panel_sheet.h"
#include "core/filter/filter.h"
#include "core/pool/overlaps.h"
#include "core/scene/framing.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

Result<void> checkFigure(const Evaluation& e, const FigureSpec& spec) {
    if (Result<void> ok = checkSize(spec); !ok) return ok;
    if (spec.panels.empty()) return fail("figure.panels", "name at least one panel");
    for (const PanelKind kind : spec.panels) {
        if (hasPanel(e, kind)) continue;
        return fail("figure.panels",
                    "there is no panel " + std::string(toText(kind)) + ": " + std::string(panelRow(kind).otherwise));
    }
    if (spec.focus && !e.grid.output().contains(*spec.focus)) {
        return fail("figure.focus", "there is no output cell " + std::to_string(spec.focus->row) + "," +
                                        std::to_string(spec.focus->col) + ": rows are 0 to " +
                                        std::to_string(e.grid.rows.output - 1) + ", columns 0 to " +
                                        std::to_string(e.grid.cols.output - 1));
    }
    const std::int64_t windows = e.grid.output().count();
    if (spec.playback && (spec.playback->done < 0 || spec.playback->done > windows)) {
        return fail("figure.playback", "there are " + std::to_string(windows) + " windows, so that " +
                                           std::to_string(spec.playback->done) + " cannot be done");
    }
    if (e.x->shape.planes() == 0) return fail("input", "there is no image to draw: N is 0");
    return {};
}

// "filters identity, gabor" and "ReLU", as far as there are some.
void addFilters(std::vector<std::string>& parts, const FilterSpec& spec) {
    if (spec.filters == allFilters()) {
        parts.push_back("all " + std::to_string(spec.filters.size()) + " filters");
    } else if (!spec.filters.empty()) {
        std::string words = spec.filters.size() == 1 ? "filter " : "filters ";
        for (std::size_t i = 0; i < spec.filters.size(); ++i) {
            words += (i == 0 ? "" : ", ") + std::string(filterBank()[spec.filters[i]].name);
        }
        parts.push_back(std::move(words));
    }
    if (spec.relu) parts.emplace_back("ReLU");
}

// What only some operations use, where it is not as usual; numbers without which the operation says nothing always.
void addOwn(std::vector<std::string>& parts, const PoolSpec& pool) {
    const auto has = [&](OwnParameter own) { return uses(pool.op, own); };
    if (has(OwnParameter::P)) parts.push_back("p " + shortestNumber(pool.p));
    if (has(OwnParameter::Temperature)) {
        parts.push_back("temperature " + shortestNumber(pool.temperature) + " of a span of " +
                        numberText(pool.span.value));
    }
    if (has(OwnParameter::Divisor) && pool.divisor) parts.push_back("divisor " + shortestNumber(*pool.divisor));
    if (has(OwnParameter::CountIncludePad) && pool.countIncludePad) parts.emplace_back("padding counted");
    if (has(OwnParameter::Median) && pool.median == MedianRule::Lower) parts.emplace_back("lower median");
    if (has(OwnParameter::Ties) && pool.ties != TieRule::First)
        parts.push_back("ties " + std::string(wordsFor(pool.ties)[static_cast<std::size_t>(pool.ties)].name));
}

Result<void> checkSide(const std::string& name, double mm) {
    if (mm >= kLeastWidthMm && mm <= kMostWidthMm) return {};
    return fail("figure." + name, "a " + name + " of " + shortestNumber(mm) + " mm is not legal: it must be " +
                                      shortestNumber(kLeastWidthMm) + " to " + shortestNumber(kMostWidthMm));
}

}  // namespace

Result<void> checkSize(const FigureSpec& spec) {
    if (Result<void> ok = checkSide("width", spec.widthMm); !ok) return ok;
    return spec.heightMm ? checkSide("height", *spec.heightMm) : Result<void>{};
}

tl::unexpected<Error> noRoom(const FigureSpec& spec, const std::string& rest) {
    const std::string size =
        spec.heightMm ? "a page of " + shortestNumber(spec.widthMm) + " x " + shortestNumber(*spec.heightMm) + " mm"
                      : "a width of " + shortestNumber(spec.widthMm) + " mm";
    return fail(spec.heightMm ? "figure.height" : "figure.width", size + " leaves no room for " + rest);
}

TypeSizes paperType(double widthMm) {
    const double scale = std::max(1.0, widthMm / 190);
    return {7 * scale, 6 * scale, 5 * scale};
}

FigureStyle printStyle(ThemeName theme, const TypeSizes& type) {
    FigureStyle style;
    style.themeName = theme;
    style.title = type.body * 8 / 7;
    style.heading = type.body;
    style.body = type.body;
    style.small = type.small;
    style.leastNumber = type.least;
    style.mostNumber = type.body;
    style.inset = 0;
    style.line = type.body / 15;
    style.outline = type.body * 0.16;
    style.wholePoints = false;
    return style;
}

FigureStyle printStyle(ThemeName theme, double widthMm, std::optional<double> fontSize) {
    const TypeSizes type = paperType(widthMm);
    return printStyle(theme, fontSize ? type.scaled(*fontSize / type.body) : type);
}

std::vector<std::string> parameterParts(const Experiment& experiment) {
    const WindowSpec& w = experiment.window;
    std::vector<std::string> parts{std::string(toText(experiment.pool.op)), "size " + toText(w.size),
                                   "stride " + toText(w.stride)};
    const Padding& pad = w.padding;
    if (pad.mode == PadMode::SameUpper) {
        parts.emplace_back("padding same-upper");
    } else if (pad.mode == PadMode::SameLower) {
        parts.emplace_back("padding same-lower");
    } else if (pad != Padding{}) {
        parts.push_back("padding " + std::to_string(pad.top) + "," + std::to_string(pad.left) + "," +
                        std::to_string(pad.bottom) + "," + std::to_string(pad.right));
    }
    if (experiment.pool.padValue == PadValue::Zero) parts.back() += " (zeros)";
    addOwn(parts, experiment.pool);
    if (w.dilation != Extent{1, 1}) parts.push_back("dilation " + toText(w.dilation));
    if (w.ceilMode) parts.emplace_back("ceil mode");
    const Overlap overlap = experiment.pool.overlap;
    if (overwrites(overlap))
        parts.push_back("overlaps " + std::string(wordsFor(overlap)[static_cast<std::size_t>(overlap)].title));
    addFilters(parts, experiment.filters);
    return parts;
}

std::string parameterText(const Experiment& experiment) {
    const std::vector<std::string> parts = parameterParts(experiment);
    return joined({parts.begin(), parts.end()});
}

namespace {

constexpr double kPageMargin = 0.03;  // of the shorter side of a page

double figureMargin(const FigureSpec& spec, const FigureStyle& style) {
    const double page = spec.heightMm ? std::min(spec.widthMm, *spec.heightMm) * kPointsPerMm * kPageMargin : 0;
    return std::max(style.small * 0.8, page);
}

// Title, caption and note, from `corner` on; gives the foot of what stands beneath.
double addFigureWords(Scene& scene, const FigureSpec& spec, const Point& corner, double foot, double width,
                      const FigureStyle& style) {
    addTitle(scene, corner, width, spec.title, style);
    if (!spec.caption.empty()) {
        const TextRun caption{spec.caption, style.theme().quiet};
        foot = addParagraph(scene, {corner.x, foot}, width, caption, style) + style.small * 0.35;
    }
    if (spec.note.empty()) return foot;
    // On one line whatever it says: all frames of an animation have one size.
    TextMark note = textMark({corner.x, foot + style.small * 0.8}, style.small, {{spec.note, style.theme().text}});
    note.maxWidth = width;
    scene.marks.emplace_back(std::move(note));
    return foot + style.small * 1.8;
}

// What the title takes above the panels.
double titleHeight(const FigureSpec& spec, double width, const FigureStyle& style) {
    Scene measured;
    return addTitle(measured, {0, 0}, width, spec.title, style);
}

// What caption and note take beneath them.
double heightBeneath(const FigureSpec& spec, double width, const FigureStyle& style) {
    Scene measured;
    const double margin = figureMargin(spec, style);
    return addFigureWords(measured, spec, {margin, margin}, 0, width, style) + margin * 0.6;
}

Result<void> checkRoom(const PanelSheet& sheet, const FigureSpec& spec, const FigureStyle& style) {
    if (sheet.pictureWidth() >= style.small * 4) return {};
    const std::size_t panels = spec.panels.size();
    const std::string columns = std::to_string(sheet.columns()) + (sheet.columns() == 1 ? " column" : " columns");
    return noRoom(spec, std::to_string(panels) + (panels == 1 ? " panel" : " panels in " + columns) +
                            " in this size of type: choose a larger one, smaller type, fewer panels or another layout");
}

}  // namespace

namespace {

// `numbers` may be null.
Result<Scene> compose(const PanelContext& context, const FigureSpec& spec, const std::optional<CellRef>& page,
                      ShownNumbers* numbers) {
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const Links links = spec.focus ? linkedCells(e, {FocusKind::Window, *spec.focus, 0}) : Links{};

    const double margin = figureMargin(spec, style);
    const double width = spec.widthMm * kPointsPerMm;
    SheetRoom room{width, margin, {}};
    if (spec.heightMm) {
        const double inside = width - 2 * margin;
        room.height = *spec.heightMm * kPointsPerMm - margin - titleHeight(spec, inside, style) -
                      heightBeneath(spec, inside, style);
    }
    const PanelSheet sheet(context, links, spec, page, room);
    if (Result<void> ok = checkRoom(sheet, spec, style); !ok) return tl::unexpected(ok.error());
    if (numbers) *numbers = sheet.numbers();
    Scene scene;
    // What a page has left lies above and below the panels.
    const double spare = room.height ? std::max(0.0, *room.height - sheet.height()) / 2 : 0;
    // Words begin at the left edge of the panels, but on a page, whose room was measured before.
    const double left = spec.heightMm ? margin : sheet.side();
    const double above = titleHeight(spec, width - 2 * left, style);
    sheet.addTo(scene, margin + above + spare);
    const double foot = margin + above + sheet.height() + 2 * spare;
    const double end = addFigureWords(scene, spec, {left, margin}, foot, width - 2 * left, style);
    keepReadable(scene, style);
    scene.size = {width, spec.heightMm ? *pageHeight(spec) : end + margin * 0.6};
    return scene;
}

}  // namespace

Result<Scene> composeFigure(const Evaluation& e, const ViewSpec& view, const FigureSpec& spec, const FigureStyle& style,
                            ShownNumbers* numbers) {
    if (Result<void> ok = checkFigure(e, spec); !ok) return tl::unexpected(ok.error());
    const Pictures pictures = makePictures(e, view, style.theme(), spec.playback);
    return compose({e, pictures, view, style}, spec, {}, numbers);
}

Result<Scene> composeFigure(const Evaluation& e, const Pictures& pictures, const ViewSpec& view, const FigureSpec& spec,
                            const FigureStyle& style, const std::optional<CellRef>& page) {
    if (Result<void> ok = checkFigure(e, spec); !ok) return tl::unexpected(ok.error());
    return compose({e, pictures, view, style}, spec, page, nullptr);
}

}  // namespace poolscope
