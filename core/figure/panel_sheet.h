// SPDX-License-Identifier: GPL-3.0-or-later
// Panels in rows, with the arrows between them and the thread through them. Private to core/figure.
#pragma once

#include <optional>
#include <vector>

#include "core/figure/figure.h"
#include "core/thread/thread.h"

namespace poolscope {

double panelGap(const FigureStyle& style);

// The rest of a figure that is as wide as `width`; a page leaves so much height, nothing: as high as it needs.
struct SheetRoom {
    double width = 0;
    double margin = 0;
    std::optional<double> height{};
};

class PanelSheet {
  public:
    // In as many columns as the layout of `spec` allows in this room. X_col shows the page of the window `page`.
    PanelSheet(const PanelContext& context, const Links& links, const FigureSpec& spec,
               const std::optional<CellRef>& page, const SheetRoom& room);

    std::size_t columns() const { return columns_; }
    // That the panels' pictures have.
    double pictureWidth() const { return pictureWidth_; }
    double side() const { return side_; }
    double height() const;
    // Panels that have few enough cells for numbers have no room for them, or make them as small as they must be.
    ShownNumbers numbers() const;
    // With what is lit in them, the arrows between them, and the thread.
    void addTo(Scene& scene, double y) const;

  private:
    double across() const;
    std::size_t fewest() const;
    double leastBesidePatches() const;
    std::vector<double> pictureWidths() const;
    void settle(std::size_t columns, const std::optional<CellRef>& page);
    void plan(std::size_t columns, double side);
    void layOut(const std::optional<CellRef>& page);
    double gutter() const;
    double between() const;
    std::vector<double> pictures(double width) const;
    std::vector<PlacedPanel> places() const;
    std::vector<PanelArrow> arrows() const;

    PanelContext context_;
    const Links& links_;
    const FigureSpec& spec_;
    SheetRoom room_;
    std::size_t columns_ = 1;
    double panelWidth_ = 0;
    double pictureWidth_ = 0;      // that the height of a page leaves
    double side_ = 0;              // free at the left and the right
    std::vector<double> heights_;  // of the panels, row by row
    std::vector<Panel> panels_;
    ArrowRoom ways_;
    double beneathAll_ = 0;  // words of arrows, beneath the last row
};

}  // namespace poolscope
