// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/evaluation.h"

#include <algorithm>

#include "core/base/checked.h"
#include "core/base/fresh_memory.h"
#include "core/experiment/stage_memory.h"
#include "core/filter/filter.h"
#include "core/pool/tie_rules.h"

namespace poolscope {
namespace {

// The forward pass does not care how a tie is shared, only which winner is named.
bool sameForward(const PoolSpec& previous, PoolSpec next) {
    if (meaningOf(previous.ties).named != meaningOf(next.ties).named) return false;
    // Not among what == compares.
    if (uses(next.op, OwnParameter::Temperature) && previous.span.value != next.span.value) return false;
    next.ties = previous.ties;
    next.overlap = previous.overlap;
    return previous == next;
}

bool sameForward(const Evaluation& previous, const Evaluation& next) {
    return previous.x == next.x && previous.grid == next.grid &&
           sameForward(previous.experiment.pool, next.experiment.pool);
}

bool isWithinLimit(const Shape& shape) {
    const auto planes = checkedMul(shape.n, shape.c);
    const auto values = planes ? checkedMul(*planes, shape.h * shape.w) : std::nullopt;
    return values && *values <= kMaxArrayValues;
}

}  // namespace

Result<WindowGrid> checkedGrid(const Experiment& experiment, const Shape& images) {
    if (Result<void> ok = check(experiment.pool); !ok) return tl::unexpected(ok.error());
    const auto grid = makeGrid(experiment.window, images.plane());
    if (!grid) return grid;
    const auto features = featureShape(images, experiment.filters);
    if (!features) return tl::unexpected(features.error());
    const std::int64_t last = std::max<std::int64_t>(0, features->planes() - 1);
    if (experiment.plane < 0 || experiment.plane > last) {
        return fail("plane", "there is no plane " + std::to_string(experiment.plane) + ": planes are 0 to " +
                                 std::to_string(last));
    }
    const Shape output = features->withPlane(grid->output());
    if (isWithinLimit(output)) return grid;
    return fail("window.padding", "the output " + toText(output) + " would have more values than the limit of " +
                                      std::to_string(kMaxArrayValues) + ": choose less padding or a larger stride");
}

namespace {

struct Features {
    std::shared_ptr<const FilterStage> filter;
    std::shared_ptr<const Tensor> x;
};

// Are the responses of `previous` those of this specification?
bool holdsFilters(const FilterSpec& spec, const std::shared_ptr<const Tensor>& images, const Evaluation* previous) {
    if (spec.filters.empty()) return true;
    return previous && previous->filter && previous->images() == images &&
           previous->experiment.filters.filters == spec.filters;
}

Result<Features> runFilters(const FilterSpec& spec, const std::shared_ptr<const Tensor>& images,
                            const Evaluation* previous, const RunControl& run) {
    if (spec == FilterSpec{}) return Features{nullptr, images};
    if (!previous || !previous->filter || previous->images() != images) previous = nullptr;
    const FilterSpec before = previous ? previous->experiment.filters : FilterSpec{};
    if (before == spec) return Features{previous->filter, previous->x};

    auto stage = std::make_shared<FilterStage>(FilterStage{images, images});
    if (previous && before.filters == spec.filters) {
        stage->responses = previous->filter->responses;
    } else if (!spec.filters.empty()) {
        auto responses = applyFilters(*images, spec.filters, run);
        if (!responses) return fail(kStopped, "");
        stage->responses = std::make_shared<const Tensor>(std::move(*responses));
    }
    const auto x = spec.relu ? std::make_shared<const Tensor>(relu(*stage->responses)) : stage->responses;
    return Features{std::move(stage), x};
}

Result<std::shared_ptr<const ForwardStage>> runForward(const Evaluation& e, const RunControl& run,
                                                       StageMemory* memory) {
    const auto stage =
        memory ? memory->forward(e.x->shape.withPlane(e.grid.output())) : std::make_shared<ForwardStage>();
    const auto facts = poolForward(*e.x, e.grid, e.experiment.pool, stage->y, stage->winners, run);
    if (!facts) return fail(kStopped, "");
    stage->facts = *facts;
    return stage;
}

Result<std::shared_ptr<const BackwardStage>> runBackward(const Evaluation& e, const RunControl& run,
                                                         const GradientSums& before, StageMemory* memory) {
    const auto stage = memory ? memory->backward(e.forward->y.shape, e.x->shape) : std::make_shared<BackwardStage>();
    auto dout =
        upstreamGradient(e.experiment.gradient, e.forward->y.shape, e.experiment.plane, run, 0, std::move(stage->dout));
    if (!dout) return tl::unexpected(dout.error());
    stage->dout = std::move(*dout);
    const auto sums =
        poolBackward(*e.x, e.forward->winners, stage->dout, e.grid, e.experiment.pool, stage->dx, run, before);
    if (!sums) return fail(kStopped, "");
    stage->sums = *sums;
    return stage;
}

// Where the stages end, as parts of the whole; by a rough count of values touched. Stages taken over take no time.
struct Milestones {
    double filters = 0;
    double forward = 0;
};

Milestones milestones(const Experiment& experiment, const Shape& features, const WindowGrid& grid, bool filterHolds,
                      bool forwardHolds) {
    const PoolSpec& pool = experiment.pool;
    const auto cells = static_cast<double>(features.count());
    const double outputs = static_cast<double>(features.planes()) * static_cast<double>(grid.output().count());
    const double read = outputs * static_cast<double>(grid.taps());
    const double filters = filterHolds ? 0 : 30 * cells;
    const double forward = forwardHolds ? 0 : hasWinner(pool.op) ? std::min(read, 10 * cells) + outputs : 3 * read;
    const double backward = 3 * cells + (hasOneReceiver(pool) ? 3 * outputs : 3 * read);
    const double whole = filters + forward + backward;
    return whole > 0 ? Milestones{filters / whole, (filters + forward) / whole} : Milestones{};
}

bool fillInSteps(Tensor& tensor, const Shape& shape, float value, const RunControl& run) {
    tensor.shape = shape;
    tensor.values.clear();
    return resizeInSteps(tensor.values, static_cast<std::size_t>(shape.count()), run, value);
}

// SplitMix64 (Sebastiano Vigna, public domain): small, the same on every machine, and its state after n numbers is
// known.
constexpr std::uint64_t kRandomStep = 0x9e3779b97f4a7c15U;

std::uint64_t nextRandom(std::uint64_t& state) {
    state += kRandomStep;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

}  // namespace

Result<Tensor> upstreamGradient(const GradientSpec& spec, const Shape& output, std::int64_t plane,
                                const RunControl& run, std::int64_t planesBefore, Tensor dout) {
    switch (spec.kind) {
        case Upstream::Ones: {
            if (!fillInSteps(dout, output, 1, run)) return fail(kStopped, "");
            return dout;
        }
        case Upstream::Random: {
            dout.reshape(output);
            const auto valuesBefore = static_cast<std::uint64_t>(planesBefore * output.plane().count());
            std::uint64_t state = spec.seed + valuesBefore * kRandomStep;
            for (float& g : dout.values) g = static_cast<float>(static_cast<double>(nextRandom(state) % 21) / 10 - 1);
            return dout;
        }
        case Upstream::OneCell: {
            if (!output.plane().contains(spec.cell)) {
                return fail("gradient", "there is no output cell (" + std::to_string(spec.cell.row) + ", " +
                                            std::to_string(spec.cell.col) +
                                            ") to send a gradient from: the output is " + toText(output.plane()));
            }
            if (!fillInSteps(dout, output, 0, run)) return fail(kStopped, "");
            if (plane < 0 || plane >= output.planes()) return dout;
            dout.plane(plane)[static_cast<std::size_t>(flatIndex(output.plane(), spec.cell))] = 1;
            return dout;
        }
        case Upstream::Given:
            break;
    }
    if (Result<void> ok = checkGivenShape(spec.given ? spec.given->shape : Shape{}, output); !ok) {
        return tl::unexpected(ok.error());
    }
    dout = *spec.given;
    return dout;
}

Result<void> checkGivenShape(const Shape& given, const Shape& output) {
    if (given == output) return {};
    return fail("gradient", "the upstream gradient has shape " + toText(given) + ", but the output it belongs to has " +
                                toText(output));
}

Result<Shape> outputShape(const Experiment& experiment, const Shape& images) {
    const auto grid = checkedGrid(experiment, images);
    if (!grid) return tl::unexpected(grid.error());
    return featureShape(images, experiment.filters)->withPlane(grid->output());
}

Result<Shape> featureShape(const Shape& images, const FilterSpec& spec) {
    if (spec.filters.empty()) return images;
    const std::size_t known = filterBank().size();
    for (const std::size_t filter : spec.filters) {
        if (filter < known) continue;
        return fail("filters",
                    "there is no filter " + std::to_string(filter) + ": they are 0 to " + std::to_string(known - 1));
    }
    const auto channels = checkedMul(images.c, spec.mapsPerChannel());
    const Shape shape{images.n, channels.value_or(0), images.h, images.w};
    if (channels && isWithinLimit(shape)) return shape;
    return fail("filters", std::to_string(spec.filters.size()) + " filters on images of shape " + toText(images) +
                               " would give more values than the limit of " + std::to_string(kMaxArrayValues) +
                               ": choose fewer filters, or fewer or smaller images");
}

Result<Evaluation> evaluate(const Experiment& experiment, const std::shared_ptr<const Tensor>& images,
                            const Evaluation* previous, const RunControl& run, const GradientSums& before,
                            StageMemory* memory) {
    const auto grid = checkedGrid(experiment, images->shape);
    if (!grid) return tl::unexpected(grid.error());
    const bool filterHolds = holdsFilters(experiment.filters, images, previous);
    const Shape shape = featureShape(images->shape, experiment.filters).value();
    const Milestones early = milestones(experiment, shape, *grid, filterHolds, false);
    const auto features = runFilters(experiment.filters, images, previous, run.part(0, early.filters));
    if (!features) return tl::unexpected(features.error());

    Evaluation result{experiment, features->filter, features->x, {}, *grid, nullptr, nullptr};
    const bool sameImages = previous && previous->images() == images;
    result.stored = sameImages ? previous->stored : storedRange(images->values);
    const bool forwardHolds = previous && sameForward(*previous, result);
    const Milestones ends = milestones(experiment, shape, *grid, filterHolds, forwardHolds);
    if (forwardHolds) {
        result.forward = previous->forward;
    } else {
        auto stage = runForward(result, run.part(ends.filters, ends.forward), memory);
        if (!stage) return tl::unexpected(stage.error());
        result.forward = std::move(*stage);
    }
    if (forwardHolds && previous->experiment.pool == experiment.pool &&
        previous->experiment.gradient == experiment.gradient &&
        (experiment.gradient.kind != Upstream::OneCell || previous->experiment.plane == experiment.plane)) {
        result.backward = previous->backward;
    } else {
        auto stage = runBackward(result, run.part(ends.forward, 1), before, memory);
        if (!stage) return tl::unexpected(stage.error());
        result.backward = std::move(*stage);
    }
    run.report(1);
    return result;
}

}  // namespace poolscope
