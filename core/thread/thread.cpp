// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/thread.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/panel/panel_parts.h"
#include "core/scene/place.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

// Where the thread touches a panel: it arrives at one rectangle and leaves from another.
struct Touch {
    std::optional<Rect> arrives;
    std::optional<Rect> leaves;
};

class ThreadBuilder {
  public:
    ThreadBuilder(const PanelContext& context, const Links& links, std::span<const PlacedPanel> panels)
        : context_(context),
          links_(links),
          panels_(panels),
          grid_(context.evaluation.grid),
          arrows_(arrowsBetween(panels, context.evaluation.experiment.pool, context.style)) {}

    std::vector<ThreadLeg> build() {
        using enum PanelKind;
        if (!links_.window) return {};
        const std::int64_t window = flatIndex(grid_.output(), *links_.window);
        const Reached reached = reachedIn(context_);
        const bool moves = context_.moment && windowOf(*context_.moment, grid_) == *links_.window;
        if (moves || window < reached.answered) addChain(std::array{Input, Patches, Summary, Output});
        const PanelKind source = placedAs(panels_, Upstream) ? Upstream : Output;
        if (moves || window < reached.added) addChain(std::array{source, Routing, GradientPatches, Gradient});
        // The window that moves has the thread behind it as far as it has come.
        if (moves) std::erase_if(legs_, [this](const ThreadLeg& leg) { return leg.step > stepReached(); });
        return std::move(legs_);
    }

  private:
    CodeStep stepReached() const {
        const CodeStep step = codeStepOf(*context_.moment);
        // Without dX_col in view there is one way from Y to dX.
        return step == CodeStep::Scatter && !placedAs(panels_, PanelKind::GradientPatches) ? CodeStep::Fold : step;
    }

    void addChain(std::span<const PanelKind> chain) {
        const PlacedPanel* from = nullptr;
        for (const PanelKind kind : chain) {
            const PlacedPanel* to = placedAs(panels_, kind);
            if (from && to) addLeg(*from, *to);
            if (to) from = to;
        }
    }

    void addLeg(const PlacedPanel& from, const PlacedPanel& to) {
        const auto leaves = touch(from).leaves;
        const auto arrives = touch(to).arrives;
        if (!leaves || !arrives) return;
        const auto step = stepBetween(from.panel->kind, to.panel->kind, context_.evaluation.experiment.pool);
        if (!step) return;
        auto detour = detourOf(arrows_, from.panel->kind, to.panel->kind);
        Way way = wayBetween(*leaves, *arrives, detour);
        if (!detour && (crossesWords(way, from) || crossesWords(way, to))) {
            detour = turnBetween(from, to);
            way = wayBetween(*leaves, *arrives, detour);
        }
        // Between two rows of cells no number stands.
        if (crossesNumbers(way, from, *leaves) || crossesNumbers(way, to, *arrives)) {
            if (!detour) detour = turnBetween(from, to);
            way = wayBetween(betweenRows(from, *leaves), betweenRows(to, *arrives), detour);
        }
        legs_.push_back(
            {std::move(way), detour, step->code, step->givesBack, step->word, from.panel->kind, to.panel->kind});
    }

    // It turns at once in the gap between two neighbours, instead of a curve over what stands in them.
    static Detour turnBetween(const PlacedPanel& from, const PlacedPanel& to) {
        const bool right = from.at.x < to.at.x;
        const double left = right ? from.rect().right() : to.rect().right();
        const double gap = (right ? to.at.x : from.at.x) - left;
        // The head of the arrow wants its room at the end.
        const double x = left + gap * (right ? 0.4 : 0.6);
        return Detour{x, 0, x, gap * 0.35};
    }

    // The edge between two rows of cells that is nearest to the middle of a rectangle of cells, as a line.
    static Rect betweenRows(const PlacedPanel& place, const Rect& cells) {
        for (const CellArea& area : place.panel->areas) {
            const Rect all = movedBy(area.rect, place.at);
            if (!all.contains(cells.centre())) continue;
            const double rows = std::round(cells.height / area.pitchY());
            return {cells.x, cells.y + std::floor(rows / 2) * area.pitchY(), cells.width, 0};
        }
        return cells;
    }

    // The line with its casing and its head, within this of it.
    double reach() const { return 2.5 * context_.style.outline; }

