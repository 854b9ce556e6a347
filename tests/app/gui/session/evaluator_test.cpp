// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/evaluator.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "tests/app/gui/support/patience.h"

namespace poolscope {
namespace {

// `side` decides how long it takes: a norm over large windows is slow.
EvaluationRequest requestOf(std::int64_t side) {
    EvaluationRequest request;
    auto source = std::make_shared<Source>();
    source->images = std::make_shared<const Tensor>(Shape{1, 1, side, side}, 1.0F);
    request.painted.source = source;
    Experiment& experiment = request.painted.experiment;
    experiment.pool.op = PoolOp::Lp;
    experiment.window.size = {side / 2, side / 2};
    experiment.window.stride = {1, 1};
    return request;
}

TEST(Evaluator, IsBusyUntilItReports) {
    Evaluator evaluator;
    QSignalSpy succeeded(&evaluator, &Evaluator::succeeded);
    EXPECT_FALSE(evaluator.busy());
    evaluator.request(requestOf(8));
    EXPECT_TRUE(evaluator.busy());
    ASSERT_TRUE(succeeded.wait(kPatience));
    EXPECT_FALSE(evaluator.busy());
    EXPECT_EQ(evaluator.progress(), 1);
}

TEST(Evaluator, StopsWhenCancelledAndWorksOn) {
    Evaluator evaluator;
    QSignalSpy succeeded(&evaluator, &Evaluator::succeeded);
    QSignalSpy cancelled(&evaluator, &Evaluator::cancelled);
    evaluator.cancel();
    EXPECT_EQ(cancelled.count(), 0) << "there was nothing to cancel";

    evaluator.request(requestOf(600));  // billions of taps: minutes
    double seen = 0;
    QElapsedTimer timer;
    timer.start();
    while (evaluator.progress() == 0 && timer.elapsed() < kPatience) QTest::qWait(1);
    for (int i = 0; i < 20; ++i) {
        QTest::qWait(2);
        EXPECT_GE(evaluator.progress(), seen);
        seen = evaluator.progress();
    }
    EXPECT_GT(seen, 0);
    EXPECT_LT(seen, 1);
    evaluator.cancel();
    EXPECT_EQ(cancelled.count(), 1);
    EXPECT_FALSE(evaluator.busy());

    evaluator.request(requestOf(8));
    EXPECT_EQ(evaluator.progress(), 0);
    ASSERT_TRUE(succeeded.wait(kPatience));
    EXPECT_EQ(succeeded.count(), 1) << "only the second";
}

TEST(Evaluator, DropsAFinishedResultThatWasCancelledBeforeItWasReported) {
    Evaluator evaluator;
    QSignalSpy succeeded(&evaluator, &Evaluator::succeeded);
    evaluator.request(requestOf(8));
    QElapsedTimer timer;
    timer.start();
    while (evaluator.progress() < 1 && timer.elapsed() < kPatience) QThread::msleep(1);  // no events are handled
    evaluator.cancel();
    QTest::qWait(20);
    EXPECT_EQ(succeeded.count(), 0);
}

}  // namespace
}  // namespace poolscope
