// SPDX-License-Identifier: GPL-3.0-or-later
// The studies that are pictures of one plane: their numbers as JSON, text and CSV.
#include "app/cli/study/study_lines.h"
#include "core/base/text.h"

namespace poolscope::cli {
namespace {

double meanOf(const Tensor& y) {
    return y.values.empty() ? 0.0 : statisticsOf(y.values).sum / static_cast<double>(y.values.size());
}

void writeExtent(JsonWriter& w, std::string_view key, const Extent& extent) {
    w.integers(key, std::array{extent.rows, extent.cols});
}

void writeComparand(JsonWriter& w, const ComparedOutput& comparand) {
    w.beginObject().text("name", comparand.by.name);
    if (comparand.refused) {
        w.text("refused", comparand.refused->message);
    } else {
        const Statistics gradient = statisticsOf(comparand.dx.values);
        writeExtent(w, "output", comparand.y.shape.plane());
        w.number("mean", meanOf(comparand.y)).number("sum_grad_in", gradient.sum).number("max_grad_in", gradient.max);
        if (comparand.change) w.share("change_output", *comparand.change);
    }
    w.endObject();
}

std::string asRow(const ComparedOutput& comparand) {
    const std::string& name = comparand.by.name;
    if (comparand.refused) return csvRow({name, "", "", "", "", "", ""});
    const Statistics gradient = statisticsOf(comparand.dx.values);
    const Extent output = comparand.y.shape.plane();
    return csvRow({name, shortestNumber(output.rows), shortestNumber(output.cols), shortestNumber(meanOf(comparand.y)),
                   shortestNumber(gradient.sum), shortestNumber(gradient.max),
                   comparand.change ? field(*comparand.change) : ""});
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
    WindowFacts facts;
};

LevelNumbers numbersOf(const CascadeLevel& level) {
    return {level.y.shape.plane(), meanOf(level.y), level.sums.arrived, level.facts};
}

void writeLevel(JsonWriter& w, std::size_t level, const LevelNumbers& n) {
    w.beginObject().integer("level", static_cast<std::int64_t>(level));
    writeExtent(w, "output", n.output);
    w.number("mean", n.mean)
        .integer("windows", n.facts.windows)
        .share("tied_windows", tieCount(n.facts, n.facts.tied))
        .number("sum_grad_in", n.gradient)
        .endObject();
}

void writeCascade(JsonWriter& w, const CascadeResult& shown) {
    const CascadeStudy& study = shown.study;
    writeExtent(w, "input", shown.x.shape.plane());
    w.beginList("levels");
    for (std::size_t i = 0; i < study.levels.size(); ++i) writeLevel(w, i + 1, numbersOf(study.levels[i]));
    w.endList();
    if (study.ended) {
        w.text("ended", study.ended->message);
    } else {
        w.null("ended");
    }
}

}  // namespace

StudyReport reportOn(const CompareStudy& study, const StudySubject& subject) {
    StudyReport result;
    result.text = subjectLine(subject) + padded("", 28) + "output    mean      change    largest dX\n";
    result.csv = csvRow({"name", "output_rows", "output_cols", "mean", "sum_grad_in", "max_grad_in", "change_output"});
    for (const ComparedOutput& comparand : study.comparands) {
        result.text += asLine(comparand);
        result.csv += asRow(comparand);
    }
    if (study.inputChange) {
        result.text +=
            "Change: under one-pixel shifts. That of the input itself: " + percentText(*study.inputChange) + ".\n";
    }
    result.json = jsonOf([&](JsonWriter& w) {
        if (study.inputChange) w.share("change_input", *study.inputChange);
        w.beginList("comparands");
        for (const ComparedOutput& comparand : study.comparands) writeComparand(w, comparand);
        w.endList();
    });
    return result;
}

StudyReport reportOn(const CascadeResult& shown, const StudySubject& subject) {
    const CascadeStudy& study = shown.study;
    StudyReport result;
    const Extent input = shown.x.shape.plane();
    result.text = subjectLine(subject) + padded("level", 11) + "output    mean      tied          sum of dX\n" +
                  padded("0", 11) + padded(toText(input), 10) + fixedNumber(meanOf(shown.x), 2) + "\n";
    result.csv = csvRow({"level", "output_rows", "output_cols", "mean", "windows", "tied_windows", "sum_grad_in"});
    for (std::size_t i = 0; i < study.levels.size(); ++i) {
        const LevelNumbers n = numbersOf(study.levels[i]);
        const std::string level = std::to_string(i + 1);
        result.csv += csvRow({level, shortestNumber(n.output.rows), shortestNumber(n.output.cols),
                              shortestNumber(n.mean), shortestNumber(n.facts.windows),
                              field(tieCount(n.facts, n.facts.tied)), shortestNumber(n.gradient)});
        result.text +=
            padded(level, 11) + padded(toText(n.output), 10) + padded(fixedNumber(n.mean, 2), 10) +
            padded(n.facts.hasTies ? shortestNumber(n.facts.tied) + " of " + shortestNumber(n.facts.windows) : "none",
                   14) +
            shortestNumber(n.gradient) + "\n";
    }
    result.json = jsonOf([&](JsonWriter& w) { writeCascade(w, shown); });
    if (study.ended) {
        result.text += "No level " + shortestNumber(study.levels.size() + 1) + ": " + study.ended->message + "\n";
    }
    return result;
}

}  // namespace poolscope::cli
