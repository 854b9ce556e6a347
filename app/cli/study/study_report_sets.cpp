// SPDX-License-Identifier: GPL-3.0-or-later
// Results of turns, wins and whole sets as JSON, text and CSV.
#include "app/cli/study/study_lines.h"
#include "core/base/text.h"

namespace poolscope::cli {
namespace {

std::int64_t sumOf(const std::vector<std::int64_t>& counts) {
    std::int64_t sum = 0;
    for (const std::int64_t count : counts) sum += count;
    return sum;
}

// One line for each count, of what `each` names.
struct CountLines {
    std::string text;
    std::string csv;

    void add(const std::string& each, const std::string& words, const std::vector<std::int64_t>& counts) {
        const std::int64_t all = sumOf(counts);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double share = shareOf(counts[i], all);
            text += padded(words + std::to_string(i), 20) + padded(percentText(share), 10) + shortestNumber(counts[i]) +
                    "\n";
            csv += csvRow({each, std::to_string(i), shortestNumber(counts[i]), shortestNumber(share)});
        }
    }
};

double inkCellShare(const InkGradient& g) {
    return shareOf(g.inkCells, g.inkCells + g.backgroundCells);
}

void writeWins(JsonWriter& w, const WinStudy& study) {
    w.integers("windows_by_slot", study.wins.bySlot)
        .integer("won_by_padding", study.wins.inPadding)
        .integers("pixels_by_wins", study.wins.byWins)
        .number("gradient_on_ink", study.gradient.ink)
        .number("gradient_on_background", study.gradient.background)
        .integer("ink_pixels", study.gradient.inkCells)
        .integer("background_pixels", study.gradient.backgroundCells)
        .share("gradient_share_on_ink", study.gradient.inkShare())
        .number("pixel_share_of_ink", inkCellShare(study.gradient));
}

CountLines winLines(const WinStudy& study) {
    CountLines lines;
    lines.add("slot", "won by place ", study.wins.bySlot);
    lines.add("wins", "pixels winning ", study.wins.byWins);
    const InkGradient& g = study.gradient;
    lines.text += padded("gradient on ink", 20) + percentText(g.inkShare()) + ", on " + percentText(inkCellShare(g)) +
                  " of the pixels\n";
    lines.csv += csvRow({"gradient", "ink", shortestNumber(g.ink), field(g.inkShare())}) +
                 csvRow({"gradient", "background", shortestNumber(g.background), field(1 - g.inkShare())});
    return lines;
}

}  // namespace

StudyReport reportOn(const TurnResult& turned, const StudySubject& subject) {
    StudyReport result;
    const MotionChange& turn = turned.turn;
    const std::string degrees = shortestNumber(turned.degrees);
    result.json = jsonOf([&](JsonWriter& w) {
        w.number("degrees", turned.degrees);
        writeFractions(w, turn);
        w.integer("identical", turn.identical).integer("turns", turn.count);
    });
    result.text = subjectLine(subject) + padded("turn", 11) + "by " + degrees + " degrees, counter-clockwise\n" +
                  changeLine("change", turn);
    result.csv = changeHeader("degrees", turn, "turns") + changeRow(degrees, turn);
    return result;
}

StudyReport reportOn(const WinStudy& study, const StudySubject& subject) {
    const CountLines lines = winLines(study);
    return {jsonOf([&](JsonWriter& w) { writeWins(w, study); }), subjectLine(subject) + lines.text,
            csvRow({"what", "which", "count", "share"}) + lines.csv};
}

StudyReport reportOn(const DatasetStudy& study, const StudySubject& subject) {
    const MotionChange& all = study.shift.all;
    StudyReport report;
    report.json = jsonOf([&](JsonWriter& w) {
        w.beginObject("ties", JsonWriter::Layout::OneLine);
        writeTies(w, study.ties, *subject.question.source);
        w.endObject();
        if (study.wins) {
            w.beginObject("wins", JsonWriter::Layout::OneLine);
            writeWins(w, *study.wins);
            w.endObject();
        } else {
            w.null("wins");
        }
        w.beginObject("shift", JsonWriter::Layout::OneLine);
        writeShift(w, study.shift, 1);
        w.endObject();
    });
    report.text = reportOn(study.ties, subject).text + (study.wins ? winLines(*study.wins).text : "") +
                  changeLine("shift by 1", all);
    report.csv = csvRow({"what", "which", "count", "share"});
    const auto tieRows = [&report](const std::string& which, const WindowFacts& f) {
        report.csv += csvRow({"tied", which, field(tieCount(f, f.tied)), field(tiedShare(f))}) +
                      csvRow({"black", which, shortestNumber(f.black), shortestNumber(blackShare(f))}) +
                      csvRow({"tied_among_inked", which, field(tieCount(f, f.tiedInked)), field(tiedInkedShare(f))});
    };
    tieRows("all", study.ties.all);
    const Source& source = *subject.question.source;
    // The number too: two labels may have one name.
    const auto labelled = [&source](int label) {
        const std::string number = std::to_string(label);
        return source.classNames.empty() ? number : number + " " + source.nameOf(label);
    };
    for (const LabelTies& label : study.ties.byLabel) tieRows("label " + labelled(label.label), label.facts);
    if (study.wins) report.csv += winLines(*study.wins).csv;
    if (all.image) report.csv += csvRow({"change", "image", shortestNumber(all.count), field(all.image->fraction())});
    report.csv += csvRow({"change", "input", shortestNumber(all.count), field(all.input.fraction())}) +
                  csvRow({"change", "output", shortestNumber(all.count), field(all.output.fraction())}) +
                  csvRow({"identical", "output", shortestNumber(all.identical),
                          shortestNumber(shareOf(all.identical, all.count))});
    return report;
}

}  // namespace poolscope::cli
