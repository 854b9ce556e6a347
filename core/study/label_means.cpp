// SPDX-License-Identifier: GPL-3.0-or-later
// Means of the labels, and distances from them.
#include "core/study/label_means.h"

#include <cmath>
#include <map>

#include "core/study/image_set.h"

namespace poolscope {
namespace {

// Pooling, then the sums and the distances, by how long each takes.
constexpr double kMeansPooled = 0.6;

using Members = std::vector<std::int64_t>;

Tensor meanOf(const Tensor& all, const Members& members) {
    Shape one = all.shape;
    one.n = 1;
    std::vector<double> sums(static_cast<std::size_t>(one.count()));
    for (const std::int64_t i : members) {
        const auto values = PooledSet::imageOf(all, i);
        for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += values[k];
    }
    Tensor mean(one);
    for (std::size_t k = 0; k < sums.size(); ++k) {
        mean.values[k] = static_cast<float>(sums[k] / static_cast<double>(members.size()));
    }
    return mean;
}

// NaN is farther than any distance.
bool isFarther(double distance, double than) {
    return distance > than || (std::isnan(distance) && !std::isnan(than));
}

MeanSide sideOf(const Tensor& all, const Members& members) {
    MeanSide side{meanOf(all, members), {}, {}};
    for (std::size_t k = 0; k < members.size(); ++k) {
        const FromMean here{members[k], rootMeanSquare(PooledSet::imageOf(all, members[k]), side.mean.values)};
        if (k == 0 || here.distance < side.nearest.distance) side.nearest = here;
        if (k == 0 || isFarther(here.distance, side.farthest.distance)) side.farthest = here;
    }
    return side;
}

}  // namespace

Result<std::vector<LabelMean>> labelMeans(const Experiment& experiment, const StoredImages& images,
                                          std::span<const int> labels, const RunControl& run) {
    if (std::ssize(labels) != images.shape.n) {
        return fail("labels", "means are by label: there are " + std::to_string(labels.size()) + " labels for " +
                                  std::to_string(images.shape.n) + " images");
    }
    const auto set = PooledSet::make(experiment, images, firstNumbers(images.shape.n), run.part(0, kMeansPooled));
    if (!set) return tl::unexpected(set.error());
    std::map<int, Members> byLabel;
    for (std::size_t i = 0; i < labels.size(); ++i) byLabel[labels[i]].push_back(static_cast<std::int64_t>(i));
    std::vector<LabelMean> means;
    for (const auto& [label, members] : byLabel) {
        if (run.isStopped()) return stoppedError();
        means.push_back({label, std::ssize(members), sideOf(set->x(), members), sideOf(set->y(), members)});
        const double done = static_cast<double>(means.size()) / static_cast<double>(byLabel.size());
        run.report(kMeansPooled + (1 - kMeansPooled) * done);
    }
    run.report(1);
    return means;
}

}  // namespace poolscope
