// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare.h"

#include <gtest/gtest.h>

#include "core/study/aliasing.h"
#include "core/study/shift.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Floats = std::vector<float>;

std::vector<std::string> namesOf(const std::vector<Contender>& list) {
    std::vector<std::string> names;
    for (const Contender& by : list) names.push_back(by.name);
    return names;
}

// Two images of one channel; the second is looked at.
Experiment secondImage() {
    Experiment experiment;
    experiment.plane = 1;
    return experiment;
}

double product(const Tensor& a, const Tensor& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) sum += double{a.values[i]} * b.values[i];
    return sum;
}

TEST(Contenders, AreNamed) {
    Experiment experiment;
    experiment.pool.p = 3;
    EXPECT_EQ(namesOf(contenders(experiment, {CompareBy::Operations, true, MovedImages::Nothing})),
              (std::vector<std::string>{"max", "avg", "min", "median", "Lp, p = 3", "softmax, T = 0.1",
                                        "every 2nd pixel", "blur, every 2nd pixel"}));
    EXPECT_EQ(contenders(experiment, {CompareBy::Operations, false, MovedImages::Nothing}).size(), 6U);
    const auto windows = namesOf(contenders(experiment, {CompareBy::Windows, false, MovedImages::Nothing}));
    EXPECT_EQ(windows.size(), 9U);
    EXPECT_EQ(windows[0], "2x2, stride 1");
    EXPECT_EQ(windows[5], "3x3, stride 3");
    experiment.window.stride = {1, 23};
    EXPECT_EQ(namesOf(contenders(experiment, {CompareBy::References, false, MovedImages::Nothing})),
              (std::vector<std::string>{"max", "avg", "max, blur, every row, every 23rd column",
                                        "every row, every 23rd column", "blur, every row, every 23rd column"}));
}

TEST(CompareStudy, EachIsWhatItsExperimentGivesOnThatPlane) {
    const Tensor images = test::mnistImages(2);
    for (const CompareBy by : {CompareBy::Operations, CompareBy::Windows}) {
        const CompareStudy study = compareStudy(secondImage(), images, {by, false, MovedImages::Nothing}).value();
        EXPECT_EQ(study.x.values, Floats(images.plane(1).begin(), images.plane(1).end()));
        for (const ComparedOutput& comparand : study.comparands) {
            Experiment experiment = secondImage();
            experiment.window = comparand.by.window;
            experiment.pool = comparand.by.pool;
            const Evaluation e = evaluate(experiment, std::make_shared<const Tensor>(images)).value();
            const auto y = e.forward->y.plane(1);
            const auto dx = e.backward->dx.plane(1);
            EXPECT_EQ(comparand.y.values, Floats(y.begin(), y.end())) << comparand.by.name;
            EXPECT_EQ(comparand.dx.values, Floats(dx.begin(), dx.end())) << comparand.by.name;
            EXPECT_EQ(comparand.grid, e.grid) << comparand.by.name;
            EXPECT_FALSE(comparand.change);
        }
    }
}

TEST(CompareStudy, ReferencesAreThoseOfAliasing) {
    const Tensor images = test::mnistImages(1);
    const CompareStudy study = compareStudy({}, images, {CompareBy::References, false, MovedImages::Nothing}).value();
    ASSERT_EQ(study.comparands.size(), 5U);
    const Tensor dense = pooled(images, square(2, 1), {}).y;
    EXPECT_EQ(study.comparands[2].y.values, blurSubsampled(dense, {2, 2}).values);
    EXPECT_EQ(study.comparands[3].y.values, subsampled(images, {2, 2}).values);
    EXPECT_EQ(study.comparands[4].y.values, blurSubsampled(images, {2, 2}).values);
    for (const ComparedOutput& comparand : study.comparands) {
        EXPECT_EQ(comparand.grid.output(), comparand.y.shape.plane()) << comparand.by.name;
        EXPECT_EQ(comparand.dx.shape, images.shape) << comparand.by.name;
        const auto ones = static_cast<double>(comparand.y.shape.count());
        EXPECT_NEAR(statisticsOf(comparand.dx.values).sum, ones, 1e-3) << comparand.by.name;
    }
}

TEST(CompareStudy, GradientsOfReferencesAreAdjoint) {
    const Tensor x = plane(5, {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4});
    for (const Extent stride : {Extent{1, 1}, Extent{2, 2}, Extent{3, 2}}) {
        Tensor dout = subsampled(x, stride);
        for (std::size_t i = 0; i < dout.values.size(); ++i) dout.values[i] = static_cast<float>(i + 1);
        EXPECT_NEAR(product(subsampled(x, stride), dout), product(x, subsampledGradient(dout, x.shape, stride)), 1e-3);
        EXPECT_NEAR(product(blurSubsampled(x, stride), dout), product(x, blurSubsampledGradient(dout, x.shape, stride)),
                    1e-3);
    }
    // The mirrored border counts twice: of the corner [1 2 1] / 4 becomes [2 2] / 4 both ways.
    const Tensor corner = blurSubsampledGradient(Tensor({1, 1, 1, 1}, 1.0F), {1, 1, 2, 2}, {2, 2});
    EXPECT_EQ(corner.values, (Floats{0.25, 0.25, 0.25, 0.25}));
}

