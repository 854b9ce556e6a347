// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/parameters.h"

#include <algorithm>

#include "core/experiment/parameter_values.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

using values::valueOf;

// "max, min, avg, median, or lp, which is (sum |x|^p)^(1/p)"
std::string operationList() {
    std::vector<std::string> entries;
    for (const Operation& row : operations()) {
        entries.push_back(std::string(row.word.name) + std::string(row.remark));
    }
    return joined({entries.begin(), entries.end()}, ", or ");
}

template <class T>
std::string wordList() {
    return namesOf(wordsFor(T{}), "|");
}

constexpr ParameterValue kOneCell = [] {
    ParameterValue value = valueOf([](auto& e) -> auto& { return e.gradient.cell; });
    value.read = [](std::string_view text, Experiment& e) {
        values::Problem problem = values::readText(text, e.gradient.cell);
        if (problem) problem->expected += " of the output";
        if (!problem) e.gradient.kind = Upstream::OneCell;
        return problem;
    };
    return value;
}();

// clang-format off
constexpr std::array<Parameter, countOf<Setting>()> kParameters{{
    {.setting = Setting::Filters, .word = "filters", .field = "filters",
     .title = TRANSLATABLE("core", "Filters"),
     .tip = TRANSLATABLE("core", "3x3 filters, stride 1, padding 1: a dot product over the same im2col"),
     .hint = "NAME[,NAME...]|all",
     .help = "3x3 filters, stride 1, one cell of zeros around the image, each on every channel: response f of channel c of F "
             "filters is channel c*F + f of what is pooled. Names: %1. Default: none.",
     .words = &filterNames,
     .value = valueOf([](auto& e) -> auto& { return e.filters.filters; })},
    {.setting = Setting::Relu, .word = "relu", .field = "relu",
     .title = TRANSLATABLE("core", "ReLU"),
     .tip = TRANSLATABLE("core", "max(x, 0) of every value before the pooling"),
     .help = "Negative values become 0, after the filters.",
     .value = valueOf([](auto& e) -> auto& { return e.filters.relu; })},
    {.setting = Setting::Op, .word = "op", .field = "pool.op",
     .title = TRANSLATABLE("core", "Operation"),
     .hint = "OP",
     .help = "What is taken over each window: %1. Default: max.",
     .words = &operationList,
     .value = valueOf([](auto& e) -> auto& { return e.pool.op; })},
    {.setting = Setting::Size, .word = "size", .field = "window.size",
     .title = TRANSLATABLE("core", "Size"),
     .tip = TRANSLATABLE("core", "Kernel size k: rows and columns of the window"),
     .hint = "K|KH,KW|global",
     .help = "Size of the window in cells, the same both ways or height,width; or global: as large as the image. "
             "Default: 2.",
     .form = "K, KH,KW or global",
     .value = valueOf([](auto& e) -> auto& { return e.window.size; })},
    {.setting = Setting::Stride, .word = "stride", .field = "window.stride",
     .title = TRANSLATABLE("core", "Stride"),
     .tip = TRANSLATABLE("core", "Stride s: how far the window moves from one output cell to the next"),
     .hint = "S|SH,SW",
     .help = "Cells from one window to the next. Default: the size.",
     .form = "S or SH,SW",
     .value = valueOf([](auto& e) -> auto& { return e.window.stride; })},
    {.setting = Setting::Pad, .word = "pad", .field = "window.padding",
     .title = TRANSLATABLE("core", "Padding"),
     .tip = TRANSLATABLE("core", "Padding p: rows and columns added around the image"),
     .hint = "P|PH,PW|T,L,B,R",
     .help = "Cells of padding around the image: all sides, or rows,columns, or top,left,bottom,right; or same-upper or "
             "same-lower, which make the output as large as the input divided by the stride and put an odd cell below or "
             "above. Less than the window's reach. Default: 0.",
     .value = valueOf([](auto& e) -> auto& { return e.window.padding; })},
    {.setting = Setting::Dilation, .word = "dilation", .field = "window.dilation",
     .title = TRANSLATABLE("core", "Dilation"),
     .tip = TRANSLATABLE("core", "Dilation d: distance between neighbouring places of the window"),
     .hint = "D|DH,DW",
     .help = "Distance between the places of a window, in cells. Default: 1.",
     .form = "D or DH,DW",
     .value = valueOf([](auto& e) -> auto& { return e.window.dilation; })},
    {.setting = Setting::Ceil, .word = "ceil", .field = "window.ceil",
     .title = TRANSLATABLE("core", "ceil mode"),
     .tip = TRANSLATABLE("core", "Round the output size up: the last window may overhang the image"),
     .help = "Round the output size up: the last window may overhang the end.",
     .value = valueOf([](auto& e) -> auto& { return e.window.ceilMode; })},
    {.setting = Setting::PadValue, .word = "pad-value", .field = "pool.pad_value",
     .title = TRANSLATABLE("core", "Pad value"),
     .hint = "%1",
     .help = "What padding is: no data at all (frameworks call this -inf), or zeros that take part, win, and take gradient "
             "with them. Default: ignore.",
     .words = &wordList<PadValue>,
     .value = valueOf([](auto& e) -> auto& { return e.pool.padValue; })},
    {.setting = Setting::CountIncludePad, .word = "count-include-pad", .field = "pool.count_include_pad",
     .title = TRANSLATABLE("core", "count padding in the mean"),
     .tip = TRANSLATABLE("core", "Divide by all places of image and padding, padding counting as zeros"),
     .help = "count padding in the divisor.",
     .own = OwnParameter::CountIncludePad,
     .value = valueOf([](auto& e) -> auto& { return e.pool.countIncludePad; })},
    {.setting = Setting::Divisor, .word = "divisor", .field = "pool.divisor",
     .title = TRANSLATABLE("core", "Divisor of the mean"),
     .tip = TRANSLATABLE("core", "What the sum is divided by; clear it for the number of places"),
     .hint = "N",
     .help = "divide by N instead of the number of cells; any number but 0.",
     .own = OwnParameter::Divisor,
     .value = valueOf([](auto& e) -> auto& { return e.pool.divisor; })},
    {.setting = Setting::P, .word = "p", .field = "pool.p",
     .title = TRANSLATABLE("core", "p of the Lp norm"),
     .tip = TRANSLATABLE("core", "The power p of the norm; larger p comes closer to the maximum"),
     .hint = "P",
     .help = "the exponent, above 0. Default: 2.",
     .own = OwnParameter::P,
     .value = valueOf([](auto& e) -> auto& { return e.pool.p; })},
    {.setting = Setting::Temperature, .word = "temperature", .field = "pool.temperature",
     .title = TRANSLATABLE("core", "Temperature of softmax"),
     .tip = TRANSLATABLE("core", "Differences of values count in this part of the display range: small comes to the maximum, "
                             "large to the average"),
     .hint = "T",
     .help = "the weights are softmax(x / (T * R)), R the span of the display range (--range); above 0; near 0 it is the "
             "maximum, large the average. Default: 0.1.",
     .own = OwnParameter::Temperature,
     .value = valueOf([](auto& e) -> auto& { return e.pool.temperature; })},
    {.setting = Setting::Median, .word = "median", .field = "pool.median",
     .title = TRANSLATABLE("core", "Median of an even count"),
     .hint = "%1",
     .help = "of an even number of values, the mean of the two in the middle, or the lower one. Default: mean.",
     .words = &wordList<MedianRule>,
     .own = OwnParameter::Median,
     .value = valueOf([](auto& e) -> auto& { return e.pool.median; })},
    {.setting = Setting::Ties, .word = "ties", .field = "pool.ties",
     .title = TRANSLATABLE("core", "Ties go to"),
     .hint = "%1",
     .help = "who takes the gradient when several cells of a window are equal: the first or the last in row-major order, "
             "each an equal share, or each the whole of it (wrong on purpose: the sums show it). Default: first.",
     .words = &wordList<TieRule>,
     .own = OwnParameter::Ties,
     .value = valueOf([](auto& e) -> auto& { return e.pool.ties; })},
    {.setting = Setting::Overlap, .word = "overlap", .field = "pool.overlap",
     .title = TRANSLATABLE("core", "Overlaps"),
     .hint = "%1",
     .help = "What a cell of dX gets that several windows send gradient to: their sum; or, wrong on purpose (the sums show "
             "it), the last one sent, as = for += in a loop over windows leaves it, or what col2im with = leaves, which "
             "also writes the zeros of the places that do not win. Default: add.",
     .words = &wordList<Overlap>,
     .value = valueOf([](auto& e) -> auto& { return e.pool.overlap; })},
    {.setting = Setting::Plane, .word = "plane", .field = "plane",
     .value = valueOf([](auto& e) -> auto& { return e.plane; })},
    {.setting = Setting::Upstream, .word = "upstream", .field = "gradient.kind",
     .title = TRANSLATABLE("core", "Upstream gradient"),
     .tip = TRANSLATABLE("core", "What arrives from above: ones, random tenths, 1 from the focused window only, values dragged "
                             "onto dout, or an array of the output's shape"),
     .value = valueOf([](auto& e) -> auto& { return e.gradient.kind; })},
    {.setting = Setting::Cell, .word = "cell", .field = "gradient.cell",
     .value = kOneCell},
}};
// clang-format on

