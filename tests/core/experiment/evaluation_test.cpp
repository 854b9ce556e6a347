// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/evaluation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/experiment/display.h"
#include "tests/core/support/example.h"
#include "tests/core/support/mnist.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

TEST(Evaluation, HoldsForwardAndBackwardOfTheExperiment) {
    const Evaluation e = evaluated(smallImage());
    EXPECT_EQ(e.forward->y.values, (std::vector<float>{9, 248, 100, 0}));
    EXPECT_EQ(e.forward->facts, (WindowFacts{4, 1, 2, 1}));
    EXPECT_EQ(e.backward->sums, (GradientSums{4, 4, 0}));
    EXPECT_EQ(e.backward->dx.values, (std::vector<float>{1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0}));
}

TEST(Evaluation, KeepsTheStagesThatStayTrue) {
    const Evaluation first = evaluated(smallImage());
    const auto next = [&first](const std::function<void(Experiment&)>& change) {
        Experiment changed = first.experiment;
        change(changed);
        return evaluate(changed, first.x, &first).value();
    };
    const Evaluation same = next([](Experiment&) {});
    EXPECT_EQ(same.forward, first.forward);
    EXPECT_EQ(same.backward, first.backward);

    const Evaluation shared = next([](Experiment& e) { e.pool.ties = TieRule::Split; });
    EXPECT_EQ(shared.forward, first.forward) << "how a tie is shared does not change the output";
    EXPECT_NE(shared.backward, first.backward);
    EXPECT_EQ(shared.backward->dx.values[1], 0.5F);

    const Evaluation last = next([](Experiment& e) { e.pool.ties = TieRule::Last; });
    EXPECT_NE(last.forward, first.forward) << "the last of equals is another winner";
    EXPECT_EQ(last.winner({0, 0}), 1);

    const Evaluation wider = next([](Experiment& e) { e.window.stride = {1, 1}; });
    EXPECT_NE(wider.forward, first.forward);
    EXPECT_EQ(wider.forward->y.shape, (Shape{1, 1, 3, 3}));
}

TEST(Evaluation, SoftmaxIsMeasuredByTheSpanOfTheRange) {
    const auto over = [](PoolOp op, double high, const Evaluation* previous) {
        Experiment experiment;
        experiment.pool.op = op;
        const auto x = previous ? previous->x : smallImage();
        return evaluate(withSpan(experiment, {RangeKind::Given, {0, high}}, {}), x, previous).value();
    };
    const Evaluation narrow = over(PoolOp::Softmax, 255, nullptr);
    const Evaluation wide = over(PoolOp::Softmax, 1e9, &narrow);
    EXPECT_EQ(narrow.experiment, wide.experiment) << "the same was chosen";
    EXPECT_NE(narrow.forward, wide.forward);
    EXPECT_NE(narrow.backward, wide.backward);
    EXPECT_NEAR(wide.forward->y.values[0], 5.25, 1e-5);
    EXPECT_EQ(over(PoolOp::Softmax, 1e9, &wide).backward, wide.backward);
    const Evaluation max = over(PoolOp::Max, 255, &wide);
    EXPECT_EQ(over(PoolOp::Max, 1e9, &max).forward, max.forward);
    const StoredRange bytes = storedRange(std::vector<float>{0, 255}, "uint8");
    EXPECT_EQ(withSpan({}, {}, bytes).pool.span.value, 255);
    EXPECT_EQ(withSpan({}, {RangeKind::Fit}, storedRange(std::vector<float>{-2, 3})).pool.span.value, 5);
}

TEST(Evaluation, AnotherImageIsEvaluatedAnew) {
    const Evaluation first = evaluated(smallImage());
    const auto other = std::make_shared<const Tensor>(Shape{1, 1, 4, 4}, 5.0F);
    const Evaluation second = evaluate(first.experiment, other, &first).value();
    EXPECT_EQ(second.forward->y.values, (std::vector<float>{5, 5, 5, 5}));
}

TEST(Evaluation, RefusesAnUpstreamGradientOfAnotherShape) {
    Experiment experiment;
    experiment.gradient.kind = Upstream::Given;
    experiment.gradient.given = std::make_shared<const Tensor>(Shape{1, 1, 3, 3}, 1.0F);
    const auto result = evaluate(experiment, smallImage());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().where, "gradient");
    EXPECT_NE(result.error().message.find("(1, 1, 3, 3)"), std::string::npos);
    EXPECT_NE(result.error().message.find("(1, 1, 2, 2)"), std::string::npos);
}

