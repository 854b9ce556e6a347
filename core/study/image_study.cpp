// SPDX-License-Identifier: GPL-3.0-or-later
// Images measured one by one.
#include "core/study/image_study.h"
#include "core/study/ties.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/study/cascade.h"
#include "core/study/image_set.h"
#include "core/study/ties.h"

namespace poolscope {
namespace {

using C = ImageCounts;
constexpr std::array<CountColumn, 21> kColumns{{
    {"windows", false, [](const C& c) { return double(c.facts.windows); }},
    {"tied_windows", false, [](const C& c) { return tieCount(c.facts, c.facts.tied); }},
    {"black_windows", false, [](const C& c) { return double(c.facts.black); }},
    {"tied_inked_windows", false, [](const C& c) { return tieCount(c.facts, c.facts.tiedInked); }},
    {"moved_image", true, [](const C& c) { return c.shift.ofImage().moved; }},
    {"whole_image", true, [](const C& c) { return c.shift.ofImage().whole; }},
    {"moved_input", false, [](const C& c) { return c.shift.input.moved; }},
    {"whole_input", false, [](const C& c) { return c.shift.input.whole; }},
    {"moved_output", false, [](const C& c) { return c.shift.output.moved; }},
    {"whole_output", false, [](const C& c) { return c.shift.output.whole; }},
    {"identical", false, [](const C& c) { return double(c.shift.identical); }},
    {"shifts", false, [](const C& c) { return double(c.shift.count); }},
    {"lost", false, [](const C& c) { return c.loss.moved; }},
    {"lost_of", false, [](const C& c) { return c.loss.whole; }},
    {"gradient_on_ink", false, [](const C& c) { return c.gradient.ink; }},
    {"gradient_on_background", false, [](const C& c) { return c.gradient.background; }},
    {"ink_pixels", false, [](const C& c) { return double(c.gradient.inkCells); }},
    {"background_pixels", false, [](const C& c) { return double(c.gradient.backgroundCells); }},
    {"pixels", false, [](const C& c) { return double(c.cells); }},
    {"sum", false, [](const C& c) { return c.sum; }},
    {"largest", false, [](const C& c) { return c.largest; }, false},
}};

// `ones` arrive at the output.
Result<ImageCounts> countsOf(const PooledImage& pooled, const PoolSpec& pool, const Tensor& ones,
                             const RunControl& run) {
    const Tensor& x = pooled.x;
    const Pooler& pooler = pooled.pooler;
    ImageCounts counts;
    counts.facts = pooler.facts();
    const RunControl stop = run.stopToken();
    Tensor dx;
    if (!poolBackward(x, pooler.winners(), ones, pooler.grid(), pool, dx, stop)) return stoppedError();
    const auto gradient = gradientOnInk(x.values, dx.values, stop);
    if (!gradient) return stoppedError();
    counts.gradient = *gradient;
    if (hasWinner(pool.op)) {
        counts.loss = changeBetween(x, unpooled(pooler.y(), pooler.winners(), pooler.grid()));
    }
    const Statistics statistics = statisticsOf(x.values);
    counts.sum = statistics.sum;
    counts.largest = statistics.max;
    counts.cells = static_cast<std::int64_t>(x.values.size());
    return counts;
}

// Between the sorted values.
double quantile(std::span<const double> sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double rest = at - static_cast<double>(below);
    if (rest == 0) return sorted[below];
    return sorted[below] + rest * (sorted[below + 1] - sorted[below]);
}

}  // namespace

std::optional<ImageMeasure> measureNamed(std::string_view word) {
    for (const MeasureRow& row : kMeasures) {
        if (row.word == word) return row.measure;
    }
    return std::nullopt;
}

std::span<const CountColumn> countColumns() {
    return kColumns;
}

bool ImageStudy::has(ImageMeasure measure) const {
    const MeasureRow& row = measureRow(measure);
    return !(row.ofWinners && !hasWinner(op)) && !(row.ofShift && parts == MeasuredParts::WithoutShift);
}

double ImageStudy::valueOf(ImageMeasure measure, std::size_t image) const {
    if (!has(measure)) return std::numeric_limits<double>::quiet_NaN();
    return measureRow(measure).of(images[image]).value();
}

std::vector<double> ImageStudy::valuesOf(ImageMeasure measure) const {
    std::vector<double> values;
    values.reserve(images.size());
    for (std::size_t i = 0; i < images.size(); ++i) values.push_back(valueOf(measure, i));
    return values;
}

Result<ImageStudy> imageStudy(const Experiment& experiment, const StoredImages& images, const RunControl& run,
                              MeasuredParts parts) {
    const std::int64_t count = images.shape.n;
    if (count > kMostMeasured) {
        return fail("images", "there are " + std::to_string(count) + ", and at most " + std::to_string(kMostMeasured) +
                                  " are measured one by one: choose some of them, as in FILE#0-9999");
    }
    Shape one = images.shape;
    one.n = std::min<std::int64_t>(1, count);
    const auto output = outputShape(experiment, one);
    if (!output) return tl::unexpected(output.error());
    const Tensor ones(*output, 1.0F);
    ImageStudy study{experiment.pool.op, experiment.filters != FilterSpec{}, parts, 0,
                     std::vector<ImageCounts>(static_cast<std::size_t>(count))};
    const auto visit = [&](std::size_t i, const PooledImage& pooled, const RunControl& part) -> Result<void> {
        auto counts = countsOf(pooled, experiment.pool, ones, part);
        if (!counts) return tl::unexpected(counts.error());
        study.images[i] = std::move(*counts);
        if (parts == MeasuredParts::WithoutShift) return {};
        const auto pass = passingOf(experiment, images.shape);
        if (!pass) return tl::unexpected(pass.error());
        const auto shifts = shiftsOfImage(*pass, pooled.image, 1, part);
        if (!shifts) return tl::unexpected(shifts.error());
        study.images[i].shift = sumOfChanges(*shifts);
        return {};
    };
    if (Result<void> ok = forEachPooled(experiment, images, firstNumbers(count), visit, run); !ok) {
        return tl::unexpected(ok.error());
    }
    return study;
}

std::vector<std::int64_t> sortedPlaces(std::span<const double> values, bool ascending) {
    std::vector<std::int64_t> places = firstNumbers(std::ssize(values));
    const auto comesBefore = [&](std::int64_t left, std::int64_t right) {
        const double a = values[static_cast<std::size_t>(left)];
        const double b = values[static_cast<std::size_t>(right)];
        if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
        return ascending ? a < b : a > b;
    };
    std::stable_sort(places.begin(), places.end(), comesBefore);
    return places;
}

Spread spreadOf(std::span<const double> values) {
    std::vector<double> sorted;
    for (const double value : values) {
        if (!std::isnan(value)) sorted.push_back(value);
    }
    Spread spread;
    spread.defined = sorted.size();
    if (sorted.empty()) return spread;
    std::sort(sorted.begin(), sorted.end());
    const double first = quantile(sorted, 0.25);
    const double third = quantile(sorted, 0.75);
    spread.median = quantile(sorted, 0.5);
    spread.lower = first - 1.5 * (third - first);
    spread.upper = third + 1.5 * (third - first);
    spread.below = std::lower_bound(sorted.begin(), sorted.end(), spread.lower) - sorted.begin();
    spread.above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), spread.upper);
    return spread;
}

}  // namespace poolscope
