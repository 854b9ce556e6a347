// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope animate: the algorithm at work, window by window, in a file that plays.
#include "app/cli/call/interrupt.h"
#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/cli/call/pooling_options.h"
#include "app/cli/call/terminal_progress.h"
#include "app/cli/figure/figure_command.h"
#include "app/cli/figure/figure_subject.h"
#include "app/file/figure_call.h"
#include "app/file/figure_draw.h"
#include "app/film/animation_file.h"
#include "core/base/word.h"
#include "core/figure/animation.h"
#include "core/session/figure_words.h"

namespace poolscope::cli {
namespace {

constexpr double kEvaluating = 0.1;  // the share of the progress before the first frame

struct AnimateRequest {
    PoolingChoice pooling;
    FigureChoice figure;
    AnimationSpec animation;
    Start start;
    std::vector<std::string> patterns;  // names after -o
};

std::string choices() {
    std::vector<std::string_view> words;
    for (const AnimationFormatRow& row : kAnimationFormats) words.emplace_back(row.help);
    return joined(words, " or, ");
}

std::string animationEndings() {
    std::vector<std::string_view> words;
    for (const AnimationFormatRow& row : kAnimationFormats) words.push_back(row.ending);
    return joined(words, " or ") + " (a folder of numbered PNG frames)";
}

void declareAnimation(Arguments& a) {
    declareSource(a);
    a.heading("Output");
    a.addRepeatable("-o", "FILE|DIR/",
                    "Where the animation goes; the ending chooses " + choices() +
                        ". May be given several times. A name may hold {index}, {label}, {size}, {stride}, {op}. With "
                        "{index} or {label} there is one animation per image of SOURCE, else one of the first image.");
    a.heading("Animation");
    a.addFlag("--squeeze",
              "The two-second picture of pooling instead of window after window: the picture drifts apart into its "
              "windows, the winners grow, and what is left closes up; backward the gradient flies apart. For up to "
              "64x64 cells; square, 90 mm wide unless --width says otherwise, without a caption unless one is given.");
    a.addOption("--phase", "forward|backward|both",
                "Windows find their values, send their gradients back, or first all of the one and then of the other. "
                "Default: both; of a squeeze forward.");
    a.addOption("--from", "A",
                "The first window, counted from 0 in rows: the column of X_col in one plane. Default: the first.");
    a.addOption("--to", "B",
                "The last window. Default: the last. Animations of more than 400 frames are made only when --from or "
                "--to is given, and none of more than 10000.");
    a.addOption("--fps", "N",
                "Windows a second, 0.1 to 60, for GIF to 50. The last frame stays two seconds. Default: 2.");
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declareReading(a);
    declareFigure(a, FigureUse::Animation);
    declarePooling(a);
}

void checkSqueezeOptions(OptionValues& values) {
    for (const char* option : {"--from", "--to"}) {
        values.onlyIf(false, option, "means nothing with --squeeze, in which all windows move at once");
    }
    values.onlyIf(false, "--fps", "means nothing with --squeeze, which takes two seconds");
    for (const char* option :
         {"--panels", "--layout", "--numbers", "--values", "--patches-as", "--map", "--hide-black"}) {
        values.onlyIf(false, option, "means nothing with --squeeze, which has neither panels nor numbers");
    }
}

void readAnimation(OptionValues& values, AnimationSpec& spec) {
    if (values.flag("--squeeze") && !spec.squeeze) {
        spec = {};
        spec.phase = AnimatedPhase::Forward;
        spec.squeeze = true;
    }
    if (spec.squeeze) checkSqueezeOptions(values);
    values.word("--phase", kAnimatedPhaseWords, spec.phase);
    if (values.given("--from")) values.integer("--from", spec.from.emplace());
    if (values.given("--to")) values.integer("--to", spec.to.emplace());
    values.real("--fps", spec.fps);
}

Outcome<AnimateRequest> readAnimateRequest(const Arguments& a) {
    auto start = readStart(a);
    if (!start) return tl::unexpected(start.error());
    OptionValues values(a);
    AnimateRequest request;
    const auto saved = start->pooling();
    request.pooling = readPooling(values, saved ? &*saved : nullptr);
    request.figure = readFigure(values, *start, request.pooling.pool.op, FigureUse::Animation);
    // That of an animation comes from its record.
    if (request.figure.options.animation) request.animation = *request.figure.options.animation;
    readAnimation(values, request.animation);
    request.figure.options.animation = request.animation;
    if (request.animation.squeeze && !start->figure && !a.has("--width") && !a.has("--preset")) {
        request.figure.options.spec.widthMm = kSqueezeWidthMm;
    }
    request.start = std::move(*start);
    if (values.failure()) return tl::unexpected(*values.failure());
    request.patterns = a.values("-o");
    if (request.patterns.empty()) return usage("-o", "is missing: name a file that ends in " + animationEndings());
    for (const std::string& pattern : request.patterns) {
        if (!animationFormat(pattern))
            return usage("-o", quoteArgument(pattern) + " does not end in " + animationEndings());
    }
    return request;
}

// The files of one animation, which may go to several.
Outcome<AnimationFiles> animate(const AnimateRequest& request, const Input& input, std::vector<AnimationTarget> targets,
                                const ImageRange& images, const RunControl& run) {
    const FigureChoice& choice = request.figure;
    const auto style = styleOf(choice.options);
    if (!style) return failed(style.error());
    const auto subject =
        evaluateSubject(request.start, input, images, request.pooling, choice, run.part(0, kEvaluating / 2));
    if (!subject) return tl::unexpected(subject.error());
    FigureSpec figure = choice.options.spec;
    if (!choice.options.ownCaption) figure.caption = request.animation.squeeze ? "" : subject->caption;
    const auto film = makeFilm(subject->evaluation, choice.view, figure, *style, request.animation,
                               run.part(kEvaluating / 2, kEvaluating));
    if (!film) return failed(film.error());
    const auto session = figureSession(subject->evaluation.experiment, choice.view, choice.options, input.source);
    if (!session) return failed(session.error());
    const auto options = carryingOptions(*session, figure.caption);
    if (!options) return failed(options.error());
    const auto carriers = carrying(std::move(targets), *session);
    if (!carriers) return failed(carriers.error());
    auto files = renderAnimation(*film, *carriers, *options, run.part(kEvaluating, 1));
    if (!files) return failed(files.error());
    return std::move(*files);
}

// Frames in folders have names that nobody wrote.
Outcome<void> checkFrames(FileNames& names, const AnimationFiles& files) {
    for (const std::string& folder : files.folders) {
        for (const FileToSave& file : files.files) {
            if (!file.path.starts_with(folder)) continue;
            if (Outcome<void> ok = names.addOutput("-o", file.path); !ok) return ok;
        }
    }
    return {};
}

Outcome<AnimationFiles> animateAll(const AnimateRequest& request, const Input& input, FileNames& names,
                                   const RunControl& run) {
    const Experiment experiment = experimentOn(request.start, input, input.images, request.pooling);
    const auto planned = planFiles(request.patterns, names, input, experiment);
    if (!planned) return tl::unexpected(planned.error());
    AnimationFiles all;
    const auto count = static_cast<double>(planned->size());
    for (std::size_t i = 0; i < planned->size();) {
        const std::size_t first = i;
        std::vector<AnimationTarget> targets;
        for (; i < planned->size() && (*planned)[i].images == (*planned)[first].images; ++i)
            targets.push_back({(*planned)[i].path, *animationFormat((*planned)[i].path)});
        auto files = animate(request, input, std::move(targets), (*planned)[first].images,
                             run.part(static_cast<double>(first) / count, static_cast<double>(i) / count));
        if (!files) return files;
        if (Outcome<void> ok = checkFrames(names, *files); !ok) return tl::unexpected(ok.error());
        std::move(files->files.begin(), files->files.end(), std::back_inserter(all.files));
        all.folders.insert(all.folders.end(), files->folders.begin(), files->folders.end());
        if (all.bytes() > kMostAnimationBytes) {
            return failed({"-o", "the animations of one call may take " + std::to_string(kMostAnimationBytes >> 20) +
                                     " MiB together; choose fewer images or a smaller --dpi"});
        }
    }
    return all;
}

Outcome<void> runAnimation(const Arguments& a) {
    auto request = readAnimateRequest(a);
    if (!request) return tl::unexpected(request.error());
    const auto input = loadInput(request->start, request->pooling, a.has("--rgb"), Wanted::Chosen);
    if (!input) return tl::unexpected(input.error());
    if (Outcome<void> ok = takeUpstream(request->start, request->figure); !ok) return ok;
    const Experiment experiment = experimentOn(request->start, *input, input->images, request->pooling);
    const auto view = viewFor(a, request->figure.view, experiment, *input);
    if (!view) return tl::unexpected(view.error());
    request->figure.view = *view;
    FileNames names;
    addInputs(names, request->start);
    if (const SourceRef* file = fileOf(request->figure.upstream)) names.addInput("--upstream", *file);
    Interrupt interrupt;
    const auto files = [&] {
        TerminalProgress progress("animate");
        return animateAll(*request, *input, names, progress.run(interrupt.token()));
    }();
    // Everything temporary is gone by now.
    interrupt.endProcess();
    if (!files) return tl::unexpected(files.error());
    if (Result<void> saved = saveAnimation(*files); !saved) return failed(saved.error());
    return {};
}

}  // namespace

const Command kAnimateCommand{
    "animate",
    "show the windows at work in a GIF, WebP, MP4 or PNG frames",
    "SOURCE|--session FILE [OPTIONS] -o FILE",
    "Plays the algorithm window by window: every window finds its value, then sends its gradient back. The size in "
    "pixels follows from --width and --dpi. The same call gives the same bytes every time.",
    "Examples:\n"
    "  poolscope animate mnist:18 -o digit.gif\n"
    "  poolscope animate mnist:18 --size 3 --stride 1 --from 0 --to 99 --fps 10\n"
    "      --preset slide-16x9 -o slide.webp -o slide.mp4\n"
    "  poolscope animate mnist:18 --squeeze --phase both -o squeeze.gif\n"
    "  poolscope animate mnist:0-9 --phase forward -o 'frames-{index}/'",
    &declareAnimation,
    &runAnimation,
    true};

}  // namespace poolscope::cli
