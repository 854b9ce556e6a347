// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/experiment/experiment_words.h"
#include "core/filter/filter.h"
#include "core/panel/panel_parts.h"
#include "core/pool/overlaps.h"
#include "core/scene/place.h"
#include "core/thread/thread.h"

namespace poolscope {
namespace {

constexpr double kLeastPanelWidth = 110;  // points; two in a column of 89 mm; narrower ones wrap in FigureLayout::Flow
constexpr double kLeastWordedPanel = 12.5;  // sizes of small type; headings and legends of narrower ones would be cut

double marginOf(const FigureStyle& style) {
    return style.small * 0.8;
}

double panelGap(const FigureStyle& style) {
    return style.small * 1.8;
}

// Rows of equal length, as few as such panels allow.
std::size_t columnsOf(std::size_t panels, double width, double gap, double leastPanel) {
    const auto fitting = static_cast<std::size_t>(std::max(1.0, (width + gap) / (leastPanel + gap)));
    const std::size_t columns = std::min(panels, fitting);
    const std::size_t rows = (panels + columns - 1) / columns;
    return (panels + rows - 1) / rows;
}

std::size_t columnCount(const FigureSpec& spec, double width, const FigureStyle& style) {
    const std::size_t panels = spec.panels.size();
    const double worded = kLeastWordedPanel * style.small;
    switch (spec.layout) {
        case FigureLayout::Row:
            return columnsOf(panels, width, panelGap(style), worded);
        case FigureLayout::Grid:
            return columnsOf(std::min<std::size_t>(2, panels), width, panelGap(style), worded);
        case FigureLayout::Flow:
            break;
    }
    return columnsOf(panels, width, panelGap(style), std::max(kLeastPanelWidth, worded));
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
    if (uses(experiment.pool.op, OwnParameter::Temperature)) {
        words += ", temperature " + shortestNumber(experiment.pool.temperature) + " of a span of " +
                 shortestNumber(experiment.pool.span.value);
    }
    if (w.dilation != Extent{1, 1}) words += ", dilation " + toText(w.dilation);
    if (w.ceilMode) words += ", ceil mode";
    const Overlap overlap = experiment.pool.overlap;
    if (overwrites(overlap))
        words += ", overlaps " + std::string(wordsFor(overlap)[static_cast<std::size_t>(overlap)].title);
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

// Panels in rows, from the top of a figure of this width.
class PanelSheet {
  public:
    PanelSheet(const PanelContext& context, const Links& links, const FigureSpec& spec,
               const std::optional<CellRef>& page, std::size_t columns)
        : context_(context), links_(links), spec_(spec), columns_(columns) {
        layOut(page);
        room_ = roomOf(arrows(), context.style);
        // Ways around the panels want room beside them.
        if (room_.beside > side_) {
            side_ = room_.beside;
            layOut(page);
        }
    }

    double side() const { return side_; }
    double height() const {
        double foot = places().back().rect().bottom();
        for (const PanelArrow& arrow : arrows()) foot = std::max(foot, arrow.label.bottom() + context_.style.outline);
        return foot;
    }

    // With what is lit in them, the arrows between them, and the thread.
    void addTo(Scene& scene, double y) const {
        const FigureStyle& style = context_.style;
        const std::vector<PlacedPanel> all = places();
        Scene sheet;
        for (const PlacedPanel& place : all) {
            placeScene(sheet, place.panel->scene, place.at);
            placeScene(sheet, focusOverlay(*place.panel, context_, links_), place.at);
        }
        const std::vector<ThreadLeg> legs =
            spec_.thread && spec_.focus ? threadOf(context_, links_, all) : std::vector<ThreadLeg>{};
        placeScene(sheet, threadScene(legs, style, sheet.size), {});
        placeScene(sheet, arrowScene(arrows(), legs, style, sheet.size), {});
        placeScene(scene, std::move(sheet), {0, y});
    }

  private:
    double gap() const { return panelGap(context_.style); }
    // Words between the panels want room beneath each row.
    double gutter() const { return std::max(gap() * 0.6, room_.beneath + context_.style.small * 0.4); }
    double panelWidth() const {
        const auto columns = static_cast<double>(columns_);
        return (spec_.widthMm * kPointsPerMm - 2 * side_ - gap() * (columns - 1)) / columns;
    }

    void layOut(const std::optional<CellRef>& page) {
        panels_ =
            layoutPanels(context_, links_, spec_, {panelWidth(), heightForWidth(panelWidth(), context_.style)}, page);
    }

    std::vector<PlacedPanel> places() const {
        const Size& size = panels_.front().scene.size;
        std::vector<PlacedPanel> all;
        for (std::size_t i = 0; i < panels_.size(); ++i) {
            all.push_back({&panels_[i],
                           {side_ + (size.width + gap()) * static_cast<double>(i % columns_),
                            (size.height + gutter()) * static_cast<double>(i / columns_)}});
        }
        return all;
    }

    std::vector<PanelArrow> arrows() const {
        return arrowsBetween(places(), context_.evaluation.experiment.pool, context_.style);
    }

    const PanelContext& context_;
    const Links& links_;
    const FigureSpec& spec_;
    std::size_t columns_;
    double side_ = marginOf(context_.style);
    std::vector<Panel> panels_;
    ArrowRoom room_;
};

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

    const double margin = marginOf(style);
    const double gap = panelGap(style);
    const double width = spec.widthMm * kPointsPerMm;
    const std::size_t columns = columnCount(spec, width - 2 * margin, style);
    const double panelWidth =
        (width - 2 * margin - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    if (panelWidth < style.small * 4) {
        return fail("figure.width", "a width of " + shortestNumber(spec.widthMm) + " mm leaves no room for " +
                                        std::to_string(columns) + (columns == 1 ? " panel" : " panels side by side") +
                                        " in this size of type: choose a larger width, smaller type or fewer panels");
    }

    const PanelSheet sheet(context, links, spec, page, columns);
    const double left = sheet.side();
    Scene scene;
    double y = margin;
    if (!spec.title.empty()) {
        TextMark title =
            textMark({left, y + style.heading * 0.7}, style.heading * 1.25, {{spec.title, style.theme().text, true}});
        title.maxWidth = width - 2 * left;
        scene.marks.emplace_back(std::move(title));
        y += style.heading * 2.2;
    }
    sheet.addTo(scene, y);
    y += sheet.height();
    if (!spec.caption.empty()) {
        const TextRun caption{spec.caption, style.theme().quiet};
        y = addParagraph(scene, {left, y}, width - 2 * left, caption, style) + style.small * 0.35;
    }
    // On one line whatever it says: all frames of an animation have one size.
    if (!spec.note.empty()) {
        TextMark note = textMark({left, y + style.small * 0.8}, style.small, {{spec.note, style.theme().text}});
        note.maxWidth = width - 2 * left;
        scene.marks.emplace_back(std::move(note));
        y += style.small * 1.8;
    }
    scene.size = {width, y + margin * 0.6};
    return scene;
}

}  // namespace poolscope
