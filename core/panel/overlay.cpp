// SPDX-License-Identifier: GPL-3.0-or-later
// What is lit in a panel for a focus: windows, winners, slots, receiving pixels.
#include <algorithm>
#include <cmath>

#include "core/panel/lens.h"
#include "core/panel/panel_parts.h"
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
        return std::move(scene_);
    }

  private:
    const Theme& theme() const { return context_.style.theme(); }

    void outline(const Rect& rect, const Colour& colour, double width) {
        scene_.marks.emplace_back(RectMark{rect, std::nullopt, Stroke{colour, width}});
    }

    // Around cells. Where numbers stand beside, it is as wide as the margins let it be.
    void strongOutline(const Rect& rect, const CellArea& area) {
        addStrongOutline(scene_, rect, std::min(context_.style.outline, area.margin / 1.5), context_.style);
    }

    // A line within a cell, this far from its edge where there is room.
    void innerOutline(const Rect& cell, const Colour& colour, double width, double away, const CellArea& area) {
        const double reach = std::min(away + width, area.margin);
        if (reach < away + width) width = std::min(width, reach * 0.8);
        outline(cell.grown(width / 2 - reach), colour, width);
    }

    // While the algorithm is played, which windows a cell wins is a question until they have sent their gradient.
    bool hasSent(const CellRef& window) const {
        return flatIndex(grid_.output(), window) < windowsBackward(context_.pictures.playback, grid_);
    }

    Rect windowRect(const CellArea& area, const CellRef& window) const {
        const Rect first = area.cellRect(grid_.tapCell(window, 0));
        const Rect last = area.cellRect(grid_.tapCell(window, grid_.taps() - 1));
        return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
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
        if (links_.covering.size() > 1) {
            for (const CellRef& window : links_.covering) {
                const bool wins = std::any_of(links_.terms.begin(), links_.terms.end(), [&](const GradientTerm& term) {
                    return term.window == window && hasSent(window);
                });
                outline(windowRect(area, window), wins ? theme().window : theme().quiet, wins ? 1.5 : 1);
            }
        }
        if (links_.window) {
            addSlots(area, *links_.window);
            strongOutline(windowRect(area, *links_.window), area);
            addWinners(area, *links_.window);
        }
        if (!links_.cell) return;
        const double width = std::min(context_.style.outline, area.margin);
        outline(area.cellRect(*links_.cell).grown(std::min(1.0, width / 2)), theme().primary, width);
    }

    void addWinners(const CellArea& area, const CellRef& window) {
        if (!isReached(context_.pictures.playback, grid_, window)) return;
        const double side = area.cellRect({0, 0}).width;
        // The number keeps the middle, and the mark is small in the corner beneath it.
        const bool numbered = std::isfinite(area.margin);
        const double radius = numbered ? side * 0.09 : std::clamp(side * 0.2, 1.5, 5.0);
        const double away = std::min(area.margin, side * 0.09) + radius * 1.15;
        for (const std::int64_t tap : links_.tied) {
            const CellRef cell = grid_.tapCell(window, tap);
            if (!area.shows(cell)) continue;
            const Rect rect = area.cellRect(cell);
            const Point at = numbered ? Point{rect.right() - away, rect.bottom() - away} : rect.centre();
            if (tap == links_.winner) {
                addWinnerMark(scene_, at, radius, context_.style);
            } else {
                addTieMark(scene_, at, radius * 0.85, context_.style);
            }
        }
    }

    void addOutput(const CellArea& area) {
        for (const CellRef& window : links_.covering) outline(area.cellRect(window), theme().quiet, 1);
        for (const GradientTerm& term : links_.terms) {
            if (hasSent(term.window)) outline(area.cellRect(term.window), theme().window, 1.5);
        }
        if (links_.window) strongOutline(area.cellRect(*links_.window), area);
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
            outline({x, area.rect.y, std::max(2.0, right - x), area.rect.height}, theme().window, 1.5);
        }
        if (!links_.window) return;
        Rect rect = columnRect(area, *links_.window);
        rect = {rect.centre().x - 1, area.rect.y, 2, area.rect.height};
        scene_.marks.emplace_back(RectMark{rect, theme().window, std::nullopt});
    }

    void addLens(const CellArea& area) {
        for (const CellRef& window : links_.covering) {
            if (area.shows({0, column(window)})) outline(columnRect(area, window), theme().quiet, 1);
        }
        if (links_.slot && area.cells.rows <= 128) {
            const Rect first = area.cellRect({*links_.slot, area.origin.col});
            outline({area.rect.x, first.y, area.rect.width, first.height}, slotColour(theme(), *links_.slot), 2);
        }
        if (!links_.window || !area.shows({0, column(*links_.window)})) return;
        // Columns have small margins: the outline lies in those of both sides.
        const double width = std::min(context_.style.outline, area.margin * 1.6);
        const double inside = std::max(0.0, width * 1.5 - area.margin);
        addStrongOutline(scene_, columnRect(area, *links_.window).grown(-inside), width, context_.style);
        if (!context_.style.legends) return;
        const Evaluation& e = context_.evaluation;
        const std::int64_t named = patchColumn(grid_, e.x->shape.planes(), e.experiment.plane, *links_.window);
        scene_.marks.emplace_back(
            textMark({area.rect.x, area.rect.bottom() + context_.style.small}, context_.style.small * 0.9,
                     {{"column " + std::to_string(named) + " = window (" + std::to_string(links_.window->row) + ", " +
                           std::to_string(links_.window->col) + ")",
                       theme().quiet}}));
    }

    void addTiles(const CellArea& area) {
        for (const CellRef& window : links_.covering) {
            if (area.shows(window)) outline(area.cellRect(window).grown(0.5), theme().quiet, 1);
        }
        if (links_.window && area.shows(*links_.window)) strongOutline(area.cellRect(*links_.window), area);
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