constexpr bool areInOrder() {
    for (std::size_t i = 0; i < kParameters.size(); ++i) {
        const Parameter& row = kParameters[i];
        if (row.setting != static_cast<Setting>(i) || row.word.empty() || row.value.read == nullptr) return false;
    }
    return true;
}
static_assert(areInOrder());

tl::unexpected<Error> refused(const Parameter& parameter, const std::string& text, const Unreadable& problem) {
    const bool word = problem.why == Unreadable::Why::UnknownWord;
    const std::string name(parameter.word);
    return fail(name, name + " cannot be \"" + text + "\": " + (word ? "one of " : "") + problem.expected +
                          " is expected" + problem.remark);
}

std::string legalWords() {
    std::vector<std::string_view> words;
    for (const Parameter& parameter : kParameters) words.push_back(parameter.word);
    std::sort(words.begin(), words.end());
    return joined(words);
}

}  // namespace

std::span<const Parameter> parameters() {
    return kParameters;
}

const Parameter& parameterOf(Setting setting) {
    return kParameters[static_cast<std::size_t>(setting)];
}

const Parameter* parameterNamed(std::string_view word) {
    const auto found = std::find_if(kParameters.begin(), kParameters.end(),
                                    [word](const Parameter& parameter) { return parameter.word == word; });
    return found == kParameters.end() ? nullptr : &*found;
}

