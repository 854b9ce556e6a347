// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/run_control.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(Progress, NeverFallsAndEndsAtOne) {
    Progress progress;
    EXPECT_EQ(progress.fraction(), 0);
    progress.raiseTo(0.5);
    progress.raiseTo(0.25);
    EXPECT_EQ(progress.fraction(), 0.5);
    progress.raiseTo(1.5);
    EXPECT_EQ(progress.fraction(), 1);
}

TEST(RunControl, OfAPartReportsIntoThatPart) {
    Progress progress;
    const RunControl run({}, &progress);
    const RunControl half = run.part(0.5, 1);
    half.report(0);
    EXPECT_EQ(progress.fraction(), 0.5);
    half.part(0, 0.5).report(1);
    EXPECT_EQ(progress.fraction(), 0.75);
    half.report(1);
    EXPECT_EQ(progress.fraction(), 1);
}

TEST(RunControl, WithNothingNeverStops) {
    const RunControl run;
    run.report(0.5);
    EXPECT_FALSE(run.isStopped());
    EXPECT_FALSE(run.part(0, 1).isStopped());
}

TEST(RunControl, IsMadeOfATokenAlone) {
    std::stop_source source;
    const RunControl run = source.get_token();
    EXPECT_FALSE(run.isStopped());
    source.request_stop();
    EXPECT_TRUE(run.isStopped());
    EXPECT_TRUE(run.part(0, 0.5).isStopped());
}

}  // namespace
}  // namespace poolscope