TEST(Evaluation, UpstreamGradientsToChooseFrom) {
    const Shape shape{1, 2, 3, 3};
    const auto random = [&](std::uint32_t seed) {
        return upstreamGradient({.kind = Upstream::Random, .seed = seed}, shape, 0).value().values;
    };
    EXPECT_EQ(random(7), random(7));
    EXPECT_NE(random(7), random(8));
    for (const float g : random(7)) {
        EXPECT_LE(std::abs(g), 1);
        EXPECT_FLOAT_EQ(g * 10, std::round(g * 10)) << "tenths, so that sums can be checked in the head";
    }
    const Tensor one = upstreamGradient({.kind = Upstream::OneCell, .cell = {2, 1}}, shape, 1).value();
    EXPECT_EQ(one.at(1, {2, 1}), 1);
    EXPECT_EQ(statisticsOf(one.values).sum, 1);
    const auto outside = upstreamGradient({.kind = Upstream::OneCell, .cell = {3, 0}}, shape, 1);
    ASSERT_FALSE(outside.has_value());
    EXPECT_EQ(outside.error().where, "gradient");
}

// Measured independently: the share of the gradient on inked pixels that = instead of += loses.
TEST(Evaluation, OverwritingLosesWhatAddingKeeps) {
    const auto digits = std::make_shared<const Tensor>(test::mnistImages(2000));
    const auto lostOnInk = [&](std::int64_t stride, Overlap overlap) {
        Experiment experiment;
        experiment.window.size = {3, 3};
        experiment.window.stride = {stride, stride};
        const Evaluation added = evaluate(experiment, digits).value();
        experiment.pool.overlap = overlap;
        const Evaluation overwritten = evaluate(experiment, digits, &added).value();
        EXPECT_EQ(overwritten.forward, added.forward);
        const GradientSums& sums = overwritten.backward->sums;
        EXPECT_DOUBLE_EQ(sums.arrived + sums.overwritten, sums.upstream);
        double before = 0;
        double after = 0;
        for (std::size_t i = 0; i < digits->values.size(); ++i) {
            if (digits->values[i] == 0) continue;
            before += added.backward->dx.values[i];
            after += overwritten.backward->dx.values[i];
        }
        return 100 * (1 - after / before);
    };
    EXPECT_NEAR(lostOnInk(2, Overlap::Loop), 26.3, 0.05);
    EXPECT_NEAR(lostOnInk(1, Overlap::Loop), 50.6, 0.05);
    EXPECT_NEAR(lostOnInk(2, Overlap::Col2im), 72.6, 0.05);
    EXPECT_NEAR(lostOnInk(1, Overlap::Col2im), 85.7, 0.05);
}

TEST(Evaluation, RefusesOutputsAboveTheLimitBeforeTakingMemory) {
    Experiment experiment;
    experiment.window.size = {20000, 20000};
    experiment.window.stride = {1, 1};
    experiment.window.padding = {PadMode::Explicit, 19999, 19999, 19999, 19999};
    const auto result = evaluate(experiment, smallImage());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().where, "window.padding");
}

TEST(Evaluation, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = evaluate({}, smallImage(), nullptr, stop.get_token());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().where, kStopped);
}

TEST(Evaluation, ProgressRisesToOneAndNeverFalls) {
    const auto images = std::make_shared<const Tensor>(Shape{1, 2, 300, 300}, 1.0F);
    Experiment experiment;
    experiment.filters = {{0, 1, 2}, true};
    experiment.window.stride = {1, 1};
    Evaluation last = evaluated(smallImage());
    const auto next = [&](const std::function<void(Experiment&)>& change) {
        change(experiment);
        Progress progress;
        std::vector<double> seen;
        {
            const std::jthread watcher([&](const std::stop_token& end) {
                while (!end.stop_requested()) seen.push_back(progress.fraction());
            });
            last = evaluate(experiment, images, &last, {{}, &progress}).value();
        }
        EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
        EXPECT_EQ(progress.fraction(), 1);
        return seen;
    };
    const auto seen = next([](Experiment&) {});
    EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](double f) { return f > 0.1 && f < 0.9; }));
    next([](Experiment& e) { e.window.size = {16, 16}; });
    next([](Experiment& e) { e.pool.ties = TieRule::Split; });
    next([](Experiment& e) { e.pool.op = PoolOp::Avg; });
    next([](Experiment&) {});  // everything is taken over
}

}  // namespace
}  // namespace poolscope
