// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/panel_sheet.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/panel/panel_parts.h"
#include "core/scene/place.h"

namespace poolscope {
namespace {

// Widths of a panel in small type: of one that can be looked at, two of which stand in a column of 89 mm, and of one
// whose heading and legend are not cut.
constexpr double kLeastPanel = 17;
constexpr double kLeastWorded = 12.5;
constexpr double kHardlySmaller = 0.75;

bool showsPatches(PanelKind kind) {
    return panelRow(kind).draw == &drawPatches;
}

bool holds(const FigureSpec& spec, PanelKind kind) {
    return std::find(spec.panels.begin(), spec.panels.end(), kind) != spec.panels.end();
}

// X_col and dX_col of one figure show the same columns.
PanelContext withPairedColumns(PanelContext context, const FigureSpec& spec) {
    if (holds(spec, PanelKind::Patches) && holds(spec, PanelKind::GradientPatches))
        context.lensCharacters = std::max(lensCharacters(context, false), lensCharacters(context, true));
    return context;
}

// More cells than have numbers; strips and kernels have none, or all.
bool hasTooManyCells(const Evaluation& e, const ViewSpec& view, PanelKind kind) {
    const PanelRow& row = panelRow(kind);
    if (row.look) {
        const auto plane = poolArrayShape(e, {.array = row.array, .planeOnly = true});
        return plane[0] * plane[1] > kMostNumbers;
    }
    return showsPatches(kind) && view.patches == PatchView::Matrix && e.grid.taps() > kMostNumberedTaps;
}

std::size_t rowsOf(std::size_t panels, std::size_t columns) {
    return (panels + columns - 1) / columns;
}

// Rows of equal length, as few as such panels allow.
std::size_t evenColumns(std::size_t panels, double width, double gap, double leastPanel) {
    const auto fitting = static_cast<std::size_t>(std::max(1.0, (width + gap) / (leastPanel + gap)));
    return rowsOf(panels, rowsOf(panels, std::min(panels, fitting)));
}

}  // namespace

double panelGap(const FigureStyle& style) {
    return style.small * 1.8;
}

std::vector<PanelKind> panelsWithoutNumbers(const Evaluation& e, const ViewSpec& view, const FigureSpec& spec) {
    std::vector<PanelKind> panels;
    for (const PanelKind kind : spec.panels) {
        if (view.numbers == Numbers::On && hasTooManyCells(e, view, kind)) panels.push_back(kind);
    }
    return panels;
}

PanelSheet::PanelSheet(const PanelContext& context, const Links& links, const FigureSpec& spec,
                       const std::optional<CellRef>& page, const SheetRoom& room)
    : context_(withPairedColumns(context, spec)), links_(links), spec_(spec), room_(room), side_(room.margin) {
    if (!room.height) {
        settle(fewest(), page);
        return;
    }
    const std::vector<double> widths = pictureWidths();
    const double widest = *std::max_element(widths.begin(), widths.end());
    if (spec.layout == FigureLayout::Flow) {
        // More of the height is filled where the pictures are hardly smaller for it.
        const auto large = [&](double width) { return width >= kHardlySmaller * widest; };
        settle(static_cast<std::size_t>(std::find_if(widths.begin(), widths.end(), large) - widths.begin()) + 1, page);
        if (large(pictureWidth_)) return;
    }
    // Of equal ones the longest rows.
    settle(static_cast<std::size_t>(widths.rend() - std::find(widths.rbegin(), widths.rend(), widest)), page);
}

// Ways around the panels want room beside them, and words room beneath.
void PanelSheet::settle(std::size_t columns, const std::optional<CellRef>& page) {
    ways_ = {};
    beneathAll_ = 0;
    plan(columns, room_.margin);
    layOut(page);
    // On a page smaller panels may have their words elsewhere.
    const int passes = room_.height ? 3 : 1;
    for (int pass = 0; pass < passes; ++pass) {
        const ArrowRoom now = roomOf(arrows(), context_.style);
        ways_ = {std::max(ways_.beneath, now.beneath), std::max(ways_.beside, now.beside)};
        beneathAll_ = std::max(beneathAll_, height() - places().back().rect().bottom());
        plan(columns, std::max(room_.margin, ways_.beside));
        layOut(page);
    }
}

// The width for panels and the gaps between them.
double PanelSheet::across() const {
    return room_.width - 2 * side_;
}

// Columns where the height follows.
std::size_t PanelSheet::fewest() const {
    const FigureStyle& style = context_.style;
    const std::size_t panels = spec_.panels.size();
    const double worded = kLeastWorded * style.small;
    const double gap = panelGap(style);
    switch (spec_.layout) {
        case FigureLayout::Row:
            return evenColumns(panels, across(), gap, worded);
        case FigureLayout::Grid:
            return evenColumns(std::min<std::size_t>(2, panels), across(), gap, std::max(worded, leastBesidePatches()));
        case FigureLayout::Flow:
            break;
    }
    return evenColumns(panels, across(), gap, std::max({kLeastPanel * style.small, worded, leastBesidePatches()}));
}

// Beside a plane that is much wider than high X_col would leave a hole: so wide a plane has a row of its own.
double PanelSheet::leastBesidePatches() const {
    const double width = across();
    double least = 0;
    double high = width;
    for (const PanelKind kind : spec_.panels) {
        if (panelRow(kind).look) high = std::min(high, pictureHeight(kind, context_, width).wanted);
    }
    for (const PanelKind kind : spec_.panels) {
        const double patches = showsPatches(kind) ? pictureHeight(kind, context_, width).least : 0;
        if (high < width / 2) least = std::max(least, std::min(width, width * patches / high));
    }
    return least;
}

// On a page: of the pictures, in one column, two and so on.
std::vector<double> PanelSheet::pictureWidths() const {
    const std::size_t panels = spec_.panels.size();
    const std::size_t most = spec_.layout == FigureLayout::Grid ? std::min<std::size_t>(2, panels) : panels;
    PanelSheet tried = *this;
    std::vector<double> widths;
    for (std::size_t columns = 1; columns <= most; ++columns) {
        tried.plan(columns, side_);
        widths.push_back(tried.pictureWidth_);
    }
    return widths;
}

// The heights of the pictures, row by row, of panels of this width.
std::vector<double> PanelSheet::pictures(double width) const {
    std::vector<double> heights;
    for (std::size_t first = 0; first < spec_.panels.size(); first += columns_) {
        double planes = 0;
        double wanted = 0;
        double least = 0;
        for (std::size_t i = first; i < std::min(first + columns_, spec_.panels.size()); ++i) {
            const PictureHeight high = pictureHeight(spec_.panels[i], context_, width - 2 * context_.style.inset);
            if (panelRow(spec_.panels[i]).look) planes = std::max(planes, high.wanted);
            wanted = std::max(wanted, high.wanted);
            least = std::max(least, high.least);
        }
        heights.push_back(planes > 0 ? std::max(planes, least) : wanted);
    }
    return heights;
}

void PanelSheet::plan(std::size_t columns, double side) {
    columns_ = columns;
    side_ = side;
    const double gaps = panelGap(context_.style) * static_cast<double>(columns - 1);
    panelWidth_ = (across() - gaps) / static_cast<double>(columns);
    pictureWidth_ = panelWidth_;
    std::vector<double> high = pictures(panelWidth_);
    if (room_.height) {
        // Smaller pictures where the page is too low for them.
        const auto rows = static_cast<double>(high.size());
        const double around = rows * panelHeight(0, context_.style) + (rows - 1) * gutter() + beneathAll_;
        const double left = std::max(8.0, *room_.height - around);
        const double all = std::accumulate(high.begin(), high.end(), 0.0);
        if (all > left) {
            pictureWidth_ *= left / all;
            for (double& height : high) height *= left / all;
        }
        // Words that are wider than the picture they stand above keep their room.
        panelWidth_ = std::clamp(kLeastWorded * context_.style.small, pictureWidth_, panelWidth_);
    }
    heights_.clear();
    for (const double height : high) heights_.push_back(panelHeight(height, context_.style));
}

// Words between the panels want room beneath each row.
double PanelSheet::gutter() const {
    return std::max(panelGap(context_.style) * 0.6, ways_.beneath + context_.style.small * 0.4);
}

void PanelSheet::layOut(const std::optional<CellRef>& page) {
    const Evaluation& e = context_.evaluation;
    std::optional<PatchScroll> scroll;  // of the first panel of patches, and of the other
    panels_.clear();
    for (std::size_t i = 0; i < spec_.panels.size(); ++i) {
        const PanelKind kind = spec_.panels[i];
        const Size size{panelWidth_, heights_[i / columns_]};
        Panel panel = layoutPanel(kind, context_, size);
        if (showsPatches(kind)) {
            // Without a focus the part of X_col that has something to show.
            const CellRef shown = links_.window.value_or(telltaleWindow(e));
            if (!scroll) scroll = page ? pageWith(panel, e, *page) : scrollTo(panel, {}, e, shown);
            panel = layoutPanel(kind, context_, size, *scroll);
        }
        panels_.push_back(std::move(panel));
    }
}

// On a page that is too low for wider panels the words of the arrows have room between them.
double PanelSheet::between() const {
    constexpr double kWorded = 7.5;  // in the type of the words
    const double gap = panelGap(context_.style);
    if (!room_.height || columns_ < 2) return gap;
    const auto columns = static_cast<double>(columns_);
    const double worded = kWorded * context_.style.body;
    return columns * panelWidth_ + (columns - 1) * worded <= across() ? worded : gap;
}

std::vector<PlacedPanel> PanelSheet::places() const {
    const double gap = between();
    const auto columns = static_cast<double>(columns_);
    const double used = columns * panelWidth_ + (columns - 1) * gap;
    const double left = side_ + std::max(0.0, across() - used) / 2;
    std::vector<PlacedPanel> all;
    double y = 0;
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        if (i > 0 && i % columns_ == 0) y += heights_[i / columns_ - 1] + gutter();
        all.push_back({&panels_[i], {left + (panelWidth_ + gap) * static_cast<double>(i % columns_), y}});
    }
    return all;
}

