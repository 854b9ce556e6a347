// SPDX-License-Identifier: GPL-3.0-or-later
// Results of studies as JSON, text and CSV.
#include "app/cli/study/study_report.h"

#include "app/cli/study/study_lines.h"
#include "core/base/text.h"

namespace poolscope::cli {
namespace {

using json::number;
using json::Object;

Object& addTies(Object& object, const WindowFacts& facts) {
    return object.add("windows", number(facts.windows))
        .add("tied_windows", number(facts.tied))
        .add("black_windows", number(facts.black))
        .add("tied_inked_windows", number(facts.tiedInked))
        .add("tied", number(tiedShare(facts)))
        .add("black", number(blackShare(facts)))
        .add("tied_among_inked", number(tiedInkedShare(facts)));
}

std::string tiesRow(const std::string& label, const std::string& images, const WindowFacts& f) {
    return row({label, images, number(f.windows), number(f.tied), number(f.black), number(f.tiedInked),
                number(tiedShare(f)), number(blackShare(f)), number(tiedInkedShare(f))});
}

std::string tiesLine(const std::string& name, const WindowFacts& f) {
    return padded(name, 11) + "tied " + percentText(tiedShare(f)) + ", black " + percentText(blackShare(f)) +
           ", tied among inked " + percentText(tiedInkedShare(f)) + "\n";
}

std::string asJson(const SweepCell& cell) {
    Object object;
    object.add("size", number(cell.size)).add("stride", number(cell.stride));
    if (cell.refused) return object.add("refused", json::text(cell.refused->message)).oneLine();
    const std::vector<std::int64_t> output{cell.output.rows, cell.output.cols};
    return object.add("output", json::list(output))
        .add("reduction", number(cell.reduction))
        .add("tied", number(tiedShare(cell.facts)))
        .add("change_output", json::numberOrNull(cell.change))
        .oneLine();
}

std::string asRow(const SweepCell& cell) {
    const std::string size = number(cell.size);
    const std::string stride = number(cell.stride);
    if (cell.refused) return row({size, stride, "", "", "", "", ""});
    return row({size, stride, number(cell.output.rows), number(cell.output.cols), number(cell.reduction),
                number(tiedShare(cell.facts)), field(cell.change)});
}

std::string asLine(const SweepCell& cell) {
    const std::string window = padded(number(cell.size), 6) + padded(number(cell.stride), 8);
    if (cell.refused) return window + "not possible: " + cell.refused->message + "\n";
    return window + padded(toText(cell.output), 10) + padded(percentText(tiedShare(cell.facts)), 10) +
           padded(percentText(cell.change), 10) + fixedNumber(cell.reduction, 1) + "\n";
}

std::string asJson(const CostSide& side) {
    return Object()
        .add("values", number(side.values))
        .add("bytes", number(side.bytes))
        .add("parameters", number(side.parameters))
        .add("multiply_adds", number(side.multiplyAdds))
        .oneLine();
}

// What only a window shows.
StudyReport reportOn(const ChartsResult&, const StudySubject&) {
    return {};
}
StudyReport reportOn(const ShiftResult&, const StudySubject&) {
    return {};
}
StudyReport reportOn(const LabelsResult&, const StudySubject&) {
    return {};
}

}  // namespace

std::string row(std::initializer_list<std::string> fields) {
    std::string line;
    for (const std::string& text : fields) line += (line.empty() ? "" : ",") + text;
    return line + "\n";
}

std::string field(double value) {
    return std::isnan(value) ? "" : number(value);
}

std::string padded(std::string words, std::size_t width) {
    const std::size_t count = characterCount(words);
    if (count < width) words += std::string(width - count, ' ');
    return words;
}

std::string changeLine(const std::string& name, const MotionChange& c) {
    return padded(name, 11) + "image " + percentText(c.input.fraction()) + ", output " +
           percentText(c.output.fraction()) + "; identical outputs " + number(c.identical) + " of " + number(c.count) +
           "\n";
}

std::string subjectLine(const StudySubject& subject) {
    return padded("images", 11) + subject.source + "\n" + padded("pooling", 11) + subject.parameters + "\n";
}

Object tieObject(const TieStudy& study) {
    Object object;
    addTies(object, study.all);
    std::vector<std::string> labels;
    for (const LabelTies& entry : study.byLabel) {
        Object member;
        member.add("label", std::to_string(entry.label)).add("images", number(entry.images));
        labels.push_back(addTies(member, entry.facts).oneLine());
    }
    object.add("labels", json::list(labels));
    return object;
}

Object shiftObject(const ShiftStudy& study, std::int64_t by) {
    const auto add = [](Object& object, const MotionChange& c) -> Object& {
        return object.add("change_input", json::numberOrNull(c.input.fraction()))
            .add("change_output", json::numberOrNull(c.output.fraction()))
            .add("identical", number(c.identical))
            .add("shifts", number(c.count));
    };
    Object object;
    object.add("by", number(by));
    add(object, study.all);
    std::vector<std::string> directions;
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        Object member;
        member.add("direction", json::text(directionName(i)));
        directions.push_back(add(member, study.directions[i]).oneLine());
    }
    object.add("directions", json::list(directions));
    return object;
}

