// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/input.h"

#include <array>

#include "app/cli/call/messages.h"
#include "app/cli/call/option_values.h"
#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "app/paint/figure_formats.h"
#include "core/base/word.h"
#include "core/experiment/display.h"
#include "core/session/figure_words.h"

namespace poolscope::cli {
namespace {

// How a file becomes images.
constexpr std::array<std::string_view, 8> kReadingOptions{"--axes",   "--reshape", "--transpose", "--crop",
                                                          "--resize", "--labels",  "--names",     "--comma"};

std::string readingOptions() {
    return joined({kReadingOptions.begin(), kReadingOptions.end()}, " and ");
}

// Those of them that a session has and that nobody gives anew.
std::vector<std::string_view> leftBehind(const Reading& reading, const Arguments& arguments) {
    const std::array<bool, kReadingOptions.size()> chosen{
        reading.axes != Axes::Auto, !reading.reshape.empty(), reading.transpose,      reading.crop.has_value(),
        reading.resize.has_value(), !reading.labels.empty(),  !reading.names.empty(), reading.comma != Comma::Auto};
    std::vector<std::string_view> options;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i] && !arguments.has(std::string(kReadingOptions[i]))) options.push_back(kReadingOptions[i]);
    }
    return options;
}

// What came by standard input is in no file: its images go into what is saved.
Result<Source> loadStandardInput(SourceRef& ref, bool rgb) {
    auto bytes = readBytes(ref);
    if (!bytes) return tl::unexpected(bytes.error());
    auto source = decodeSource(std::move(*bytes), ref, rgb);
    if (!source) return source;
    source->sha256.clear();
    ref.reading = {};
    return source;
}

// All that SOURCE names.
Result<Input> loadNamed(SourceRef ref, bool rgb, Wanted wanted) {
    auto source = isStandardStream(ref.path) ? loadStandardInput(ref, rgb) : loadSource(ref, rgb, {}, wanted);
    if (!source) return tl::unexpected(source.error());
    const auto images = chosenImages(ref, *source);
    if (!images) return tl::unexpected(images.error());
    return Input{ref, std::move(*source), *images};
}

Result<Input> loadSaved(const Start& start, bool rgb) {
    const auto opened = loadSession(*start.session, start.sessionPath, rgb);
    if (!opened) return tl::unexpected(opened.error());
    return Input{opened->experiment.source, *opened->source, opened->experiment.images};
}

}  // namespace

std::optional<PoolingChoice> Start::pooling() const {
    if (sessionPath.empty()) return std::nullopt;
    return PoolingChoice{experiment.filters, experiment.window, experiment.pool};
}

std::optional<int> Input::label(std::int64_t i) const {
    if (source.labels.empty()) return std::nullopt;
    return source.labels[static_cast<std::size_t>(i)];
}

void declareSource(Arguments& arguments) {
    arguments.addOperands(
        "SOURCE",
        "mnist:I: images of the MNIST test set, 0 to 9999. PATH: a picture or an array (" +
            inputTitles(inputFormats()) +
            "); what it is shows in its content, not its name. PATH#I chooses images along the first axis, or pages "
            "and frames of a picture, PATH#NAME an array of an NPZ. I is a number, a range 3-7 or a list 3,2,10-12; of "
            "an array above the limit only these are read. Arrays are (H,W), (N,H,W) or (N,C,H,W). A folder is a batch "
            "of its pictures, and the folders in it are their labels. A lone - is an array on standard input.",
        1);
}

Outcome<SourceRef> readSource(const Arguments& arguments) {
    return readSource(arguments.operands());
}

Outcome<SourceRef> readSource(const std::vector<std::string>& operands) {
    if (operands.empty()) return usage("SOURCE", "is missing: name a file, or images of the test set as mnist:18");
    if (operands.front().empty()) return usage("SOURCE", "the name is empty");
    const auto ref = parseSource(operands.front());
    if (!ref) return failed(ref.error());
    return *ref;
}

Result<SharedFile> readBytes(SourceRef& ref) {
    if (!isStandardStream(ref.path)) return readSourceBytes(ref);
    ref.path = kStandardInput;
    ref.embedded = true;
    return readStandardInput().map(sharedFile);
}

