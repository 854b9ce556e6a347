// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/evaluator.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <functional>
#include <vector>

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

// The evaluator's pictures, of which it keeps some, are those that are made anew.
TEST(Evaluator, KeepsOnlyPicturesThatAreTheSameStill) {
    Evaluator evaluator;
    std::shared_ptr<const Rendered> shown;
    QObject::connect(&evaluator, &Evaluator::succeeded, &evaluator, [&](const auto& rendered) { shown = rendered; });
    auto source = std::make_shared<Source>();
    QObject::connect(&evaluator, &Evaluator::failed, &evaluator, [](const Error& error) { FAIL() << error.message; });
    Tensor images(Shape{2, 2, 8, 8});
    for (std::size_t i = 0; i < images.values.size(); ++i) images.values[i] = static_cast<float>(i * 37 % 101);
    source->range = storedRange(images.values);
    source->images = std::make_shared<const Tensor>(std::move(images));
    EvaluationRequest request;
    request.painted.source = source;
    Experiment& experiment = request.painted.experiment;
    experiment.images = {0, 1};
    const std::vector<std::function<void()>> edits{[] {},
                                                   [&] {
                                                       experiment.window.size = {3, 3};
                                                   },
                                                   [&] { experiment.plane = 3; },
                                                   [&] { request.view.palette = Palette::Viridis; },
                                                   [&] {
                                                       request.view.range = {RangeKind::Given, {0, 50}};
                                                   },
                                                   [&] { request.themeName = ThemeName::Dark; },
                                                   [&] { experiment.filters.filters = {1}; },
                                                   [&] {
                                                       experiment.images = {1, 1};
                                                       experiment.plane = 0;
                                                   },
                                                   [&] { experiment.pool.op = PoolOp::Lp; }};
    std::vector<std::vector<std::uint32_t>> seen;
    for (const auto& edit : edits) {
        edit();
        shown.reset();
        evaluator.request(request);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !evaluator.busy(); }, kPatience));
        ASSERT_TRUE(shown) << seen.size();
        const Pictures anew = makePictures(shown->evaluation, shown->view, themeNamed(request.themeName));
        EXPECT_EQ(*shown->pictures.input.argb, *anew.input.argb) << seen.size();
        EXPECT_EQ(*shown->pictures.output.argb, *anew.output.argb) << seen.size();
        seen.push_back(*anew.input.argb);
    }
    for (const std::size_t i : {2U, 3U, 4U, 6U, 7U}) EXPECT_NE(seen[i], seen[i - 1]) << i;
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
