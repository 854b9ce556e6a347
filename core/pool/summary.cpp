// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/summary.h"

#include <algorithm>
#include <limits>

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

float average(std::span<const TapValue> taps, double divisor) {
    double sum = 0;
    for (const TapValue& t : taps) sum += t.value;
    return static_cast<float>(sum / divisor);
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

void lpGradient(std::span<const TapValue> taps, double p, float dout, std::vector<TapGradient>& terms) {
    const double length = norm(taps, p);
    if (length == 0) return;
    for (const TapValue& t : taps) {
        if (t.value == 0) continue;
        const double share = std::copysign(std::pow(std::abs(double{t.value}) / length, p - 1), double{t.value});
        terms.push_back({t.tap, static_cast<float>(dout * share)});
    }
}

void medianGradient(std::span<TapValue> taps, MedianRule rule, float dout, std::vector<TapGradient>& terms) {
    const Middle m = middle(taps, rule);
    if (m.lower.tap == m.upper.tap) {
        terms.push_back({m.lower.tap, dout});
        return;
    }
    const auto [first, second] = std::minmax(m.lower.tap, m.upper.tap);
    terms.push_back({first, dout / 2});
    terms.push_back({second, dout / 2});
}

}  // namespace

float mixedValue(std::span<TapValue> taps, const PoolSpec& spec) {
    switch (spec.op) {
        case PoolOp::Median: {
            const Middle m = middle(taps, spec.median);
            if (m.lower.tap == m.upper.tap) return m.lower.value;
            return static_cast<float>((double{m.lower.value} + double{m.upper.value}) / 2);
        }
        case PoolOp::Lp:
            return static_cast<float>(norm(taps, spec.p));
        default:
            return average(taps, averageDivisor(spec, taps.size()));
    }
}

void mixedGradient(std::span<TapValue> taps, const PoolSpec& spec, float dout, std::vector<TapGradient>& terms) {
    switch (spec.op) {
        case PoolOp::Median:
            return medianGradient(taps, spec.median, dout, terms);
        case PoolOp::Lp:
            return lpGradient(taps, spec.p, dout, terms);
        default: {
            const auto part = static_cast<float>(dout / averageDivisor(spec, taps.size()));
            for (const TapValue& t : taps) terms.push_back({t.tap, part});
        }
    }
}

}  // namespace poolscope
