// SPDX-License-Identifier: GPL-3.0-or-later
// Threads over images, and their values side by side.
#include "core/study/image_set.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

#include "core/base/limits.h"
#include "core/base/tasks.h"

namespace poolscope {
namespace {

// Enough that starting a task costs nothing beside it, few enough that all threads have some to the end.
constexpr std::int64_t kImagesPerTask = 64;

std::int64_t valuesPerImage(const Shape& shape) {
    return shape.c * shape.h * shape.w;
}

}  // namespace

Result<void> forEachPooled(const Experiment& experiment, const StoredImages& images,
                           std::span<const std::int64_t> which, const VisitImage& visit, const RunControl& run) {
    if (const auto legal = Pooler::make(experiment, images.shape); !legal) return tl::unexpected(legal.error());
    const auto count = static_cast<std::int64_t>(which.size());
    std::mutex mutex;
    std::optional<Error> failure;
    const auto visitSome = [&](std::int64_t task, const RunControl& part) -> Result<void> {
        Pooler pooler = Pooler::make(experiment, images.shape).value();
        const std::int64_t first = task * kImagesPerTask;
        const std::int64_t end = std::min(count, first + kImagesPerTask);
        for (std::int64_t i = first; i < end; ++i) {
            const RunControl own = partOf(part, i - first, end - first);
            const std::int64_t number = which[static_cast<std::size_t>(i)];
            const Tensor image = selectImages(images, number, number);
            std::optional<Tensor> made;
            if (pooler.filters() != FilterSpec{}) {
                made = filtered(image, pooler.filters(), own.stopToken());
                if (!made) return stoppedError();
            }
            const Tensor& x = made ? *made : image;
            if (run.isStopped() || !pooler.poolX(x, own.stopToken())) return stoppedError();
            if (Result<void> ok = visit(static_cast<std::size_t>(i), {image, x, pooler}, own); !ok) return ok;
        }
        return {};
    };
    const std::int64_t tasks = (count + kImagesPerTask - 1) / kImagesPerTask;
    const bool done = forEachTask(tasks, availableThreads(), run, [&](std::int64_t task, const RunControl& part) {
        {
            const std::scoped_lock lock(mutex);
            if (failure) return;
        }
        const Result<void> ok = visitSome(task, part);
        const std::scoped_lock lock(mutex);
        if (!ok && !failure) failure = ok.error();
    });
    if (failure) return tl::unexpected(*failure);
    if (!done) return stoppedError();
    run.report(1);
    return {};
}

std::vector<std::int64_t> firstNumbers(std::int64_t count) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

Result<PooledSet> PooledSet::make(const Experiment& experiment, const StoredImages& images,
                                  std::span<const std::int64_t> which, const RunControl& run) {
    Shape asked = images.shape;
    asked.n = static_cast<std::int64_t>(which.size());
    const auto features = featureShape(asked, experiment.filters);
    if (!features) return tl::unexpected(features.error());
    const auto output = outputShape(experiment, asked);
    if (!output) return tl::unexpected(output.error());
    if (valuesPerImage(*output) > 0 && output->n > kMaxArrayValues / valuesPerImage(*output)) {
        return fail("images", "the outputs of " + std::to_string(output->n) + " images of shape " + toText(*output) +
                                  " are above the limit of " + std::to_string(kMaxArrayValues) +
                                  " values: choose fewer images or a larger stride");
    }
    PooledSet set;
    if (experiment.filters != FilterSpec{} || asked.n != images.shape.n) {
        set.copies_.emplace(*features);
    } else {
        set.images_ = images.tensor();
    }
    set.y_ = Tensor(*output);
    const auto keep = [](Tensor& all, std::size_t i, const Tensor& one) {
        std::copy(one.values.begin(), one.values.end(),
                  all.values.begin() + static_cast<std::ptrdiff_t>(i) * std::ssize(one.values));
    };
    const auto visit = [&](std::size_t i, const PooledImage& pooled, const RunControl&) -> Result<void> {
        if (set.copies_) keep(*set.copies_, i, pooled.x);
        keep(set.y_, i, pooled.pooler.y());
        return {};
    };
    if (Result<void> ok = forEachPooled(experiment, images, which, visit, run); !ok) return tl::unexpected(ok.error());
    return set;
}

std::span<const float> PooledSet::imageOf(const Tensor& tensor, std::int64_t i) {
    const auto size = static_cast<std::size_t>(valuesPerImage(tensor.shape));
    return std::span(tensor.values).subspan(static_cast<std::size_t>(i) * size, size);
}

double squaredDistance(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = double{a[i]} - double{b[i]};
        sum += difference * difference;
    }
    return sum;
}

double rootMeanSquare(std::span<const float> a, std::span<const float> b) {
    return std::sqrt(squaredDistance(a, b) / static_cast<double>(a.size()));
}

}  // namespace poolscope
