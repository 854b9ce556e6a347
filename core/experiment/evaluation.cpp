// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/evaluation.h"

#include "core/base/checked.h"

namespace poolscope {
namespace {

// The forward pass does not care how a tie is shared, only which winner is named.
PoolSpec forwardPart(PoolSpec spec) {
    if (spec.ties != TieRule::Last) spec.ties = TieRule::First;
    return spec;
}

bool sameForward(const Evaluation& previous, const Evaluation& next) {
    return previous.x == next.x && previous.grid == next.grid &&
           forwardPart(previous.experiment.pool) == forwardPart(next.experiment.pool);
}

Result<void> checkSizes(const Shape& output) {
    const auto planes = checkedMul(output.n, output.c);
    const auto values = planes ? checkedMul(*planes, output.h * output.w) : std::nullopt;
    if (values && *values <= kMaxValues) return {};
    return fail("window.padding", "the output " + toText(output) + " would have more values than the limit of " +
                                      std::to_string(kMaxValues) + ": choose less padding or a larger stride");
}

Result<std::shared_ptr<const BackwardStage>> runBackward(const Evaluation& e, const std::stop_token& stop) {
    auto stage = std::make_shared<BackwardStage>();
    const Shape& shape = e.forward->y.shape;
    if (const auto& given = e.experiment.gradient.given) {
        if (given->shape != shape) {
            return fail("gradient", "the upstream gradient has shape " + toText(given->shape) +
                                        ", but the output it belongs to has " + toText(shape));
        }
        stage->dout = *given;
    } else {
        stage->dout = Tensor(shape, 1.0F);
    }
    const auto sums = backward(*e.x, e.forward->winners, stage->dout, e.grid, e.experiment.pool, stage->dx, stop);
    if (!sums) return fail(kStopped, "");
    stage->sums = *sums;
    return stage;
}

}  // namespace

Result<Evaluation> evaluate(const Experiment& experiment, std::shared_ptr<const Tensor> x, const Evaluation* previous,
                            const std::stop_token& stop) {
    if (Result<void> ok = check(experiment.pool); !ok) return tl::unexpected(ok.error());
    const auto grid = makeGrid(experiment.window, x->shape.plane());
    if (!grid) return tl::unexpected(grid.error());
    if (Result<void> ok = checkSizes(x->shape.withPlane(grid->output())); !ok) return tl::unexpected(ok.error());

    Evaluation result{experiment, std::move(x), *grid, nullptr, nullptr};
    const bool forwardHolds = previous && sameForward(*previous, result);
    if (forwardHolds) {
        result.forward = previous->forward;
    } else {
        auto stage = std::make_shared<ForwardStage>();
        if (!forward(*result.x, *grid, experiment.pool, stage->y, stage->winners, stop)) return fail(kStopped, "");
        const auto facts = windowFacts(*result.x, *grid, experiment.pool, stage->y, stop);
        if (!facts) return fail(kStopped, "");
        stage->facts = *facts;
        result.forward = std::move(stage);
    }
    if (forwardHolds && previous->experiment.pool == experiment.pool &&
        previous->experiment.gradient == experiment.gradient) {
        result.backward = previous->backward;
        return result;
    }
    auto stage = runBackward(result, stop);
    if (!stage) return tl::unexpected(stage.error());
    result.backward = std::move(*stage);
    return result;
}

}  // namespace poolscope