StudyReport reportOn(const TieStudy& study, const StudySubject& subject) {
    StudyReport result;
    result.json = tieObject(study).lines();
    result.text =
        subjectLine(subject) + padded("windows", 11) + number(study.all.windows) + "\n" + tiesLine("all", study.all);
    result.csv = row({"label", "images", "windows", "tied_windows", "black_windows", "tied_inked_windows", "tied",
                      "black", "tied_among_inked"}) +
                 tiesRow("", "", study.all);
    for (const LabelTies& entry : study.byLabel) {
        const std::string label = std::to_string(entry.label);
        result.text += tiesLine("label " + label, entry.facts);
        result.csv += tiesRow(label, number(entry.images), entry.facts);
    }
    return result;
}

StudyReport reportOn(const ShiftStudy& study, const StudySubject& subject) {
    StudyReport result;
    const auto csvRow = [](const std::string& name, const MotionChange& c) {
        return row({name, field(c.input.fraction()), field(c.output.fraction()), number(c.identical), number(c.count)});
    };
    result.json = shiftObject(study, subject.by).lines();
    result.text = subjectLine(subject) + padded("shift", 11) + "by " + countText(subject.by, "pixel") +
                  ", zeros moving in\n" + changeLine("change", study.all);
    result.csv = row({"direction", "change_input", "change_output", "identical", "shifts"}) + csvRow("all", study.all);
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        const std::string name(directionName(i));
        result.text += changeLine(name, study.directions[i]);
        result.csv += csvRow(name, study.directions[i]);
    }
    return result;
}

StudyReport reportOn(const SweepStudy& sweep, const StudySubject& subject) {
    StudyReport result;
    std::vector<std::string> cells;
    result.text = subjectLine(subject) + "size  stride  output    tied      change    values before for one after\n";
    result.csv = row({"size", "stride", "output_rows", "output_cols", "reduction", "tied", "change_output"});
    for (const SweepCell& cell : sweep.cells) {
        cells.push_back(asJson(cell));
        result.text += asLine(cell);
        result.csv += asRow(cell);
    }
    result.text += "Change of the images themselves under one-pixel shifts: " + percentText(sweep.inputChange) + ".\n";
    result.json =
        Object().add("change_input", json::numberOrNull(sweep.inputChange)).add("cells", json::list(cells)).lines();
    return result;
}

StudyReport reportOn(const Cost& cost, const StudySubject& subject) {
    StudyReport result;
    const std::string comparisons = cost.comparisons ? number(*cost.comparisons) : json::kNull;
    result.json = Object()
                      .add("units", number(cost.units))
                      .add("before", asJson(cost.before))
                      .add("after", asJson(cost.after))
                      .add("comparisons", comparisons)
                      .lines();
    result.csv = row({"quantity", "before", "after"});
    result.text = subjectLine(subject);
    for (const CostRow& r : costRows(cost)) {
        result.csv += row({r.key, number(r.before), number(r.after)});
        result.text += padded(r.name, 44) + number(r.before) + " -> " + number(r.after) + "\n";
    }
    if (cost.comparisons) {
        result.csv += row({"comparisons", "", comparisons});
        result.text += padded("comparisons of the pooling", 44) + comparisons + "\n";
    }
    return result;
}

StudyReport reportOf(const StudyResult& result, const StudySubject& subject) {
    return std::visit([&](const auto& found) { return reportOn(found, subject); }, result);
}

}  // namespace poolscope::cli
