// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/operation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/pool/pool.h"
#include "core/pool/tie_rules.h"

namespace poolscope {
namespace {

bool byValueThenTap(const TapValue& a, const TapValue& b) {
    return a.value != b.value ? a.value < b.value : a.tap < b.tap;
}

// The taps that are data are those that count: under PadValue::Zero the declared padding is among them.
double averageDivisor(const PoolSpec& spec, std::size_t dataTaps) {
    return spec.divisor ? *spec.divisor : static_cast<double>(dataTaps);
}

// Equal values are told apart by their place in the window, so that the gradient always has one address.
struct Middle {
    TapValue lower;
    TapValue upper;  // the same element for odd counts and under MedianRule::Lower
    bool isNan = false;
};

Middle middle(std::span<TapValue> taps, MedianRule rule) {
    for (const TapValue& t : taps) {
        if (std::isnan(t.value)) return {t, t, true};  // the first NaN, as for the maximum
    }
    const auto half = static_cast<std::ptrdiff_t>((taps.size() - 1) / 2);
    std::nth_element(taps.begin(), taps.begin() + half, taps.end(), byValueThenTap);
    const TapValue lower = taps[static_cast<std::size_t>(half)];
    if (taps.size() % 2 == 1 || rule == MedianRule::Lower) return {lower, lower};
    return {lower, *std::min_element(taps.begin() + half + 1, taps.end(), byValueThenTap)};
}

float average(std::span<TapValue> taps, const PoolSpec& spec) {
    double sum = 0;
    for (const TapValue& t : taps) sum += t.value;
    return static_cast<float>(sum / averageDivisor(spec, taps.size()));
}

void averageGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms) {
    const auto part = static_cast<float>(dout / averageDivisor(spec, taps.size()));
    for (const TapValue& t : taps) terms.push_back({t.tap, part});
}

float median(std::span<TapValue> taps, const PoolSpec& spec) {
    const Middle m = middle(taps, spec.median);
    if (m.lower.tap == m.upper.tap) return m.lower.value;
    return static_cast<float>((double{m.lower.value} + double{m.upper.value}) / 2);
}

void medianGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms) {
    const Middle m = middle(taps, spec.median);
    if (m.lower.tap == m.upper.tap) {
        terms.push_back({m.lower.tap, dout});
        return;
    }
    const auto [first, second] = std::minmax(m.lower.tap, m.upper.tap);
    terms.push_back({first, dout / 2});
    terms.push_back({second, dout / 2});
}

// Scaled by the largest magnitude, so that large values do not overflow on the way.
double norm(std::span<const TapValue> taps, double p) {
    double largest = 0;
    for (const TapValue& t : taps) {
        if (std::isnan(t.value)) return std::numeric_limits<double>::quiet_NaN();
        largest = std::max(largest, std::abs(double{t.value}));
    }
    if (largest == 0 || std::isinf(largest)) return largest;
    double sum = 0;
    for (const TapValue& t : taps) sum += std::pow(std::abs(double{t.value}) / largest, p);
    return largest * std::pow(sum, 1.0 / p);
}

float lp(std::span<TapValue> taps, const PoolSpec& spec) {
    return static_cast<float>(norm(taps, spec.p));
}

void lpGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms) {
    const double length = norm(taps, spec.p);
    if (length == 0) return;
    for (const TapValue& t : taps) {
        if (t.value == 0) continue;
        const double share = std::copysign(std::pow(std::abs(double{t.value}) / length, spec.p - 1), double{t.value});
        terms.push_back({t.tap, static_cast<float>(dout * share)});
    }
}

// x in the measure of the exponents. The factors one by one, as their product may be 0.
double inScale(double x, const PoolSpec& spec) {
    return x / spec.temperature / spec.span.value;
}

double weightedMean(std::span<const TapValue> taps, std::span<const double> weights) {
    double mean = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
        if (weights[i] != 0) mean += weights[i] * double{taps[i].value};
    }
    return mean;
}

float softmax(std::span<TapValue> taps, const PoolSpec& spec) {
    return static_cast<float>(weightedMean(taps, softmaxWeights(taps, spec)));
}

void softmaxGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms) {
    const std::vector<double> weights = softmaxWeights(taps, spec);
    const double mean = weightedMean(taps, weights);
    for (std::size_t i = 0; i < taps.size(); ++i) {
        const double x = taps[i].value;
        const double slope = weights[i] == 0 ? 0 : weights[i] * (1 + (x == mean ? 0 : inScale(x - mean, spec)));
        terms.push_back({taps[i].tap, static_cast<float>(dout * slope)});
    }
}

using Own = OwnParameter;

consteval std::array<bool, countOf<Own>()> own(std::initializer_list<Own> parameters) {
    std::array<bool, countOf<Own>()> used{};
    for (const Own parameter : parameters) used[static_cast<std::size_t>(parameter)] = true;
    return used;
}

