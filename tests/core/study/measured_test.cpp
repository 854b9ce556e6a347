// SPDX-License-Identifier: GPL-3.0-or-later
// The measured facts of the MNIST test set, as studies give them.
#include <gtest/gtest.h>

#include "core/filter/filter.h"
#include "core/study/ink.h"
#include "core/study/shift.h"
#include "core/study/ties.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

Experiment with(const WindowSpec& window) {
    Experiment experiment;
    experiment.window = window;
    return experiment;
}

struct Shares {
    double tied;
    double black;
    double tiedInked;
};

TEST(Measured, TiesOfAllTenThousandTestImages) {
    const Tensor images = test::mnistImages(10000);
    const std::vector<std::pair<WindowSpec, Shares>> facts{{square(2, 2), {0.828, 0.743, 0.331}},
                                                           {square(3, 2), {0.780, 0.631, 0.403}},
                                                           {square(3, 1), {0.779, 0.630, 0.402}}};
    for (const auto& [window, expected] : facts) {
        SCOPED_TRACE(toText(window.size) + " / " + toText(window.stride));
        const TieStudy study = tieStudy(with(window), images).value();
        EXPECT_NEAR(tiedShare(study.all), expected.tied, 0.0005);
        EXPECT_NEAR(blackShare(study.all), expected.black, 0.0005);
        EXPECT_NEAR(tiedInkedShare(study.all), expected.tiedInked, 0.0005);
    }
}

TEST(Measured, ShiftsOfTheFirstTwoThousandTestImages) {
    const Tensor images = test::mnistImages(2000);
    struct Fact {
        WindowSpec window;
        double output;
        std::int64_t identical;  // -1: not known
    };
    const std::vector<Fact> facts{
        {square(2, 2), 0.419, 0}, {square(3, 2), 0.309, -1}, {square(4, 4), 0.253, 3}, {square(7, 7), 0.158, 616}};
    for (const Fact& fact : facts) {
        SCOPED_TRACE(toText(fact.window.size));
        const ShiftStudy study = shiftStudy(with(fact.window), images, 1).value();
        EXPECT_EQ(study.all.count, 16000);
        EXPECT_NEAR(study.all.input.fraction(), 0.628, 0.0005);
        EXPECT_NEAR(study.all.output.fraction(), fact.output, 0.0005);
        if (fact.identical >= 0) {
            EXPECT_EQ(study.all.identical, fact.identical);
        }
    }
}

TEST(Measured, TurnsOfTheFirstTwoThousandTestImages) {
    const MotionChange turned = rotationStudy({}, test::mnistImages(2000), 10).value();
    EXPECT_NEAR(turned.input.fraction(), 0.494, 0.0005);
    EXPECT_NEAR(turned.output.fraction(), 0.359, 0.0005);
}

Experiment withTenFiltersAndRelu() {
    Experiment experiment;
    experiment.filters = {allFilters(), true};
    return experiment;
}

TEST(Measured, ShiftsBehindTenFiltersAndReluAreLargerThanThoseOfTheImage) {
    const ShiftStudy study = shiftStudy(withTenFiltersAndRelu(), test::mnistImages(100), 1).value();
    EXPECT_NEAR(study.all.ofImage().fraction(), 0.620, 0.0005);
    EXPECT_NEAR(study.all.input.fraction(), 0.911, 0.0005);
    EXPECT_NEAR(study.all.output.fraction(), 0.581, 0.0005);
}

TEST(Measured, TenFiltersAndReluLeaveFewTiesWithInk) {
    const Tensor images = test::mnistImages(100);
    EXPECT_NEAR(tiedInkedShare(tieStudy({}, images)->all), 0.315, 0.0005);
    EXPECT_NEAR(tiedInkedShare(tieStudy(withTenFiltersAndRelu(), images)->all), 0.057, 0.0005);
}

// The lesson on padding says so of this digit.
TEST(Measured, ZeroPaddingLosesGradientsOfTheThree) {
    const Tensor three = selectImages(test::mnistImages(19), 18, 18);
    const Pooling ignored = pooled(three, square(2, 2, 1), operation(PoolOp::Max));
    const Pooling zeros = pooled(three, square(2, 2, 1), operation(PoolOp::Max, PadValue::Zero));
    EXPECT_EQ(zeros.y.values, ignored.y.values);
    EXPECT_EQ(ignored.sums.arrived, 225);
    EXPECT_EQ(zeros.sums.lost, 29);
}

// Writing = instead of += loses that share of the gradient on inked cells.
double lostOnInk(const Tensor& images, const WindowSpec& window, Overlap overlap) {
    PoolSpec overwriting;
    overwriting.overlap = overlap;
    const double added = gradientOnInk(images.values, pooled(images, window, {}).dx.values)->ink;
    const double kept = gradientOnInk(images.values, pooled(images, window, overwriting).dx.values)->ink;
    return 1 - kept / added;
}

TEST(Measured, OverwritingLosesGradientOnInk) {
    const Tensor images = test::mnistImages(2000);
    EXPECT_NEAR(lostOnInk(images, square(3, 2), Overlap::Loop), 0.263, 0.0005);
    EXPECT_NEAR(lostOnInk(images, square(3, 1), Overlap::Loop), 0.506, 0.0005);
    EXPECT_NEAR(lostOnInk(images, square(3, 2), Overlap::Col2im), 0.726, 0.0005);
    EXPECT_NEAR(lostOnInk(images, square(3, 1), Overlap::Col2im), 0.857, 0.0005);
}

}  // namespace
}  // namespace poolscope