void declareSession(Arguments& arguments) {
    arguments.addOption(
        "--session", "FILE",
        "Begin with the experiment of a saved session (.poolscope) or of a figure that was exported (" +
            joined(figureColumn(&FigureFormatRow::title)) +
            "), which brings its figure options too; SOURCE may then be left out. Other options "
            "override it, each alone: --size leaves the stride of the session as it is. With another "
            "SOURCE what was chosen for the session's images is left behind: the plane, a gradient, and " +
            readingOptions() + ".");
}

Outcome<Start> readStart(const Arguments& arguments) {
    return readStart(arguments, arguments.operands());
}

namespace {

Outcome<Start> readSourceOrSession(const Arguments& arguments, const std::vector<std::string>& operands) {
    Start start;
    const auto path = arguments.value("--session");
    if (path) {
        if (path->empty()) return usage("--session", "the file name is empty");
        auto session = readSession(*path);
        if (!session) return failed(session.error());
        start.experiment = session->saved.experiment;
        start.view = session->view;
        start.figure = session->figure;
        start.sessionPath = *path;
        if (operands.empty()) {
            start.session = std::move(*session);
            return start;
        }
        const auto options = leftBehind(start.experiment.source.reading, arguments);
        if (!options.empty()) {
            printNotes(*path, {Note{"left behind with its own images: " + joined(options, " and ")}});
        }
        start.experiment.plane = 0;
        if (start.experiment.gradient.kind != Upstream::Random) start.experiment.gradient = {};
    }
    auto source = readSource(operands);
    if (!source) return tl::unexpected(source.error());
    start.experiment.source = std::move(*source);
    return start;
}

}  // namespace

Outcome<Start> readStart(const Arguments& arguments, const std::vector<std::string>& operands) {
    auto start = readSourceOrSession(arguments, operands);
    if (!start) return start;
    SourceRef& ref = start->experiment.source;
    const auto range = readRange(arguments);
    if (!range) return tl::unexpected(range.error());
    start->view.range = range->value_or(start->view.range);
    auto reading = readReading(arguments, ref);
    if (!reading) return tl::unexpected(reading.error());
    if (ref.embedded && *reading != ref.reading) {
        return usage("--session", "holds images of its own; " + readingOptions() + " are for files");
    }
    ref.reading = std::move(*reading);
    if (start->session) {
        SavedExperiment& saved = start->session->saved;
        saved.experiment.source.reading = ref.reading;
        if (arguments.has("--labels")) saved.source.labelsSha256.clear();
    }
    return start;
}

void addInputs(FileNames& names, const Start& start) {
    if (!start.sessionPath.empty()) names.addInput("--session", start.sessionPath);
    const std::string& labels = start.experiment.source.reading.labels.path;
    if (!labels.empty()) names.addInput("--labels", labels);
    const std::string& classes = start.experiment.source.reading.names;
    if (!classes.empty()) names.addInput("--names", classes);
    if (!start.session) return names.addInput("SOURCE", start.experiment.source);
    for (const std::string& path : sourcePaths(*start.session, start.sessionPath)) names.addInput("SOURCE", path);
}

void declareRgb(Arguments& arguments) {
    arguments.addFlag("--rgb", "Read a picture as three channels instead of grey.");
}

void declareReading(Arguments& arguments) {
    arguments.addOption("--axes", "nchw|nhwc",
                        "Which axis of an array with 3 or 4 dimensions holds the channels: (N,C,H,W), or (N,H,W,C) and "
                        "(H,W,C). Default, auto: last where it is 1, 3 or 4 long and the two before it are 5 or more "
                        "and at least four times as long.");
    arguments.addOption("--reshape", "H,W|C,H,W",
                        "Each row of an array is one image of that size; with one number more, its label comes first.");
    arguments.addFlag("--transpose", "Swap the height and width of every image.");
    arguments.addOption("--crop", "Y,X,H,W",
                        "Read of every image the H rows and W columns from row Y and column X on, after --transpose.");
    arguments.addOption("--resize", "H,W",
                        "Read every image in that size, after --crop: each cell is the mean of the area it covers.");
    arguments.addOption("--labels", "FILE|PATH#NAME",
                        "One label per image, from an array file; #NAME alone is an array of the same NPZ. Default: "
                        "those found beside IDX images, or as y_... in the NPZ of x_...");
    arguments.addOption("--names", "FILE",
                        "What the labels stand for: a text file with one name a line, that of label 0 first. Default: "
                        "labels.txt beside SOURCE or in the folder, where there is one.");
    arguments.addOption("--comma", "decimal|separator",
                        "What the only comma in each line of a CSV file is. Default: it separates two numbers.");
    arguments.addOption("--range", "auto|fit|LO,HI",
                        "The values that pictures show from the first to the last colour, of X and Y alike. auto: all "
                        "that the type can hold when the largest value of SOURCE reaches a quarter of it, else fit: "
                        "from 0, or the smallest value below it, to the largest. Default: auto.");
}

