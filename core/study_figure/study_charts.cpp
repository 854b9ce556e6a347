// SPDX-License-Identifier: GPL-3.0-or-later
// What each study's chart says.
#include "core/study_figure/study_charts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/text.h"
#include "core/study_figure/told.h"

namespace poolscope {
namespace {

Bar percentBar(double fraction) {
    return {fraction, percentText(fraction)};
}

std::string capital(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::int64_t sumOf(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

BarGroup changeGroup(const std::string& label, const MotionChange& c) {
    BarGroup group{capital(label), {percentBar(c.input.fraction()), percentBar(c.output.fraction())}};
    if (c.image) group.bars.insert(group.bars.begin(), percentBar(c.image->fraction()));
    return group;
}

double barLengthOf(double fraction) {
    return std::isfinite(fraction) ? fraction : 0.0;
}

// Shares lie on 0 to 100 %; changes may go beyond.
double fullFor(const BarChart& chart) {
    double full = 1;
    for (const BarGroup& group : chart.groups) {
        for (const Bar& bar : group.bars) full = std::max(full, barLengthOf(bar.value));
    }
    return full;
}

// What a motion changes, on the way of an image; without filters the image is X and stands there once.
const std::vector<Series> kImageAndOutput{{"the image itself", Tone::Input}, {"the pooled output"}};
const std::vector<Series> kImageToOutput{
    {"the image itself", Tone::Image}, {"X before pooling", Tone::Input}, {"the pooled output"}};
const std::vector<Series>& stages(bool filtered) {
    return filtered ? kImageToOutput : kImageAndOutput;
}

// One curve for each size, over the strides.
LineChart sweepChart(const SweepStudy& sweep, const ChartHead& head, double (*value)(const SweepCell&)) {
    LineChart chart{head, {"stride"}, {"", true, true}, {}};
    for (const std::int64_t stride : sweep.spec.strides) chart.x.at.push_back(static_cast<double>(stride));
    for (std::size_t i = 0; i < sweep.spec.sizes.size(); ++i) {
        Curve curve{"size " + std::to_string(sweep.spec.sizes[i]), {}, Tone::Step};
        for (std::size_t j = 0; j < sweep.spec.strides.size(); ++j) {
            const SweepCell& cell = sweep.at(i, j);
            curve.points.push_back(
                {chart.x.at[j], cell.refused ? std::numeric_limits<double>::quiet_NaN() : value(cell)});
        }
        chart.curves.push_back(std::move(curve));
    }
    return chart;
}

// What the chart says in a sentence, above what it is about; before anything is counted only that.
ChartHead headed(const std::string& sentence, const std::string& about) {
    return sentence.empty() ? ChartHead{about, ""} : ChartHead{sentence, about};
}

std::string changeTold(const std::string& motion, double output, double image) {
    if (!std::isfinite(output) || !std::isfinite(image)) return {};
    return motion + " changes the output by " + percentText(output) + ", the image by " + percentText(image);
}

// The furthest motion: of "shift in pixels" "A shift by 8 pixels".
std::string motionTold(const MotionAxis& axis) {
    const std::size_t in = axis.name.find(" in ");
    const std::string far = " by " + shortestNumber(axis.at.back());
    if (in == std::string::npos) return "A " + axis.name + far;
    return "A " + axis.name.substr(0, in) + far + " " + axis.name.substr(in + 4);
}

double imageChange(const MotionChange& change) {
    return (change.image ? *change.image : change.input).fraction();
}

// The cell that is quoted of a sweep: the first size with a stride as large, or the first that there is.
const SweepCell* quotedCell(const SweepStudy& sweep) {
    const SweepCell* first = nullptr;
    for (const SweepCell& cell : sweep.cells) {
        if (cell.refused) continue;
        if (cell.size == cell.stride) return &cell;
        if (!first) first = &cell;
    }
    return first;
}

std::string atCell(const SweepCell& cell) {
    return " at size " + std::to_string(cell.size) + ", stride " + std::to_string(cell.stride);
}

std::string sweepTold(const SweepStudy& sweep, double (*value)(const SweepCell&), const Telling& telling) {
    const SweepCell* cell = quotedCell(sweep);
    const std::string told = cell ? shareTold(value(*cell), telling) : "";
    return told.empty() ? told : told + atCell(*cell);
}

// From the smallest to the largest windows, each at its smallest stride.
std::string sweepChangeTold(const SweepStudy& sweep) {
    const SweepCell* first = nullptr;
    const SweepCell* last = nullptr;
    for (const SweepCell& cell : sweep.cells) {
        if (cell.refused || !std::isfinite(cell.change)) continue;
        if (!first) first = &cell;
        if (!last || cell.size > last->size) last = &cell;
    }
    if (!first || first->size == last->size) return {};
    const auto told = [](const SweepCell& cell) {
        return percentText(cell.change) + " at size " + std::to_string(cell.size);
    };
    if (first->stride == last->stride) {
        return "At stride " + std::to_string(first->stride) + " a one-pixel shift changes " + told(*first) + ", " +
               told(*last);
    }
    return "A one-pixel shift changes " + percentText(first->change) + atCell(*first) + "; " +
           percentText(last->change) + atCell(*last);
}

}  // namespace

void addHeadNote(ChartHead& head, const std::string& words) {
    head.note += (head.note.empty() ? "" : "; ") + words;
}

std::string percentText(double fraction) {
    return std::isnan(fraction) ? "not defined" : fixedNumber(fraction * 100, 1) + " %";
}

std::string countText(std::int64_t count, const std::string& one) {
    return groupedNumber(count) + " " + one + (count == 1 ? "" : "s");
}

std::string pairText(const WindowSpec& window) {
    const auto side = [](const Extent& e) { return e.rows == e.cols ? std::to_string(e.rows) : toText(e); };
    return side(window.size) + "/" + side(window.stride);
}

std::vector<CostRow> costRows(const Cost& cost) {
    const std::string layer = " of a dense layer of " + std::to_string(cost.units);
    return {{"values", "values", cost.before.values, cost.after.values},
            {"bytes", "bytes of activations", cost.before.bytes, cost.after.bytes},
            {"parameters", "parameters" + layer, cost.before.parameters, cost.after.parameters},
            {"multiply_adds", "multiply-adds" + layer, cost.before.multiplyAdds, cost.after.multiplyAdds}};
}

namespace {

const char* const kNoTies = "where values are mixed no cell wins, and no windows are tied";

// Of all series the one that is defined.
template <class Chart>
void keepOne(Chart& chart, std::size_t series) {
    chart.series = {chart.series[series]};
    for (BarGroup& group : chart.groups) group.bars = {group.bars[series]};
}

ChartHead tieHead(const TieStudy& study, const std::string& about) {
    if (!study.all.hasTies) {
        ChartHead head = headed(shareTold(blackShare(study.all), {"windows", "is all black", "are all black"}), about);
        addHeadNote(head, kNoTies);
        return head;
    }
    const bool counted = study.all.windows > 0;
    return headed(counted ? shareTold(tiedShare(study.all), {"windows", "is tied", "are tied"}) : "", about);
}

}  // namespace

BarChart tieChart(const TieStudy& study, const Source& source) {
    BarChart chart{tieHead(study, "Tied and black windows"), {}, {}, 1};
    if (study.byLabel.size() < 2) {
        chart.series = {{"share"}};
        if (!study.all.hasTies) {
            chart.groups = {{"All black", {percentBar(blackShare(study.all))}}};
            return chart;
        }
        chart.groups = {{"Tied", {percentBar(tiedShare(study.all))}},
                        {"All black", {percentBar(blackShare(study.all))}},
                        {"Tied among inked", {percentBar(tiedInkedShare(study.all))}}};
        return chart;
    }
    chart.series = {{"tied"}, {"all black", Tone::Input}, {"tied among inked", Tone::Other}};
    const auto group = [](const std::string& label, const WindowFacts& facts) {
        return BarGroup{
            label, {percentBar(tiedShare(facts)), percentBar(blackShare(facts)), percentBar(tiedInkedShare(facts))}};
    };
    chart.groups.push_back(group("All images", study.all));
    for (const LabelTies& entry : study.byLabel) {
        chart.groups.push_back(group("Label " + source.nameOf(entry.label), entry.facts));
    }
    if (!study.all.hasTies) keepOne(chart, 1);
    return chart;
}

ColumnChart tieColumns(const TieStudy& study, const Source& source) {
    ColumnChart chart{tieHead(study, "Tied and black windows by label"),
                      {{"all black", Tone::Input}, {"tied"}, {"tied among inked", Tone::Other}},
                      {},
                      {"label"},
                      {"", true, true}};
    const auto group = [](const std::string& label, const WindowFacts& facts) {
        return BarGroup{
            label, {percentBar(blackShare(facts)), percentBar(tiedShare(facts)), percentBar(tiedInkedShare(facts))}};
    };
    chart.groups.push_back(group("all", study.all));
    for (const LabelTies& entry : study.byLabel) {
        chart.groups.push_back(group(source.nameOf(entry.label), entry.facts));
    }
    if (!study.all.hasTies) keepOne(chart, 0);
    return chart;
}

BarChart shiftChart(const ShiftStudy& study, std::int64_t by) {
    const std::string motion = "shift by " + countText(by, "pixel");
    const bool counted = study.all.count > 0;
    const ChartHead head =
        headed(counted ? changeTold("A " + motion, study.all.output.fraction(), imageChange(study.all)) : "",
               "Change under a " + motion);
    BarChart chart{head, stages(study.all.image.has_value()), {}, 1};
    chart.groups.push_back(changeGroup("all eight", study.all));
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        chart.groups.push_back(changeGroup(std::string(directionName(i)), study.directions[i]));
    }
    chart.full = fullFor(chart);
    return chart;
}

BarChart rotationChart(const MotionChange& turn, double degrees) {
    const std::string motion = "turn by " + shortestNumber(degrees) + "°";
    BarChart chart{
        headed(changeTold("A " + motion, turn.output.fraction(), imageChange(turn)), "Change under a " + motion),
        {{"change"}},
        {},
        1};
    const BarGroup all = changeGroup("", turn);
    for (std::size_t i = 0; i < all.bars.size(); ++i) {
        const Series& stage = stages(turn.image.has_value())[i];
        chart.groups.push_back({capital(stage.name), {all.bars[i]}, {}, stage.tone});
    }
    chart.full = fullFor(chart);
    return chart;
}

BarChart costChart(const Cost& cost) {
    const double left = shareOf(cost.after.values, cost.before.values);
    const ChartHead head = headed(cost.before.values > 0 ? shareTold(left, {"values", "is left", "are left"}) : "",
                                  "What pooling saves, for one image");
    BarChart chart{head, {{"before", Tone::Input}, {"after"}}, {}, 1};
    chart.ownScales = true;
    for (const CostRow& r : costRows(cost)) {
        // Every quantity has a scale of its own: the bar before pooling is as long as there is room.
        const double largest = static_cast<double>(std::max<std::int64_t>({1, r.before, r.after}));
        chart.groups.push_back({capital(r.name),
                                {{static_cast<double>(r.before) / largest, std::to_string(r.before)},
                                 {static_cast<double>(r.after) / largest, std::to_string(r.after)}}});
    }
    return chart;
}

LineChart sweepChangeChart(const SweepStudy& sweep) {
    LineChart chart = sweepChart(sweep, headed(sweepChangeTold(sweep), "How much a one-pixel shift changes"),
                                 [](const SweepCell& c) { return c.change; });
    const auto addLevel = [&chart](const std::string& name, double change, Tone tone) {
        Curve level{name, {}, tone};
        for (const double stride : chart.x.at) level.points.push_back({stride, change});
        chart.curves.push_back(std::move(level));
    };
    addLevel(sweep.imageChange ? "X" : "image", sweep.inputChange, Tone::Input);
    if (sweep.imageChange) addLevel("image", *sweep.imageChange, Tone::Image);
    return chart;
}

LineChart sweepSizeChart(const SweepStudy& sweep) {
    const auto left = [](const SweepCell& c) { return c.reduction > 0 ? 1 / c.reduction : 0.0; };
    return sweepChart(sweep,
                      headed(sweepTold(sweep, left, {"values", "is left", "are left"}),
                             "How many values are left, of those before pooling"),
                      left);
}

LineChart sweepTieChart(const SweepStudy& sweep) {
    const auto tied = [](const SweepCell& c) { return tiedShare(c.facts); };
    LineChart chart = sweepChart(
        sweep,
        headed(sweepTold(sweep, tied, {"windows", "is tied", "are tied"}), "How many windows are tied, of all windows"),
        tied);
    const SweepCell* cell = quotedCell(sweep);
    if (cell && !cell->facts.hasTies) addHeadNote(chart.head, kNoTies);
    return chart;
}

LineChart sweepBlackChart(const SweepStudy& sweep) {
    const auto black = [](const SweepCell& c) { return blackShare(c.facts); };
    return sweepChart(sweep,
                      headed(sweepTold(sweep, black, {"windows", "is all black", "are all black"}),
                             "How many windows are all black, of all windows"),
                      black);
}

ColumnChart slotChart(const WinCounts& wins) {
    const auto most = std::max_element(wins.bySlot.begin(), wins.bySlot.end());
    const bool counted = sumOf(wins.bySlot) > 0;
    const std::string told = counted ? shareTold(shareOf(*most, sumOf(wins.bySlot)), {"windows", "is", "are"}) +
                                           " won by place " + std::to_string(most - wins.bySlot.begin())
                                     : "";
    ColumnChart chart{headed(told, "Which place of the window wins"),
                      {{"windows won"}},
                      {},
                      {"place in the window, row of X_col"},
                      {"of all windows", true, true}};
    const std::int64_t all = sumOf(wins.bySlot);
    for (std::size_t slot = 0; slot < wins.bySlot.size(); ++slot) {
        chart.groups.push_back({std::to_string(slot), {percentBar(shareOf(wins.bySlot[slot], all))}, slot});
    }
    if (wins.inPadding > 0) addHeadNote(chart.head, countText(wins.inPadding, "window") + " won by padding");
    return chart;
}

ColumnChart pixelChart(const WinCounts& wins) {
    const std::int64_t all = sumOf(wins.byWins);
    const std::string told =
        all > 0 ? shareTold(shareOf(wins.byWins.front(), all), {"pixels", "wins no window", "win no window"}) : "";
    ColumnChart chart{headed(told, "How many windows each pixel wins"),
                      {{"pixels"}},
                      {},
                      {"windows won"},
                      {"of all pixels", true, true}};
    for (std::size_t k = 0; k < wins.byWins.size(); ++k) {
        chart.groups.push_back({std::to_string(k), {percentBar(shareOf(wins.byWins[k], all))}});
    }
    return chart;
}

BarChart inkChart(const InkGradient& gradient) {
    const double cells = shareOf(gradient.inkCells, gradient.inkCells + gradient.backgroundCells);
    const double ink = gradient.inkShare();
    const bool none = gradient.ink + gradient.background <= 0;
    const Telling lands{"gradients", "lands on the background", "land on the background"};
    return {headed(none ? "" : shareTold(1 - ink, lands), "Where the gradient lands"),
            {{"pixels", Tone::Input}, {"gradient"}},
            {{"Ink (above 0)", {percentBar(cells), none ? Bar{0, "none"} : percentBar(ink)}},
             {"Background", {percentBar(1 - cells), none ? Bar{0, "none"} : percentBar(1 - ink)}}},
            1};
}

LineChart motionChart(const ShiftCurves& curves, const MotionAxis& axis, const std::string& note) {
    const auto last = [](const std::vector<double>& change) {
        return change.empty() ? std::numeric_limits<double>::quiet_NaN() : change.back();
    };
    const std::vector<double>& image = curves.image.empty() ? curves.input : curves.image;
    const std::string told = curves.outputs.empty() || axis.at.empty()
                                 ? ""
                                 : changeTold(motionTold(axis), last(curves.outputs.front().change), last(image));
    LineChart chart{headed(told, "Change against " + axis.name), {axis.name}, {"", true, true}, {}};
    if (!note.empty()) addHeadNote(chart.head, note);
    const auto curveOf = [&axis](const std::string& name, const std::vector<double>& change, Tone tone) {
        Curve curve{name, {}, tone};
        for (std::size_t i = 0; i < change.size() && i < axis.at.size(); ++i) {
            curve.points.push_back({axis.at[i], change[i]});
        }
        return curve;
    };
    for (std::size_t i = 0; i < curves.outputs.size(); ++i) {
        const ShiftCurve& output = curves.outputs[i];
        chart.curves.push_back(curveOf((i == 0 ? "now " : "") + pairText(output.window), output.change,
                                       i == 0 ? Tone::Output : Tone::Other));
    }
    chart.curves.push_back(curveOf(curves.image.empty() ? "image" : "X", curves.input, Tone::Input));
    if (!curves.image.empty()) chart.curves.push_back(curveOf("image", curves.image, Tone::Image));
    return chart;
}

BarChart movedChart(const ShiftCurves& curves, const ChartHead& head) {
    BarChart chart{head, {{"change"}}, {}, 1};
    const auto add = [&chart](const std::string& name, const std::vector<double>& change, Tone tone) {
        if (change.empty()) return;
        chart.groups.push_back({name, {percentBar(change[0])}, {}, tone});
    };
    const bool filtered = !curves.image.empty();
    const std::vector<Series>& series = stages(filtered);
    if (filtered) add(series[0].name, curves.image, series[0].tone);
    const Series& x = series[filtered ? 1 : 0];
    add(x.name, curves.input, x.tone);
    for (std::size_t i = 0; i < curves.outputs.size(); ++i) {
        const std::string words = pairText(curves.outputs[i].window);
        add(i == 0 ? "pooled " + words + " (now)" : words, curves.outputs[i].change,
            i == 0 ? Tone::Output : Tone::Other);
    }
    chart.full = fullFor(chart);
    return chart;
}

}  // namespace poolscope
