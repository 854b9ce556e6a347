// SPDX-License-Identifier: GPL-3.0-or-later
// Every contender over the same plane.
#include "core/study/compare.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/pool/operation.h"
#include "core/study/aliasing.h"
#include "core/study/plane.h"
#include "core/study/pooler.h"
#include "core/study/shift.h"

namespace poolscope {
namespace {

// A pooling is run once, and nine times for its change.
constexpr double kOnceEnd = 0.1;

std::string opName(const PoolSpec& pool) {
    const std::string title = operationOf(pool.op).word.title;
    if (uses(pool.op, OwnParameter::P)) return title + ", p = " + shortestNumber(pool.p);
    if (uses(pool.op, OwnParameter::Temperature)) return title + ", T = " + shortestNumber(pool.temperature);
    return std::string(toText(pool.op));
}

Contender pooling(const Experiment& experiment, PoolOp op) {
    Contender result{"", Reducer::Pooling, experiment.window, experiment.pool};
    result.pool.op = op;
    result.name = opName(result.pool);
    return result;
}

Contender squareWindow(const Experiment& experiment, std::int64_t size, std::int64_t stride) {
    const Extent square{size, size};
    Contender result{toText(square) + ", stride " + std::to_string(stride), Reducer::Pooling, experiment.window,
                     experiment.pool};
    result.window.size = square;
    result.window.stride = {stride, stride};
    return result;
}

// "2nd", "3rd", "4th"
std::string ordinal(std::int64_t n) {
    const std::int64_t last = n % 100 / 10 == 1 ? 0 : n % 10;
    return std::to_string(n) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

std::string everyNth(const Extent& stride) {
    const auto every = [](std::int64_t n) { return n == 1 ? "every " : "every " + ordinal(n) + " "; };
    if (stride.rows == stride.cols) return every(stride.rows) + "pixel";
    return every(stride.rows) + "row, " + every(stride.cols) + "column";
}

void addReferences(const Experiment& experiment, std::vector<Contender>& list) {
    const std::string every = everyNth(experiment.window.stride);
    list.push_back({every, Reducer::Subsampling, experiment.window, experiment.pool});
    list.push_back({"blur, " + every, Reducer::BlurSubsampling, experiment.window, experiment.pool});
}

// The windows of subsampling with and without a blur: they reach over one cell, or over three.
Result<WindowGrid> strideGrid(std::int64_t reach, const Extent& stride, const Extent& input) {
    const std::int64_t pad = reach / 2;
    return makeGrid({{reach, reach}, stride, {PadMode::Explicit, pad, pad, pad, pad}, {1, 1}, false}, input);
}

// What a cell sees through a blur after a pooling with stride 1: rows that a dilated window steps over are counted in.
AxisGrid joined(const AxisGrid& pooled, const AxisGrid& blurred) {
    return {pooled.input,      pooled.effectiveSize() + blurred.size - 1,
            blurred.stride,    1,
            pooled.before + 1, pooled.after + 1,
            blurred.output};
}

Experiment experimentOf(const Contender& by) {
    Experiment experiment;
    experiment.window = by.window;
    experiment.pool = by.pool;
    if (by.reducer == Reducer::PoolingBlur) experiment.window.stride = {1, 1};
    return experiment;
}

Result<void> addPooled(const std::shared_ptr<const Tensor>& plane, ComparedOutput& result, const RunControl& run) {
    const auto evaluation = evaluate(experimentOf(result.by), plane, nullptr, run);
    if (!evaluation) return tl::unexpected(evaluation.error());
    result.grid = evaluation->grid;
    result.y = evaluation->forward->y;
    result.dx = evaluation->backward->dx;
    return {};
}

Result<void> addPooledBlur(const std::shared_ptr<const Tensor>& plane, ComparedOutput& result, const RunControl& run) {
    Experiment experiment = experimentOf(result.by);
    const Extent& stride = result.by.window.stride;
    const auto dense = evaluate(experiment, plane, nullptr, run.part(0, 0.5));
    if (!dense) return tl::unexpected(dense.error());
    const auto blur = strideGrid(3, stride, dense->grid.output());
    if (!blur) return tl::unexpected(blur.error());
    result.grid = {joined(dense->grid.rows, blur->rows), joined(dense->grid.cols, blur->cols)};
    result.y = blurSubsampled(dense->forward->y, stride);
    experiment.gradient.kind = Upstream::Given;
    experiment.gradient.given = std::make_shared<const Tensor>(
        blurSubsampledGradient(Tensor(result.y.shape, 1.0F), dense->forward->y.shape, stride));
    const auto backward = evaluate(experiment, plane, &*dense, run.part(0.5, 1));
    if (!backward) return tl::unexpected(backward.error());
    result.dx = backward->backward->dx;
    return {};
}

Result<void> addSubsampled(const Tensor& plane, ComparedOutput& result) {
    const bool blurs = result.by.reducer == Reducer::BlurSubsampling;
    const Extent& stride = result.by.window.stride;
    const auto grid = strideGrid(blurs ? 3 : 1, stride, plane.shape.plane());
    if (!grid) return tl::unexpected(grid.error());
    result.grid = *grid;
    result.y = blurs ? blurSubsampled(plane, stride) : subsampled(plane, stride);
    const Tensor ones(result.y.shape, 1.0F);
    result.dx =
        blurs ? blurSubsampledGradient(ones, plane.shape, stride) : subsampledGradient(ones, plane.shape, stride);
    return {};
}

Result<void> reduce(const std::shared_ptr<const Tensor>& plane, ComparedOutput& result, const RunControl& run) {
    if (run.isStopped()) return stoppedError();
    if (result.by.reducer == Reducer::Pooling) return addPooled(plane, result, run);
    if (result.by.reducer == Reducer::PoolingBlur) return addPooledBlur(plane, result, run);
    return addSubsampled(*plane, result);
}

Result<Reduction> reductionOf(const Contender& by, const Shape& images) {
    const Extent stride = by.window.stride;
    if (by.reducer == Reducer::Subsampling) {
        return [stride](const Tensor& image, const RunControl&) -> Result<Tensor> { return subsampled(image, stride); };
    }
    if (by.reducer == Reducer::BlurSubsampling) {
        return [stride](const Tensor& image, const RunControl&) -> Result<Tensor> {
            return blurSubsampled(image, stride);
        };
    }
    auto pooled = poolingOf(experimentOf(by), images);
    if (!pooled || by.reducer == Reducer::Pooling) return pooled;
    return [stride, pool = std::move(*pooled)](const Tensor& image, const RunControl& run) -> Result<Tensor> {
        const auto dense = pool(image, run);
        if (!dense) return dense;
        return blurSubsampled(*dense, stride);
    };
}

Result<ComparedOutput> comparandOf(const Contender& by, const std::shared_ptr<const Tensor>& plane, const Tensor* moved,
                                   std::optional<double>& inputChange, const RunControl& run) {
    ComparedOutput result{by, std::nullopt, {}, {}, {}, std::nullopt};
    if (Result<void> ok = reduce(plane, result, run.part(0, moved ? kOnceEnd : 1)); !ok) {
        if (ok.error().where == kStopped) return tl::unexpected(ok.error());
        result.refused = ok.error();
        return result;
    }
    if (!moved) return result;
    const auto reduction = reductionOf(by, moved->shape);
    if (!reduction) return tl::unexpected(reduction.error());
    const auto study = shiftStudy(*reduction, *moved, 1, run.part(kOnceEnd, 1));
    if (!study) return tl::unexpected(study.error());
    result.change = study->all.output.fraction();
    inputChange = study->all.input.fraction();
    return result;
}

}  // namespace

std::vector<PoolOp> comparedOperations() {
    std::vector<PoolOp> list{PoolOp::Max, PoolOp::Avg};
    for (const Operation& row : operations()) {
        const PoolOp op = row.word.value;
        if (std::find(list.begin(), list.end(), op) == list.end()) list.push_back(op);
    }
    return list;
}

std::string comparedNames() {
    std::vector<std::string_view> titles;
    for (const PoolOp op : comparedOperations()) titles.emplace_back(operationOf(op).word.title);
    return joined(titles);
}

std::vector<Contender> contenders(const Experiment& experiment, const CompareSpec& spec) {
    std::vector<Contender> list;
    switch (spec.by) {
        case CompareBy::Operations:
            for (const PoolOp op : comparedOperations()) list.push_back(pooling(experiment, op));
            break;
        case CompareBy::Windows:
            for (const std::int64_t size : kCompareSizes) {
                for (const std::int64_t stride : kCompareStrides) {
                    list.push_back(squareWindow(experiment, size, stride));
                }
            }
            break;
        case CompareBy::References: {
            list = {pooling(experiment, PoolOp::Max), pooling(experiment, PoolOp::Avg),
                    pooling(experiment, PoolOp::Max)};
            list.back().reducer = Reducer::PoolingBlur;
            list.back().name = "max, blur, " + everyNth(experiment.window.stride);
            break;
        }
    }
    if (spec.references || spec.by == CompareBy::References) addReferences(experiment, list);
    return list;
}

Result<CompareStudy> compareStudy(const Experiment& experiment, const Tensor& x, const CompareSpec& spec,
                                  const RunControl& run) {
    auto chosen = planeAsTensor(x, experiment.plane);
    if (!chosen) return tl::unexpected(chosen.error());
    const auto plane = std::make_shared<const Tensor>(std::move(*chosen));
    const Tensor* moved = spec.moved == MovedImages::Nothing ? nullptr
                          : spec.moved == MovedImages::Plane ? plane.get()
                                                             : &x;
    CompareStudy result{spec, *plane, {}, std::nullopt, experiment.filters != FilterSpec{}};
    const std::vector<Contender> list = contenders(experiment, spec);
    for (const Contender& by : list) {
        const auto done = static_cast<std::int64_t>(result.comparands.size());
        auto comparand = comparandOf(by, plane, moved, result.inputChange,
                                     partOf(run, done, static_cast<std::int64_t>(list.size())));
        if (!comparand) return tl::unexpected(comparand.error());
        result.comparands.push_back(std::move(*comparand));
    }
    run.report(1);
    return result;
}

}  // namespace poolscope
