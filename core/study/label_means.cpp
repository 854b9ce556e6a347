// SPDX-License-Identifier: GPL-3.0-or-later
// Means of the labels, and distances from them.
#include "core/study/label_means.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/study/image_set.h"

namespace poolscope {
namespace {

// Values that are pooled and held at once: what is stored may be much more, as bytes.
constexpr std::int64_t kValuesAtOnce = std::int64_t{1} << 20;

// One side of a label on the way to its mean and to the distances from it.
struct Side {
    std::vector<double> sums;
    MeanSide found;
    bool isEmpty = true;  // no distance is known yet

    void add(std::span<const float> values) {
        sums.resize(values.size());
        for (std::size_t k = 0; k < values.size(); ++k) sums[k] += values[k];
    }
    void divide(const Shape& images, std::int64_t count) {
        Shape one = images;
        one.n = 1;
        found.mean = Tensor(one);
        for (std::size_t k = 0; k < sums.size(); ++k) {
            found.mean.values[k] = static_cast<float>(sums[k] / static_cast<double>(count));
        }
    }
    // NaN is farther than any distance.
    void measure(std::int64_t image, std::span<const float> values) {
        const FromMean here{image, rootMeanSquare(values, found.mean.values)};
        const double farthest = found.farthest.distance;
        const bool isFarther = here.distance > farthest || (std::isnan(here.distance) && !std::isnan(farthest));
        if (isEmpty || here.distance < found.nearest.distance) found.nearest = here;
        if (isEmpty || isFarther) found.farthest = here;
        isEmpty = false;
    }
};

struct Sides {
    std::int64_t images = 0;
    Side before;
    Side after;
};

// Visits all images in their order, pooled part by part.
class Parts {
  public:
    Parts(const Experiment& experiment, const StoredImages& images) : experiment_(experiment), images_(images) {}

    using Visit = std::function<void(std::int64_t image, std::span<const float> x, std::span<const float> y)>;
    Result<void> forEach(const Visit& visit, const RunControl& run) {
        const Shape& shape = images_.shape;
        const std::int64_t values =
            std::max<std::int64_t>(1, shape.c * shape.h * shape.w * experiment_.filters.mapsPerChannel());
        const std::int64_t most = std::max<std::int64_t>(1, kValuesAtOnce / values);
        for (std::int64_t first = 0; first == 0 || first < shape.n; first += most) {
            const std::int64_t count = std::min(most, shape.n - first);
            if (count < shape.n || !set_) {
                std::vector<std::int64_t> which = firstNumbers(count);
                for (std::int64_t& image : which) image += first;
                const double whole = static_cast<double>(std::max<std::int64_t>(1, shape.n));
                const RunControl part =
                    run.part(static_cast<double>(first) / whole, static_cast<double>(first + count) / whole);
                set_.reset();
                auto set = PooledSet::make(experiment_, images_, which, part);
                if (!set) return tl::unexpected(set.error());
                set_ = std::move(*set);
            }
            if (run.isStopped()) return stoppedError();
            for (std::int64_t i = 0; i < count; ++i) {
                visit(first + i, PooledSet::imageOf(set_->x(), i), PooledSet::imageOf(set_->y(), i));
            }
        }
        return {};
    }
    // Of the images that were visited last.
    const PooledSet& last() const { return *set_; }

  private:
    const Experiment& experiment_;
    const StoredImages& images_;
    std::optional<PooledSet> set_;  // where it holds all images, they are pooled once
};

}  // namespace

Result<std::vector<LabelMean>> labelMeans(const Experiment& experiment, const StoredImages& images,
                                          std::span<const int> labels, const RunControl& run) {
    if (std::ssize(labels) != images.shape.n) {
        return fail("labels", "means are by label: there are " + std::to_string(labels.size()) + " labels for " +
                                  std::to_string(images.shape.n) + " images");
    }
    std::map<int, Sides> byLabel;
    const auto sidesOf = [&](std::int64_t image) -> Sides& { return byLabel[labels[static_cast<std::size_t>(image)]]; };
    Parts parts(experiment, images);
    const auto add = [&](std::int64_t image, std::span<const float> x, std::span<const float> y) {
        Sides& sides = sidesOf(image);
        ++sides.images;
        sides.before.add(x);
        sides.after.add(y);
    };
    if (Result<void> ok = parts.forEach(add, run.part(0, 0.5)); !ok) return tl::unexpected(ok.error());
    for (auto& [label, sides] : byLabel) {
        sides.before.divide(parts.last().x().shape, sides.images);
        sides.after.divide(parts.last().y().shape, sides.images);
    }
    const auto measure = [&](std::int64_t image, std::span<const float> x, std::span<const float> y) {
        Sides& sides = sidesOf(image);
        sides.before.measure(image, x);
        sides.after.measure(image, y);
    };
    if (Result<void> ok = parts.forEach(measure, run.part(0.5, 1)); !ok) return tl::unexpected(ok.error());
    std::vector<LabelMean> means;
    for (auto& [label, sides] : byLabel) {
        means.push_back({label, sides.images, std::move(sides.before.found), std::move(sides.after.found)});
    }
    run.report(1);
    return means;
}

}  // namespace poolscope
