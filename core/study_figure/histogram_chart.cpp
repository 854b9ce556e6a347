// SPDX-License-Identifier: GPL-3.0-or-later
// The histogram of input and output.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/panel/numbers.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

std::int64_t countOf(const Histogram& h) {
    std::int64_t count = h.below + h.above + h.notANumber;
    for (const std::int64_t bin : h.bins) count += bin;
    return count;
}

// A value to about a tenth of a bin, as short as that is: "0.25", "−287k".
std::string endText(double value, double width) {
    const double step = std::pow(10.0, std::floor(std::log10(width) + 1e-9) - 1);
    if (step < 1e-6 || width >= 1e10) return (value < 0 ? "−" : "") + numberText(std::abs(value), 3);
    const double rounded = std::round(value / step) * step;
    const auto [unit, letter] = step >= 1e5   ? std::pair(1e6, "M")
                                : step >= 100 ? std::pair(1e3, "k")
                                              : std::pair(1.0, "");
    const auto decimals = static_cast<int>(std::max(0.0, std::round(std::log10(unit / step))));
    std::string text = fixedNumber(std::abs(rounded) / unit, decimals);
    if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    if (text == "0") return text;
    return (rounded < 0 ? "−" : "") + text + letter;
}

// "0–15" where bins hold whole numbers, "0.25–0.5" where they are ranges; parts of `top` unless that is 0.
std::string binText(const Histogram& h, std::size_t bin, double top) {
    const bool whole = h.width * static_cast<double>(h.bins.size()) > h.high - h.low + 0.5;
    const double low = h.low + h.width * static_cast<double>(bin);
    const double high = std::min(h.high, low + h.width - (whole ? 1 : 0));
    const bool exact = whole && !(top > 0) && std::max(std::abs(h.low), std::abs(h.high)) < 1e5;
    const double unit = top > 0 ? top : 1;
    const auto text = [&](double value) {
        if (!exact) return endText(value / unit, h.width / unit);
        return (value < 0 ? "−" : "") + shortestNumber(std::abs(value));
    };
    if (text(low) == text(high)) return text(low);
    return text(low) + (low < 0 ? " to " : "–") + text(high);
}

double highestOf(const ColumnChart& chart) {
    double highest = 0;
    for (const BarGroup& group : chart.groups) {
        for (const Bar& bar : group.bars) highest = std::max(highest, bar.value);
    }
    return highest;
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

ColumnChart histogramChart(const Histogram& input, const Histogram& output, double top) {
    ColumnChart chart{
        {"Which values occur", ""}, {{"input", Tone::Input}, {"output"}}, {}, {"value"}, {"of all values", true}};
    chart.bins = true;
    const std::int64_t inputs = countOf(input);
    const std::int64_t outputs = countOf(output);
    for (std::size_t i = 0; i < input.bins.size() && i < output.bins.size(); ++i) {
        const double before = shareOf(input.bins[i], inputs);
        const double after = shareOf(output.bins[i], outputs);
        chart.groups.push_back({binText(input, i, top), {{before, percentText(before)}, {after, percentText(after)}}});
    }
    if (!chart.groups.empty()) {
        chart.full = heightOf(chart);
        // Beside other shares of a whole it stands on their scale, unless it would be low on it.
        constexpr double kHigh = 0.5;
        chart.y.whole = !(chart.full > 0) && highestOf(chart) > kHigh;
        const auto most = std::max_element(chart.groups.begin(), chart.groups.end(), [](const auto& a, const auto& b) {
            return a.bars[1].value < b.bars[1].value;
        });
        if (outputs > 0) {
            chart.head = {
                most->bars[1].text + " of the outputs and " + most->bars[0].text + " of the inputs are " + most->label,
                chart.head.title};
        }
        for (const BarGroup& group : chart.groups) {
            const double higher = std::max(group.bars[0].value, group.bars[1].value);
            if (chart.full > 0 && higher > chart.full)
                addHeadNote(chart.head, "the columns of " + group.label + " are cut");
        }
    }
    const std::int64_t outside = inputs + outputs - countOf({0, 0, 0, input.bins}) - countOf({0, 0, 0, output.bins});
    if (outside > 0) addHeadNote(chart.head, countText(outside, "value") + " outside the range");
    return chart;
}

}  // namespace poolscope
