// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_command.h"

#include <cmath>

#include "app/cli/call/messages.h"
#include "app/cli/call/name_patterns.h"
#include "app/cli/call/output_files.h"
#include "app/cli/call/pooling_options.h"
#include "app/cli/call/terminal_progress.h"
#include "app/cli/figure/figure_subject.h"
#include "app/file/figure_draw.h"
#include "core/base/text.h"
#include "core/base/word.h"

namespace poolscope::cli {
namespace {

// All figures of a call wait in memory until every one of them is drawn.
constexpr std::int64_t kMostBytes = std::int64_t{512} << 20;

struct FigureRequest {
    PoolingChoice pooling;
    FigureChoice figure;
    Start start;
    std::vector<std::string> patterns;  // names after -o
    bool numbersAsked = false;
};

// Options that mean something in some formats alone.
constexpr std::array<std::pair<const char*, FigureTrait>, 2> kTraits{
    {{"--dpi", &FigureFormatRow::hasDpi}, {"--svg-text", &FigureFormatRow::hasEditableText}}};

// A file and what it shows.
struct Target {
    std::string path;
    FigureFormat format = FigureFormat::Png;
    ImageRange images;
};

std::string titles() {
    return joined(figureColumn(&FigureFormatRow::title), " or ");
}

std::string endings() {
    return joined(figureColumn(&FigureFormatRow::ending), " or ");
}

void declare(Arguments& a) {
    declareSource(a);
    a.heading("Output");
    a.addRepeatable(
        "-o", "FILE",
        "Where the figure goes; the ending chooses " + titles() +
            ". May be given several times. A name may hold {index}, {index:04}, {label}, {size}, {stride}, {op}. With "
            "{index} or {label} there is one file per image of SOURCE, else one figure of the first "
            "image, or of all with --contact-sheet.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declareReading(a);
    declareFigure(a);
    declarePooling(a);
}

Outcome<FigureRequest> readRequest(const Arguments& a) {
    auto start = readStart(a);
    if (!start) return tl::unexpected(start.error());
    OptionValues values(a);
    FigureRequest request;
    const auto saved = start->pooling();
    request.pooling = readPooling(values, saved ? &*saved : nullptr);
    request.figure = readFigure(values, *start, request.pooling.pool.op);
    request.start = std::move(*start);
    request.numbersAsked = a.has("--numbers");
    if (values.failure()) return tl::unexpected(*values.failure());
    request.patterns = a.values("-o");
    if (request.patterns.empty()) return usage("-o", "is missing: name a file that ends in " + endings());
    for (const std::string& pattern : request.patterns) {
        if (!figureFormat(pattern)) return usage("-o", quoteArgument(pattern) + " does not end in " + endings());
    }
    if (request.figure.options.kind == FigureKind::Sheet) {
        for (const std::string& pattern : request.patterns) {
            if (isPerImage(pattern)) {
                return usage("-o", quoteArgument(pattern) +
                                       " asks for one file per image, and a contact sheet shows all of them");
            }
        }
    }
    for (const auto& [option, trait] : kTraits) {
        if (a.has(option) && !anyHas(request.patterns, trait)) {
            return usage(option,
                         "has no meaning without " + joined(figureColumn(&FigureFormatRow::file, trait), " or "));
        }
    }
    return request;
}

Outcome<std::vector<Target>> planTargets(const FigureRequest& request, const Input& input) {
    FileNames names;
    addInputs(names, request.start);
    if (const SourceRef* file = fileOf(request.figure.upstream)) names.addInput("--upstream", *file);
    const Experiment experiment = experimentOn(request.start, input, input.images, request.pooling);
    const auto files = planFiles(request.patterns, names, input, experiment);
    if (!files) return tl::unexpected(files.error());
    std::vector<Target> targets;
    for (const PlannedFile& file : *files) targets.push_back({file.path, *figureFormat(file.path), file.images});
    return targets;
}

// What a study's figure carries cannot be set here.
Error ofStudy(Error error) {
    if (error.where.starts_with("study.")) error.where = "--session";
    return ofSession(std::move(error));
}

Outcome<DrawnFigure> drawAsked(const FigureRequest& request, const Input& input, const Experiment& experiment) {
    const FigureOptions& options = request.figure.options;
    const StudyQuestion question{options.study, experiment, std::make_shared<const Source>(input.source),
                                 request.figure.view.range};
    TerminalProgress progress("figure");
    const auto found = askStudy(question, progress.run());
    if (!found) return failed(ofStudy(found.error()));
    auto drawn = drawStudy(question, *found, request.figure.view, options);
    if (!drawn) return failed(ofStudy(drawn.error()));
    return std::move(*drawn);
}

std::string panelsText(const std::vector<PanelKind>& kinds) {
    std::vector<std::string_view> words;
    for (const PanelKind kind : kinds) words.push_back(toText(kind));
    return joined(words, " and ");
}

// Numbers that are not there, or cannot be read.
void noteNumbers(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& spec, const DrawnFigure& drawn,
                 bool asked) {
    std::vector<Note> notes;
    const auto style = styleOf(drawn.options());
    const std::string least = style ? shortestNumber(std::round(style->leastNumber * 10) / 10) : "";
    // What nobody asked for is left out without a word.
    if (const auto& without = drawn.numbers.without; asked && !without.empty()) {
        notes.push_back(
            {"numbers in " + panelsText(without) + " would be smaller than " + least + " points, and are left out"});
    }
    if (const auto& small = drawn.numbers.small; !small.empty()) {
        notes.push_back({"numbers in " + panelsText(small) + " are as small as " +
                         fixedNumber(drawn.numbers.smallest, 1) + " points: " + least + " can be read"});
    }
    for (const PanelKind panel : panelsWithoutNumbers(evaluation, view, spec)) {
        notes.push_back(
            {"the panel " + std::string(toText(panel)) + " has too many cells for numbers, and shows none"});
    }
    printNotes("--numbers", notes);
}

Outcome<DrawnFigure> draw(const FigureRequest& request, const Input& input, const ImageRange& images) {
    const auto subject = evaluateSubject(request.start, input, images, request.pooling, request.figure);
    if (!subject) return tl::unexpected(subject.error());
    if (request.figure.options.kind == FigureKind::Study) {
        return drawAsked(request, input, subject->evaluation.experiment);
    }
    const auto options = chosenOptions(request.figure, subject->evaluation.grid);
    if (!options) return tl::unexpected(options.error());
    auto drawn = drawFigure(subject->evaluation, request.figure.view, *options, input.source);
    if (!drawn) return failed(drawn.error());
    if (options->kind == FigureKind::Panels && images.first == input.images.first) {
        noteNumbers(subject->evaluation, request.figure.view, options->spec, *drawn, request.numbersAsked);
    }
    return std::move(*drawn);
}

// `targets` with the same images stand together, so that each scene is composed once.
Outcome<std::vector<FileToSave>> drawAll(const FigureRequest& request, const Input& input,
                                         const std::vector<Target>& targets) {
    std::vector<FileToSave> files;
    std::int64_t bytes = 0;
    DrawnFigure drawn;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Target& target = targets[i];
        if (i == 0 || target.images != targets[i - 1].images) {
            auto made = draw(request, input, target.images);
            if (!made) return tl::unexpected(made.error());
            drawn = std::move(*made);
        }
        auto image = renderFigure(drawn, target.format, target.path);
        if (!image) return failed(image.error());
        bytes += image->size();
        if (bytes > kMostBytes) {
            return failed({"-o", "the figures of one call may take " + std::to_string(kMostBytes >> 20) +
                                     " MiB together; choose fewer images or a smaller --dpi"});
        }
        files.push_back({target.path, std::move(*image)});
    }
    return files;
}

Outcome<void> run(const Arguments& a) {
    auto request = readRequest(a);
    if (!request) return tl::unexpected(request.error());
    const auto input = loadInput(request->start, request->pooling, a.has("--rgb"), Wanted::Chosen);
    if (!input) return tl::unexpected(input.error());
    if (Outcome<void> ok = takeUpstream(request->start, request->figure); !ok) return ok;
    const Experiment experiment = experimentOn(request->start, *input, input->images, request->pooling);
    const auto view = viewFor(a, request->figure.view, experiment, *input);
    if (!view) return tl::unexpected(view.error());
    request->figure.view = *view;
    const auto targets = planTargets(*request, *input);
    if (!targets) return tl::unexpected(targets.error());
    const auto files = drawAll(*request, *input, *targets);
    if (!files) return tl::unexpected(files.error());
    return finish("", *files);
}

}  // namespace

namespace {
const std::string kSummary = "draw an experiment into a " + titles() + " file";
}

const Command kFigureCommand{
    "figure",
    kSummary,
    "SOURCE|--session FILE [OPTIONS] -o FILE",
    "Draws the input, the matrix of patches, the output and the gradient of one plane; or all images on one sheet; or, "
    "of a figure that was exported, the same again. The same call gives the same bytes every time.",
    "Examples:\n"
    "  poolscope figure mnist:18 -o digit.pdf -o digit.png --dpi 600\n"
    "  poolscope figure photo.jpg --size 3 --palette viridis -o photo.svg\n"
    "  poolscope figure mnist:0-9 --focus 4,5 -o 'digit-{index}-{label}.png'\n"
    "  poolscope figure mnist:0-99 --contact-sheet -o sheet.svg\n"
    "  poolscope figure --session digit.pdf --theme dark -o again.pdf",
    &declare,
    &run,
    true};

}  // namespace poolscope::cli
