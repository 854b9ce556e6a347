// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of images with different labels that pooling brings closest.
#pragma once

#include <span>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class CollisionBy {
    Distance,  // of the outputs
    Ratio      // of that to the distance of X, of pairs that differ in X
};

struct Collision {
    std::int64_t first = 0;  // places among the images, first < second
    std::int64_t second = 0;
    double output = 0;  // root mean square of the difference per value of Y
    double input = 0;   // and of X, what enters the pooling

    // NaN of images whose X are the same.
    double ratio() const { return output / input; }
    bool operator==(const Collision&) const = default;
};

struct CollisionStudy {
    CollisionBy by = CollisionBy::Distance;
    std::int64_t images = 0;         // that were asked
    std::int64_t compared = 0;       // of these, each with each: all of them, or kMostCompared evenly spread
    std::int64_t notFinite = 0;      // of these, left out since some value of X or Y is not finite
    std::vector<Collision> pairs{};  // the closest first; of equals that of the lowest places

    bool sampled() const { return compared < images; }
};

// Beyond this every pair would take minutes.
inline constexpr std::int64_t kMostCompared = 10'000;
inline constexpr std::int64_t kMostPairs = 1000;

// The `count` closest pairs, 1 to kMostPairs, exact for what is compared. Errors name "labels" where there is not one
// for each image, "study.top", or are those of evaluate(), or kStopped.
Result<CollisionStudy> collisionStudy(const Experiment& experiment, const StoredImages& images,
                                      std::span<const int> labels, CollisionBy by, std::int64_t count,
                                      const RunControl& run = {});

}  // namespace poolscope
