// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope study: questions asked of a whole batch.
#include <cstdint>

#include "app/cli/call/input.h"
#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/cli/call/pooling_options.h"
#include "app/cli/call/terminal_progress.h"
#include "app/cli/figure/figure_look.h"
#include "app/cli/study/study_command.h"
#include "app/cli/study/study_report.h"
#include "app/file/figure_draw.h"
#include "core/base/word.h"
#include "core/figure/caption.h"
#include "core/session/figure_words.h"
#include "core/study_figure/study_caption.h"
#include "core/study_figure/study_charts.h"

namespace poolscope::cli {
namespace {

constexpr double kChartWidthMm = 140;
constexpr double kPicturesWidthMm = 183;

struct StudyOutput {
    std::string path;
    std::optional<FigureFormat> chart;  // none: a CSV table
};

struct StudyRequest {
    StudyRow row;  // of the study that is asked
    Start start;
    PoolingChoice pooling;
    FigureOptions figure;  // with what is asked
    ViewSpec view;
    std::vector<StudyOutput> outputs;
    bool json = false;
};

void declare(Arguments& a) {
    std::string kinds;
    std::vector<std::string> names;
    for (const StudyRow& row : kStudies) {
        if (row.command.empty()) continue;
        names.emplace_back(row.command);
        kinds += (kinds.empty() ? "" : "; ") + std::string(row.command) + ", " + std::string(row.tells);
    }
    a.addOperands("KIND SOURCE", "KIND: " + kinds + ". SOURCE: mnist:A-B, or any file that poolscope pool reads.", 2);
    a.offer(std::move(names));
    a.heading("Study");
    a.addOption(
        "--by", "PIXELS|WHAT",
        "shift: how far the images move; default: 1. compare: what differs, ops (" + comparedNames() +
            "), sizes (each of 2 to 4 with strides 1 to 3) or references (with blurs against aliasing); default: ops. "
            "collisions: what ranks the pairs, the distance of their outputs or its ratio to that of X; default: "
            "distance.");
    a.addFlag("--no-references", "compare: without subsampling and blur, which are shown after the others.");
    a.addOption("--levels", "N", "cascade: how often the output is pooled again, 1 to 4. Default: 3.");
    std::string measures;
    for (const MeasureRow& row : kMeasures) {
        measures += (measures.empty() ? "" : ", ") + std::string(row.word) + " (" + row.title + ")";
    }
    a.addOption("--sort", "MEASURE", "images: the largest first, by " + measures + ". Default: as they stand.");
    a.addFlag("--ascending", "images: with --sort the smallest first.");
    a.addOption("--top", "N",
                "images, collisions: only the first N images or pairs. Default: 10, and every image in a table.");
    a.addOption("--rotate", "DEGREES", "shift: turns the images by this angle, counter-clockwise, instead.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declareReading(a);
    declarePooling(a);
    a.heading("Results");
    a.addFlag("--json", "Results on standard output as JSON instead of text.");
    a.addRepeatable("-o", "FILE",
                    "A chart or picture (" + joined(figureColumn(&FigureFormatRow::title)) +
                        ") or a table (CSV), by the ending. May be given several times.");
    a.heading("Figure");
    declareLook(a, "140, of pictures of one or more images 183");
    declarePalette(a);
    a.addOption("--numbers", "auto|on|off",
                "compare, cascade: values in cells, where they fit, always, never. Default: auto.");
    a.addOption("--values", "byte|unit",
                "compare, cascade: values as they are, or as parts of the top of the range. Default: byte.");
}

// "ties, shift or sweep"
std::string kindNames() {
    std::vector<std::string> names;
    for (const StudyRow& row : kStudies) {
        if (!row.command.empty()) names.emplace_back(row.command);
    }
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        list += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
    }
    return list;
}

Outcome<StudyRow> readKind(const Arguments& a) {
    const std::vector<std::string> operands = a.operands();
    if (operands.empty()) return usage("KIND", "is missing: name a study, " + kindNames());
    for (const StudyRow& row : kStudies) {
        if (!row.command.empty() && row.command == operands[0]) return row;
    }
    return usage("KIND", quoteArgument(operands[0]) + " is not a study: it must be " + kindNames());
}

Outcome<std::vector<StudyOutput>> readOutputs(const Arguments& a) {
    std::vector<StudyOutput> outputs;
    for (const std::string& path : a.values("-o")) {
        const auto format = figureFormat(path);
        const std::string ending = path.size() < 4 ? "" : path.substr(path.size() - 4);
        if (!format && ending != ".csv" && ending != ".CSV") {
            return usage("-o", quoteArgument(path) + " does not end in " +
                                   joined(figureColumn(&FigureFormatRow::ending)) + " or .csv");
        }
        outputs.push_back({path, format});
    }
    return outputs;
}

// Else it is of a batch.
bool isOfOneImage(const StudyRequest& request) {
    return request.row.sees == StudySees::OneImage;
}

// A figure of the same study brings all it was asked and how it looked, anything else only its experiment.
FigureOptions firstOptions(const StudyRequest& request) {
    const auto& saved = request.start.figure;
    const StudyKind kind = request.row.drawn;
    if (saved && saved->kind == FigureKind::Study && saved->study.kind == kind) return *saved;
    FigureOptions options;
    options.kind = FigureKind::Study;
    options.study.kind = kind;
    options.study.images = StudyImages::Batch;
    options.spec.widthMm =
        request.row.pictures && request.row.drawn == request.row.kind ? kPicturesWidthMm : kChartWidthMm;
    return options;
}

void readMotion(OptionValues& values, StudyChoice& study) {
    values.onlyIf(!values.flag("--by") || !values.flag("--rotate"), "--rotate", "turns images, which --by shifts");
    if (values.flag("--rotate")) {
        study.turns = true;
        values.real("--rotate", study.distance);
    }
    if (values.flag("--by")) {
        std::int64_t by = 1;
        values.integer("--by", by);
        study.turns = false;
        study.distance = static_cast<double>(by);
    }
}

void readOrder(OptionValues& values, StudyKind kind, StudyChoice& study) {
    if (const auto word = values.given("--sort")) {
        study.sort = measureNamed(*word);
        study.ascending = false;  // in the session that may be there
        if (!study.sort) {
            std::vector<std::string_view> words;
            for (const MeasureRow& row : kMeasures) words.push_back(row.word);
            values.refuse(usage("--sort", quoteArgument(*word) + " is not one of " + joined(words)));
        }
    }
    study.ascending = study.ascending || values.flag("--ascending");
    if (values.given("--top")) values.integer("--top", study.top.emplace());
    const bool images = kind == StudyKind::Images;
    values.onlyIf(images, "--sort", "belongs to the study images");
    values.onlyIf(images && study.sort, "--ascending", "belongs to the study images with --sort");
    values.onlyIf(images || kind == StudyKind::Collisions, "--top", "belongs to the studies images and collisions");
}

void readStudy(OptionValues& values, StudyRequest& request) {
    const StudyKind kind = request.row.kind;
    const bool compares = kind == StudyKind::Compare;
    StudyChoice& study = request.figure.study;
    if (compares) {
        values.word("--by", kCompareWords, study.by);
    } else if (kind == StudyKind::Collisions) {
        values.word("--by", kCollisionWords, study.collisions);
    } else {
        values.onlyIf(kind == StudyKind::Moved, "--by", "belongs to the studies shift, compare and collisions");
    }
    readOrder(values, kind, study);
    values.onlyIf(kind == StudyKind::Moved, "--rotate", "belongs to the study shift");
    if (kind == StudyKind::Moved) readMotion(values, study);
    study.references = study.references && !values.flag("--no-references");
    values.onlyIf(compares && study.by != CompareBy::References, "--no-references",
                  "belongs to the study compare by ops or sizes");
    values.integer("--levels", study.levels);
    values.onlyIf(kind == StudyKind::Cascade, "--levels", "belongs to the study cascade");
    checkOptions(values, request.figure);
}

void readFigure(OptionValues& values, StudyRequest& request) {
    bool figure = false;
    bool png = false;
    for (const StudyOutput& output : request.outputs) {
        figure = figure || output.chart;
        png = png || (output.chart && figureFormatRow(*output.chart).hasDpi);
    }
    if (!figure) refuseLook(values, "has no meaning without a figure: name one after -o");
    values.onlyIf(
        png, "--dpi",
        "has no meaning without " + joined(figureColumn(&FigureFormatRow::file, &FigureFormatRow::hasDpi), " or "));
    readLook(values, request.figure);
    readPalette(values, request.view.palette);
    values.word("--numbers", kNumbersWords, request.view.numbers);
    values.word("--values", kScaleWords, request.view.values);
}

Outcome<StudyRequest> readRequest(const Arguments& a) {
    StudyRequest request;
    const auto row = readKind(a);
    if (!row) return tl::unexpected(row.error());
    request.row = *row;
    const std::vector<std::string> operands = a.operands();
    auto start = readStart(a, {operands.begin() + 1, operands.end()});
    if (!start) return tl::unexpected(start.error());
    auto outputs = readOutputs(a);
    if (!outputs) return tl::unexpected(outputs.error());
    request.outputs = std::move(*outputs);
    OptionValues values(a);
    const auto saved = start->pooling();
    request.pooling = readPooling(values, saved ? &*saved : nullptr);
    request.start = std::move(*start);
    request.figure = firstOptions(request);
    request.view = request.start.view;
    readStudy(values, request);
    readFigure(values, request);
    if (values.failure()) return tl::unexpected(*values.failure());
    request.json = a.has("--json");
    return request;
}

StudySubject subjectOf(const StudyRequest& request, const Input& input, const StudyQuestion& question) {
    const StudyChoice& study = question.choice;
    const std::string source = isOfOneImage(request)
                                   ? imageCaption(input.source, question.experiment)
                                   : input.source.name + ", " + countText(input.images.count(), "image");
    const bool shifts = study.kind == StudyKind::Moved && !study.turns;
    return {source, studyParameters(question), shifts ? static_cast<std::int64_t>(study.distance) : 1, question};
}

// What was found, and the question that the figure answers.
struct Studied {
    StudyQuestion question;
    std::unique_ptr<const StudyResult> found;  // which the report reads
    StudyReport report;
};

Outcome<Studied> study(const StudyRequest& request, const Input& input) {
    const Experiment experiment = experimentOn(request.start, input, input.images, request.pooling);
    StudyQuestion question{request.figure.study, experiment, std::make_shared<const Source>(input.source),
                           request.view.range};
    question.choice.kind = request.row.kind;
    TerminalProgress progress{std::string(request.row.command)};
    auto asked = askStudy(question, progress.run());
    if (!asked) return failed(asked.error());
    auto found = std::make_unique<const StudyResult>(std::move(*asked));
    StudyReport report = reportOf(*found, subjectOf(request, input, question));
    question.choice.kind = request.row.drawn;
    return Studied{std::move(question), std::move(found), std::move(report)};
}

Outcome<std::vector<FileToSave>> encode(const StudyRequest& request, const Studied& studied) {
    std::vector<FileToSave> files;
    std::optional<DrawnFigure> drawn;
    for (const StudyOutput& output : request.outputs) {
        if (!output.chart) {
            QByteArray table;
            studied.report.writeCsv(
                [&table](std::string_view piece) { table.append(piece.data(), static_cast<qsizetype>(piece.size())); });
            files.push_back({output.path, std::move(table)});
            continue;
        }
        if (!drawn) {
            const StudyResult nothing = LabelsResult{};  // that sheet shows nothing that was counted
            const bool isOfLabels = studied.question.choice.kind == StudyKind::Labels;
            auto made =
                drawStudy(studied.question, isOfLabels ? nothing : *studied.found, request.view, request.figure);
            if (!made) return failed(made.error());
            drawn = std::move(*made);
        }
        auto image = renderFigure(*drawn, *output.chart, output.path);
        if (!image) return failed(image.error());
        files.push_back({output.path, std::move(*image)});
    }
    return files;
}

Outcome<void> run(const Arguments& a) {
    auto request = readRequest(a);
    if (!request) return tl::unexpected(request.error());
    FileNames names;
    addInputs(names, request->start);
    for (const StudyOutput& output : request->outputs) {
        if (Outcome<void> ok = names.addOutput("-o", output.path); !ok) return ok;
    }
    const auto input = loadInput(request->start, request->pooling, a.has("--rgb"));
    if (!input) return tl::unexpected(input.error());
    const auto result = study(*request, *input);
    if (!result) return tl::unexpected(result.error());
    const auto files = encode(*request, *result);
    if (!files) return tl::unexpected(files.error());
    if (request->json) {
        Outcome<void> printed;
        result->report.writeJson([&printed](std::string_view piece) {
            if (printed) printed = print(piece);
        });
        if (!printed) return printed;
    }
    return finish(!request->json && request->outputs.empty() ? result->report.text : std::string(), *files);
}

}  // namespace

const Command kStudyCommand{
    "study",
    "ask about ties, shifts, wins, cost, single images; compare; cascade",
    "KIND SOURCE [OPTIONS]",
    "Measures a whole batch: ties, change under shifts, who wins, a sweep over sizes and strides, cost. Measures its "
    "images one by one and finds those that stand out, or that pooling makes alike. Or shows one image under several "
    "poolings, or pooled again and again.",
    "Examples:\n"
    "  poolscope study ties mnist:0-9999 --size 3 --stride 2\n"
    "  poolscope study shift mnist:0-1999 --by 2 --json\n"
    "  poolscope study shift mnist:0-999 --rotate 10\n"
    "  poolscope study wins mnist:0-999 -o wins.svg\n"
    "  poolscope study dataset mnist:0-9999 -o sheet.png\n"
    "  poolscope study images mnist:0-9999 -o images.csv\n"
    "  poolscope study images mnist:0-9999 --sort change --top 10 -o most-changed.pdf\n"
    "  poolscope study collisions mnist:0-9999 --size 4 --stride 4 -o alike.pdf\n"
    "  poolscope study sweep mnist:0-499 -o sweep.pdf -o sweep.csv\n"
    "  poolscope study cost mnist:0 --filters all --relu\n"
    "  poolscope study compare mnist:18 --by references -o aliasing.svg\n"
    "  poolscope study cascade mnist:18 --levels 4 -o cascade.svg\n"
    "  poolscope study compare mnist:18 --palette viridis --width 89 -o compare.pdf",
    &declare,
    &run,
    true};

}  // namespace poolscope::cli