Outcome<std::optional<DisplayRange>> readRange(const Arguments& arguments) {
    const auto text = arguments.value("--range");
    if (!text) return std::nullopt;
    const auto range = parseRange(*text);
    if (!range) return usage("--range", range.error().message);
    return *range;
}

Outcome<Reading> readReading(const Arguments& arguments, const SourceRef& ref) {
    OptionValues values(arguments);
    Reading reading = ref.reading;
    values.word("--axes", kAxesWords, reading.axes);
    const auto reshape = values.integers("--reshape", "H,W or C,H,W", {2, 3});
    const auto crop = values.integers("--crop", "Y,X,H,W", {4});
    const auto resize = values.integers("--resize", "H,W", {2});
    values.word("--comma", kCommaWords, reading.comma);
    if (values.failure()) return tl::unexpected(*values.failure());
    if (!reshape.empty()) reading.reshape = reshape;
    if (!crop.empty()) reading.crop = Crop{{crop[0], crop[1]}, {crop[2], crop[3]}};
    if (!resize.empty()) reading.resize = Extent{resize[0], resize[1]};
    if (arguments.has("--transpose")) reading.transpose = true;
    if (Result<void> ok = checkReading(reading); !ok) {
        const std::string& field = ok.error().where;
        return failed({"--" + field.substr(field.rfind('.') + 1), ok.error().message});
    }
    if (reading.axes != Axes::Auto && reading.reshape.size() == 2 &&
        (arguments.has("--axes") || arguments.has("--reshape"))) {
        return usage("--axes",
                     "chooses nothing in images of --reshape H,W, which have no channel axis; --reshape C,H,W has one");
    }
    if (const auto text = values.given("--labels")) {
        auto labels = parseLabels(*text, ref);
        if (!labels) return usage("--labels", quoteArgument(*text) + ": " + labels.error().message);
        reading.labels = std::move(*labels);
    }
    if (const auto path = values.given("--names")) {
        if (path->empty()) return usage("--names", "the file name is empty");
        reading.names = *path;
    }
    return reading;
}

Outcome<Input> loadInput(const Start& start, PoolingChoice& pooling, bool rgb, Wanted wanted) {
    auto loaded = start.session ? loadSaved(start, rgb) : loadNamed(start.experiment.source, rgb, wanted);
    if (!loaded) return failed(loaded.error());
    Input input = std::move(*loaded);
    printNotes(input.source.name, input.source.notes);
    if (rgb && (input.ref.embedded || !input.source.picture)) {
        return usage("--rgb",
                     "is for pictures; " + input.source.name + " holds an array, which has the channels it has");
    }
    pooling = onPlane(pooling, input.shape().plane());
    return input;
}

Experiment experimentOn(const Start& start, const Input& input, const ImageRange& images,
                        const PoolingChoice& pooling) {
    Experiment experiment = start.experiment;
    experiment.source = input.ref;
    experiment.images = images;
    experiment.filters = pooling.filters;
    experiment.window = pooling.window;
    experiment.pool = pooling.pool;
    const auto& given = experiment.gradient.given;
    if (given && images != input.images && given->shape.n == input.images.count()) {
        const std::int64_t first = images.first - input.images.first;
        experiment.gradient.given =
            std::make_shared<const Tensor>(selectImages(*given, first, first + images.count() - 1));
    }
    return withSpan(std::move(experiment), start.view.range, input.source.range);
}

}  // namespace poolscope::cli
