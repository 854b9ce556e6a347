// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/filter/filter.h"
#include "core/panel/panel_parts.h"
#include "core/scene/place.h"
#include "core/thread/thread.h"

namespace poolscope {
namespace {

constexpr double kLeastPanelWidth =
    110;  // points; two in a column of 89 mm; narrower panels wrap in FigureLayout::Flow

std::size_t columnCount(const FigureSpec& spec, double width, double gap) {
    const std::size_t panels = spec.panels.size();
    switch (spec.layout) {
        case FigureLayout::Row:
            return panels;
        case FigureLayout::Grid:
            return std::min<std::size_t>(2, panels);
        case FigureLayout::Flow:
            break;
    }
    const auto fitting = static_cast<std::size_t>(std::max(1.0, (width + gap) / (kLeastPanelWidth + gap)));
    const std::size_t columns = std::min(panels, fitting);
    const std::size_t rows = (panels + columns - 1) / columns;
    return (panels + rows - 1) / rows;  // rows of equal length
}

Result<void> checkFigure(const Evaluation& e, const FigureSpec& spec) {
    if (Result<void> ok = checkWidth(spec.widthMm); !ok) return ok;
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

// ", filters identity, gabor, ReLU", or nothing.
std::string filterText(const FilterSpec& spec) {
    std::string words;
    if (spec.filters == allFilters()) {
        words = ", all " + std::to_string(spec.filters.size()) + " filters";
    } else if (!spec.filters.empty()) {
        words = spec.filters.size() == 1 ? ", filter " : ", filters ";
        for (std::size_t i = 0; i < spec.filters.size(); ++i) {
            words += (i == 0 ? "" : ", ") + std::string(filterBank()[spec.filters[i]].name);
        }
    }
    if (spec.relu) words += ", ReLU";
    return words;
}

}  // namespace

Result<void> checkWidth(double widthMm) {
    if (widthMm >= kLeastWidthMm && widthMm <= kMostWidthMm) return {};
    return fail("figure.width", "a width of " + shortestNumber(widthMm) + " mm is not legal: it must be " +
                                    shortestNumber(kLeastWidthMm) + " to " + shortestNumber(kMostWidthMm));
}

FigureStyle printStyle(ThemeName theme, double widthMm, std::optional<double> fontSize) {
    // Type for a page up to its width; larger media (posters, slides) get everything larger in proportion.
    const double scale = std::max(1.0, widthMm / 190);
    const double type = fontSize ? *fontSize / 7.5 : scale;
    FigureStyle style;
    style.themeName = theme;
    style.heading = 8.5 * type;
    style.body = 7.5 * type;
    style.small = 6.5 * type;
    style.leastNumber = 3.2 * scale;
    style.inset = 0;
    style.line = 0.5 * scale;
    style.outline = 1.2 * scale;
    style.wholePoints = false;
    return style;
}

std::string parameterText(const Experiment& experiment) {
    const WindowSpec& w = experiment.window;
    std::string words =
        std::string(toText(experiment.pool.op)) + ", size " + toText(w.size) + ", stride " + toText(w.stride);
    const Padding& pad = w.padding;
    if (pad.mode == PadMode::SameUpper) {
        words += ", padding same-upper";
    } else if (pad.mode == PadMode::SameLower) {
        words += ", padding same-lower";
    } else if (pad != Padding{}) {
        words += ", padding " + std::to_string(pad.top) + "," + std::to_string(pad.left) + "," +
                 std::to_string(pad.bottom) + "," + std::to_string(pad.right);
    }
    if (experiment.pool.padValue == PadValue::Zero) words += " (zeros)";
    if (w.dilation != Extent{1, 1}) words += ", dilation " + toText(w.dilation);
    if (w.ceilMode) words += ", ceil mode";
    return words + filterText(experiment.filters);
}

namespace {

// More cells than have numbers; strips and kernels have none, or all.
bool hasTooManyCells(const Evaluation& e, const ViewSpec& view, PanelKind kind) {
    const PanelRow& row = panelRow(kind);
    if (row.look) {
        const auto plane = poolArrayShape(e, {.array = row.array, .planeOnly = true});
        return plane[0] * plane[1] > kMostNumbers;
    }
    return row.draw == &drawPatches && view.patches == PatchView::Matrix && e.grid.taps() > kMostNumberedTaps;
}

std::vector<Panel> layoutPanels(const PanelContext& context, const Links& links, const FigureSpec& spec,
                                const Size& size, const std::optional<CellRef>& page) {
    const Evaluation& e = context.evaluation;
    std::vector<Panel> panels;
    for (const PanelKind kind : spec.panels) {
        Panel panel = layoutPanel(kind, context, size);
        if (panelRow(kind).draw == &drawPatches) {
            // Without a focus the part of X_col that has something to show.
            const CellRef shown = links.window.value_or(telltaleWindow(e));
            const PatchScroll scroll = page ? pageWith(panel, e, *page) : scrollTo(panel, {}, e, shown);
            panel = layoutPanel(kind, context, size, scroll);
        }
        panels.push_back(std::move(panel));
    }
    return panels;
}

// With what is lit in them, the arrows between them, and the thread.
void addPanels(Scene& scene, const PanelContext& context, const Links& links, const std::vector<PlacedPanel>& places,
               const FigureSpec& spec) {
    for (const PlacedPanel& place : places) {
        placeScene(scene, place.panel->scene, place.at);
        placeScene(scene, focusOverlay(*place.panel, context, links), place.at);
    }
    const FigureStyle& style = context.style;
    const std::vector<ThreadLeg> legs =
        spec.thread && spec.focus ? threadOf(context, links, places) : std::vector<ThreadLeg>{};
    placeScene(scene, threadScene(legs, style, scene.size), {});
    const PoolSpec& pool = context.evaluation.experiment.pool;
    placeScene(scene, arrowScene(arrowsBetween(places, pool, style), legs, style, scene.size), {});
}

}  // namespace

std::vector<PanelKind> panelsWithoutNumbers(const Evaluation& e, const ViewSpec& view, const FigureSpec& spec) {
    std::vector<PanelKind> panels;
    for (const PanelKind kind : spec.panels) {
        if (view.numbers == Numbers::On && hasTooManyCells(e, view, kind)) panels.push_back(kind);
    }
    return panels;
}

Result<Scene> composeFigure(const Evaluation& e, const ViewSpec& view, const FigureSpec& spec,
                            const FigureStyle& style) {
    if (Result<void> ok = checkFigure(e, spec); !ok) return tl::unexpected(ok.error());
    return composeFigure(e, makePictures(e, view, style.theme(), spec.playback), view, spec, style);
}

Result<Scene> composeFigure(const Evaluation& e, const Pictures& pictures, const ViewSpec& view, const FigureSpec& spec,
                            const FigureStyle& style, const std::optional<CellRef>& page) {
    if (Result<void> ok = checkFigure(e, spec); !ok) return tl::unexpected(ok.error());
    const PanelContext context{e, pictures, view, style};
    const Links links = spec.focus ? linkedCells(e, {FocusKind::Window, *spec.focus, 0}) : Links{};

    const double margin = style.small * 0.8;
    const double gap = style.small * 1.8;
    const double width = spec.widthMm * kPointsPerMm;
    const std::size_t columns = columnCount(spec, width - 2 * margin, gap);
    const double panelWidth =
        (width - 2 * margin - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    if (panelWidth < style.small * 4) {
        return fail("figure.width", "a width of " + shortestNumber(spec.widthMm) + " mm leaves no room for " +
                                        std::to_string(columns) + (columns == 1 ? " panel" : " panels side by side") +
                                        " in this size of type: choose a larger width, smaller type or fewer panels");
    }
    const Size panelSize{panelWidth, heightForWidth(panelWidth, style)};

    Scene scene;
    double y = margin;
    if (!spec.title.empty()) {
        TextMark title =
            textMark({margin, y + style.heading * 0.7}, style.heading * 1.25, {{spec.title, style.theme().text, true}});
        title.maxWidth = width - 2 * margin;
        scene.marks.emplace_back(std::move(title));
        y += style.heading * 2.2;
    }
    const std::vector<Panel> panels = layoutPanels(context, links, spec, panelSize, page);
    const auto placed = [&](double between) {
        std::vector<PlacedPanel> places;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            places.push_back({&panels[i],
                              {margin + (panelWidth + gap) * static_cast<double>(i % columns),
                               y + (panelSize.height + between) * static_cast<double>(i / columns)}});
        }
        return places;
    };
    // Words between the panels want room beneath each row.
    const bool words = !arrowsBetween(placed(gap * 0.6), e.experiment.pool, style).empty();
    const double beneath = words ? wordReach(style) : 0;
    const double between = std::max(gap * 0.6, beneath + style.small * 0.4);
    addPanels(scene, context, links, placed(between), spec);
    const auto rows = static_cast<double>((spec.panels.size() + columns - 1) / columns);
    y += panelSize.height * rows + between * (rows - 1) + beneath;
    if (!spec.caption.empty()) {
        const TextRun caption{spec.caption, style.theme().quiet};
        y = addParagraph(scene, {margin, y}, width - 2 * margin, caption, style) + style.small * 0.35;
    }
    // On one line whatever it says: all frames of an animation have one size.
    if (!spec.note.empty()) {
        TextMark note = textMark({margin, y + style.small * 0.8}, style.small, {{spec.note, style.theme().text}});
        note.maxWidth = width - 2 * margin;
        scene.marks.emplace_back(std::move(note));
        y += style.small * 1.8;
    }
    scene.size = {width, y + margin * 0.6};
    return scene;
}

}  // namespace poolscope
