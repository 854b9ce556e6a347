// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope study: questions asked of a whole batch.
#include <cstdint>

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/messages.h"
#include "app/cli/output_files.h"
#include "app/cli/pooling_options.h"
#include "app/cli/study_report.h"
#include "app/cli/terminal_progress.h"
#include "app/paint/export.h"
#include "core/figure/figure.h"

namespace poolscope {
namespace {

constexpr double kChartWidthMm = 140;

enum class StudyKind { Ties, Shift, Sweep, Cost, Wins, Dataset };

struct StudyOutput {
    std::string path;
    std::optional<FigureFormat> chart;  // none: a CSV table
};

struct StudyRequest {
    StudyKind kind = StudyKind::Ties;
    Start start;
    PoolingChoice pooling;
    std::int64_t by = 1;
    std::optional<double> degrees;  // of a turn, instead of a shift
    std::vector<StudyOutput> outputs;
    bool json = false;
};

void declare(Arguments& a) {
    a.addOperands("KIND SOURCE",
                  "KIND: ties, the shares of tied and of black windows; shift, how much the output changes when the "
                  "images move, in eight directions with zeros moving in; sweep, both for sizes 2 to 7 and strides 1 "
                  "to 4; cost, values and the size of a layer that follows, before and after; wins, which place of the "
                  "window wins, how many windows each pixel wins, and how much gradient lands on ink; dataset, ties, "
                  "wins and shift in one, with a contact sheet as its chart. SOURCE: mnist:A-B, or any file that "
                  "poolscope pool reads.",
                  2);
    a.heading("Study");
    a.addOption("--by", "PIXELS", "shift: how far the images move. Default: 1.");
    a.addOption("--rotate", "DEGREES", "shift: turns the images by this angle, counter-clockwise, instead.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declarePooling(a);
    a.heading("Results");
    a.addFlag("--json", "Results on standard output as JSON instead of text.");
    a.addRepeatable("-o", "FILE",
                    "A chart (PNG, SVG, PDF) or a table (CSV), by the ending. May be given several times.");
}

Outcome<StudyKind> readKind(const Arguments& a) {
    const std::vector<std::string> operands = a.operands();
    const std::string names = "ties, shift, sweep, cost, wins or dataset";
    if (operands.empty()) return usage("KIND", "is missing: name a study, " + names);
    if (operands[0] == "ties") return StudyKind::Ties;
    if (operands[0] == "shift") return StudyKind::Shift;
    if (operands[0] == "sweep") return StudyKind::Sweep;
    if (operands[0] == "cost") return StudyKind::Cost;
    if (operands[0] == "wins") return StudyKind::Wins;
    if (operands[0] == "dataset") return StudyKind::Dataset;
    return usage("KIND", quoteArgument(operands[0]) + " is not a study: it must be " + names);
}

Outcome<std::vector<StudyOutput>> readOutputs(const Arguments& a) {
    std::vector<StudyOutput> outputs;
    for (const std::string& path : a.values("-o")) {
        const auto format = figureFormat(path);
        const std::string ending = path.size() < 4 ? "" : path.substr(path.size() - 4);
        if (!format && ending != ".csv" && ending != ".CSV") {
            return usage("-o", quoteArgument(path) + " does not end in .png, .svg, .pdf or .csv");
        }
        outputs.push_back({path, format});
    }
    return outputs;
}

Outcome<StudyRequest> readRequest(const Arguments& a) {
    StudyRequest request;
    const auto kind = readKind(a);
    if (!kind) return tl::unexpected(kind.error());
    request.kind = *kind;
    const std::vector<std::string> operands = a.operands();
    auto start = readStart(a, {operands.begin() + 1, operands.end()});
    if (!start) return tl::unexpected(start.error());
    OptionValues values(a);
    const auto saved = start->pooling();
    request.pooling = readPooling(values, saved ? &*saved : nullptr);
    request.start = std::move(*start);
    values.integer("--by", request.by);
    values.onlyIf(*kind == StudyKind::Shift, "--by", "belongs to the study shift");
    values.onlyIf(*kind == StudyKind::Shift, "--rotate", "belongs to the study shift");
    values.onlyIf(!a.has("--by") || !a.has("--rotate"), "--rotate", "turns images, which --by shifts");
    if (a.has("--rotate")) values.real("--rotate", request.degrees.emplace());
    values.onlyIf(*kind != StudyKind::Sweep, "--size", "is what the study sweep goes through");
    values.onlyIf(*kind != StudyKind::Sweep, "--stride", "is what the study sweep goes through");
    if (values.failure()) return tl::unexpected(*values.failure());
    request.json = a.has("--json");
    auto outputs = readOutputs(a);
    if (!outputs) return tl::unexpected(outputs.error());
    request.outputs = std::move(*outputs);
    return request;
}

StudySubject subjectOf(const StudyRequest& request, const Input& input, const Experiment& experiment) {
    const std::int64_t count = input.images.count();
    std::string parameters = parameterText(experiment);
    if (request.kind == StudyKind::Sweep) parameters = std::string(toText(experiment.pool.op)) + " pooling";
    return {input.source.name + ", " + counted(count, "image"), parameters, request.by, request.degrees.value_or(0)};
}

std::vector<int> labelsOf(const Input& input) {
    std::vector<int> labels;
    if (input.source.labels.empty()) return labels;
    for (std::int64_t i = input.images.first; i <= input.images.last; ++i) labels.push_back(*input.label(i));
    return labels;
}

Result<SheetOfStudy> studyOfSet(const Experiment& experiment, const Input& input, const StudySubject& subject,
                                const RunControl& run) {
    const std::vector<int> labels = labelsOf(input);
    auto found = datasetStudy(experiment, *input.x, labels, run);
    if (!found) return tl::unexpected(found.error());
    auto sheet = contactSheet(experiment, *input.x, labels, {}, run.stopToken());
    if (!sheet) return tl::unexpected(sheet.error());
    sheet->head = {labels.empty() ? "Pooled images" : "Pooled images by label", noteOf(subject)};
    return SheetOfStudy{std::move(*found), std::move(*sheet)};
}

Outcome<StudyReport> study(const StudyRequest& request, const Input& input) {
    const Experiment experiment = experimentOn(request.start, input, input.images, request.pooling);
    const StudySubject subject = subjectOf(request, input, experiment);
    const double width = kChartWidthMm * kPointsPerMm;
    const FigureStyle style = printStyle(ThemeName::Print, kChartWidthMm);
    const auto reported = [&](const auto& result) -> Outcome<StudyReport> {
        if (!result) return failed(result.error());
        return reportOf(*result, subject, width, style);
    };
    switch (request.kind) {
        case StudyKind::Ties: {
            TerminalProgress progress("ties");
            return reported(tieStudy(experiment, *input.x, labelsOf(input), progress.run()));
        }
        case StudyKind::Shift: {
            TerminalProgress progress("shift");
            if (request.degrees) {
                return reported(rotationStudy(experiment, *input.x, *request.degrees, progress.run()));
            }
            return reported(shiftStudy(experiment, *input.x, request.by, progress.run()));
        }
        case StudyKind::Sweep: {
            TerminalProgress progress("sweep");
            return reported(sweep(experiment, *input.x, {}, progress.run()));
        }
        case StudyKind::Wins: {
            TerminalProgress progress("wins");
            return reported(winStudy(experiment, *input.x, progress.run()));
        }
        case StudyKind::Dataset: {
            TerminalProgress progress("dataset");
            return reported(studyOfSet(experiment, input, subject, progress.run()));
        }
        case StudyKind::Cost:
            break;
    }
    return reported(costOf(experiment, input.x->shape));
}

Outcome<std::vector<FileToSave>> encode(const StudyRequest& request, const StudyReport& result) {
    std::vector<FileToSave> files;
    for (const StudyOutput& output : request.outputs) {
        if (!output.chart) {
            files.push_back({output.path, QByteArray::fromStdString(result.csv)});
            continue;
        }
        ExportOptions options;
        options.background = theme(ThemeName::Print).card;
        auto image = renderFigure(result.chart, *output.chart, options);
        if (!image) return failed(image.error());
        files.push_back({output.path, std::move(*image)});
    }
    return files;
}

Outcome<void> run(const Arguments& a) {
    const auto request = readRequest(a);
    if (!request) return tl::unexpected(request.error());
    FileNames names;
    addInputs(names, request->start);
    for (const StudyOutput& output : request->outputs) {
        if (Outcome<void> ok = names.addOutput("-o", output.path); !ok) return ok;
    }
    const auto input = loadInput(request->start, a.has("--rgb"));
    if (!input) return tl::unexpected(input.error());
    const auto result = study(*request, *input);
    if (!result) return tl::unexpected(result.error());
    const auto files = encode(*request, *result);
    if (!files) return tl::unexpected(files.error());
    std::string results;
    if (request->json) results = result->json;
    if (!request->json && request->outputs.empty()) results = result->text;
    return finish(results, *files);
}

}  // namespace

const Command kStudyCommand{
    "study",
    "ask a batch about ties, shifts, wins, cost",
    "KIND SOURCE [OPTIONS]",
    "Measures a whole batch: ties, change under shifts, who wins, a sweep over sizes and strides, cost.",
    "Examples:\n"
    "  poolscope study ties mnist:0-9999 --size 3 --stride 2\n"
    "  poolscope study shift mnist:0-1999 --by 2 --json\n"
    "  poolscope study shift mnist:0-999 --rotate 10\n"
    "  poolscope study wins mnist:0-999 -o wins.svg\n"
    "  poolscope study dataset mnist:0-9999 -o sheet.png\n"
    "  poolscope study sweep mnist:0-499 -o sweep.pdf -o sweep.csv\n"
    "  poolscope study cost mnist:0 --filters all --relu",
    &declare,
    &run};

}  // namespace poolscope
