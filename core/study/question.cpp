// SPDX-License-Identifier: GPL-3.0-or-later
// Studies asked: which images, and what is found in them.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/figure/caption.h"
#include "core/figure/figure.h"
#include "core/filter/filter.h"
#include "core/study/plane.h"
#include "core/study_figure/compare_figure.h"
#include "core/study_figure/study_sheet.h"

namespace poolscope {
namespace {

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kLongestShift = 8;
// A larger plane is not moved when only it is asked about: nine poolings of each would take long.
constexpr std::int64_t kMostMoved = std::int64_t{1} << 20;

// The chart's figure says what it is of.
const StudySubject kUnnamed{};

std::int64_t imageInView(const StudyQuestion& q) {
    const std::int64_t channels = q.source->images->shape.c * q.experiment.filters.mapsPerChannel();
    return q.experiment.images.first + q.experiment.plane / std::max<std::int64_t>(1, channels);
}

std::shared_ptr<const Tensor> imagesOf(const Source& source, const ImageRange& range) {
    if (range.count() == source.count()) return source.images;
    return std::make_shared<const Tensor>(selectImages(*source.images, range.first, range.last));
}

std::span<const int> labelsOf(const Source& source, const ImageRange& range) {
    const std::span<const int> labels(source.labels);
    if (labels.empty()) return labels;
    return labels.subspan(static_cast<std::size_t>(range.first), static_cast<std::size_t>(range.count()));
}

// What enters the pooling.
Result<std::shared_ptr<const Tensor>> features(const StudyQuestion& q, const RunControl& run) {
    auto x = imagesOf(*q.source, q.experiment.images);
    const FilterSpec& spec = q.experiment.filters;
    if (const auto shape = featureShape(x->shape, spec); !shape) return tl::unexpected(shape.error());
    if (!spec.filters.empty()) {
        auto responses = applyFilters(*x, spec.filters, run);
        if (!responses) return fail(kStopped, "");
        x = std::make_shared<const Tensor>(std::move(*responses));
    }
    if (spec.relu) x = std::make_shared<const Tensor>(relu(*x));
    return x;
}

// The distance of a shift in whole pixels; a number that is none is as little legal as 0.
Result<std::int64_t> pixelsOf(const StudyQuestion& q) {
    const double by = q.choice.distance;
    if (by == std::floor(by) && std::abs(by) < 1e15) return static_cast<std::int64_t>(by);
    return fail("study.by", "a shift by " + shortestNumber(by) +
                                " pixels is not legal: it must be a whole number of pixels, 1 or more");
}

template <class T>
Result<StudyResult> asResult(Result<T> found) {
    if (!found) return tl::unexpected(found.error());
    return StudyResult(std::move(*found));
}

Result<std::vector<Chart>> allCharts(const StudyQuestion& q, const RunControl& run) {
    const auto x = imagesOf(*q.source, q.experiment.images);
    const auto evaluation = evaluate(q.experiment, x, nullptr, run.part(0, 0.1));
    if (!evaluation) return tl::unexpected(evaluation.error());
    auto charts = evaluationCharts(*evaluation, run.part(0.1, 0.3));
    if (!charts) return charts;
    const auto more = sweepCharts(q, run.part(0.3, 1));
    if (!more) return more;
    charts->insert(charts->end(), more->begin(), more->end());
    return charts;
}

Result<ShiftResult> motion(const StudyQuestion& q, const RunControl& run) {
    auto found = findMotion(q, run.part(0, 0.3));
    if (!found) return tl::unexpected(found.error());
    auto curves = findCurves(q, run.part(0.3, 1));
    if (!curves) return tl::unexpected(curves.error());
    return ShiftResult{std::move(*found), std::move(*curves)};
}

Result<Compare> comparison(const StudyQuestion& q, const RunControl& run) {
    const auto x = features(q, run.part(0, 0.1));
    if (!x) return tl::unexpected(x.error());
    CompareSpec spec{q.choice.by, q.choice.references, Moved::EveryImage};
    if (q.choice.images == StudyImages::One) {
        spec.moved = (*x)->shape.plane().count() > kMostMoved ? Moved::Nothing : Moved::Plane;
    }
    return compare(q.experiment, **x, spec, run.part(0.1, 1));
}

Result<CascadeResult> cascadeOf(const StudyQuestion& q, const RunControl& run) {
    const auto x = features(q, run.part(0, 0.1));
    if (!x) return tl::unexpected(x.error());
    auto plane = onePlane(**x, q.experiment.plane);
    if (!plane) return tl::unexpected(plane.error());
    auto study = cascade(*plane, q.experiment.window, q.experiment.pool, q.choice.levels, run.part(0.1, 1));
    if (!study) return tl::unexpected(study.error());
    return CascadeResult{std::move(*plane), std::move(*study)};
}

Result<StudyResult> moved(const StudyQuestion& q, const Tensor& images, const RunControl& run) {
    if (q.choice.turns) {
        const auto turn = rotationStudy(q.experiment, images, q.choice.distance, run);
        if (!turn) return tl::unexpected(turn.error());
        return StudyResult(TurnResult{q.choice.distance, *turn});
    }
    const auto by = pixelsOf(q);
    if (!by) return tl::unexpected(by.error());
    return asResult(shiftStudy(q.experiment, images, *by, run));
}

Result<StudyResult> counted(const StudyQuestion& q, const RunControl& run) {
    const ImageRange range = askedImages(q);
    const auto images = imagesOf(*q.source, range);
    const auto labels = labelsOf(*q.source, range);
    switch (q.kind) {
        case FigureKind::Dataset:
            return asResult(datasetStudy(q.experiment, *images, labels, run));
        case FigureKind::Ties:
            return asResult(tieStudy(q.experiment, *images, labels, run));
        case FigureKind::Moved:
            return moved(q, *images, run);
        case FigureKind::Sweep:
            return asResult(sweep(q.experiment, *images, {}, run));
        case FigureKind::Cost:
            return asResult(costOf(q.experiment, images->shape));
        case FigureKind::Wins:
            return asResult(winStudy(q.experiment, *images, run));
        default:
            break;
    }
    return fail("figure", "shows no study");
}

}  // namespace

ImageRange askedImages(const StudyQuestion& q) {
    const ImageRange batch = q.experiment.images;
    const std::int64_t all = q.source->count();
    switch (q.choice.images) {
        case StudyImages::One: {
            const std::int64_t image = imageInView(q);
            return {image, image};
        }
        case StudyImages::Batch:
            return batch;
        case StudyImages::Thousand: {
            const std::int64_t count = std::min(kThousand, all);
            const std::int64_t first = std::min(batch.first, all - count);
            return {first, first + count - 1};
        }
        case StudyImages::All:
            break;
    }
    return {0, all - 1};
}

std::string studyCaption(const StudyQuestion& q) {
    const std::string many = batchCaption(*q.source, q.experiment, askedImages(q)) + ": ";
    switch (q.kind) {
        case FigureKind::Shift:
            if (q.choice.images != StudyImages::One) return many + parameterText(q.experiment);
            return figureCaption(*q.source, q.experiment);
        case FigureKind::Charts:
        case FigureKind::Cascade:
            return figureCaption(*q.source, q.experiment);
        case FigureKind::Compare:
            return imageCaption(*q.source, q.experiment) + ": " + compareText(q.experiment, q.choice.by);
        case FigureKind::Sweep:
            return many + std::string(toText(q.experiment.pool.op)) + " pooling";
        default:
            return many + parameterText(q.experiment);
    }
}

Result<std::vector<Chart>> evaluationCharts(const Evaluation& e, const RunControl& run) {
    const auto histograms = sharedHistograms(e.x->values, e.forward->y.values, run.part(0, 0.3));
    if (!histograms) return fail(kStopped, "");
    std::vector<Chart> charts{histogramChart(histograms->input, histograms->output, kUnnamed)};
    WinCounts wins;
    if (hasWinner(e.experiment.pool.op)) {
        auto won = countWins(e.forward->winners, e.grid, {0, e.x->shape.planes()}, run.part(0.3, 0.6));
        if (!won) return fail(kStopped, "");
        wins = std::move(*won);
    }
    ColumnChart slots = slotChart(wins, kUnnamed);
    ColumnChart pixels = pixelChart(wins, kUnnamed);
    if (!hasWinner(e.experiment.pool.op)) {
        for (ColumnChart* chart : {&slots, &pixels}) {
            chart->head.note = std::string(toText(e.experiment.pool.op)) + " pooling mixes values: none of them wins";
        }
    }
    charts.insert(charts.end(), {slots, pixels});
    const auto ink = gradientOnInk(e.x->values, e.backward->dx.values, run.part(0.6, 1));
    if (!ink) return fail(kStopped, "");
    charts.emplace_back(inkChart(*ink, kUnnamed));
    const auto cost = costOf(e.experiment, e.images()->shape);
    if (!cost) return tl::unexpected(cost.error());
    charts.emplace_back(costChart(*cost, kUnnamed));
    charts.emplace_back(tieChart({e.forward->facts, {}}, kUnnamed));
    return charts;
}

Result<std::vector<Chart>> sweepCharts(const StudyQuestion& q, const RunControl& run) {
    const std::int64_t image = imageInView(q);
    const auto found = sweep(q.experiment, selectImages(*q.source->images, image, image), {}, run);
    if (!found) return tl::unexpected(found.error());
    return std::vector<Chart>{sweepChangeChart(*found, kUnnamed), sweepSizeChart(*found), sweepTieChart(*found)};
}

Result<MotionFound> findMotion(const StudyQuestion& q, const RunControl& run) {
    const ImageRange asked = askedImages(q);
    const auto images = imagesOf(*q.source, asked);
    if (!q.choice.turns) {
        const auto by = pixelsOf(q);
        if (!by) return tl::unexpected(by.error());
        const auto study = shiftStudy(q.experiment, *images, *by, run);
        if (!study) return tl::unexpected(study.error());
        return MotionFound{*study, study->all, asked.count()};
    }
    const auto left = rotationStudy(q.experiment, *images, q.choice.distance, run.part(0, 0.5));
    if (!left) return tl::unexpected(left.error());
    const auto right = rotationStudy(q.experiment, *images, -q.choice.distance, run.part(0.5, 1));
    if (!right) return tl::unexpected(right.error());
    return MotionFound{TurnStudy{q.choice.distance, *left, *right}, sumOf(*left, *right), asked.count()};
}

Result<MotionCurves> findCurves(const StudyQuestion& q, const RunControl& run) {
    const auto images = imagesOf(*q.source, askedImages(q));
    const auto windows = comparedWindows(q.experiment, images->shape);
    MotionAxis axis{q.choice.turns ? "turn in degrees" : "shift in pixels", {}};
    const std::int64_t most = std::min(kLongestShift, std::max(images->shape.h, images->shape.w));
    if (q.choice.turns) {
        for (int degrees = 5; degrees <= 45; degrees += 5) axis.at.push_back(degrees);
    } else {
        for (std::int64_t by = 1; by <= most; ++by) axis.at.push_back(static_cast<double>(by));
    }
    auto curves = q.choice.turns ? rotationCurves(q.experiment, *images, windows, axis.at, run)
                                 : shiftCurves(q.experiment, *images, windows, most, run);
    if (!curves) return tl::unexpected(curves.error());
    return MotionCurves{std::move(*curves), std::move(axis)};
}

Result<StudyResult> askStudy(const StudyQuestion& q, const RunControl& run) {
    const bool seesOne = q.kind == FigureKind::Charts || q.kind == FigureKind::Shift || q.kind == FigureKind::Compare ||
                         q.kind == FigureKind::Cascade;
    if (seesOne && q.experiment.images.count() < 1) return fail("input", "there is no image to draw: N is 0");
    switch (q.kind) {
        case FigureKind::Charts:
            return asResult(allCharts(q, run));
        case FigureKind::Shift:
            return asResult(motion(q, run));
        case FigureKind::Compare:
            return asResult(comparison(q, run));
        case FigureKind::Cascade:
            return asResult(cascadeOf(q, run));
        case FigureKind::Labels:
            return StudyResult(LabelsResult{});
        default:
            return counted(q, run);
    }
}

}  // namespace poolscope
