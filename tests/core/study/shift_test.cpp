// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/shift.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/filter/filter.h"
#include "core/study/aliasing.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Floats = std::vector<float>;
const Tensor kCounting = plane(3, {1, 2, 3, 4, 5, 6, 7, 8, 9});

TEST(Shifted, MovesWithZerosMovingIn) {
    EXPECT_EQ(shiftedImages(kCounting, {1, 0}).values, (Floats{0, 0, 0, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(shiftedImages(kCounting, {0, -1}).values, (Floats{2, 3, 0, 5, 6, 0, 8, 9, 0}));
    EXPECT_EQ(shiftedImages(kCounting, {-2, 1}).values, (Floats{0, 7, 8, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(shiftedImages(kCounting, {3, 0}).values, Floats(9));
    EXPECT_EQ(shiftedImages(kCounting, {0, -5}).values, Floats(9));
    EXPECT_EQ(shiftedImages(kCounting, {0, 0}).values, kCounting.values);
}

TEST(Shifted, KeepsPlanesApart) {
    const Tensor two{Shape{1, 2, 1, 2}, {1, 2, 3, 4}};
    EXPECT_EQ(shiftedImages(two, {0, 1}).values, (Floats{0, 1, 0, 3}));
}

TEST(Directions, AreNamedAsTheyMove) {
    EXPECT_EQ(directionName(1), "up");
    EXPECT_EQ(kDirections[1], (CellRef{-1, 0}));
    EXPECT_EQ(directionName(4), "right");
    EXPECT_EQ(kDirections[4], (CellRef{0, 1}));
    EXPECT_EQ(directionName(5), "down left");
    EXPECT_EQ(kDirections[5], (CellRef{1, -1}));
}

TEST(Rotated, QuarterTurnsOnlyMoveValuesCounterClockwise) {
    EXPECT_EQ(rotatedImages(kCounting, 90).values, (Floats{3, 6, 9, 2, 5, 8, 1, 4, 7}));
    EXPECT_EQ(rotatedImages(kCounting, -90).values, (Floats{7, 4, 1, 8, 5, 2, 9, 6, 3}));
    EXPECT_EQ(rotatedImages(kCounting, 180).values, (Floats{9, 8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(rotatedImages(kCounting, 360).values, kCounting.values);
}

TEST(Rotated, TakesTheValueBetweenFourCells) {
    // By 45 degrees the right neighbour comes from (1 + s, 1 + s), s = 1/sqrt(2), of an image that is 8 at (2, 2).
    const Tensor corner = plane(3, {0, 0, 0, 0, 0, 0, 0, 0, 8});
    EXPECT_NEAR(rotatedImages(corner, 45).at(0, {1, 2}), 8 * 0.5, 1e-5);
    EXPECT_EQ(rotatedImages(corner, 45).at(0, {1, 0}), 0);
}

TEST(ShiftStudy, TakesTheChangeOfInputAndOutputInEachDirection) {
    // One dot in the top left cell of a 2x2 window: right, down and down right keep it in its window.
    Tensor dot(Shape{1, 1, 4, 4});
    dot.values[0] = 6;
    const ShiftStudy study = shiftStudy(Experiment{}, dot, 1).value();
    const std::array<bool, 8> unchanged{false, false, false, false, true, false, true, true};
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(study.isUnchanged(i), unchanged[i]) << directionName(i);
    EXPECT_EQ(study.all.count, 8);
    EXPECT_EQ(study.all.identical, 3);
    // Five shifts push the dot out (6 each), three move it (6 gone, 6 come).
    EXPECT_EQ(study.all.input, (RelativeChange{5 * 6 + 3 * 12, 8 * 6}));
    EXPECT_EQ(study.all.output, (RelativeChange{5 * 6, 8 * 6}));
    EXPECT_EQ(study.directions[4].input, (RelativeChange{12, 6}));
    EXPECT_DOUBLE_EQ(study.directions[0].output.fraction(), 1);
}

// The dot, and one of -6 that a ReLU takes away.
Experiment withRelu() {
    Experiment experiment;
    experiment.filters.relu = true;
    return experiment;
}
Tensor dotAndHole() {
    Tensor x(Shape{1, 1, 4, 4});
    x.values[0] = 6;
    x.values[10] = -6;
    return x;
}

TEST(ShiftStudy, WithFiltersOrReluMeasuresFromX) {
    const ShiftStudy study = shiftStudy(withRelu(), dotAndHole(), 1).value();
    // X and Y are those of the dot alone.
    EXPECT_EQ(study.all.input, (RelativeChange{5 * 6 + 3 * 12, 8 * 6}));
    EXPECT_EQ(study.all.output, (RelativeChange{5 * 6, 8 * 6}));
    // In the image the hole moves too, eight times.
    ASSERT_TRUE(study.all.image);
    EXPECT_EQ(*study.all.image, (RelativeChange{5 * 6 + 3 * 12 + 8 * 12, 8 * 12}));
    EXPECT_EQ(*study.directions[4].image, (RelativeChange{24, 12}));
    EXPECT_EQ(&study.all.ofImage(), &*study.all.image);
}

TEST(ShiftStudy, OfAFilterTakesTheChangeOfItsResponse) {
    // The Gaussian spreads the dot to 3x3 cells that add up to 6; the window 2x2, stride 2 takes the largest.
    Experiment experiment;
    experiment.filters.filters = {filterNamed("gaussian").value()};
    Tensor dot(Shape{1, 1, 4, 4});
    dot.values[5] = 16;
    const ShiftStudy study = shiftStudy(experiment, dot, 1).value();
    // To the right: 1 2 1 0 becomes 0 1 2 1 in the rows, 4 of 4, and these rows count 1, 2 and 1 times.
    EXPECT_EQ(study.directions[4].input, (RelativeChange{16, 16}));
    // The largest: 4 2 over 2 1 becomes 2 4 over 1 2.
    EXPECT_EQ(study.directions[4].output, (RelativeChange{2 + 2 + 1 + 1, 9}));
    EXPECT_EQ(*study.directions[4].image, (RelativeChange{32, 16}));
}

TEST(ShiftStudy, WithoutFiltersTheImageIsX) {
    const ShiftStudy study = shiftStudy(Experiment{}, dotAndHole(), 1).value();
    EXPECT_FALSE(study.all.image);
    EXPECT_EQ(study.all.ofImage(), study.all.input);
}

TEST(ShiftStudy, EmptyAndUnchangingImagesChangeByNothing) {
    const ShiftStudy none = shiftStudy(Experiment{}, Tensor(Shape{0, 1, 4, 4}), 1).value();
    EXPECT_EQ(none, ShiftStudy{});
    EXPECT_FALSE(none.isUnchanged(0));
    const ShiftStudy black = shiftStudy(Experiment{}, Tensor(Shape{1, 1, 4, 4}), 1).value();
    EXPECT_EQ(black.all.output.fraction(), 0);
    EXPECT_EQ(black.all.identical, 8);
}

TEST(ShiftStudy, NotANumberEqualsItself) {
    Tensor x(Shape{1, 1, 4, 4}, std::numeric_limits<float>::quiet_NaN());
    x.values[0] = 1;
    const Reduction same = [](const Tensor& image, const RunControl&) -> Result<Tensor> {
        return Tensor(Shape{1, 1, 1, 1}, image.values.back());
    };
    EXPECT_FALSE(shiftStudy(same, x, 1).value().isUnchanged(0));  // a zero moved in
    const Reduction always = [](const Tensor&, const RunControl&) -> Result<Tensor> {
        return Tensor(Shape{1, 1, 1, 1}, std::numeric_limits<float>::quiet_NaN());
    };
    EXPECT_EQ(shiftStudy(always, x, 1).value().all.identical, 8);
    EXPECT_EQ(shiftStudy(always, x, 1).value().all.output.moved, 0);
}

TEST(ShiftStudy, TakesAnyReduction) {
    Tensor dot(Shape{1, 1, 4, 4});
    dot.values[0] = 6;
    const Reduction everySecond = [](const Tensor& image, const RunControl&) -> Result<Tensor> {
        return subsampled(image, {2, 2});
    };
    // The dot is seen before every shift and after none.
    EXPECT_EQ(shiftStudy(everySecond, dot, 1).value().all.output, (RelativeChange{48, 48}));
}

TEST(ShiftStudy, RefusesShiftsThatLeaveNothing) {
    EXPECT_EQ(shiftStudy(Experiment{}, kCounting, 0).error().where, "study.by");
    EXPECT_EQ(shiftStudy(Experiment{}, kCounting, 4).error().where, "study.by");
    EXPECT_TRUE(shiftStudy(Experiment{}, kCounting, 3));
    Experiment large;
    large.window = square(9, 9);
    EXPECT_EQ(shiftStudy(large, kCounting, 1).error().where, "window.size");
}

TEST(ShiftStudy, StopsAndSaysHowFarItIs) {
    std::stop_source source;
    Progress progress;
    EXPECT_TRUE(shiftStudy(Experiment{}, kCounting, 1, {source.get_token(), &progress}));
    EXPECT_EQ(progress.fraction(), 1);
    source.request_stop();
    EXPECT_EQ(shiftStudy(Experiment{}, kCounting, 1, source.get_token()).error().where, kStopped);
}

TEST(ShiftStudy, StopsInTheMiddle) {
    std::stop_source source;
    int calls = 0;
    const Reduction stopsItself = [&](const Tensor& image, const RunControl&) -> Result<Tensor> {
        if (++calls == 3) source.request_stop();
        return image;
    };
    Progress progress;
    const auto study = shiftStudy(stopsItself, kCounting, 1, {source.get_token(), &progress});
    ASSERT_FALSE(study);
    EXPECT_EQ(study.error().where, kStopped);
    EXPECT_EQ(calls, 3);
}

TEST(RotationStudy, ComparesEachImageWithItselfTurned) {
    const MotionChange half = rotationStudy({}, plane(2, {1, 2, 3, 4}), 180).value();
    EXPECT_EQ(half.input, (RelativeChange{3 + 1 + 1 + 3, 10}));
    EXPECT_EQ(half.output, (RelativeChange{0, 4}));
    EXPECT_EQ(half.identical, 1);
    EXPECT_EQ(rotationStudy({}, kCounting, std::numeric_limits<double>::infinity()).error().where, "study.degrees");
}

TEST(RotationStudy, WithReluMeasuresFromX) {
    const MotionChange half = rotationStudy(withRelu(), plane(2, {1, 2, -3, 4}), 180).value();
    EXPECT_EQ(half.input, (RelativeChange{3 + 2 + 2 + 3, 7}));
    EXPECT_EQ(*half.image, (RelativeChange{3 + 5 + 5 + 3, 10}));
    EXPECT_EQ(half.identical, 1);
    EXPECT_EQ(*sumOfChanges(half, half).image, (RelativeChange{32, 20}));
}

TEST(ShiftCurves, WithReluHoldTheImageTooAndWithoutDoNot) {
    const std::vector<WindowSpec> windows{square(2, 2), square(3, 1)};
    const ShiftCurves curves = shiftCurves(withRelu(), dotAndHole(), windows, 2).value();
    const ShiftStudy first = shiftStudy(withRelu(), dotAndHole(), 1).value();
    ASSERT_EQ(curves.image.size(), 2U);
    EXPECT_EQ(curves.image[0], first.all.image->fraction());
    EXPECT_EQ(curves.input[0], first.all.input.fraction());
    EXPECT_TRUE(shiftCurves({}, dotAndHole(), windows, 2)->image.empty());
}

TEST(ShiftCurves, HoldOneStudyForEachShiftAndWindow) {
    const std::vector<WindowSpec> windows{square(2, 1), square(3, 3)};
    const ShiftCurves curves = shiftCurves({}, kCounting, windows, 2).value();
    ASSERT_EQ(curves.outputs.size(), 2U);
    Experiment experiment;
    experiment.window = windows[1];
    const ShiftStudy second = shiftStudy(experiment, kCounting, 2).value();
    EXPECT_EQ(curves.outputs[1].window, windows[1]);
    EXPECT_EQ(curves.outputs[1].change.at(1), second.all.output.fraction());
    ASSERT_EQ(curves.input.size(), 2U);
    EXPECT_EQ(curves.input[1], second.all.input.fraction());
    EXPECT_EQ(shiftCurves({}, kCounting, windows, 9).error().where, "study.by");
}

TEST(RotationCurves, AskTheSameAsOneTurnAfterAnother) {
    const std::vector<WindowSpec> windows{square(2, 2), square(3, 3)};
    const std::vector<double> degrees{90, 180};
    const ShiftCurves curves = rotationCurves({}, kCounting, windows, degrees).value();
    ASSERT_EQ(curves.outputs.size(), 2U);
    EXPECT_EQ(curves.input[1], rotationStudy({}, kCounting, 180).value().input.fraction());
    EXPECT_EQ(curves.outputs[0].change[0], rotationStudy({}, kCounting, 90).value().output.fraction());
    EXPECT_EQ(curves.outputs[1].change, (std::vector<double>{0, 0}));  // the 9 stays in the one window
}

TEST(ComparedWindows, BeginWithTheOwnAndLeaveOutWhatDoesNotFit) {
    const auto names = [](const std::vector<WindowSpec>& windows) {
        std::string text;
        for (const WindowSpec& w : windows) text += toText(w.size) + "/" + toText(w.stride) + " ";
        return text;
    };
    EXPECT_EQ(names(comparedWindows({}, {1, 1, 28, 28})), "2x2/2x2 3x3/2x2 4x4/4x4 7x7/7x7 ");
    EXPECT_EQ(names(comparedWindows({}, {1, 1, 3, 28})), "2x2/2x2 3x3/2x2 ");
    Experiment padded;
    padded.window = square(2, 2, 1);
    EXPECT_EQ(names(comparedWindows(padded, {1, 1, 4, 4})), "2x2/2x2 2x2/2x2 3x3/2x2 4x4/4x4 ");
}

}  // namespace
}  // namespace poolscope
