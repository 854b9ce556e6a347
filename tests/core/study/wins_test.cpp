// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/wins.h"

#include <gtest/gtest.h>

#include "core/study/dataset.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using Counts = std::vector<std::int64_t>;

// Two images of 2x2: the 9 in the last place, and nothing at all.
const Tensor kTwo{Shape{2, 1, 2, 2}, {0, 0, 0, 9, 0, 0, 0, 0}};

TEST(WinStudy, AddsWhatEveryImageHas) {
    const WinStudy study = winStudy({}, kTwo).value();
    EXPECT_EQ(study.wins.bySlot, (Counts{1, 0, 0, 1}));
    EXPECT_EQ(study.wins.byWins, (Counts{6, 2}));
    EXPECT_EQ(study.gradient, (InkGradient{1, 1, 1, 7}));
}

TEST(WinStudy, SendsOnesWhateverTheExperimentSendsUp) {
    Experiment other;
    other.plane = 1;
    other.gradient.kind = Upstream::OneCell;
    EXPECT_EQ(winStudy(other, kTwo).value(), winStudy({}, kTwo).value());
}

TEST(WinStudy, RefusesOperationsWithoutAWinnerAndStops) {
    Experiment average;
    average.pool.op = PoolOp::Avg;
    EXPECT_EQ(winStudy(average, kTwo).error().where, "pool.op");
    Experiment large;
    large.window = square(9, 9);
    EXPECT_EQ(winStudy(large, kTwo).error().where, "window.size");
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(winStudy({}, kTwo, source.get_token()).error().where, kStopped);
}

TEST(DatasetStudy, IsTheThreeStudies) {
    const std::vector<int> labels{3, 5};
    Progress progress;
    const DatasetStudy study = datasetStudy({}, kTwo, labels, {std::stop_token(), &progress}).value();
    EXPECT_EQ(study.ties, tieStudy({}, kTwo, labels).value());
    EXPECT_EQ(study.wins, winStudy({}, kTwo).value());
    EXPECT_EQ(study.shift, shiftStudy(Experiment{}, kTwo, 1).value());
    EXPECT_EQ(progress.fraction(), 1);
    Experiment average;
    average.pool.op = PoolOp::Avg;
    EXPECT_EQ(datasetStudy(average, kTwo).value().wins, std::nullopt);
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(datasetStudy({}, kTwo, labels, source.get_token()).error().where, kStopped);
}

}  // namespace
}  // namespace poolscope
