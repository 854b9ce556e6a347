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
    {Setting::Filters, "filters", "filters", TRANSLATABLE("core", "Filters"),
     TRANSLATABLE("core", "3x3 filters, stride 1, padding 1: a dot product over the same im2col"),
     "NAME[,NAME...]|all",
     "3x3 filters, stride 1, one cell of zeros around the image, each on every channel: response f of channel c of F "
     "filters is channel c*F + f of what is pooled. Names: %1. Default: none.",
     "", &filterNames, {}, valueOf([](auto& e) -> auto& { return e.filters.filters; })},
    {Setting::Relu, "relu", "relu", TRANSLATABLE("core", "ReLU"),
     TRANSLATABLE("core", "max(x, 0) of every value before the pooling"),
     "", "Negative values become 0, after the filters.",
     "", nullptr, {}, valueOf([](auto& e) -> auto& { return e.filters.relu; })},
    {Setting::Op, "op", "pool.op", TRANSLATABLE("core", "Operation"), "",
     "OP", "What is taken over each window: %1. Default: max.",
     "", &operationList, {}, valueOf([](auto& e) -> auto& { return e.pool.op; })},
    {Setting::Size, "size", "window.size", TRANSLATABLE("core", "Size"),
     TRANSLATABLE("core", "Kernel size k: rows and columns of the window"),
     "K|KH,KW", "Size of the window in cells, the same both ways or height,width. Default: 2.",
     "K or KH,KW", nullptr, {}, valueOf([](auto& e) -> auto& { return e.window.size; })},
    {Setting::Stride, "stride", "window.stride", TRANSLATABLE("core", "Stride"),
     TRANSLATABLE("core", "Stride s: how far the window moves from one output cell to the next"),
     "S|SH,SW", "Cells from one window to the next. Default: the size.",
     "S or SH,SW", nullptr, {}, valueOf([](auto& e) -> auto& { return e.window.stride; })},
    {Setting::Pad, "pad", "window.padding", TRANSLATABLE("core", "Padding"),
     TRANSLATABLE("core", "Padding p: rows and columns added around the image"),
     "P|PH,PW|T,L,B,R",
     "Cells of padding around the image: all sides, or rows,columns, or top,left,bottom,right; or same-upper or "
     "same-lower, which make the output as large as the input divided by the stride and put an odd cell below or "
     "above. Less than the window's reach. Default: 0.",
     "", nullptr, {}, valueOf([](auto& e) -> auto& { return e.window.padding; })},
    {Setting::Dilation, "dilation", "window.dilation", TRANSLATABLE("core", "Dilation"),
     TRANSLATABLE("core", "Dilation d: distance between neighbouring taps of the window"),
     "D|DH,DW", "Distance between the taps of a window, in cells. Default: 1.",
     "D or DH,DW", nullptr, {}, valueOf([](auto& e) -> auto& { return e.window.dilation; })},
    {Setting::Ceil, "ceil", "window.ceil", TRANSLATABLE("core", "ceil mode"),
     TRANSLATABLE("core", "Round the output size up: the last window may overhang the image"),
     "", "Round the output size up: the last window may overhang the end.",
     "", nullptr, {}, valueOf([](auto& e) -> auto& { return e.window.ceilMode; })},
    {Setting::PadValue, "pad-value", "pool.pad_value", TRANSLATABLE("core", "Pad value"), "",
     "%1",
     "What padding is: no data at all (frameworks call this -inf), or zeros that take part, win, and take gradient "
     "with them. Default: ignore.",
     "", &wordList<PadValue>, {}, valueOf([](auto& e) -> auto& { return e.pool.padValue; })},
    {Setting::CountIncludePad, "count-include-pad", "pool.count_include_pad",
     TRANSLATABLE("core", "count padding in the mean"),
     TRANSLATABLE("core", "Divide by all taps of image and padding, padding counting as zeros"),
     "", "count padding in the divisor.",
     "", nullptr, OwnParameter::CountIncludePad, valueOf([](auto& e) -> auto& { return e.pool.countIncludePad; })},
    {Setting::Divisor, "divisor", "pool.divisor", TRANSLATABLE("core", "Divisor of the mean"),
     TRANSLATABLE("core", "What the sum is divided by; clear it for the number of taps"),
     "N", "divide by N instead of the number of cells; any number but 0.",
     "", nullptr, OwnParameter::Divisor, valueOf([](auto& e) -> auto& { return e.pool.divisor; })},
    {Setting::P, "p", "pool.p", TRANSLATABLE("core", "p of the Lp norm"),
     TRANSLATABLE("core", "The power p of the norm; larger p comes closer to the maximum"),
     "P", "the exponent, above 0. Default: 2.",
     "", nullptr, OwnParameter::P, valueOf([](auto& e) -> auto& { return e.pool.p; })},
    {Setting::Median, "median", "pool.median", TRANSLATABLE("core", "Median of an even count"), "",
     "%1", "of an even number of values, the mean of the two in the middle, or the lower one. Default: mean.",
     "", &wordList<MedianRule>, OwnParameter::Median, valueOf([](auto& e) -> auto& { return e.pool.median; })},
    {Setting::Ties, "ties", "pool.ties", TRANSLATABLE("core", "Ties go to"), "",
     "%1",
     "who takes the gradient when several cells of a window are equal: the first or the last in row-major order, each "
     "an equal share, or each the whole of it (wrong on purpose: the sums show it). Default: first.",
     "", &wordList<TieRule>, OwnParameter::Ties, valueOf([](auto& e) -> auto& { return e.pool.ties; })},
    {Setting::Overlap, "overlap", "pool.overlap", TRANSLATABLE("core", "Overlaps"), "",
     "%1",
     "What a cell of dX gets that several windows send gradient to: their sum, or only the last of them (wrong on "
     "purpose: the sums show it). Default: add.",
     "", &wordList<Overlap>, {}, valueOf([](auto& e) -> auto& { return e.pool.overlap; })},
    {Setting::Plane, "plane", "plane", "", "", "", "",
     "", nullptr, {}, valueOf([](auto& e) -> auto& { return e.plane; })},
    {Setting::Upstream, "upstream", "gradient.kind", TRANSLATABLE("core", "Upstream gradient"),
     TRANSLATABLE("core", "What arrives from above: ones, random tenths, 1 from the focused window only, values "
                          "dragged onto dout, or an array of the output's shape"),
     "", "", "", nullptr, {}, valueOf([](auto& e) -> auto& { return e.gradient.kind; })},
    {Setting::Cell, "cell", "gradient.cell", "", "", "", "", "", nullptr, {}, kOneCell},
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
    experiment.source.images.reset();  // how the images were chosen; which they are is in `images`
    return experiment;
}

}  // namespace poolscope
