// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from an experiment: immutable, made of shared stages, so what did not change is the same object.
#pragma once

#include <memory>

#include "core/experiment/experiment.h"
#include "core/pool/pool.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

class StageMemory;  // core/experiment/stage_memory.h

struct FilterStage {
    std::shared_ptr<const Tensor> images;     // before the filters
    std::shared_ptr<const Tensor> responses;  // after the filters, before ReLU
};

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
    std::shared_ptr<const FilterStage> filter;  // null without filters and ReLU
    std::shared_ptr<const Tensor> x;            // what enters the pooling
    StoredRange stored;                         // of the whole source
    WindowGrid grid;
    std::shared_ptr<const ForwardStage> forward;
    std::shared_ptr<const BackwardStage> backward;

    // What the experiment began with.
    const std::shared_ptr<const Tensor>& images() const { return filter ? filter->images : x; }
    std::span<const float> inputPlane() const { return x->plane(experiment.plane); }
    // The winner of a window of the plane that is looked at; only for operations with one.
    std::int64_t winner(const CellRef& window) const { return forward->winners.at(experiment.plane, window); }
};

// Shape of what enters the pooling, for images of that shape. Errors name "filters".
Result<Shape> featureShape(const Shape& images, const FilterSpec& spec);

// Everything that can be refused before a value is computed, for images of that shape; gives the grid.
Result<WindowGrid> checkedGrid(const Experiment& experiment, const Shape& images);

// The shape of the output for images of that shape; errors as those of checkedGrid().
Result<Shape> outputShape(const Experiment& experiment, const Shape& images);

// Whether a given gradient has the shape of the output. Errors name "gradient".
Result<void> checkGivenShape(const Shape& given, const Shape& output);

// The upstream gradient for outputs of that shape; `plane` is the one that is looked at, which need not be among them.
// In a batch `planesBefore` planes come before. Its memory is that of `used`. Errors name "gradient".
Result<Tensor> upstreamGradient(const GradientSpec& spec, const Shape& output, std::int64_t plane,
                                const RunControl& run = {}, std::int64_t planesBefore = 0, Tensor used = {});

// Stages of `previous` (may be null) that stay true are taken over; those of the filters only for the same `images`,
// by their address. `stored` is that of these images: who knows the whole source sets it. Errors name the field of the
// experiment ("filters", "plane", "window.stride", "pool.p", "gradient"). What softmax measures by is for withSpan() to
// set. The progress of `run` rises to 1. The sums of the gradient go on from `before`. Stages are made in `memory`,
// where there is one.
Result<Evaluation> evaluate(const Experiment& experiment, const std::shared_ptr<const Tensor>& images,
                            const Evaluation* previous = nullptr, const RunControl& run = {},
                            const GradientSums& before = {}, StageMemory* memory = nullptr);

}  // namespace poolscope
