// SPDX-License-Identifier: GPL-3.0-or-later
// What each study's chart says.
#include "app/cli/study_charts.h"

#include <algorithm>
#include <limits>

#include "core/figure/chart.h"
#include "core/figure/place.h"

namespace poolscope {
namespace {

Bar percentBar(double fraction) {
    return {fraction, percentText(fraction)};
}

std::string noteOf(const StudySubject& subject) {
    return subject.source + ", " + subject.parameters;
}

// One curve for each size, over the strides.
LineChart sweepChart(const Sweep& sweep, const std::string& title, double (*value)(const SweepCell&)) {
    LineChart chart{{title, ""}, {"stride", false, {}}, {"", true, {}}, {}};
    for (const std::int64_t stride : sweep.spec.strides) chart.x.at.push_back(static_cast<double>(stride));
    for (std::size_t i = 0; i < sweep.spec.sizes.size(); ++i) {
        Curve curve{"size " + std::to_string(sweep.spec.sizes[i]), {}};
        for (std::size_t j = 0; j < sweep.spec.strides.size(); ++j) {
            const SweepCell& cell = sweep.at(i, j);
            curve.points.push_back(
                {chart.x.at[j], cell.refused ? std::numeric_limits<double>::quiet_NaN() : value(cell)});
        }
        chart.curves.push_back(std::move(curve));
    }
    return chart;
}

}  // namespace

std::vector<CostRow> costRows(const Cost& cost) {
    const std::string layer = " of a dense layer of " + std::to_string(cost.units);
    return {{"values", "values", cost.before.values, cost.after.values},
            {"bytes", "bytes of activations", cost.before.bytes, cost.after.bytes},
            {"parameters", "parameters" + layer, cost.before.parameters, cost.after.parameters},
            {"multiply_adds", "multiply-adds" + layer, cost.before.multiplyAdds, cost.after.multiplyAdds}};
}

Scene drawTies(const TieStudy& study, const StudySubject& subject, double width, const FigureStyle& style) {
    BarChart chart{{"Tied and black windows", noteOf(subject)}, {}, {}, 1};
    if (study.byLabel.size() < 2) {
        chart.series = {{"share"}};
        chart.groups = {{"Tied", {percentBar(tiedShare(study.all))}},
                        {"All black", {percentBar(blackShare(study.all))}},
                        {"Tied among inked", {percentBar(tiedInkedShare(study.all))}}};
        return drawBarChart(chart, width, style);
    }
    chart.series = {{"tied"}, {"all black", true}, {"tied among inked"}};
    const auto group = [](const std::string& label, const WindowFacts& facts) {
        return BarGroup{
            label, {percentBar(tiedShare(facts)), percentBar(blackShare(facts)), percentBar(tiedInkedShare(facts))}};
    };
    chart.groups.push_back(group("All images", study.all));
    for (const LabelTies& entry : study.byLabel) {
        chart.groups.push_back(group("Label " + std::to_string(entry.label), entry.facts));
    }
    return drawBarChart(chart, width, style);
}

Scene drawShift(const ShiftStudy& study, const StudySubject& subject, double width, const FigureStyle& style) {
    const std::string pixels = std::to_string(subject.by) + (subject.by == 1 ? " pixel" : " pixels");
    BarChart chart{{"Change under a shift by " + pixels, noteOf(subject)},
                   {{"the image itself", true}, {"the pooled output"}},
                   {},
                   0};
    const auto group = [](std::string label, const Comparison& c) {
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
        return BarGroup{label, {percentBar(c.input.fraction()), percentBar(c.output.fraction())}};
    };
    chart.groups.push_back(group("all eight", study.all));
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        chart.groups.push_back(group(std::string(directionName(i)), study.directions[i]));
    }
    return drawBarChart(chart, width, style);
}

Scene drawSweep(const Sweep& sweep, const StudySubject& subject, double width, const FigureStyle& style) {
    LineChart change = sweepChart(sweep, "Change under a one-pixel shift", [](const SweepCell& c) { return c.change; });
    LineChart ties = sweepChart(sweep, "Tied windows", [](const SweepCell& c) { return tiedShare(c.facts); });
    change.head.note = noteOf(subject);
    ties.head.note = "of all windows";
    Curve image{"image", {}, true};
    for (const double stride : change.x.at) image.points.push_back({stride, sweep.inputChange});
    change.curves.push_back(std::move(image));
    const double gap = style.small * 2;
    const Size size{(width - gap) / 2, (width - gap) / 2 * 0.9};
    Scene scene{{width, size.height}, {}};
    place(scene, drawLineChart(change, size, style), {0, 0});
    place(scene, drawLineChart(ties, size, style), {size.width + gap, 0});
    return scene;
}

Scene drawCost(const Cost& cost, const StudySubject& subject, double width, const FigureStyle& style) {
    BarChart chart{
        {"What pooling saves, for one image", noteOf(subject)}, {{"before pooling", true}, {"after pooling"}}, {}, 1};
    for (const CostRow& r : costRows(cost)) {
        std::string label = r.name;
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
        // Every quantity has a scale of its own: the bar before pooling is as long as there is room.
        const double largest = static_cast<double>(std::max<std::int64_t>({1, r.before, r.after}));
        chart.groups.push_back({label,
                                {{static_cast<double>(r.before) / largest, std::to_string(r.before)},
                                 {static_cast<double>(r.after) / largest, std::to_string(r.after)}}});
    }
    return drawBarChart(chart, width, style);
}

}  // namespace poolscope