// clang-format off
constexpr std::array<Operation, countOf<PoolOp>()> kOperations{{
    {.word = {PoolOp::Max, "max", TRANSLATABLE("core", "max"), TRANSLATABLE("core", "The largest value of the window")},
     .name = "Max",
     .step = "largest",
     .becomes = "keeps its largest number",
     .winner = Winner::Largest,
     .own = own({Own::Ties})},
    {.word = {PoolOp::Min, "min", TRANSLATABLE("core", "min"), TRANSLATABLE("core", "The smallest value of the window")},
     .name = "Min",
     .step = "smallest",
     .becomes = "keeps its smallest number",
     .winner = Winner::Smallest,
     .own = own({Own::Ties})},
    {.word = {PoolOp::Avg, "avg", TRANSLATABLE("core", "avg"), TRANSLATABLE("core", "The mean of the window")},
     .name = "Average",
     .step = "mean",
     .becomes = "becomes the mean of its numbers",
     .notation = Notation::Mean,
     .otherSum = [](const PoolSpec& spec) -> const char* { return spec.divisor ? "by the divisor" : nullptr; },
     .paddingZeros = PaddingZeros::Counted,
     .own = own({Own::CountIncludePad, Own::Divisor}),
     .value = &average,
     .gradient = &averageGradient},
    {.word = {PoolOp::Median, "median", TRANSLATABLE("core", "median"), TRANSLATABLE("core", "The middle value of the window")},
     .name = "Median",
     .step = "middle",
     .becomes = "becomes its middle number",
     .receivers = "goes to the middle number",
     .becomesOfTwo = "becomes the mean of its two middle numbers",
     .receiversOfTwo = "goes to the two middle numbers, half to each",
     .notation = Notation::Sorted,
     .paddingZeros = PaddingZeros::Ranked,
     .own = own({Own::Median}),
     .value = &median,
     .gradient = &medianGradient},
    {.word = {PoolOp::Lp, "lp", TRANSLATABLE("core", "Lp"), TRANSLATABLE("core", "The p-norm of the window, (Σ |x|^p)^(1/p)")},
     .name = "Lp",
     .step = "norm",
     .becomes = "becomes the norm of its numbers",
     .receivers = "is shared among its numbers, by their size",
     .notation = Notation::Root,
     .otherSum = [](const PoolSpec&) -> const char* { return "as norms do"; },
     .remark = ", which is (sum |x|^p)^(1/p)",
     .tolerance = 1e-4,
     .paddingZeros = PaddingZeros::Ignored,
     .own = own({Own::P}),
     .value = &lp,
     .gradient = &lpGradient},
    {.word = {PoolOp::Softmax, "softmax", TRANSLATABLE("core", "softmax"),
              TRANSLATABLE("core", "The mean of the window, weighted by softmax(x / (T R)): between average and maximum")},
     .name = "Softmax",
     .step = "weighted",
     .becomes = "becomes the mean of its numbers, weighted by softmax",
     .receivers = "is shared among its numbers, by their weights",
     .notation = Notation::Weighted,
     .remark = ", the mean with weights softmax(x / (T * R)), where R is the span of the display range",
     .paddingZeros = PaddingZeros::Weighted,
     .own = own({Own::Temperature}),
     .value = &softmax,
     .gradient = &softmaxGradient},
}};
// clang-format on

constexpr auto kWords = [] {
    std::array<Word<PoolOp>, kOperations.size()> words{};
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = kOperations[i].word;
    return words;
}();
static_assert(isComplete(std::span<const Word<PoolOp>>(kWords)));

// An operation chooses an element, and who takes the gradient of equals is to be said, or it mixes several.
constexpr bool isWhole(const Operation& row) {
    const bool ties = row.own[static_cast<std::size_t>(Own::Ties)];
    const bool mixes = row.value != nullptr && row.gradient != nullptr;
    return (row.winner == Winner::None) == mixes && ties != mixes && !row.name.empty() && row.tolerance > 0 &&
           *row.step && *row.becomes && *row.receivers;
}
static_assert(std::all_of(kOperations.begin(), kOperations.end(), &isWhole));

}  // namespace

std::span<const Operation> operations() {
    return kOperations;
}

const Operation& operationOf(PoolOp op) {
    return kOperations[static_cast<std::size_t>(op)];
}

std::span<const Word<PoolOp>> operationWords() {
    return kWords;
}

std::string usersOf(OwnParameter parameter, std::string_view last) {
    std::vector<std::string_view> names;
    for (const Operation& row : kOperations) {
        if (uses(row.word.value, parameter)) names.push_back(row.word.name);
    }
    return joined(names, last);
}

std::string_view toText(PoolOp op) {
    return operationOf(op).word.name;
}

bool uses(PoolOp op, OwnParameter parameter) {
    return operationOf(op).own[static_cast<std::size_t>(parameter)];
}

bool hasWinner(PoolOp op) {
    return operationOf(op).winner != Winner::None;
}

std::vector<double> softmaxWeights(std::span<const TapValue> taps, const PoolSpec& spec) {
    double largest = taps.front().value;
    for (const TapValue& t : taps) {
        if (std::isnan(t.value)) return std::vector<double>(taps.size(), std::numeric_limits<double>::quiet_NaN());
        largest = std::max(largest, double{t.value});
    }
    std::vector<double> weights;
    double sum = 0;
    double zero = 0;  // what one of them adds: they are counted, so that one may stand for many
    std::int64_t zeros = 0;
    for (const TapValue& t : taps) {
        const double x = t.value;
        weights.push_back(x == largest ? 1 : std::exp(inScale(x - largest, spec)));
        if (x == 0) {
            zero = weights.back();
            zeros += t.times;
        } else {
            sum += weights.back();
        }
    }
    sum += zero * static_cast<double>(zeros);
    for (double& weight : weights) weight /= sum;
    return weights;
}

const char* whySumsDiffer(const PoolSpec& spec) {
    const auto why = operationOf(spec.op).otherSum;
    return why ? why(spec) : nullptr;
}

bool hasOneReceiver(const PoolSpec& spec) {
    return hasWinner(spec.op) && meaningOf(spec.ties).gradient == TieGradient::ToNamed;
}

}  // namespace poolscope