TEST(CompareStudy, GridsOfReferencesNameTheCellsThatMatter) {
    // A cell of y changes when a cell of x changes exactly where the grid says so.
    const Tensor black(Shape{1, 1, 7, 7});
    const CompareStudy study = compareStudy({}, black, {CompareBy::References, false, MovedImages::Nothing}).value();
    for (std::size_t c = 2; c < study.comparands.size(); ++c) {
        const ComparedOutput& comparand = study.comparands[c];
        for (std::int64_t i = 0; i < 49; ++i) {
            Tensor dot = black;
            dot.values[static_cast<std::size_t>(i)] = 16;
            const CompareStudy lit =
                compareStudy({}, dot, {CompareBy::References, false, MovedImages::Nothing}).value();
            const auto rows = comparand.grid.rows.windowsOver(i / 7);
            const auto cols = comparand.grid.cols.windowsOver(i % 7);
            const auto& values = lit.comparands[c].y.values;
            EXPECT_EQ(std::count_if(values.begin(), values.end(), [](float v) { return v != 0; }),
                      static_cast<std::ptrdiff_t>(rows.size() * cols.size()))
                << comparand.by.name << " at " << i;
        }
    }
}

TEST(CompareStudy, KnowsWhetherFiltersMadeX) {
    Experiment relu;
    EXPECT_FALSE(compareStudy(relu, plane(3, Floats(9)), {})->filtered);
    relu.filters.relu = true;
    EXPECT_TRUE(compareStudy(relu, plane(3, Floats(9)), {})->filtered);
}

TEST(CompareStudy, ChangesAreThoseOfTheShiftStudy) {
    const Tensor images = test::mnistImages(3);
    const CompareStudy all = compareStudy({}, images, {CompareBy::References, false, MovedImages::EveryImage}).value();
    const ShiftStudy shift = shiftStudy(Experiment{}, images, 1).value();
    EXPECT_DOUBLE_EQ(*all.comparands[0].change, shift.all.output.fraction());
    EXPECT_DOUBLE_EQ(*all.inputChange, shift.all.input.fraction());
    // Zhang's point: with the blur the output follows the image, without it most is another picture.
    EXPECT_LT(*all.comparands[2].change, *all.comparands[0].change);
    EXPECT_LT(*all.comparands[4].change, *all.comparands[3].change);
    const CompareStudy one = compareStudy({}, images, {CompareBy::References, false, MovedImages::Plane}).value();
    EXPECT_DOUBLE_EQ(*one.comparands[0].change,
                     shiftStudy(Experiment{}, selectImages(images, 0, 0), 1)->all.output.fraction());
}

TEST(CompareStudy, WhatIsNotPossibleKeepsItsReason) {
    const CompareStudy study =
        compareStudy({}, plane(3, Floats(9, 1)), {CompareBy::Windows, true, MovedImages::Plane}).value();
    EXPECT_FALSE(study.comparands[0].refused);
    ASSERT_TRUE(study.comparands[6].refused);  // 4x4 on 3x3
    EXPECT_EQ(study.comparands[6].refused->where, "window.size");
    EXPECT_TRUE(study.comparands[6].y.values.empty());
    EXPECT_FALSE(study.comparands[9].refused);  // every 2nd pixel
    Experiment still;
    still.window.stride = {0, 0};
    const CompareStudy none = compareStudy(still, plane(3, Floats(9)), {}).value();
    for (const ComparedOutput& comparand : none.comparands) {
        ASSERT_TRUE(comparand.refused) << comparand.by.name;
        EXPECT_EQ(comparand.refused->where, "window.stride") << comparand.by.name;
    }
    Experiment wrong;
    wrong.pool.p = -1;
    const CompareStudy operations = compareStudy(wrong, plane(3, Floats(9)), {}).value();
    EXPECT_FALSE(operations.comparands[0].refused);
    EXPECT_EQ(operations.comparands[4].refused->where, "pool.p");
}

TEST(CompareStudy, RefusesAPlaneThatIsNotThereAndStops) {
    EXPECT_EQ(compareStudy(secondImage(), plane(2, Floats(4)), {}).error().where, "plane");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(compareStudy({}, plane(2, Floats(4)), {}, stop.get_token()).error().where, kStopped);
}

}  // namespace
}  // namespace poolscope
