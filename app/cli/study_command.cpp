// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope study: questions asked of a whole batch.
#include <array>
#include <cstdint>

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/messages.h"
#include "app/cli/output_files.h"
#include "app/cli/pooling_options.h"
#include "app/cli/study_report.h"
#include "app/cli/terminal_progress.h"
#include "app/paint/export.h"
#include "core/figure/caption.h"
#include "core/figure/compare_figure.h"
#include "core/figure/figure.h"
#include "core/filter/filter.h"
#include "core/study/plane.h"

namespace poolscope {
namespace {

constexpr double kChartWidthMm = 140;
constexpr double kPicturesWidthMm = 183;

enum class StudyKind { Ties, Shift, Sweep, Cost, Wins, Dataset, Compare, Cascade };

// Of the first image; the others are charts of the batch.
bool showsPictures(StudyKind kind) {
    return kind == StudyKind::Compare || kind == StudyKind::Cascade;
}

struct StudyOutput {
    std::string path;
    std::optional<FigureFormat> chart;  // none: a CSV table
};

struct StudyRequest {
    StudyKind kind = StudyKind::Ties;
    Start start;
    PoolingChoice pooling;
    std::int64_t by = 1;
    CompareSpec compare{CompareBy::Operations, true, Moved::EveryImage};
    std::int64_t levels = 3;
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
                  "wins and shift in one, with a contact sheet as its chart; compare, the first image under several "
                  "poolings side by side, and how much each changes when the images move; cascade, the first image "
                  "pooled again and again. SOURCE: mnist:A-B, or any file that poolscope pool reads.",
                  2);
    a.heading("Study");
    a.addOption(
        "--by", "PIXELS|WHAT",
        "shift: how far the images move; default: 1. compare: what differs, ops (max, avg, min, median, Lp), "
        "sizes (each of 2 to 4 with strides 1 to 3) or references (with blurs against aliasing); default: ops.");
    a.addFlag("--no-references", "compare: without subsampling and blur, which are shown after the others.");
    a.addOption("--levels", "N", "cascade: how often the output is pooled again, 1 to 4. Default: 3.");
    a.addOption("--rotate", "DEGREES", "shift: turns the images by this angle, counter-clockwise, instead.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declarePooling(a);
    a.heading("Results");
    a.addFlag("--json", "Results on standard output as JSON instead of text.");
    a.addRepeatable("-o", "FILE",
                    "A chart or picture (PNG, SVG, PDF) or a table (CSV), by the ending. May be given several times.");
}

Outcome<StudyKind> readKind(const Arguments& a) {
    constexpr std::array<Named<StudyKind>, 8> kKinds{{{"ties", StudyKind::Ties},
                                                      {"shift", StudyKind::Shift},
                                                      {"sweep", StudyKind::Sweep},
                                                      {"cost", StudyKind::Cost},
                                                      {"wins", StudyKind::Wins},
                                                      {"dataset", StudyKind::Dataset},
                                                      {"compare", StudyKind::Compare},
                                                      {"cascade", StudyKind::Cascade}}};
    const std::string names = "ties, shift, sweep, cost, wins, dataset, compare or cascade";
    const std::vector<std::string> operands = a.operands();
    if (operands.empty()) return usage("KIND", "is missing: name a study, " + names);
    for (const Named<StudyKind>& kind : kKinds) {
        if (kind.name == operands[0]) return kind.value;
    }
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

// What differs in a study cannot be asked for.
void readStudy(OptionValues& values, StudyRequest& request) {
    const bool compares = request.kind == StudyKind::Compare;
    if (compares) {
        values.choice<CompareBy>(
            "--by",
            {{"ops", CompareBy::Operations}, {"sizes", CompareBy::Windows}, {"references", CompareBy::References}},
            request.compare.by);
    } else {
        values.integer("--by", request.by);
        values.onlyIf(request.kind == StudyKind::Shift, "--by", "belongs to the studies shift and compare");
        values.onlyIf(!values.flag("--by") || !values.flag("--rotate"), "--rotate", "turns images, which --by shifts");
    }
    values.onlyIf(request.kind == StudyKind::Shift, "--rotate", "belongs to the study shift");
    if (values.flag("--rotate")) values.real("--rotate", request.degrees.emplace());
    request.compare.references = !values.flag("--no-references");
    values.onlyIf(compares && request.compare.by != CompareBy::References, "--no-references",
                  "belongs to the study compare by ops or sizes");
    values.integer("--levels", request.levels);
    values.onlyIf(request.kind == StudyKind::Cascade, "--levels", "belongs to the study cascade");
    const bool sizes = compares && request.compare.by == CompareBy::Windows;
    const std::string through = std::string("is what the study ") + (compares ? "compare" : "sweep") + " goes through";
    values.onlyIf(request.kind != StudyKind::Sweep && !sizes, "--size", through);
    values.onlyIf(request.kind != StudyKind::Sweep && (!sizes || request.compare.references), "--stride", through);
    values.onlyIf(!compares || sizes, "--op", through);
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
    readStudy(values, request);
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
    if (request.kind == StudyKind::Compare) parameters = compareText(experiment, request.compare.by);
    const std::string source = showsPictures(request.kind) ? imageCaption(input.source, experiment)
                                                           : input.source.name + ", " + counted(count, "image");
    return {source, parameters, request.by, request.degrees.value_or(0)};
}

// What enters the pooling.
Result<Tensor> features(const Experiment& experiment, const Tensor& images) {
    if (const auto shape = featureShape(images.shape, experiment.filters); !shape) return tl::unexpected(shape.error());
    const FilterSpec& spec = experiment.filters;
    const Tensor responses = spec.filters.empty() ? images : *applyFilters(images, spec.filters);
    return spec.relu ? relu(responses) : responses;
}

Result<ShownCascade> cascadeOf(const StudyRequest& request, const Experiment& experiment, const Tensor& x) {
    auto plane = onePlane(x, experiment.plane);
    if (!plane) return tl::unexpected(plane.error());
    TerminalProgress progress("cascade");
    auto result = cascade(*plane, experiment.window, experiment.pool, request.levels, progress.run());
    if (!result) return tl::unexpected(result.error());
    return ShownCascade{std::move(*plane), std::move(*result), request.start.view};
}

Result<ShownComparison> comparisonOf(const StudyRequest& request, const Experiment& experiment, const Tensor& x) {
    TerminalProgress progress("compare");
    auto result = compare(experiment, x, request.compare, progress.run());
    if (!result) return tl::unexpected(result.error());
    return ShownComparison{std::move(*result), request.start.view};
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
    const double widthMm = showsPictures(request.kind) ? kPicturesWidthMm : kChartWidthMm;
    const double width = widthMm * kPointsPerMm;
    const FigureStyle style = printStyle(ThemeName::Print, widthMm);
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
            return reported(costOf(experiment, input.x->shape));
        case StudyKind::Compare:
        case StudyKind::Cascade:
            break;
    }
    const auto x = features(experiment, *input.x);
    if (!x) return failed(x.error());
    if (request.kind == StudyKind::Cascade) return reported(cascadeOf(request, experiment, *x));
    return reported(comparisonOf(request, experiment, *x));
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
    "ask about ties, shifts, wins, cost; compare; cascade",
    "KIND SOURCE [OPTIONS]",
    "Measures a whole batch: ties, change under shifts, who wins, a sweep over sizes and strides, cost. Or shows "
    "one image under several poolings, or pooled again and again.",
    "Examples:\n"
    "  poolscope study ties mnist:0-9999 --size 3 --stride 2\n"
    "  poolscope study shift mnist:0-1999 --by 2 --json\n"
    "  poolscope study shift mnist:0-999 --rotate 10\n"
    "  poolscope study wins mnist:0-999 -o wins.svg\n"
    "  poolscope study dataset mnist:0-9999 -o sheet.png\n"
    "  poolscope study sweep mnist:0-499 -o sweep.pdf -o sweep.csv\n"
    "  poolscope study cost mnist:0 --filters all --relu\n"
    "  poolscope study compare mnist:18 --by references -o aliasing.svg\n"
    "  poolscope study cascade mnist:18 --levels 4 -o cascade.svg",
    &declare,
    &run};

}  // namespace poolscope
