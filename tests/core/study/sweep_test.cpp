// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sweep.h"

#include <gtest/gtest.h>

#include "core/study/cost.h"
#include "core/study/shift.h"
#include "core/study/ties.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

TEST(SweepStudy, HoldsWhatTheSingleStudiesSay) {
    const Tensor images = test::mnistImages(3);
    const SweepStudy result = sweepStudy({}, images, {{2, 3}, {1, 2}}).value();
    ASSERT_EQ(result.cells.size(), 4U);
    const SweepCell& cell = result.at(1, 1);
    EXPECT_EQ(cell.size, 3);
    EXPECT_EQ(cell.stride, 2);
    EXPECT_EQ(cell.output, (Extent{13, 13}));
    EXPECT_DOUBLE_EQ(cell.reduction, 784.0 / 169);
    Experiment experiment;
    experiment.window = square(3, 2);
    EXPECT_EQ(cell.facts, tieStudy(experiment, images).value().all);
    const ShiftStudy shift = shiftStudy(experiment, images, 1).value();
    EXPECT_EQ(cell.change, shift.all.output.fraction());
    EXPECT_EQ(result.inputChange, shift.all.input.fraction());
}

TEST(SweepStudy, LeavesOutWindowsThatDoNotFitAndSaysWhy) {
    const SweepStudy result = sweepStudy({}, plane(3, std::vector<float>(9)), {{2, 4}, {1, 0}}).value();
    EXPECT_FALSE(result.at(0, 0).refused);
    EXPECT_EQ(result.at(0, 1).refused->where, "window.stride");
    EXPECT_EQ(result.at(1, 0).refused->where, "window.size");
}

TEST(SweepStudy, RefusesEmptyListsAndWhatNoSizeCanMend) {
    const Tensor x = plane(3, std::vector<float>(9));
    EXPECT_EQ(sweepStudy({}, x, {{}, {1}}).error().where, "study.sizes");
    EXPECT_EQ(sweepStudy({}, x, {{1}, std::vector<std::int64_t>(65, 1)}).error().where, "study.strides");
    Experiment wrong;
    wrong.pool.op = PoolOp::Lp;
    wrong.pool.p = -1;
    EXPECT_EQ(sweepStudy(wrong, x, {}).error().where, "pool.p");
}

TEST(SweepStudy, StopsAndSaysHowFarItIs) {
    std::stop_source source;
    Progress progress;
    EXPECT_TRUE(sweepStudy({}, plane(3, std::vector<float>(9)), {}, {source.get_token(), &progress}));
    EXPECT_EQ(progress.fraction(), 1);
    source.request_stop();
    EXPECT_EQ(sweepStudy({}, plane(3, std::vector<float>(9)), {}, source.get_token()).error().where, kStopped);
}

TEST(Cost, CountsOneDigitByHand) {
    const Cost cost = costOf({}, {10, 1, 28, 28}).value();
    EXPECT_EQ(cost.before, (CostSide{784, 3136, 7850, 7840}));
    EXPECT_EQ(cost.after, (CostSide{196, 784, 1970, 1960}));
    EXPECT_EQ(cost.comparisons, 196 * 3);
}

TEST(Cost, CountsFiltersPaddingAndUnits) {
    Experiment experiment;
    experiment.filters = {{0, 1}, true};
    experiment.window = square(2, 2, 1);
    // 4x4 padded to 6x6 in 9 windows: along an axis 1 + 2 + 1 cells are of the image, or 2 + 2 + 2 with zeros.
    const Cost cost = costOf(experiment, {1, 3, 4, 4}, 2).value();
    EXPECT_EQ(cost.before, (CostSide{96, 384, 194, 192}));
    EXPECT_EQ(cost.after, (CostSide{54, 216, 110, 108}));
    EXPECT_EQ(cost.comparisons, 6 * (16 - 9));
    experiment.pool.padValue = PadValue::Zero;
    EXPECT_EQ(costOf(experiment, {1, 3, 4, 4}).value().comparisons, 6 * (36 - 9));
    experiment.pool.op = PoolOp::Avg;
    EXPECT_EQ(costOf(experiment, {1, 3, 4, 4}).value().comparisons, std::nullopt);
}

TEST(Cost, RefusesUnitsOutsideTheirRangeAndWindowsThatDoNotFit) {
    EXPECT_EQ(costOf({}, {1, 1, 4, 4}, 0).error().where, "study.units");
    EXPECT_EQ(costOf({}, {1, 1, 4, 4}, 1'000'001).error().where, "study.units");
    EXPECT_EQ(costOf({}, {1, 1, 1, 1}).error().where, "window.size");
}

}  // namespace
}  // namespace poolscope
