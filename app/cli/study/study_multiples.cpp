// SPDX-License-Identifier: GPL-3.0-or-later
// The studies that are pictures of one plane: their numbers as JSON, text and CSV.
#include "app/cli/study/study_lines.h"
#include "core/base/text.h"

namespace poolscope::cli {
namespace {

using json::number;
using json::Object;

std::string shapeJson(const Extent& extent) {
    const std::vector<std::int64_t> both{extent.rows, extent.cols};
    return json::list(both);
}

double meanOf(const Tensor& y) {
    return y.values.empty() ? 0.0 : statisticsOf(y.values).sum / static_cast<double>(y.values.size());
}

std::string asJson(const ComparedOutput& comparand) {
    Object object;
    object.add("name", json::text(comparand.by.name));
    if (comparand.refused) return object.add("refused", json::text(comparand.refused->message)).oneLine();
    object.add("output", shapeJson(comparand.y.shape.plane()))
        .add("mean", number(meanOf(comparand.y)))
        .add("sum_grad_in", number(statisticsOf(comparand.dx.values).sum))
        .add("max_grad_in", number(statisticsOf(comparand.dx.values).max));
    if (comparand.change) object.add("change_output", json::numberOrNull(*comparand.change));
    return object.oneLine();
}

std::string asRow(const ComparedOutput& comparand) {
    const std::string name = "\"" + comparand.by.name + "\"";  // names hold commas, no quotes
    if (comparand.refused) return row({name, "", "", "", "", "", ""});
    const Statistics gradient = statisticsOf(comparand.dx.values);
    const Extent output = comparand.y.shape.plane();
    return row({name, number(output.rows), number(output.cols), number(meanOf(comparand.y)), number(gradient.sum),
                number(gradient.max), comparand.change ? field(*comparand.change) : ""});
}

std::string asLine(const ComparedOutput& comparand) {
    const std::string name = padded(comparand.by.name, 28);
    if (comparand.refused) return name + "not possible: " + comparand.refused->message + "\n";
    return name + padded(toText(comparand.y.shape.plane()), 10) + padded(fixedNumber(meanOf(comparand.y), 2), 10) +
           padded(comparand.change ? percentText(*comparand.change) : "", 10) +
           fixedNumber(statisticsOf(comparand.dx.values).max, 3) + "\n";
}

struct LevelNumbers {
    Extent output;
    double mean = 0;
    double gradient = 0;  // of all that arrives at this level's input
    std::int64_t windows = 0;
    std::int64_t tied = 0;
};

LevelNumbers numbersOf(const CascadeLevel& level) {
    return {level.y.shape.plane(), meanOf(level.y), level.sums.arrived, level.facts.windows, level.facts.tied};
}

}  // namespace

StudyReport reportOn(const CompareStudy& study, const StudySubject& subject) {
    StudyReport result;
    std::vector<std::string> comparands;
    result.text = subjectLine(subject) + padded("", 28) + "output    mean      change    largest dX\n";
    result.csv = row({"name", "output_rows", "output_cols", "mean", "sum_grad_in", "max_grad_in", "change_output"});
    for (const ComparedOutput& comparand : study.comparands) {
        comparands.push_back(asJson(comparand));
        result.text += asLine(comparand);
        result.csv += asRow(comparand);
    }
    Object object;
    if (study.inputChange) {
        object.add("change_input", json::numberOrNull(*study.inputChange));
        result.text +=
            "Change: under one-pixel shifts. That of the input itself: " + percentText(*study.inputChange) + ".\n";
    }
    result.json = object.add("comparands", json::list(comparands)).lines();
    return result;
}

StudyReport reportOn(const CascadeResult& shown, const StudySubject& subject) {
    const CascadeStudy& study = shown.study;
    StudyReport result;
    std::vector<std::string> levels;
    const Extent input = shown.x.shape.plane();
    result.text = subjectLine(subject) + padded("level", 11) + "output    mean      tied          sum of dX\n" +
                  padded("0", 11) + padded(toText(input), 10) + fixedNumber(meanOf(shown.x), 2) + "\n";
    result.csv = row({"level", "output_rows", "output_cols", "mean", "windows", "tied_windows", "sum_grad_in"});
    for (std::size_t i = 0; i < study.levels.size(); ++i) {
        const LevelNumbers n = numbersOf(study.levels[i]);
        const std::string level = std::to_string(i + 1);
        levels.push_back(Object()
                             .add("level", level)
                             .add("output", shapeJson(n.output))
                             .add("mean", number(n.mean))
                             .add("windows", number(n.windows))
                             .add("tied_windows", number(n.tied))
                             .add("sum_grad_in", number(n.gradient))
                             .oneLine());
        result.csv += row({level, number(n.output.rows), number(n.output.cols), number(n.mean), number(n.windows),
                           number(n.tied), number(n.gradient)});
        result.text += padded(level, 11) + padded(toText(n.output), 10) + padded(fixedNumber(n.mean, 2), 10) +
                       padded(number(n.tied) + " of " + number(n.windows), 14) + shortestNumber(n.gradient) + "\n";
    }
    const auto& ended = study.ended;
    result.json = Object()
                      .add("input", shapeJson(input))
                      .add("levels", json::list(levels))
                      .add("ended", ended ? json::text(ended->message) : json::kNull)
                      .lines();
    if (ended) result.text += "No level " + std::to_string(levels.size() + 1) + ": " + ended->message + "\n";
    return result;
}

}  // namespace poolscope::cli
