// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/figure_names.h"
#include "app/cli/figure_options.h"
#include "app/cli/messages.h"
#include "app/cli/output_files.h"
#include "app/cli/pooling_options.h"
#include "app/cli/terminal_progress.h"
#include "app/paint/figure_draw.h"

namespace poolscope {
namespace {

// All figures of a call wait in memory until every one of them is drawn.
constexpr std::int64_t kMostBytes = std::int64_t{512} << 20;

struct FigureRequest {
    PoolingChoice pooling;
    FigureChoice figure;
    Start start;
    std::vector<std::string> patterns;  // names after -o
};

// A file and what it shows.
struct Target {
    std::string path;
    FigureFormat format = FigureFormat::Png;
    ImageRange images;

    bool operator==(const Target&) const = default;
};

void declare(Arguments& a) {
    declareSource(a);
    a.heading("Output");
    a.addRepeatable("-o", "FILE",
                    "Where the figure goes; the ending chooses PNG, SVG or PDF. May be given several times. A name may "
                    "hold {index}, {label}, {size}, {stride}, {op}. With {index} or {label} there is one file per "
                    "image of SOURCE, else one figure of the first image, or of all with --contact-sheet.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
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
    request.figure = readFigure(values, *start);
    request.start = std::move(*start);
    if (values.failure()) return tl::unexpected(*values.failure());
    request.patterns = a.values("-o");
    if (request.patterns.empty()) return usage("-o", "is missing: name a file that ends in .png, .svg or .pdf");
    bool png = false;
    for (const std::string& pattern : request.patterns) {
        const auto format = figureFormat(pattern);
        if (!format) return usage("-o", quoteArgument(pattern) + " does not end in .png, .svg or .pdf");
        png = png || *format == FigureFormat::Png;
    }
    if (request.figure.options.kind == FigureKind::Sheet) {
        for (const std::string& pattern : request.patterns) {
            if (isPerImage(pattern)) {
                return usage("-o", quoteArgument(pattern) +
                                       " asks for one file per image, and a contact sheet shows all of them");
            }
        }
    }
    if (!png && a.has("--dpi")) return usage("--dpi", "has no meaning without a PNG file");
    return request;
}

Outcome<std::vector<Target>> planTargets(const FigureRequest& request, const Input& input,
                                         const Experiment& experiment) {
    FileNames names;
    addInputs(names, request.start);
    std::vector<Target> targets;
    const ImageRange& all = input.images;
    for (const std::string& pattern : request.patterns) {
        const bool perImage = isPerImage(pattern) && all.count() > 0;
        const std::int64_t last = perImage ? all.last : all.first;
        for (std::int64_t i = all.first; i <= last; ++i) {
            const auto path = expandName(pattern, input, i, experiment);
            if (!path) return tl::unexpected(path.error());
            if (Outcome<void> ok = names.addOutput("-o", *path); !ok) {
                Failure failure = ok.error();
                if (perImage && all.count() > 1) failure.error.message += "; {index} tells images apart";
                return tl::unexpected(failure);
            }
            targets.push_back({*path, *figureFormat(pattern), perImage ? ImageRange{i, i} : all});
        }
    }
    return targets;
}

// What a study's figure carries cannot be set here.
Error ofStudy(Error error) {
    if (error.where.starts_with("study.")) error.where = "--session";
    return ofSession(std::move(error));
}

Outcome<DrawnFigure> drawAsked(const FigureRequest& request, const Input& input, const Experiment& experiment) {
    const FigureOptions& options = request.figure.options;
    const StudyQuestion question{options.kind, options.study, experiment, std::make_shared<const Source>(input.source)};
    TerminalProgress progress("figure");
    const auto found = askStudy(question, progress.run());
    if (!found) return failed(ofStudy(found.error()));
    auto drawn = drawStudy(question, *found, request.figure.view, options);
    if (!drawn) return failed(ofStudy(drawn.error()));
    return std::move(*drawn);
}

Outcome<DrawnFigure> draw(const FigureRequest& request, const Input& input, const ImageRange& images) {
    auto x = input.x;
    if (images != input.images) {
        x = std::make_shared<const Tensor>(
            selectImages(*x, images.first - input.images.first, images.last - input.images.first));
    }
    Experiment experiment = experimentOn(request.start, input, images, request.pooling);
    const auto features = featureShape(x->shape, experiment.filters);
    if (!features) return failed(features.error());
    if (images != input.images) experiment.plane %= features->c;  // the session's, in an image by itself
    const auto chosen = chosenExperiment(experiment, request.figure, *features);
    if (!chosen) return tl::unexpected(chosen.error());
    const FigureKind kind = request.figure.options.kind;
    if (kind != FigureKind::Panels && kind != FigureKind::Sheet) return drawAsked(request, input, *chosen);
    const auto evaluation = evaluate(*chosen, x);
    if (!evaluation) return failed(ofSession(evaluation.error()));
    const auto options = chosenOptions(request.figure, evaluation->grid);
    if (!options) return tl::unexpected(options.error());
    auto drawn = drawFigure(*evaluation, request.figure.view, *options, input.source);
    if (!drawn) return failed(drawn.error());
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
        auto image = renderFigure(drawn.scene, target.format, drawn.file);
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
    const auto request = readRequest(a);
    if (!request) return tl::unexpected(request.error());
    const auto input = loadInput(request->start, a.has("--rgb"));
    if (!input) return tl::unexpected(input.error());
    const Experiment experiment = experimentOn(request->start, *input, input->images, request->pooling);
    auto targets = planTargets(*request, *input, experiment);
    if (!targets) return tl::unexpected(targets.error());
    std::stable_sort(targets->begin(), targets->end(), [](const Target& left, const Target& right) {
        return std::pair(left.images.first, left.images.last) < std::pair(right.images.first, right.images.last);
    });
    const auto files = drawAll(*request, *input, *targets);
    if (!files) return tl::unexpected(files.error());
    return finish("", *files);
}

}  // namespace

const Command kFigureCommand{
    "figure",
    "draw an experiment into a PNG, SVG or PDF file",
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
    &run};

}  // namespace poolscope
