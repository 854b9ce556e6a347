// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/experiment_charts.h"

#include "core/study_figure/study_charts.h"

namespace poolscope {

namespace {

// Whose numbers they are.
std::vector<Chart> ofSample(std::vector<Chart> charts, const std::string& sample) {
    for (Chart& chart : charts) {
        std::visit([&sample](auto& one) { addHeadNote(one.head, sample); }, chart);
    }
    return charts;
}

const std::string kThisImage = "this image";

}  // namespace

std::vector<Chart> evaluationCharts(const EvaluationCounts& counts) {
    const HistogramPair& values = counts.values;
    std::vector<Chart> charts{histogramChart(values.input, values.output)};
    for (ColumnChart chart : {slotChart(counts.wins), pixelChart(counts.wins)}) {
        if (!hasWinner(counts.op)) {
            chart.head.note = std::string(toText(counts.op)) + " pooling mixes values: none of them wins";
        }
        charts.emplace_back(std::move(chart));
    }
    charts.emplace_back(inkChart(counts.gradient));
    charts.emplace_back(costChart(counts.cost));
    charts.emplace_back(tieChart({counts.facts, {}}));
    const std::string batch = "the batch of " + countText(counts.images, "image");
    return ofSample(std::move(charts), counts.images == 1 ? kThisImage : batch);
}

std::vector<Chart> sweepCharts(const SweepStudy& sweep) {
    return ofSample({sweepChangeChart(sweep), sweepSizeChart(sweep), sweepTieChart(sweep)}, kThisImage);
}

std::vector<Chart> experimentCharts(const ChartsResult& found) {
    std::vector<Chart> charts = evaluationCharts(found.counts);
    const std::vector<Chart> more = sweepCharts(found.sweep);
    charts.insert(charts.end(), more.begin(), more.end());
    return charts;
}

std::vector<Chart> datasetCharts(const DatasetStudy& study, const Source& source) {
    std::vector<Chart> charts{tieColumns(study.ties, source)};
    if (study.wins) {
        charts.emplace_back(slotChart(study.wins->wins));
    } else {
        ColumnChart none = slotChart({});
        none.head.note = "the operation mixes values: no place wins";
        charts.emplace_back(none);
    }
    charts.emplace_back(shiftChart(study.shift, 1));
    return ofSample(std::move(charts), "all images");
}

}  // namespace poolscope
