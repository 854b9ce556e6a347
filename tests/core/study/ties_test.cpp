// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ties.h"

#include <gtest/gtest.h>

#include "core/filter/filter.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

// Three images of 2x4: windows (tied, inked) and black; (not tied) and (tied, inked); both black.
Tensor threeImages() {
    return {Shape{3, 1, 2, 4}, {5, 5, 0, 0, 1, 2, 0, 0,  //
                                1, 2, 7, 7, 3, 4, 7, 7,  //
                                0, 0, 0, 0, 0, 0, 0, 0}};
}

TEST(TieStudy, CountsOverABatchAndForEachLabel) {
    const std::vector<int> labels{4, 1, 4};
    const TieStudy study = tieStudy({}, threeImages(), labels).value();
    EXPECT_EQ(study.all, (WindowFacts{6, 3, 5, 2}));
    EXPECT_DOUBLE_EQ(tiedShare(study.all), 5.0 / 6);
    EXPECT_DOUBLE_EQ(blackShare(study.all), 0.5);
    EXPECT_DOUBLE_EQ(tiedInkedShare(study.all), 2.0 / 3);
    const std::vector<LabelTies> expected{{1, 1, {2, 0, 1, 1}}, {4, 2, {4, 3, 4, 1}}};
    EXPECT_EQ(study.byLabel, expected);
}

TEST(TieStudy, EqualsOneEvaluationOfTheWholeBatchWithFiltersAndReluToo) {
    const auto images = std::make_shared<const Tensor>(threeImages());
    Experiment experiment;
    experiment.filters = {allFilters(), true};
    experiment.window.stride = {1, 1};
    EXPECT_EQ(tieStudy(experiment, *images).value().all, evaluate(experiment, images).value().forward->facts);
}

TEST(TieStudy, SharesOfNothingAreZero) {
    const TieStudy study = tieStudy({}, Tensor(Shape{0, 1, 4, 4})).value();
    EXPECT_EQ(study.all, WindowFacts{});
    EXPECT_EQ(tiedShare(study.all), 0);
    EXPECT_EQ(tiedInkedShare({4, 4, 4, 0}), 0);
}

TEST(TieStudy, RefusesWhatEvaluateRefusesAndLabelsThatDoNotFit) {
    Experiment experiment;
    experiment.window = square(5, 1);
    EXPECT_EQ(tieStudy(experiment, threeImages()).error().where, "window.size");
    const std::vector<int> labels{1, 2};
    EXPECT_EQ(tieStudy({}, threeImages(), labels).error().where, "labels");
}

TEST(TieStudy, TheSessionsPlaneDoesNotMatter) {
    Experiment experiment;
    experiment.plane = 2;
    EXPECT_TRUE(tieStudy(experiment, threeImages()));
}

TEST(TieStudy, StopsAndSaysHowFarItIs) {
    std::stop_source source;
    Progress progress;
    EXPECT_TRUE(tieStudy({}, threeImages(), {}, {source.get_token(), &progress}));
    EXPECT_EQ(progress.fraction(), 1);
    source.request_stop();
    EXPECT_EQ(tieStudy({}, threeImages(), {}, source.get_token()).error().where, kStopped);
}

}  // namespace
}  // namespace poolscope
