// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/batch_parts.h"

#include <algorithm>

#include "core/experiment/stage_memory.h"

namespace poolscope {
namespace {

// The share of the part in the gradient of the batch, for outputs of that shape.
Result<Tensor> shareOf(const Experiment& experiment, const Shape& output, const BatchPart& part,
                       const RunControl& run) {
    const GradientSpec& spec = experiment.gradient;
    const std::int64_t before = part.first * output.c;
    if (spec.kind != Upstream::Given) return upstreamGradient(spec, output, experiment.plane - before, run, before);
    Shape whole = output;
    whole.n = part.whole;
    if (spec.given && spec.given->shape == whole) {
        return selectImages(*spec.given, part.first, part.first + output.n - 1);
    }
    return upstreamGradient(spec, whole, experiment.plane);  // says what does not fit
}

}  // namespace

std::int64_t imagesInPart(const Shape& images, const FilterSpec& filters) {
    constexpr std::int64_t kValues = std::int64_t{1} << 18;
    const std::int64_t each = images.c * images.h * images.w * filters.mapsPerChannel();
    return std::max<std::int64_t>(1, kValues / each);
}

Result<BatchTotals> evaluateInParts(const Experiment& experiment, const StoredImages& images, std::int64_t count,
                                    const std::function<Result<void>(const Evaluation&, const BatchPart&)>& use,
                                    const RunControl& run) {
    BatchTotals totals;
    StageMemory memory;
    const std::int64_t whole = images.shape.n;
    const std::int64_t planes = images.shape.planes() * experiment.filters.mapsPerChannel();
    if (experiment.plane < 0 || experiment.plane >= std::max<std::int64_t>(planes, 1)) {
        return fail("plane", "there is no plane " + std::to_string(experiment.plane) + " in " + std::to_string(planes));
    }
    for (std::int64_t first = 0; first < whole; first += count) {
        const std::int64_t end = std::min(first + count, whole);
        const BatchPart part{first, whole};
        const RunControl own = run.part(static_cast<double>(first) / static_cast<double>(whole),
                                        static_cast<double>(end) / static_cast<double>(whole));
        const auto x = sharedImages(images, first, end - 1);
        Experiment ofPart = experiment;
        ofPart.plane = 0;
        const auto grid = checkedGrid(ofPart, x->shape);
        if (!grid) return tl::unexpected(grid.error());
        const Shape features = featureShape(x->shape, experiment.filters).value();
        auto share = shareOf(experiment, features.withPlane(grid->output()), part, own);
        if (!share) return tl::unexpected(share.error());
        ofPart.gradient.kind = Upstream::Given;
        ofPart.gradient.given = std::make_shared<const Tensor>(std::move(*share));
        const auto evaluation = evaluate(ofPart, x, nullptr, own, totals.sums, &memory);
        if (!evaluation) return tl::unexpected(evaluation.error());
        totals.facts += evaluation->forward->facts;
        totals.sums = evaluation->backward->sums;
        if (Result<void> ok = use(*evaluation, part); !ok) return tl::unexpected(ok.error());
    }
    return totals;
}

}  // namespace poolscope
