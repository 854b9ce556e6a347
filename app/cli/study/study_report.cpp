// SPDX-License-Identifier: GPL-3.0-or-later
// Results of studies as JSON, text and CSV.
#include "app/cli/study/study_report.h"

#include "app/cli/study/study_lines.h"
#include "core/base/text.h"

namespace poolscope::cli {
namespace {

void writeCounts(JsonWriter& w, const WindowFacts& facts) {
    w.integer("windows", facts.windows)
        .share("tied_windows", tieCount(facts, facts.tied))
        .integer("black_windows", facts.black)
        .share("tied_inked_windows", tieCount(facts, facts.tiedInked))
        .share("tied", tiedShare(facts))
        .number("black", blackShare(facts))
        .share("tied_among_inked", tiedInkedShare(facts));
}

void writeChange(JsonWriter& w, const MotionChange& c) {
    writeFractions(w, c);
    w.integer("identical", c.identical).integer("shifts", c.count);
}

// `which` is the label, its name where labels have names, and how many images have it.
std::string tiesRow(std::vector<std::string> which, const WindowFacts& f) {
    which.insert(which.end(), {shortestNumber(f.windows), field(tieCount(f, f.tied)), shortestNumber(f.black),
                               field(tieCount(f, f.tiedInked)), field(tiedShare(f)), shortestNumber(blackShare(f)),
                               field(tiedInkedShare(f))});
    return csvRow(which);
}

std::string tiesLine(const std::string& name, std::size_t width, const WindowFacts& f) {
    if (!f.hasTies) return padded(name, width) + "black " + percentText(blackShare(f)) + "; no window has a winner\n";
    return padded(name, width) + "tied " + percentText(tiedShare(f)) + ", black " + percentText(blackShare(f)) +
           ", tied among inked " + percentText(tiedInkedShare(f)) + "\n";
}

void writeCell(JsonWriter& w, const SweepCell& cell) {
    w.beginObject().integer("size", cell.size).integer("stride", cell.stride);
    if (cell.refused) {
        w.text("refused", cell.refused->message);
    } else {
        w.integers("output", std::array{cell.output.rows, cell.output.cols})
            .number("reduction", cell.reduction)
            .share("tied", tiedShare(cell.facts))
            .share("change_output", cell.change);
    }
    w.endObject();
}

std::string asRow(const SweepCell& cell) {
    const std::string size = shortestNumber(cell.size);
    const std::string stride = shortestNumber(cell.stride);
    if (cell.refused) return csvRow({size, stride, "", "", "", "", ""});
    return csvRow({size, stride, shortestNumber(cell.output.rows), shortestNumber(cell.output.cols),
                   shortestNumber(cell.reduction), field(tiedShare(cell.facts)), field(cell.change)});
}

std::string asLine(const SweepCell& cell) {
    const std::string window = padded(shortestNumber(cell.size), 6) + padded(shortestNumber(cell.stride), 8);
    if (cell.refused) return window + "not possible: " + cell.refused->message + "\n";
    return window + padded(toText(cell.output), 10) +
           padded(cell.facts.hasTies ? percentText(tiedShare(cell.facts)) : "none", 10) +
           padded(percentText(cell.change), 10) + fixedNumber(cell.reduction, 1) + "\n";
}

void writeSide(JsonWriter& w, std::string_view key, const CostSide& side) {
    w.beginObject(key, JsonWriter::Layout::OneLine)
        .integer("values", side.values)
        .integer("bytes", side.bytes)
        .integer("parameters", side.parameters)
        .integer("multiply_adds", side.multiplyAdds)
        .endObject();
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

std::string field(double value) {
    return std::isnan(value) ? "" : shortestNumber(value);
}

std::string padded(std::string words, std::size_t width) {
    const std::size_t count = characterCount(words);
    return words + std::string(count < width ? width - count : 1, ' ');
}

std::string changeLine(const std::string& name, const MotionChange& c) {
    return padded(name, 11) + "image " + percentText(c.ofImage().fraction()) +
           (c.image ? ", X " + percentText(c.input.fraction()) : "") + ", output " + percentText(c.output.fraction()) +
           "; identical outputs " + shortestNumber(c.identical) + " of " + shortestNumber(c.count) + "\n";
}

std::string changeHeader(const std::string& first, const MotionChange& c, const std::string& motions) {
    std::vector<std::string> fields{first, "change_input", "change_output", "identical", motions};
    if (c.image) fields.insert(fields.begin() + 1, "change_image");
    return csvRow(fields);
}

std::string changeRow(const std::string& first, const MotionChange& c) {
    std::vector<std::string> fields{first, field(c.input.fraction()), field(c.output.fraction()),
                                    shortestNumber(c.identical), shortestNumber(c.count)};
    if (c.image) fields.insert(fields.begin() + 1, field(c.image->fraction()));
    return csvRow(fields);
}

void writeFractions(JsonWriter& w, const MotionChange& c) {
    w.share("change_image", c.ofImage().fraction())
        .share("change_input", c.input.fraction())
        .share("change_output", c.output.fraction());
}

std::string subjectLine(const StudySubject& subject) {
    return padded("images", 11) + subject.source + "\n" + padded("pooling", 11) + subject.parameters + "\n";
}

void writeTies(JsonWriter& w, const TieStudy& study, const Source& source) {
    writeCounts(w, study.all);
    w.beginList("labels");
    for (const LabelTies& entry : study.byLabel) {
        w.beginObject().integer("label", entry.label);
        if (!source.classNames.empty()) w.text("name", source.nameOf(entry.label));
        w.integer("images", entry.images);
        writeCounts(w, entry.facts);
        w.endObject();
    }
    w.endList();
}

void writeShift(JsonWriter& w, const ShiftStudy& study, std::int64_t by) {
    w.integer("by", by);
    writeChange(w, study.all);
    w.beginList("directions");
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        w.beginObject().text("direction", directionName(i));
        writeChange(w, study.directions[i]);
        w.endObject();
    }
    w.endList();
}

StudyReport reportOn(const TieStudy& study, const StudySubject& subject) {
    const Source& source = *subject.question.source;
    StudyReport result;
    result.json = jsonOf([&](JsonWriter& w) { writeTies(w, study, source); });
    std::size_t width = 11;
    for (const LabelTies& entry : study.byLabel)
        width = std::max(width, 7 + static_cast<std::size_t>(characterCount(source.nameOf(entry.label))));
    result.text = subjectLine(subject) + padded("windows", 11) + shortestNumber(study.all.windows) + "\n" +
                  tiesLine("all", width, study.all);
    const auto which = [&](const std::string& label, const std::string& name, const std::string& images) {
        return source.classNames.empty() ? std::vector{label, images} : std::vector{label, name, images};
    };
    std::vector<std::string> header = which("label", "name", "images");
    header.insert(header.end(), {"windows", "tied_windows", "black_windows", "tied_inked_windows", "tied", "black",
                                 "tied_among_inked"});
    result.csv = csvRow(header) + tiesRow(which("", "", ""), study.all);
    for (const LabelTies& entry : study.byLabel) {
        const std::string name = source.nameOf(entry.label);
        result.text += tiesLine("label " + name, width, entry.facts);
        result.csv += tiesRow(which(std::to_string(entry.label), name, shortestNumber(entry.images)), entry.facts);
    }
    return result;
}

StudyReport reportOn(const ShiftStudy& study, const StudySubject& subject) {
    StudyReport result;
    result.json = jsonOf([&](JsonWriter& w) { writeShift(w, study, subject.by); });
    result.text = subjectLine(subject) + padded("shift", 11) + "by " + countText(subject.by, "pixel") +
                  ", zeros moving in\n" + changeLine("change", study.all);
    result.csv = changeHeader("direction", study.all, "shifts") + changeRow("all", study.all);
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        const std::string name(directionName(i));
        result.text += changeLine(name, study.directions[i]);
        result.csv += changeRow(name, study.directions[i]);
    }
    return result;
}

StudyReport reportOn(const SweepStudy& sweep, const StudySubject& subject) {
    StudyReport result;
    result.text = subjectLine(subject) + "size  stride  output    tied      change    values before for one after\n";
    result.csv = csvRow({"size", "stride", "output_rows", "output_cols", "reduction", "tied", "change_output"});
    for (const SweepCell& cell : sweep.cells) {
        result.text += asLine(cell);
        result.csv += asRow(cell);
    }
    const std::string ofX = percentText(sweep.inputChange);
    result.text += "Change of the images themselves under one-pixel shifts: " +
                   (sweep.imageChange ? percentText(*sweep.imageChange) + ", of X: " + ofX : ofX) + ".\n";
    result.json = jsonOf([&](JsonWriter& w) {
        w.share("change_image", sweep.imageChange.value_or(sweep.inputChange))
            .share("change_input", sweep.inputChange)
            .beginList("cells");
        for (const SweepCell& cell : sweep.cells) writeCell(w, cell);
        w.endList();
    });
    return result;
}

StudyReport reportOn(const Cost& cost, const StudySubject& subject) {
    StudyReport result;
    result.json = jsonOf([&](JsonWriter& w) {
        w.integer("units", cost.units);
        writeSide(w, "before", cost.before);
        writeSide(w, "after", cost.after);
        w.integer("comparisons", cost.comparisons);
    });
    result.csv = csvRow({"quantity", "before", "after"});
    result.text = subjectLine(subject);
    for (const CostRow& r : costRows(cost)) {
        result.csv += csvRow({r.key, shortestNumber(r.before), shortestNumber(r.after)});
        result.text += padded(r.name, 44) + shortestNumber(r.before) + " -> " + shortestNumber(r.after) + "\n";
    }
    if (cost.comparisons) {
        const std::string comparisons = shortestNumber(*cost.comparisons);
        result.csv += csvRow({"comparisons", "", comparisons});
        result.text += padded("comparisons of the pooling", 44) + comparisons + "\n";
    }
    return result;
}

StudyReport reportOf(const StudyResult& result, const StudySubject& subject) {
    return std::visit([&](const auto& found) { return reportOn(found, subject); }, result);
}

}  // namespace poolscope::cli