    static bool meets(const std::vector<Point>& line, const Rect& rect) {
        return std::any_of(line.begin(), line.end(), [&](const Point& p) { return rect.contains(p); });
    }

    // The numbers of other cells than those it leads to or from.
    bool crossesNumbers(const Way& way, const PlacedPanel& place, const Rect& own) const {
        const std::vector<Point> line = pointsOf(way);
        return std::any_of(place.panel->scene.marks.begin(), place.panel->scene.marks.end(), [&](const Mark& mark) {
            const auto* text = std::get_if<TextMark>(&mark);
            return text && isInCell(text->at, *place.panel) &&
                   !own.contains(movedBy(boxOf(*text), place.at).centre()) &&
                   meets(line, movedBy(boxOf(*text), place.at));
        });
    }

    // What stands beside the cells.
    bool crossesWords(const Way& way, const PlacedPanel& place) const {
        const std::vector<Point> line = pointsOf(way);
        const auto isMet = [&](const Rect& rect) { return meets(line, movedBy(rect, place.at).grown(reach())); };
        for (const CellArea& area : place.panel->areas) {
            if (area.kind == AreaKind::Strip && isMet(area.rect)) return true;
        }
        for (const Scene& scene : {place.panel->scene, focusOverlay(*place.panel, context_, links_)}) {
            for (const Mark& mark : scene.marks) {
                const auto* text = std::get_if<TextMark>(&mark);
                if (text && !isInCell(text->at, *place.panel) && isMet(boxOf(*text))) return true;
            }
        }
        return false;
    }

    static bool isInCell(const Point& at, const Panel& panel) {
        return std::any_of(panel.areas.begin(), panel.areas.end(),
                           [&](const CellArea& area) { return area.rect.contains(at); });
    }

    // The winner's place, or the whole column for operations without one.
    std::optional<Rect> sourceIn(const PlacedPanel& place) const {
        return links_.winner ? tapIn(place, grid_, *links_.window, *links_.winner)
                             : columnIn(place, grid_, *links_.window);
    }

    std::optional<Rect> receiverIn(const PlacedPanel& place) const {
        if (!links_.winner) return windowIn(place, AreaKind::Gradient, grid_, *links_.window);
        return cellIn(place, AreaKind::Gradient, grid_.tapCell(*links_.window, *links_.winner));
    }

    // Only those that the chains in build() name are asked for.
    Touch touch(const PlacedPanel& place) const {
        using enum PanelKind;
        const CellRef& window = *links_.window;
        const PanelKind kind = place.panel->kind;
        if (kind == Input) return {std::nullopt, windowIn(place, AreaKind::Input, grid_, window)};
        if (kind == Patches) return {columnIn(place, grid_, window), sourceIn(place)};
        if (kind == GradientPatches) return {sourceIn(place), sourceIn(place)};
        if (kind == Gradient) return {receiverIn(place), std::nullopt};
        if (kind == Summary || kind == Routing) return touchColumn(place);
        return {outputIn(place, window), outputIn(place, window)};
    }

    // The panel of one column and its value, which stand side by side.
    Touch touchColumn(const PlacedPanel& place) const {
        const ColumnPlaces places = columnPlaces(place.panel->scene.size, context_);
        const Rect value = movedBy(places.value, place.at);
        if (place.panel->kind == PanelKind::Summary) return {movedBy(places.column.rect, place.at), value};
        const Rect source = links_.winner ? places.column.cellRect({*links_.winner, 0}) : places.column.rect;
        return {value, movedBy(source, place.at)};
    }

    const PanelContext& context_;
    const Links& links_;
    std::span<const PlacedPanel> panels_;
    const WindowGrid& grid_;
    const std::vector<PanelArrow> arrows_;
    std::vector<ThreadLeg> legs_;
};

}  // namespace

std::vector<ThreadLeg> threadOf(const PanelContext& context, const Links& links, std::span<const PlacedPanel> panels) {
    return ThreadBuilder(context, links, panels).build();
}

Scene threadScene(std::span<const ThreadLeg> legs, const FigureStyle& style, const Size& size) {
    std::vector<CurvedArrow> arrows;
    for (const ThreadLeg& leg : legs) arrows.push_back({leg.path, leg.givesBack});
    return arrowsScene(arrows, style, size);
}

}  // namespace poolscope
