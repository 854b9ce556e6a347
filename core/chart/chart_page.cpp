// SPDX-License-Identifier: GPL-3.0-or-later
// Charts on a page: its height is given, and what is divided is that.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/chart/chart_parts.h"
#include "core/scene/place.h"
#include "core/scene/text_width.h"

namespace poolscope {
namespace {

// In small type: charts that are narrower or plots that are lower are all words.
constexpr double kLeastWide = 12;
constexpr double kLeastPlot = 2.5;
constexpr double kLeastLines = 5;
constexpr double kLeastBar = 6;       // as long as the longest can be
constexpr double kPerName = 1.25;     // of a curve, at its end
constexpr double kMostAspect = 1.15;  // no chart is higher in proportion to its width
constexpr double kPlotAspect = 0.7;   // of a plot that is as large as its width lets it be

// Lowest plot that can be read, and how high the plot of a chart is; bars that lie have none.
struct LeastPlot {
    const FigureStyle& style;

    double operator()(const BarChart&) const { return 0; }
    double operator()(const ColumnChart&) const { return kLeastPlot * style.small; }
    double operator()(const LineChart& chart) const {
        const auto named =
            std::count_if(chart.curves.begin(), chart.curves.end(), [](const Curve& c) { return !c.label.empty(); });
        return std::max(kLeastLines, static_cast<double>(named) * kPerName) * style.small;
    }
};
struct PlotHeight {
    Size size;
    const FigureStyle& style;

    double operator()(const BarChart&) const { return std::numeric_limits<double>::infinity(); }
    template <class Plotted>
    double operator()(const Plotted& chart) const {
        return plotHeight(chart, size, style);
    }
};

Chart standing(const Chart& chart) {
    const auto* bars = std::get_if<BarChart>(&chart);
    if (!bars || bars->ownScales) return chart;
    return ColumnChart{bars->head, bars->series, bars->groups, {}, {"", true, true}, bars->full};
}

bool lies(const Chart& chart) {
    return std::holds_alternative<BarChart>(chart);
}

struct Row {
    std::vector<Chart> charts;
    double width = 0;    // of each chart
    double height = 0;   // of the row
    bool fixed = false;  // bars that lie, which are as high as they need
};

class Page {
  public:
    Page(const Size& room, const FigureStyle& style) : room_(room), style_(style) {}

    // Beneath each other, as charts have margins of their own. A new row begins before every chart whose bit is set in
    // `breaks`: bit 0 is that of the second chart.
    std::vector<Row> rows(const std::vector<Chart>& charts, std::size_t breaks) const {
        std::vector<Row> rows(1);
        for (std::size_t i = 0; i < charts.size(); ++i) {
            if (i > 0 && (breaks >> (i - 1) & 1U) != 0) rows.emplace_back();
            rows.back().charts.push_back(charts[i]);
        }
        double left = room_.height;
        double share = 0;
        for (Row& row : rows) {
            const auto count = static_cast<double>(row.charts.size());
            row.width = (room_.width - beside() * (count - 1)) / count;
            alignHeads(row.charts, row.width, style_);
            row.fixed = std::all_of(row.charts.begin(), row.charts.end(), &lies);
            if (!row.fixed) {
                ++share;
                continue;
            }
            for (const Chart& chart : row.charts) row.height = std::max(row.height, lying(chart, row.width));
            left -= row.height;
        }
        for (Row& row : rows) {
            if (!row.fixed) row.height = std::min(left / share, row.width * kMostAspect);
        }
        return rows;
    }

    // The size of the smallest plot; below 0 where a chart cannot be read.
    double worth(const std::vector<Row>& rows) const {
        double least = room_.height;
        double high = 0;
        for (const Row& row : rows) {
            high += row.height;
            if (row.width < kLeastWide * style_.small && row.charts.size() > 1) return -1;
            for (const Chart& chart : row.charts) {
                const double plot = std::visit(PlotHeight{{row.width, row.height}, style_}, chart);
                if (!wordsFit(chart, row.width) || plot < std::visit(LeastPlot{style_}, chart)) return -1;
                const auto* bars = std::get_if<BarChart>(&chart);
                if (bars && (lying(chart, row.width) > row.height ||
                             barRoom(*bars, row.width, style_) < kLeastBar * style_.small))
                    return -1;
                if (!lies(chart)) least = std::min({least, plot, row.width * kPlotAspect});
            }
        }
        return high <= room_.height + 0.01 ? least : -1;
    }

    Scene draw(const std::vector<Row>& rows) const {
        Scene scene{{room_.width, 0}, {}};
        double y = 0;
        for (const Row& row : rows) {
            double x = 0;
            for (const Chart& chart : row.charts) {
                placeScene(scene, drawChart(chart, {row.width, lies(chart) ? 0 : row.height}, style_), {x, y});
                x += row.width + beside();
            }
            y += row.height;
        }
        scene.size.height = y;
        return scene;
    }

  private:
    double beside() const { return style_.small * 2; }

    double lying(const Chart& chart, double width) const { return drawChart(chart, {width, 0}, style_).size.height; }
    bool wordsFit(const Chart& chart, double width) const {
        const ChartHead& head = chartHeadOf(chart);
        const double room = width - 2 * chartMargin(style_);
        const auto* columns = std::get_if<ColumnChart>(&chart);
        const double axis = columns ? textWidth(columns->x.label, style_.small) : 0;
        return linesFit(head.title, style_.heading, room, true) && linesFit(head.note, style_.small, room) &&
               axis * leastShrunk(style_.small, style_.leastNumber) <= room;
    }

    Size room_;
    const FigureStyle& style_;
};

}  // namespace

std::optional<Scene> drawChartPage(const std::vector<Chart>& charts, const Size& room, const FigureStyle& style) {
    if (charts.empty()) return Scene{{room.width, 0}, {}};
    const Page page(room, style);
    std::vector<Chart> stood;
    std::transform(charts.begin(), charts.end(), std::back_inserter(stood), &standing);
    for (const std::vector<Chart>& tried : {charts, stood}) {
        std::vector<Row> best;
        double most = 0;
        for (std::size_t breaks = 0; breaks < std::size_t{1} << (charts.size() - 1); ++breaks) {
            std::vector<Row> rows = page.rows(tried, breaks);
            const double worth = page.worth(rows);
            if (worth <= most) continue;
            most = worth;
            best = std::move(rows);
        }
        if (!best.empty()) return page.draw(best);
    }
    return std::nullopt;
}

}  // namespace poolscope
