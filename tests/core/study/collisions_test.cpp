// SPDX-License-Identifier: GPL-3.0-or-later
// Collisions against every pair measured plainly, and the means of labels.
#include "core/study/collisions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/study/label_means.h"
#include "core/study/shift.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

double rms(const Tensor& a, const Tensor& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        const double d = double{a.values[i]} - double{b.values[i]};
        sum += d * d;
    }
    return std::sqrt(sum / static_cast<double>(a.values.size()));
}

std::vector<int> threeLabels(std::int64_t count) {
    std::vector<int> labels;
    for (std::int64_t i = 0; i < count; ++i) labels.push_back(static_cast<int>(i * i % 7 % 3));
    return labels;
}

std::vector<Collision> everyPair(const Experiment& experiment, const Tensor& images, const std::vector<int>& labels,
                                 CollisionBy by) {
    const Passing pass = passingOf(experiment, images.shape).value();
    std::vector<Passage> pooled;
    for (std::int64_t i = 0; i < images.shape.n; ++i) {
        pooled.push_back(pass(selectImages(images, i, i), {}).value());
        if (!pooled.back().x) pooled.back().x = selectImages(images, i, i);
    }
    std::vector<Collision> pairs;
    for (std::size_t a = 0; a < pooled.size(); ++a) {
        for (std::size_t b = a + 1; b < pooled.size(); ++b) {
            if (labels[a] == labels[b]) continue;
            pairs.push_back({static_cast<std::int64_t>(a), static_cast<std::int64_t>(b), rms(pooled[a].y, pooled[b].y),
                             rms(*pooled[a].x, *pooled[b].x)});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [by](const Collision& left, const Collision& right) {
        return by == CollisionBy::Ratio ? left.ratio() < right.ratio() : left.output < right.output;
    });
    return pairs;
}

// Images of one cell, with the labels 0 and 1 by turns.
void expectThoseOfEveryPair(const Tensor& images, std::int64_t count) {
    Experiment one;
    one.window = square(1, 1);
    std::vector<int> labels;
    for (std::int64_t i = 0; i < images.shape.n; ++i) labels.push_back(static_cast<int>(i % 2));
    auto expected = everyPair(one, images, labels, CollisionBy::Distance);
    expected.resize(static_cast<std::size_t>(count));
    EXPECT_EQ(collisionStudy(one, images, labels, CollisionBy::Distance, count).value().pairs, expected);
}

TEST(Collisions, AreThoseOfEveryPairMeasuredPlainly) {
    // More than a block of images, and not a whole number of them.
    const Tensor images = test::mnistImages(300);
    const std::vector<int> labels = threeLabels(300);
    Experiment coarse;
    coarse.window = square(4, 4);
    Experiment featured;
    featured.filters = {{1, 3}, true};
    for (const Experiment& experiment : {coarse, featured}) {
        for (const CollisionBy by : {CollisionBy::Distance, CollisionBy::Ratio}) {
            auto expected = everyPair(experiment, images, labels, by);
            expected.resize(25);
            const CollisionStudy study = collisionStudy(experiment, images, labels, by, 25).value();
            EXPECT_EQ(study.pairs, expected);
            EXPECT_EQ(study.compared, 300);
            EXPECT_FALSE(study.sampled());
        }
    }
}

// Where float cannot tell them apart any more, the ones measured in double still can.
TEST(Collisions, AreExactAmongImagesThatHardlyDiffer) {
    Tensor images(Shape{4, 1, 2, 2}, 1e6F);
    images.values[4] += 3;
    images.values[8] += 2;
    images.values[12] -= 4;
    const std::vector<int> labels{0, 1, 1, 1};
    const auto pairs = collisionStudy({}, images, labels, CollisionBy::Distance, 3).value().pairs;
    ASSERT_EQ(pairs.size(), 3U);
    // -4 is not seen by the maximum.
    EXPECT_EQ(pairs[0], (Collision{0, 3, 0, 2}));
    EXPECT_EQ(pairs[1], (Collision{0, 2, 2, 1}));
    EXPECT_EQ(pairs[2], (Collision{0, 1, 3, 1.5}));
}

TEST(Collisions, LeaveOutWhatHasNoDistance) {
    Tensor images(Shape{3, 1, 2, 2}, 1.0F);
    images.values[5] = std::numeric_limits<float>::quiet_NaN();
    const std::vector<int> labels{0, 1, 2};
    const CollisionStudy distances = collisionStudy({}, images, labels, CollisionBy::Distance, 9).value();
    EXPECT_EQ(distances.notFinite, 1);
    EXPECT_EQ(distances.pairs, (std::vector<Collision>{{0, 2, 0, 0}}));
    // The same X twice has no quotient.
    EXPECT_TRUE(collisionStudy({}, images, labels, CollisionBy::Ratio, 9).value().pairs.empty());
}

TEST(Collisions, ComeEvenWhereProductsAreBeyondFloat) {
    const Tensor images{Shape{3, 1, 1, 1}, {3e38F, 3e38F, -3e38F}};
    Experiment one;
    one.window = square(1, 1);
    const std::vector<int> labels{0, 1, 1};
    const auto pairs = collisionStudy(one, images, labels, CollisionBy::Distance, 1).value().pairs;
    EXPECT_EQ(pairs, (std::vector<Collision>{{0, 1, 0, 0}}));
}

// A product of -infinity would look like a distance without end.
TEST(Collisions, AreTheClosestWhereProductsOverflowDownwards) {
    Tensor images(Shape{12, 1, 1, 1});
    for (int i = 0; i < 12; ++i) {
        const float size = 3e20F - static_cast<float>(i) * 2e19F;
        images.values[static_cast<std::size_t>(i)] = i % 2 == 0 ? size : -size;
    }
    expectThoseOfEveryPair(images, 3);
}

// Products that underflow look like distances from images at right angles.
TEST(Collisions, AreTheClosestWhereProductsUnderflow) {
    Tensor images(Shape{14, 1, 1, 1}, 1e-23F);
    for (int i = 0; i < 12; ++i) {
        images.values[static_cast<std::size_t>(i)] = 1e-25F * (1 + static_cast<float>(i) * 0.1F);
    }
    expectThoseOfEveryPair(images, 2);
}

TEST(Collisions, SampleEvenlyAboveTheirLimit) {
    const std::int64_t count = kMostCompared + 2000;
    Tensor images(Shape{count, 1, 1, 1});
    std::vector<int> labels(static_cast<std::size_t>(count), 0);
    for (std::int64_t i = 0; i < count; ++i) images.values[static_cast<std::size_t>(i)] = static_cast<float>(10 * i);
    labels.back() = 1;
    labels[6] = 1;
    Experiment one;
    one.window = square(1, 1);
    const CollisionStudy study = collisionStudy(one, images, labels, CollisionBy::Distance, 1).value();
    EXPECT_TRUE(study.sampled());
    EXPECT_EQ(study.compared, kMostCompared);
    // 0, 1, 2, 3, 4, 6, 7, ...: every sixth is not looked at.
    EXPECT_EQ(study.pairs, (std::vector<Collision>{{6, 7, 10, 10}}));
}

TEST(Collisions, RefuseWhatIsNotPossible) {
    const Tensor images = test::mnistImages(3);
    const std::vector<int> labels{1, 2, 3};
    EXPECT_EQ(collisionStudy({}, images, {}, CollisionBy::Distance, 1).error().where, "labels");
    EXPECT_EQ(collisionStudy({}, images, labels, CollisionBy::Distance, 0).error().where, "study.top");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(collisionStudy({}, images, labels, CollisionBy::Distance, 1, stop.get_token()).error().where, kStopped);
}

TEST(LabelMeans, AreTheMeansAndWhoIsNearAndFar) {
    // Label 4 twice 2 and once 8 in each cell; label 1 alone.
    Tensor images(Shape{4, 1, 2, 2});
    for (std::size_t i = 0; i < 16; ++i) images.values[i] = i < 4 ? 2 : i < 8 ? 5 : i < 12 ? 8 : 2;
    images.values[3] = 0;  // seen before pooling, not after
    const std::vector<int> labels{4, 1, 4, 4};
    const auto means = labelMeans({}, images, labels).value();
    ASSERT_EQ(means.size(), 2U);
    EXPECT_EQ(means[0].label, 1);
    EXPECT_EQ(means[0].after.nearest, (FromMean{1, 0}));
    EXPECT_EQ(means[1].label, 4);
    EXPECT_EQ(means[1].images, 3);
    EXPECT_EQ(means[1].after.mean.values, std::vector<float>{4});
    EXPECT_EQ(means[1].after.nearest, (FromMean{0, 2}));
    EXPECT_EQ(means[1].after.farthest, (FromMean{2, 4}));
    EXPECT_EQ(means[1].before.nearest.image, 3);
    EXPECT_FLOAT_EQ(means[1].before.mean.values[3], 10.0F / 3);
}

// More images than are held at once give what all of them together would.
TEST(LabelMeans, OfManyImagesAreThoseOfAllTogether) {
    const Tensor images = test::mnistImages(3000);
    std::vector<int> labels(3000);
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<int>(i % 3);
    const auto means = labelMeans({}, images, labels).value();
    ASSERT_EQ(means.size(), 3U);
    std::vector<double> sums(784);
    for (std::size_t i = 1; i < 3000; i += 3) {
        for (std::size_t k = 0; k < 784; ++k) sums[k] += images.values[i * 784 + k];
    }
    std::vector<float> mean;
    for (const double sum : sums) mean.push_back(static_cast<float>(sum / 1000));
    EXPECT_EQ(means[1].images, 1000);
    EXPECT_EQ(means[1].before.mean.values, mean);
    FromMean nearest{-1, 1e9};
    FromMean farthest{-1, 0};
    for (std::int64_t i = 1; i < 3000; i += 3) {
        double sum = 0;
        for (std::size_t k = 0; k < 784; ++k) {
            const double apart = double{images.values[static_cast<std::size_t>(i) * 784 + k]} - double{mean[k]};
            sum += apart * apart;
        }
        const double distance = std::sqrt(sum / 784);
        if (distance < nearest.distance) nearest = {i, distance};
        if (distance > farthest.distance) farthest = {i, distance};
    }
    EXPECT_EQ(means[1].before.nearest, nearest);
    EXPECT_EQ(means[1].before.farthest, farthest);
}

TEST(LabelMeans, RefuseWithoutLabelsAndStop) {
    const Tensor images = test::mnistImages(2);
    EXPECT_EQ(labelMeans({}, images, {}).error().where, "labels");
    std::stop_source stop;
    stop.request_stop();
    const std::vector<int> labels{0, 1};
    EXPECT_EQ(labelMeans({}, images, labels, stop.get_token()).error().where, kStopped);
}

}  // namespace
}  // namespace poolscope
