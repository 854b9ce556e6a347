// SPDX-License-Identifier: GPL-3.0-or-later
// The histogram of input and output.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

std::int64_t countOf(const Histogram& h) {
    std::int64_t count = h.below + h.above + h.notANumber;
    for (const std::int64_t bin : h.bins) count += bin;
    return count;
}

// "0–15" where bins hold whole numbers, "0.25–0.5" where they are ranges.
std::string binText(const Histogram& h, std::size_t bin) {
    const double width = (h.high - h.low) / static_cast<double>(h.bins.size());
    const double low = h.low + width * static_cast<double>(bin);
    const bool whole = width >= 1 && width == static_cast<double>(static_cast<std::int64_t>(width));
    const auto rounded = [](double v) { return shortestNumber(std::round(v * 1000) / 1000); };
    if (whole && width == 1) return rounded(low);
    return rounded(low) + "–" + rounded(low + width - (whole ? 1 : 0));
}

// Where columns are cut: only a column that towers above all the rest is.
double heightOf(const ColumnChart& chart) {
    double highest = 0;
    std::vector<double> each;
    for (const BarGroup& group : chart.groups) {
        double most = 0;
        for (const Bar& bar : group.bars) most = std::max(most, bar.value);
        each.push_back(most);
    }
    std::sort(each.begin(), each.end());
    highest = each.back();
    const double next = each.size() > 1 ? each[each.size() - 2] : 0;
    return next > 0 && highest > 2 * next ? 1.3 * next : 0;
}

}  // namespace

ColumnChart histogramChart(const Histogram& input, const Histogram& output) {
    ColumnChart chart{{"Histogram · input and output", ""},
                      {{"input"}, {"output"}},
                      {},
                      {"value", false, {}},
                      {"of all values", true, {}}};
    chart.bins = true;
    const std::int64_t inputs = countOf(input);
    const std::int64_t outputs = countOf(output);
    for (std::size_t i = 0; i < input.bins.size() && i < output.bins.size(); ++i) {
        const double before = shareOf(input.bins[i], inputs);
        const double after = shareOf(output.bins[i], outputs);
        chart.groups.push_back({binText(input, i), {{before, percentText(before)}, {after, percentText(after)}}});
    }
    if (!chart.groups.empty()) chart.full = heightOf(chart);
    const std::int64_t beside = inputs + outputs - countOf({0, 0, input.bins}) - countOf({0, 0, output.bins});
    if (beside > 0) addHeadNote(chart.head, countText(beside, "value") + " beside the scale");
    return chart;
}

}  // namespace poolscope
