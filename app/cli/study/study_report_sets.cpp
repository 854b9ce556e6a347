// SPDX-License-Identifier: GPL-3.0-or-later
// Results of turns, wins and whole sets as JSON, text and CSV.
#include "app/cli/study/study_lines.h"

namespace poolscope::cli {
namespace {

using json::number;
using json::Object;

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
            text += padded(words + std::to_string(i), 20) + padded(percentText(share), 10) + number(counts[i]) + "\n";
            csv += row({each, std::to_string(i), number(counts[i]), number(share)});
        }
    }
};

double inkCellShare(const InkGradient& g) {
    return shareOf(g.inkCells, g.inkCells + g.backgroundCells);
}

Object winObject(const WinStudy& study) {
    return Object()
        .add("windows_by_slot", json::list(study.wins.bySlot))
        .add("won_by_padding", number(study.wins.inPadding))
        .add("pixels_by_wins", json::list(study.wins.byWins))
        .add("gradient_on_ink", number(study.gradient.ink))
        .add("gradient_on_background", number(study.gradient.background))
        .add("ink_pixels", number(study.gradient.inkCells))
        .add("background_pixels", number(study.gradient.backgroundCells))
        .add("gradient_share_on_ink", json::numberOrNull(study.gradient.inkShare()))
        .add("pixel_share_of_ink", number(inkCellShare(study.gradient)));
}

CountLines winLines(const WinStudy& study) {
    CountLines lines;
    lines.add("slot", "won by slot ", study.wins.bySlot);
    lines.add("wins", "pixels winning ", study.wins.byWins);
    const InkGradient& g = study.gradient;
    lines.text += padded("gradient on ink", 20) + percentText(g.inkShare()) + ", on " + percentText(inkCellShare(g)) +
                  " of the pixels\n";
    lines.csv += row({"gradient", "ink", number(g.ink), field(g.inkShare())}) +
                 row({"gradient", "background", number(g.background), field(1 - g.inkShare())});
    return lines;
}

}  // namespace

StudyReport reportOn(const TurnResult& turned, const StudySubject& subject) {
    StudyReport result;
    const MotionChange& turn = turned.turn;
    const std::string degrees = number(turned.degrees);
    const double input = turn.input.fraction();
    const double output = turn.output.fraction();
    result.json = Object()
                      .add("degrees", degrees)
                      .add("change_input", json::numberOrNull(input))
                      .add("change_output", json::numberOrNull(output))
                      .add("identical", number(turn.identical))
                      .add("turns", number(turn.count))
                      .lines();
    result.text = subjectLine(subject) + padded("turn", 11) + "by " + degrees + " degrees, counter-clockwise\n" +
                  changeLine("change", turn);
    result.csv = row({"degrees", "change_input", "change_output", "identical", "turns"}) +
                 row({degrees, field(input), field(output), number(turn.identical), number(turn.count)});
    return result;
}

StudyReport reportOn(const WinStudy& study, const StudySubject& subject) {
    const CountLines lines = winLines(study);
    return {winObject(study).lines(), subjectLine(subject) + lines.text,
            row({"what", "which", "count", "share"}) + lines.csv};
}

StudyReport reportOn(const DatasetStudy& study, const StudySubject& subject) {
    const MotionChange& all = study.shift.all;
    StudyReport report;
    report.json = Object()
                      .add("ties", tieObject(study.ties).oneLine())
                      .add("wins", study.wins ? winObject(*study.wins).oneLine() : json::kNull)
                      .add("shift", shiftObject(study.shift, 1).oneLine())
                      .lines();
    report.text = reportOn(study.ties, subject).text + (study.wins ? winLines(*study.wins).text : "") +
                  changeLine("shift by 1", all);
    report.csv = row({"what", "which", "count", "share"});
    const auto tieRows = [&report](const std::string& which, const WindowFacts& f) {
        report.csv += row({"tied", which, number(f.tied), number(tiedShare(f))}) +
                      row({"black", which, number(f.black), number(blackShare(f))}) +
                      row({"tied_among_inked", which, number(f.tiedInked), number(tiedInkedShare(f))});
    };
    tieRows("all", study.ties.all);
    for (const LabelTies& label : study.ties.byLabel) tieRows("label " + std::to_string(label.label), label.facts);
    if (study.wins) report.csv += winLines(*study.wins).csv;
    report.csv += row({"change", "input", number(all.count), field(all.input.fraction())}) +
                  row({"change", "output", number(all.count), field(all.output.fraction())}) +
                  row({"identical", "output", number(all.identical), number(shareOf(all.identical, all.count))});
    return report;
}

}  // namespace poolscope::cli
