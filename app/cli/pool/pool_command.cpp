// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pool/pool_command.h"

#include <unistd.h>

#include <algorithm>

#include "app/cli/call/input.h"
#include "app/cli/call/interrupt.h"
#include "app/cli/call/messages.h"
#include "app/cli/call/name_patterns.h"
#include "app/cli/call/output_files.h"
#include "app/cli/call/pooling_options.h"
#include "app/cli/call/terminal_progress.h"
#include "app/cli/call/upstream.h"
#include "app/cli/pool/pool_programs.h"
#include "app/file/load_source.h"
#include "core/base/text.h"
#include "core/experiment/batch_parts.h"
#include "core/figure/caption.h"
#include "core/figure/figure.h"
#include "core/json/json_writer.h"
#include "core/pool/operation.h"

namespace poolscope::cli {
namespace {

constexpr std::array<Word<IndexKind>, countOf<IndexKind>()> kIndexWords{
    {{IndexKind::Plane, "plane"}, {IndexKind::Tensor, "tensor"}, {IndexKind::Window, "window"}}};

template <class Row, class Test>
bool anyOf(const std::vector<Row>& rows, const Test& test) {
    return std::any_of(rows.begin(), rows.end(), test);
}

struct PoolRequest {
    PoolingChoice pooling;
    std::vector<PoolOutput> outputs;
    std::vector<PoolProgram> programs;
    IndexKind index = IndexKind::Plane;
    Start start;
    std::optional<UpstreamChoice> upstream;  // instead of the session's
    std::string upstreamOption;              // which names either
    bool json = false;
};

void declare(Arguments& a) {
    declareSource(a);
    a.heading("Input");
    declareSession(a);
    declareRgb(a);
    declareReading(a);
    declarePooling(a);
    a.heading("Gradient");
    a.addOption(
        "--upstream", kUpstreamHint,
        "The gradient that arrives from above: ones, random numbers, 1 at one output cell of the first plane, or "
        "an array file of the output's shape. Default: ones.");
    a.addOption("--grad-out", "FILE", "The same from a file.");
    declarePoolOutputs(a);
    a.addOption("--index", "plane|tensor|window",
                "What --argmax counts: cells of the plane (h*W + w, as PyTorch), of the whole tensor (as ONNX), or "
                "places in the window (ky*kw + kx, the row of X_col). A winner in padding is -1. Default: plane.");
    declarePoolPrograms(a);
    a.heading("Results on standard output");
    a.addFlag("--json", "Shapes, counts and sums as JSON. Without it and without files, they come as text.");
}

bool usesGradient(const PoolOutput& output) {
    return output.array == PoolArray::Gradient || output.array == PoolArray::GradientPatches ||
           output.array == PoolArray::Upstream;
}

Outcome<PoolRequest> readRequest(const Arguments& a) {
    auto start = readStart(a);
    if (!start) return tl::unexpected(start.error());
    OptionValues values(a);
    PoolRequest request;
    const auto saved = start->pooling();
    request.pooling = readPooling(values, saved ? &*saved : nullptr);
    request.start = std::move(*start);
    values.word("--index", kIndexWords, request.index);
    refuseWithoutWinner(values, request.pooling.pool.op, "--argmax");
    values.onlyIf(a.has("--argmax"), "--index", "has no meaning without --argmax");
    if (values.failure()) return tl::unexpected(*values.failure());
    request.json = a.has("--json");
    auto outputs = readPoolOutputs(a);
    if (!outputs) return tl::unexpected(outputs.error());
    request.outputs = std::move(*outputs);
    request.programs = readPoolPrograms(a);
    const bool gradientIsUsed =
        request.json || request.outputs.empty() || !request.programs.empty() || anyOf(request.outputs, usesGradient);
    for (const char* option : {"--upstream", "--grad-out"}) {
        const auto text = a.value(option);
        if (!text) continue;
        if (!request.upstreamOption.empty()) return usage(option, "cannot be combined with --upstream");
        request.upstreamOption = option;
        if (!gradientIsUsed) return usage(option, "has no meaning without --grad-in, --grad-patches or --json");
        if (std::string_view(option) == "--upstream") {
            auto named = upstreamNamed(option, *text);
            if (!named) return tl::unexpected(named.error());
            request.upstream = std::move(*named);
        } else {
            auto file = parseSource(*text);
            if (!file) return failed(file.error());
            request.upstream = std::move(*file);
        }
    }
    return request;
}

// Each of the standard streams serves one thing.
Outcome<void> checkStreams(const PoolRequest& request) {
    const auto isStream = [](const auto& output) { return isStandardStream(output.path); };
    const SourceRef* upstream = fileOf(request.upstream);
    if (upstream && isStandardStream(upstream->path) && isStandardStream(request.start.experiment.source.path)) {
        return usage(request.upstreamOption, "SOURCE is read from standard input already");
    }
    if (!anyOf(request.outputs, isStream) && !anyOf(request.programs, isStream)) return {};
    if (request.json) return usage("--json", "goes to standard output, which a file called - takes already");
    if (::isatty(STDOUT_FILENO) == 1 && anyOf(request.outputs, isStream)) {
        return usage("standard output", "is a terminal; let a program read the array, or name a file");
    }
    return {};
}

// The outputs of all images together, and those of each by itself, whose names hold {index} or {label}.
struct PlannedOutputs {
    std::vector<PoolOutput> together;
    std::vector<std::vector<PoolOutput>> each;  // image by image; empty where there are no such names
};

Outcome<PlannedOutputs> planOutputs(const PoolRequest& request, const Input& input, const Experiment& experiment) {
    PlannedOutputs planned;
    const auto named = [&](const PoolOutput& output, std::int64_t i) -> Outcome<PoolOutput> {
        auto path = expandName(output.option, output.path, input, i, experiment);
        if (!path) return tl::unexpected(path.error());
        PoolOutput result = output;
        result.path = std::move(*path);
        return result;
    };
    for (const PoolOutput& output : request.outputs) {
        if (!isPerImage(output.path)) {
            auto one = named(output, input.images.first);
            if (!one) return tl::unexpected(one.error());
            planned.together.push_back(std::move(*one));
            continue;
        }
        planned.each.resize(static_cast<std::size_t>(input.images.count()));
        for (std::size_t i = 0; i < planned.each.size(); ++i) {
            auto one = named(output, input.images.first + static_cast<std::int64_t>(i));
            if (!one) return tl::unexpected(one.error());
            planned.each[i].push_back(std::move(*one));
        }
    }
    return planned;
}

Outcome<void> checkNames(const PoolRequest& request, const PlannedOutputs& planned) {
    if (Outcome<void> ok = checkStreams(request); !ok) return ok;
    FileNames names;
    addInputs(names, request.start);
    if (const SourceRef* file = fileOf(request.upstream)) names.addInput(request.upstreamOption, *file);
    const auto add = [&names](const std::vector<PoolOutput>& outputs) -> Outcome<void> {
        for (const PoolOutput& output : outputs) {
            if (Outcome<void> ok = names.addOutput(output.option, output.path); !ok) return ok;
        }
        return {};
    };
    if (Outcome<void> ok = add(planned.together); !ok) return ok;
    for (const auto& outputs : planned.each) {
        if (Outcome<void> ok = add(outputs); !ok) return ok;
    }
    for (const PoolProgram& program : request.programs) {
        if (Outcome<void> ok = names.addOutput(program.option, program.path); !ok) return ok;
    }
    return {};
}

// The gradient is named by an option, or by the session.
Error ofGradient(const PoolRequest& request, Error error) {
    if (request.upstreamOption.empty()) return ofSession(std::move(error));
    if (error.where == "gradient") error.where = request.upstreamOption;
    return error;
}

// What is said about the whole batch.
struct PoolResults {
    Experiment experiment;
    Shape in;
    Shape out;
    WindowGrid grid;
    WindowFacts facts;
    GradientSums sums;
};

PoolResults resultsOf(const Evaluation& e) {
    return {e.experiment, e.x->shape, e.forward->y.shape, e.grid, e.forward->facts, e.backward->sums};
}

std::string asJson(const PoolResults& results, const Inexact& inexact) {
    const WindowFacts& facts = results.facts;
    const GradientSums& sums = results.sums;
    const auto orNull = [&](std::int64_t count) { return facts.hasTies ? std::optional(count) : std::nullopt; };
    return jsonOf([&](JsonWriter& w) {
        w.integers("shape_in", dimensions(results.in))
            .integers("shape_out", dimensions(results.out))
            .integer("windows", facts.windows)
            .integer("tied_windows", orNull(facts.tied))
            .integer("black_windows", facts.black)
            .integer("tied_inked_windows", orNull(facts.tiedInked))
            .integer("uncovered_rows", results.grid.rows.uncovered())
            .integer("uncovered_cols", results.grid.cols.uncovered())
            .share("sum_grad_out", sums.upstream)
            .share("sum_grad_in", sums.arrived)
            .share("lost_grad", sums.lost);
        if (inexact.any()) w.integer("rounded", inexact.rounded).integer("became_infinite", inexact.infinite);
    });
}

std::string share(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::to_string(part);
    return std::to_string(part) + " (" +
           fixedNumber(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %)";
}

std::string asText(const PoolResults& results) {
    const WindowFacts& facts = results.facts;
    const GradientSums& sums = results.sums;
    std::string text = "input      " + toText(results.in) + "\noutput     " + toText(results.out) + ", " +
                       parameterText(results.experiment) + "\nwindows    " + std::to_string(facts.windows) +
                       "; black " + share(facts.black, facts.windows);
    if (facts.hasTies) {
        text +=
            ", tied " + share(facts.tied, facts.windows) + ", tied with ink " + share(facts.tiedInked, facts.windows);
    }
    text += "\nuncovered  " + std::to_string(results.grid.rows.uncovered()) + " rows, " +
            std::to_string(results.grid.cols.uncovered()) + " columns\ngradient   " + shortestNumber(sums.upstream) +
            " arrives, " + shortestNumber(sums.arrived) + " handed on";
    if (sums.lost != 0) text += ", " + shortestNumber(sums.lost) + " lost in padding";
    return text + "\n";
}

std::string textOf(const PoolRequest& request, const PoolResults& results, const Input& input) {
    if (request.json) return asJson(results, input.source.inexact);
    return request.outputs.empty() && request.programs.empty() ? asText(results) : "";
}

// Whether the batch is large and all that is asked for can be written in parts, which takes the memory of one of them.
bool isForParts(const PoolRequest& request, const PlannedOutputs& planned, const Shape& images) {
    if (imagesInPart(images, request.pooling.filters) >= images.n || !request.programs.empty()) return false;
    if (!planned.each.empty()) return false;
    return std::all_of(request.outputs.begin(), request.outputs.end(), [](const PoolOutput& output) {
        return output.file == ArrayFile::Npy && !isMatrix(output.array) && !isStandardStream(output.path);
    });
}

// Writes each part as it is there; nothing of it is seen before all of it is.
Outcome<void> runInParts(const PoolRequest& request, const std::vector<PoolOutput>& outputs, const Input& input,
                         const Experiment& experiment) {
    const Shape images = input.shape();
    const std::int64_t count = imagesInPart(images, experiment.filters);
    Interrupt interrupt;
    PoolResults results;
    auto written = [&]() -> Outcome<GrowingFiles> {
        TerminalProgress progress("pool");
        auto files = openPoolOutputs(outputs);
        if (!files) return tl::unexpected(files.error());
        const auto totals = evaluateInParts(
            experiment, input.source.images.part(input.images.first, input.images.last), count,
            [&](const Evaluation& e, const BatchPart& part) {
                if (part.first == 0) results = resultsOf(e);
                return appendPoolOutputs(*files, outputs, e, request.index, part);
            },
            progress.run(interrupt.token()));
        if (!totals) return failed(ofGradient(request, totals.error()));
        results.facts = totals->facts;
        results.sums = totals->sums;
        results.in.n = results.out.n = images.n;
        return std::move(*files);
    }();
    if (!written) {
        interrupt.endProcess();
        return tl::unexpected(written.error());
    }
    if (Outcome<void> ok = print(textOf(request, results, input)); !ok) return ok;
    if (Result<void> ok = written->finish(); !ok) return failed(ok.error());
    return {};
}

Outcome<void> checkOutputs(const PoolRequest& request, const std::vector<PoolOutput>& outputs, Shape images, bool one) {
    if (one) images.n = 1;
    const auto features = featureShape(images, request.pooling.filters);
    if (!features) return failed(features.error());
    return checkPoolOutputs(outputs, images.planes(), *features, request.pooling.window);
}

// A gradient that is one for the whole batch: each image by itself would have its own.
bool isOfBatch(const GradientSpec& gradient) {
    switch (gradient.kind) {
        case Upstream::Random:
        case Upstream::OneCell:
            return true;
        case Upstream::Ones:
        case Upstream::Given:
            break;
    }
    return false;
}

Outcome<void> checkGradient(const PoolRequest& request, const PlannedOutputs& planned, const GradientSpec& gradient) {
    if (!isOfBatch(gradient) || planned.each.empty() || !anyOf(planned.each.front(), usesGradient)) return {};
    return failed({request.upstreamOption.empty() ? "--session" : request.upstreamOption,
                   "its gradient is of the whole batch: names of gradients with {index} are for ones, or for a "
                   "gradient from a file"});
}

// Image `i` of the input by itself, with its own part of a gradient that is given.
Outcome<std::vector<FileToSave>> filesOfImage(const PoolRequest& request, const Input& input, Experiment experiment,
                                              std::int64_t i, const std::vector<PoolOutput>& outputs) {
    if (isOfBatch(experiment.gradient)) {
        // Nothing of it is written.
        experiment.gradient = {};
        experiment.plane = 0;
    } else if (experiment.gradient.given) {
        experiment.gradient.given = std::make_shared<const Tensor>(selectImages(*experiment.gradient.given, i, i));
    }
    experiment.images = {experiment.images.first + i, experiment.images.first + i};
    const auto evaluation = evaluate(experiment, input.values({input.images.first + i, input.images.first + i}));
    if (!evaluation) return failed(ofGradient(request, evaluation.error()));
    return encodePoolOutputs(outputs, *evaluation, request.index);
}

Outcome<void> addFilesOfImages(const PoolRequest& request, const Input& input, const Experiment& experiment,
                               const PlannedOutputs& planned, std::vector<FileToSave>& files) {
    for (std::size_t i = 0; i < planned.each.size(); ++i) {
        auto more = filesOfImage(request, input, experiment, static_cast<std::int64_t>(i), planned.each[i]);
        if (!more) return tl::unexpected(more.error());
        files.insert(files.end(), more->begin(), more->end());
    }
    return {};
}

// All that is asked for, from an evaluation of the whole batch, and of each image where it has files of its own.
Outcome<void> runWhole(const PoolRequest& request, const PlannedOutputs& planned, const Input& input,
                       const Experiment& experiment) {
    if (Outcome<void> ok = checkOutputs(request, planned.together, input.shape(), false); !ok) return ok;
    if (!planned.each.empty()) {
        if (Outcome<void> ok = checkOutputs(request, planned.each.front(), input.shape(), true); !ok) return ok;
    }
    if (Outcome<void> ok = checkGradient(request, planned, experiment.gradient); !ok) return ok;
    const auto evaluation = evaluate(experiment, input.values(input.images));
    if (!evaluation) return failed(ofGradient(request, evaluation.error()));
    auto files = encodePoolOutputs(planned.together, *evaluation, request.index);
    if (!files) return tl::unexpected(files.error());
    if (Outcome<void> ok = addFilesOfImages(request, input, experiment, planned, *files); !ok) return ok;
    const auto programs = encodePoolPrograms(request.programs, planned.together, *evaluation,
                                             figureCaption(input.source, evaluation->experiment));
    if (!programs) return tl::unexpected(programs.error());
    files->insert(files->end(), programs->begin(), programs->end());
    return finish(textOf(request, resultsOf(*evaluation), input), *files);
}

Outcome<void> run(const Arguments& a) {
    auto request = readRequest(a);
    if (!request) return tl::unexpected(request.error());
    // Names of files are looked at before anything is read, but for those with places.
    const bool places = std::any_of(request->outputs.begin(), request->outputs.end(),
                                    [](const PoolOutput& output) { return hasPlaces(output.path); });
    if (!places) {
        if (Outcome<void> ok = checkNames(*request, {request->outputs, {}}); !ok) return ok;
    }
    const auto input = loadInput(request->start, request->pooling, a.has("--rgb"), Wanted::Numbers);
    if (!input) return tl::unexpected(input.error());
    Experiment experiment = experimentOn(request->start, *input, input->images, request->pooling);
    const auto planned = planOutputs(*request, *input, experiment);
    if (!planned) return tl::unexpected(planned.error());
    if (places) {
        if (Outcome<void> ok = checkNames(*request, *planned); !ok) return ok;
    }
    if (request->upstream) {
        auto gradient = gradientOf(request->upstreamOption, *request->upstream);
        if (!gradient) return tl::unexpected(gradient.error());
        experiment.gradient = std::move(*gradient);
    }
    // All planes are pooled; which one the session looks at matters to its own gradient from one cell only.
    const bool isOfSession = request->upstreamOption.empty();
    if (!isOfSession || experiment.gradient.kind != Upstream::OneCell) experiment.plane = 0;
    return isForParts(*request, *planned, input->shape()) ? runInParts(*request, planned->together, *input, experiment)
                                                          : runWhole(*request, *planned, *input, experiment);
}

}  // namespace

const Command kPoolCommand{
    "pool",
    "pool images and write the arrays",
    "SOURCE|--session FILE [OPTIONS]",
    "Pools every plane of SOURCE, forward and backward, and writes the arrays asked for as float32. With {index}, "
    "{index:04} or {label} in the name of an array there is one file per image.",
    "Examples:\n"
    "  poolscope pool mnist:18 --out y.npy --argmax winners.npy\n"
    "  poolscope pool mnist:0-199 --size 3 --stride 2 --pad 1 --json\n"
    "  poolscope pool mnist:0-4 --filters all --relu --patches columns.npy --json\n"
    "  poolscope pool digits.npz#x#0 --op avg --patches columns.csv\n"
    "  poolscope pool mnist:0-9 --out 'y-{index:04}.npy'\n"
    "  poolscope pool mnist:18 --out y.tex --numpy pool.py\n"
    "  poolscope pool mnist:0-99 --torch pool.py --input-out x.npy\n"
    "  poolscope pool - --out - <x.npy >y.npy",
    &declare,
    &run};

}  // namespace poolscope::cli
