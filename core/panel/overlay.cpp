// SPDX-License-Identifier: GPL-3.0-or-later
// What is lit in a panel for a focus: windows, winners, slots, receiving pixels.
#include <algorithm>
#include <cmath>

#include "core/panel/lens.h"
#include "core/panel/panel_parts.h"
#include "core/scene/text_width.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

class OverlayBuilder {
  public:
    OverlayBuilder(const Panel& panel, const PanelContext& context, const Links& links)
        : panel_(panel), context_(context), links_(links), grid_(context.evaluation.grid) {
        scene_.size = panel.scene.size;
    }

    Scene build() {
        for (const AreaKind kind : {AreaKind::Input, AreaKind::Gradient}) {
            if (const CellArea* area = panel_.area(kind)) addPlane(*area);
        }
        for (const AreaKind kind : {AreaKind::Output, AreaKind::Upstream}) {
            if (const CellArea* area = panel_.area(kind)) addOutput(*area);
        }
        if (const auto draw = panelRow(panel_.kind).drawFocus) draw(scene_, panel_, context_, links_);
        if (const CellArea* area = panel_.area(AreaKind::Strip)) addStrip(*area);
        if (const CellArea* area = panel_.area(AreaKind::Lens)) addLens(*area);
        if (const CellArea* area = panel_.area(AreaKind::Tiles)) addTiles(*area);
        if (context_.spotlight) addAsked(*context_.spotlight);
        return std::move(scene_);
    }

  private:
    const Theme& theme() const { return context_.style.theme(); }

    void outline(const Rect& rect, const Colour& colour, double width) {
        scene_.marks.emplace_back(RectMark{rect, std::nullopt, Stroke{colour, width}});
    }

    // Around cells. Where numbers stand beside, it is as wide as the margins let it be.
    void frame(const Rect& rect, const CellArea& area) { addWindowFrame(scene_, rect, area.margin, context_.style); }

    void otherWindow(const Rect& rect, bool takes) { addOtherWindow(scene_, rect, takes, context_.style); }

    // A line within a cell, this far from its edge where there is room.
    void innerOutline(const Rect& cell, const Colour& colour, double width, double away, const CellArea& area) {
        const double reach = std::min(away + width, area.margin);
        if (reach < away + width) width = std::min(width, reach * 0.8);
        outline(cell.grown(width / 2 - reach), colour, width);
    }

    // While the algorithm is played, which windows a cell wins is a question until they have sent their gradient.
    bool hasSent(const CellRef& window) const { return column(window) < reachedIn(context_).added; }

    // Which cell wins is no question any more.
    bool isMarked(const CellRef& window) const {
        const Reached reached = reachedIn(context_);
        return column(window) < (panel_.kind == PanelKind::GradientPatches ? reached.sent : reached.laidOut);
    }

    // The cell pointed at is what this window takes.
    bool isTakenBy(const CellRef& window) const {
        return hasSent(window) && std::any_of(links_.terms.begin(), links_.terms.end(),
                                              [&](const GradientTerm& term) { return term.window == window; });
    }

    // The frame of the window in focus, which in the first moment of its step is on its way from the window before.
    template <class RectOf>
    Rect frameOf(const CellRef& window, const RectOf& rectOf) const {
        const auto& moment = context_.moment;
        const Rect there = rectOf(window);
        if (!moment || moment->stage != Stage::Framed || windowOf(*moment, grid_) != window) return there;
        const auto before = currentWindow(moment->before, grid_);
        return before ? between(rectOf(*before), there, eased(moment->progress)) : there;
    }

    bool isOnTheWay(const CellRef& window) const {
        const auto& moment = context_.moment;
        return moment && moment->stage == Stage::Framed && moment->progress < 1 && windowOf(*moment, grid_) == window;
    }

    void addAsked(const Spotlight& spotlight) {
        const CellArea* area = panel_.area(spotlight.askedIn);
        if (!area) return;
        for (const CellRef& cell : spotlight.asked) {
            if (!area->shows(cell)) continue;
            const Rect rect = area->cellRect(cell);
            const double size = std::min(rect.height * 0.5, context_.style.arithmetic);
            scene_.marks.emplace_back(
                textMark(rect.centre(), size, {{"?", theme().window, true}}, FontFace::Mono, HorizontalAlign::Centre));
        }
    }

    void addLattice(const CellArea& area) {
        const Extent output = grid_.output();
        if (output.count() > 4096) return;
        const Colour& hue = slotColour(theme(), *links_.slot);
        for (std::int64_t i = 0; i < output.count(); ++i) {
            const CellRef cell = grid_.tapCell({i / output.cols, i % output.cols}, *links_.slot);
            if (!area.shows(cell)) continue;
            const Rect rect = area.cellRect(cell);
            const double width = std::clamp(rect.width * 0.15, 1.0, 2.5);
            innerOutline(rect, hue, width, 0.5 - width / 2, area);
        }
    }

    // Each tap of the window framed in the hue of its slot; cells of a dilated window stand apart.
    void addSlots(const CellArea& area, const CellRef& window) {
        const Rect any = area.cellRect({0, 0});
        if (grid_.taps() > 49 || any.width < 6) return;
        for (std::int64_t tap = 0; tap < grid_.taps(); ++tap) {
            const double width = std::clamp(any.width * 0.14, 1.0, 2.5);
            innerOutline(area.cellRect(grid_.tapCell(window, tap)), slotColour(theme(), tap), width, 0.5, area);
        }
    }

    void addPlane(const CellArea& area) {
        if (links_.slot && !links_.window) addLattice(area);
        addCovering(area);
        if (links_.window) {
            if (!isOnTheWay(*links_.window)) addSlots(area, *links_.window);
            frame(frameOf(*links_.window, [&](const CellRef& w) { return area.windowRect(grid_, w); }), area);
            addWinners(area, *links_.window);
        }
        if (!links_.cell) return;
        addFrame(scene_, area.cellRect(*links_.cell), area.margin, {theme().primary, context_.style.outline},
                 context_.style);
    }