std::vector<PanelArrow> PanelSheet::arrows() const {
    return arrowsBetween(places(), context_.evaluation.experiment.pool, context_.style);
}

double PanelSheet::height() const {
    double foot = places().back().rect().bottom();
    for (const PanelArrow& arrow : arrows()) foot = std::max(foot, arrow.label.bottom() + context_.style.outline);
    return foot;
}

ShownNumbers PanelSheet::numbers() const {
    ShownNumbers shown;
    for (const Panel& panel : panels_) {
        if (!panelRow(panel.kind).look && !showsPatches(panel.kind)) continue;
        if (context_.view.numbers == Numbers::Auto) {
            const bool tooMany = hasTooManyCells(context_.evaluation, context_.view, panel.kind);
            const bool numbered = std::any_of(panel.areas.begin(), panel.areas.end(),
                                              [](const CellArea& area) { return std::isfinite(area.margin); });
            if (!tooMany && !numbered) shown.without.push_back(panel.kind);
            continue;
        }
        // No other words of a panel are that small.
        double smallest = context_.style.leastNumber;
        for (const Mark& mark : panel.scene.marks) {
            if (const auto* text = std::get_if<TextMark>(&mark)) smallest = std::min(smallest, text->size);
        }
        if (smallest >= context_.style.leastNumber) continue;
        shown.smallest = shown.small.empty() ? smallest : std::min(shown.smallest, smallest);
        shown.small.push_back(panel.kind);
    }
    return shown;
}

void PanelSheet::addTo(Scene& scene, double y) const {
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

}  // namespace poolscope
