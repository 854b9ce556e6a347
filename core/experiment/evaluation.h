// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from an experiment: immutable, made of shared stages, so what did not change is the same object.
#pragma once

#include <memory>
#include <stop_token>

#include "core/experiment/experiment.h"
#include "core/pool/pool.h"

namespace poolscope {

struct ForwardStage {
    Tensor y;
    WinnerCodes winners;  // empty for operations without a winner
    WindowFacts facts;
};

struct BackwardStage {
    Tensor dout;
    Tensor dx;
    GradientSums sums;
};

struct Evaluation {
    Experiment experiment;
    std::shared_ptr<const Tensor> x;
    WindowGrid grid;
    std::shared_ptr<const ForwardStage> forward;
    std::shared_ptr<const BackwardStage> backward;

    std::span<const float> inputPlane() const { return x->plane(experiment.plane); }
    // The winner of a window of the plane that is looked at; only for operations with one.
    std::int64_t winner(const CellRef& window) const { return forward->winners.at(experiment.plane, window); }
};

// Error::where of a run that was stopped; nobody needs to read its message.
inline constexpr const char* kStopped = "stopped";

// x are the experiment's images. Stages of `previous` (may be null) that stay true are taken over.
// Errors name the field of the experiment ("window.stride", "pool.p", "gradient").
Result<Evaluation> evaluate(const Experiment& experiment, std::shared_ptr<const Tensor> x,
                            const Evaluation* previous = nullptr, const std::stop_token& stop = {});

}  // namespace poolscope