    // The windows over a cell; of so many that their outlines would run together, those that the cell takes from and
    // the edge of all.
    void addCovering(const CellArea& area) {
        constexpr std::size_t kMostOutlined = 49;
        if (links_.covering.size() < 2) return;
        const bool areFew = links_.covering.size() <= kMostOutlined;
        for (const CellRef& window : links_.covering) {
            if (areFew || isTakenBy(window)) otherWindow(area.windowRect(grid_, window), isTakenBy(window));
        }
        if (areFew || !links_.cell) return;
        const std::vector<AxisHit> rows = grid_.rows.windowsOver(links_.cell->row);
        const std::vector<AxisHit> cols = grid_.cols.windowsOver(links_.cell->col);
        const auto rectOf = [&](const AxisHit& row, const AxisHit& col) {
            return area.windowRect(grid_, {row.window, col.window});
        };
        const Rect first = rectOf(rows.front(), cols.front());
        const Rect last = rectOf(rows.back(), cols.back());
        otherWindow({first.x, first.y, last.right() - first.x, last.bottom() - first.y}, false);
    }

    void addWinners(const CellArea& area, const CellRef& window) {
        if (!isWinnerTold(context_, area.kind, window)) return;
        const bool numbered = std::isfinite(area.margin);
        for (const std::int64_t tap : links_.tied) {
            const CellRef cell = grid_.tapCell(window, tap);
            if (area.shows(cell))
                addTapMark(scene_, area.cellRect(cell), tap == links_.winner, numbered, context_.style);
        }
    }

    void addOutput(const CellArea& area) {
        for (const CellRef& window : links_.covering) {
            if (window != links_.window) otherWindow(area.cellRect(window), isTakenBy(window));
        }
        if (links_.window) {
            frame(frameOf(*links_.window, [&](const CellRef& w) { return area.cellRect(w); }), area);
        }
    }

    std::int64_t column(const CellRef& window) const { return flatIndex(grid_.output(), window); }

    Rect columnRect(const CellArea& area, const CellRef& window) const {
        const std::int64_t c = column(window);
        const Rect top = area.cellRect({0, c});
        return {top.x, area.rect.y, top.width, area.rect.height};
    }

    void addStrip(const CellArea& area) {
        if (const CellArea* lens = panel_.area(AreaKind::Lens)) {
            const double x = area.cellRect({0, lens->origin.col}).x;
            const double right = area.cellRect({0, lens->origin.col + lens->cells.cols}).x;
            otherWindow({x, area.rect.y, std::max(2.0, right - x), area.rect.height}, true);
        }
        if (!links_.window) return;
        Rect rect = columnRect(area, *links_.window);
        rect = {rect.centre().x - 1, area.rect.y, 2, area.rect.height};
        scene_.marks.emplace_back(RectMark{rect.grown(0.75), rgb(0xffffff), std::nullopt});
        scene_.marks.emplace_back(RectMark{rect, theme().window, std::nullopt});
    }

    void addLens(const CellArea& area) {
        for (const CellRef& window : links_.covering) {
            if (window != links_.window && area.shows({0, column(window)}))
                otherWindow(columnRect(area, window), isTakenBy(window));
        }
        if (links_.slot && area.cells.rows <= 128) {
            const Rect first = area.cellRect({*links_.slot, area.origin.col});
            outline({area.rect.x, first.y, area.rect.width, first.height}, slotColour(theme(), *links_.slot), 2);
        }
        if (!links_.window || !area.shows({0, column(*links_.window)})) return;
        // Columns have small margins: the outline lies in those of both sides.
        const double reach = std::min(windowFrameReach(context_.style), area.margin * 2);
        const double inside = std::max(0.0, reach - area.margin);
        addWindowFrame(scene_, columnRect(area, *links_.window).grown(-inside), reach, context_.style);
        if (links_.winner && area.cells.rows <= kMostNumberedTaps && isMarked(*links_.window))
            addWindowFrame(scene_, area.cellRect({*links_.winner, column(*links_.window)}).grown(-inside), reach,
                           context_.style);
        if (!context_.style.legends) return;
        const Evaluation& e = context_.evaluation;
        const std::int64_t named = patchColumn(grid_, e.x->shape.planes(), e.experiment.plane, *links_.window);
        const double size = context_.style.small;
        const std::string brief = "column " + std::to_string(named);
        const std::string words = brief + " = window (" + std::to_string(links_.window->row) + ", " +
                                  std::to_string(links_.window->col) + ")";
        const double room = scene_.size.width - context_.style.inset - area.rect.x;
        const bool fits = textWidth(words, size) * leastShrunk(size, context_.style.leastNumber) <= room;
        addWords(scene_, {area.rect.x, area.rect.bottom() + context_.style.small}, size,
                 {fits ? words : brief, theme().quiet}, room);
    }

    void addTiles(const CellArea& area) {
        for (const CellRef& window : links_.covering) {
            if (window != links_.window && area.shows(window)) otherWindow(area.cellRect(window), isTakenBy(window));
        }
        if (links_.window && area.shows(*links_.window)) frame(area.cellRect(*links_.window), area);
    }

    const Panel& panel_;
    const PanelContext& context_;
    const Links& links_;
    const WindowGrid& grid_;
    Scene scene_;
};

}  // namespace

Scene focusOverlay(const Panel& panel, const PanelContext& context, const Links& links) {
    Scene lit = OverlayBuilder(panel, context, links).build();
    addLensOver(lit, panel, context, links);
    return lit;
}

}  // namespace poolscope