std::span<const Parameter> poolingParameters() {
    return std::span(kParameters).first(static_cast<std::size_t>(Setting::Plane));
}

bool meansSomething(const Parameter& parameter, const Experiment& experiment) {
    return !parameter.own || uses(experiment.pool.op, *parameter.own);
}

void reset(const Parameter& parameter, Experiment& experiment) {
    Experiment usual;
    usual.window.stride = experiment.window.size;
    parameter.value.copy(usual, experiment);
}

bool isUsual(const Parameter& parameter, const Experiment& experiment) {
    Experiment usual;
    usual.window.stride = experiment.window.size;
    return parameter.value.isSame(usual, experiment);
}

Result<Experiment> readSettings(const std::vector<std::string>& words) {
    Experiment experiment;
    bool strideSaid = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Parameter* parameter = parameterNamed(words[i]);
        if (!parameter) return fail(words[i], "there is no setting \"" + words[i] + "\"; there are " + legalWords());
        const bool valued = !parameter->value.isFlag;
        if (valued && i + 1 == words.size()) {
            return fail(words[i], "a value is missing after \"" + words[i] + "\"");
        }
        const std::string text = valued ? words[++i] : std::string();
        if (const auto problem = parameter->value.read(text, experiment)) return refused(*parameter, text, *problem);
        strideSaid = strideSaid || parameter->setting == Setting::Stride;
    }
    if (!strideSaid) reset(parameterOf(Setting::Stride), experiment);
    return experiment;
}

Experiment canonical(Experiment experiment) {
    for (const Parameter& parameter : kParameters) {
        if (!meansSomething(parameter, experiment)) reset(parameter, experiment);
    }
    Padding& padding = experiment.window.padding;
    if (padding.mode != PadMode::Explicit) padding = {padding.mode, 0, 0, 0, 0};
    GradientSpec& gradient = experiment.gradient;
    if (gradient.kind != Upstream::Random) gradient.seed = GradientSpec{}.seed;
    if (gradient.kind != Upstream::OneCell) gradient.cell = {};
    // How a range was chosen; which images they are is in `images`. A list says which images there are.
    auto& chosen = experiment.source.images;
    if (chosen && !chosen->isList()) chosen.reset();
    return experiment;
}

}  // namespace poolscope
