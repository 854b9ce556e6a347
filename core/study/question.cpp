// SPDX-License-Identifier: GPL-3.0-or-later
// Studies asked: which images, and what is found in them.
#include "core/study/question.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/experiment/display.h"
#include "core/study/image_set.h"
#include "core/study/plane.h"
#include "core/study/pooler.h"
#include "core/study/study_kinds.h"

namespace poolscope {
namespace {

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kLongestShift = 8;
// A larger plane is not moved when only it is asked about: nine poolings of each would take long.
constexpr std::int64_t kMostMoved = std::int64_t{1} << 20;

std::int64_t imageInView(const StudyQuestion& q) {
    const std::int64_t channels = q.source->images.shape.c * q.experiment.filters.mapsPerChannel();
    return q.experiment.images.first + q.experiment.plane / std::max<std::int64_t>(1, channels);
}

std::shared_ptr<const Tensor> imagesOf(const Source& source, const ImageRange& range) {
    return sharedImages(source.images, range.first, range.last);
}

// What enters the pooling.
Result<std::shared_ptr<const Tensor>> features(const StudyQuestion& q, const RunControl& run) {
    auto images = imagesOf(*q.source, q.experiment.images);
    const FilterSpec& spec = q.experiment.filters;
    if (const auto shape = featureShape(images->shape, spec); !shape) return tl::unexpected(shape.error());
    if (spec == FilterSpec{}) return images;
    auto x = filtered(*images, spec, run);
    if (!x) return stoppedError();
    return std::make_shared<const Tensor>(std::move(*x));
}

// The distance of a shift in whole pixels; a number that is none is as little legal as 0.
Result<std::int64_t> pixelsOf(const StudyQuestion& q) {
    const double by = q.choice.distance;
    if (by == std::floor(by) && std::abs(by) < 1e15) return static_cast<std::int64_t>(by);
    return fail("study.by", "a shift by " + shortestNumber(by) +
                                " pixels is not legal: it must be a whole number of pixels, 1 or more");
}

}  // namespace

bool askTheSameOfAll(const StudyQuestion& a, const StudyQuestion& b) {
    return a.choice == b.choice && a.source == b.source && poolAlike(a.experiment, b.experiment);
}

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

StoredImages askedValues(const StudyQuestion& q) {
    const ImageRange asked = askedImages(q);
    return q.source->images.part(asked.first, asked.last);
}

std::span<const int> askedLabels(const StudyQuestion& q) {
    const ImageRange range = askedImages(q);
    const std::span<const int> labels(q.source->labels);
    if (labels.empty()) return labels;
    return labels.subspan(static_cast<std::size_t>(range.first), static_cast<std::size_t>(range.count()));
}

std::optional<HistogramPair> histogramsOf(const Evaluation& e, const DisplayRange& range, const RunControl& run) {
    const std::vector<float>& x = e.x->values;
    const std::vector<float>& y = e.forward->y.values;
    const ValueScale scale = widenedScale(inputScale(range, e.stored, e.experiment.filters, x), range, y);
    return sharedHistograms(x, y, scale, run);
}

Result<EvaluationCounts> countsOf(const Evaluation& e, const DisplayRange& range, const RunControl& run) {
    EvaluationCounts counts;
    counts.op = e.experiment.pool.op;
    counts.facts = e.forward->facts;
    counts.images = e.experiment.images.count();
    const auto histograms = histogramsOf(e, range, run.part(0, 0.3));
    if (!histograms) return fail(kStopped, "");
    counts.values = *histograms;
    if (hasWinner(counts.op)) {
        auto won = countWins(e.forward->winners, e.grid, {0, e.x->shape.planes()}, run.part(0.3, 0.6));
        if (!won) return fail(kStopped, "");
        counts.wins = std::move(*won);
    }
    const auto ink = gradientOnInk(e.x->values, e.backward->dx.values, run.part(0.6, 1));
    if (!ink) return fail(kStopped, "");
    counts.gradient = *ink;
    const auto cost = costOf(e.experiment, e.images()->shape);
    if (!cost) return tl::unexpected(cost.error());
    counts.cost = *cost;
    return counts;
}

Result<SweepStudy> sweepInView(const StudyQuestion& q, const RunControl& run) {
    const std::int64_t image = imageInView(q);
    return sweepStudy(q.experiment, selectImages(q.source->images, image, image), {}, run);
}

Result<ChartsResult> askCharts(const StudyQuestion& q, const RunControl& run) {
    const auto x = imagesOf(*q.source, q.experiment.images);
    auto evaluation = evaluate(q.experiment, x, nullptr, run.part(0, 0.1));
    if (!evaluation) return tl::unexpected(evaluation.error());
    evaluation->stored = q.source->range;
    auto counts = countsOf(*evaluation, q.range, run.part(0.1, 0.3));
    if (!counts) return tl::unexpected(counts.error());
    auto found = sweepInView(q, run.part(0.3, 1));
    if (!found) return tl::unexpected(found.error());
    return ChartsResult{std::move(*counts), std::move(*found)};
}

Result<MotionFound> findMotion(const StudyQuestion& q, const RunControl& run) {
    const auto images = askedValues(q);
    if (!q.choice.turns) {
        const auto by = pixelsOf(q);
        if (!by) return tl::unexpected(by.error());
        const auto study = shiftStudy(q.experiment, images, *by, run);
        if (!study) return tl::unexpected(study.error());
        return MotionFound{*study, study->all, images.shape.n};
    }
    const auto left = rotationStudy(q.experiment, images, q.choice.distance, run.part(0, 0.5));
    if (!left) return tl::unexpected(left.error());
    const auto right = rotationStudy(q.experiment, images, -q.choice.distance, run.part(0.5, 1));
    if (!right) return tl::unexpected(right.error());
    return MotionFound{TurnStudy{q.choice.distance, *left, *right}, sumOfChanges(*left, *right), images.shape.n};
}

Result<MotionCurves> findCurves(const StudyQuestion& q, const RunControl& run) {
    const auto images = askedValues(q);
    const auto windows = comparedWindows(q.experiment, images.shape);
    MotionAxis axis{q.choice.turns ? "turn in degrees" : "shift in pixels", {}};
    const std::int64_t most = std::min(kLongestShift, std::max(images.shape.h, images.shape.w));
    if (q.choice.turns) {
        for (int degrees = 5; degrees <= 45; degrees += 5) axis.at.push_back(degrees);
    } else {
        for (std::int64_t by = 1; by <= most; ++by) axis.at.push_back(static_cast<double>(by));
    }
    auto curves = q.choice.turns ? rotationCurves(q.experiment, images, windows, axis.at, run)
                                 : shiftCurves(q.experiment, images, windows, most, run);
    if (!curves) return tl::unexpected(curves.error());
    return MotionCurves{std::move(*curves), std::move(axis)};
}

Result<ShiftResult> askShift(const StudyQuestion& q, const RunControl& run) {
    auto found = findMotion(q, run.part(0, 0.3));
    if (!found) return tl::unexpected(found.error());
    auto curves = findCurves(q, run.part(0.3, 1));
    if (!curves) return tl::unexpected(curves.error());
    return ShiftResult{std::move(*found), std::move(*curves)};
}

Result<CompareStudy> askCompare(const StudyQuestion& q, const RunControl& run) {
    const auto x = features(q, run.part(0, 0.1));
    if (!x) return tl::unexpected(x.error());
    CompareSpec spec{q.choice.by, q.choice.references, MovedImages::EveryImage};
    if (q.choice.images == StudyImages::One) {
        spec.moved = (*x)->shape.plane().count() > kMostMoved ? MovedImages::Nothing : MovedImages::Plane;
    }
    return compareStudy(q.experiment, **x, spec, run.part(0.1, 1));
}

Result<CascadeResult> askCascade(const StudyQuestion& q, const RunControl& run) {
    const auto x = features(q, run.part(0, 0.1));
    if (!x) return tl::unexpected(x.error());
    auto plane = planeAsTensor(**x, q.experiment.plane);
    if (!plane) return tl::unexpected(plane.error());
    auto study = cascadeStudy(*plane, q.experiment.window, q.experiment.pool, q.choice.levels, run.part(0.1, 1));
    if (!study) return tl::unexpected(study.error());
    return CascadeResult{std::move(*plane), std::move(*study)};
}

Result<std::variant<ShiftStudy, TurnResult>> askMoved(const StudyQuestion& q, const RunControl& run) {
    const auto images = askedValues(q);
    if (q.choice.turns) {
        const auto turn = rotationStudy(q.experiment, images, q.choice.distance, run);
        if (!turn) return tl::unexpected(turn.error());
        return TurnResult{q.choice.distance, *turn};
    }
    const auto by = pixelsOf(q);
    if (!by) return tl::unexpected(by.error());
    const auto shift = shiftStudy(q.experiment, images, *by, run);
    if (!shift) return tl::unexpected(shift.error());
    return *shift;
}

Result<SweepStudy> askSweep(const StudyQuestion& q, const RunControl& run) {
    return sweepStudy(q.experiment, askedValues(q), {}, run);
}

Result<Cost> askCost(const StudyQuestion& q, const RunControl&) {
    return costOf(q.experiment, askedValues(q).shape);
}

Result<ImageStudy> askImages(const StudyQuestion& q, const RunControl& run) {
    if (q.choice.top && *q.choice.top < 1) {
        return fail("study.top", std::to_string(*q.choice.top) + " images are not possible: they must be 1 or more");
    }
    auto study = imageStudy(q.experiment, askedValues(q), run);
    if (!study) return study;
    study->first = askedImages(q).first;
    if (q.choice.sort && !study->has(*q.choice.sort)) {
        return fail("study.sort",
                    std::string(measureRow(*q.choice.sort).word) + " is not defined for " +
                        std::string(toText(q.experiment.pool.op)) +
                        " pooling, where no value of a window wins: choose another measure, or max or min");
    }
    return study;
}

std::vector<std::int64_t> shownPlaces(const ImageStudy& study, const StudyChoice& choice, std::int64_t usual) {
    std::vector<std::int64_t> places = choice.sort ? sortedPlaces(study.valuesOf(*choice.sort), choice.ascending)
                                                   : firstNumbers(std::ssize(study.images));
    const std::int64_t most = choice.top.value_or(usual);
    if (most < std::ssize(places)) places.resize(static_cast<std::size_t>(most));
    return places;
}

Result<CollisionStudy> askCollisions(const StudyQuestion& q, const RunControl& run) {
    auto study = collisionStudy(q.experiment, askedValues(q), askedLabels(q), q.choice.collisions,
                                q.choice.top.value_or(kUsualTop), run);
    if (!study) return study;
    for (Collision& pair : study->pairs) {
        pair.first += askedImages(q).first;
        pair.second += askedImages(q).first;
    }
    return study;
}

Result<MeansResult> askMeans(const StudyQuestion& q, const RunControl& run) {
    auto means = labelMeans(q.experiment, askedValues(q), askedLabels(q), run);
    if (!means) return tl::unexpected(means.error());
    for (LabelMean& mean : *means) {
        for (FromMean* one : {&mean.before.nearest, &mean.before.farthest, &mean.after.nearest, &mean.after.farthest}) {
            one->image += askedImages(q).first;
        }
    }
    return MeansResult{std::move(*means)};
}

Result<LabelsResult> askLabels(const StudyQuestion&, const RunControl&) {
    return LabelsResult{};
}

Result<StudyResult> askStudy(const StudyQuestion& q, const RunControl& run) {
    const StudyRow& row = studyRow(q.choice.kind);
    if (row.sees != StudySees::ManyImages && q.experiment.images.count() < 1) {
        return fail("input", "there is no image to draw: N is 0");
    }
    StudyQuestion known = q;
    known.experiment = withSpan(q.experiment, q.range, q.source->range);
    return row.ask(known, run);
}

}  // namespace poolscope
