// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/nudge.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/pool/operation.h"

namespace poolscope {
namespace {

Evaluation of(const std::vector<float>& values, const Extent& size, const Experiment& experiment) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, size.rows, size.cols});
    x->values = values;
    auto evaluation = evaluate(experiment, x);
    EXPECT_TRUE(evaluation.has_value());
    return std::move(*evaluation);
}

Experiment pooling(PoolOp op, std::int64_t size, std::int64_t stride) {
    Experiment experiment;
    experiment.pool.op = op;
    experiment.window.size = {size, size};
    experiment.window.stride = {stride, stride};
    return experiment;
}

const std::vector<float> kFour{10, 40, 30, 20};

TEST(NudgeOf, AWinnerHasTheSlopeOfItsGradient) {
    const auto found = nudge(of(kFour, {2, 2}, pooling(PoolOp::Max, 2, 2)), {0, 1}, 0, 100);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->value, 40);
    EXPECT_EQ(found->windows, std::vector<CellRef>{(CellRef{0, 0})});
    EXPECT_EQ(found->following, 1);
    EXPECT_EQ(found->gradient, 1);
    EXPECT_EQ(found->below, 1);
    EXPECT_EQ(found->above, 1);
    EXPECT_FALSE(found->isKink());
    EXPECT_EQ(found->sum(), 40);
    EXPECT_EQ(found->curve.front().value, 0);
    EXPECT_EQ(found->curve.front().sum, 30) << "the next largest wins then";
    EXPECT_EQ(found->curve.back().sum, 100);
}

TEST(NudgeOf, ALoserMovesNothing) {
    const auto found = nudge(of(kFour, {2, 2}, pooling(PoolOp::Max, 2, 2)), {0, 0}, 0, 100);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->following, 0);
    EXPECT_EQ(found->below, 0);
    EXPECT_EQ(found->above, 0);
}

TEST(NudgeOf, ATieIsAKinkAndTheRuleNamesOneOfItsSlopes) {
    const Evaluation tied = of({40, 40, 30, 20}, {2, 2}, pooling(PoolOp::Max, 2, 2));
    const auto first = nudge(tied, {0, 0}, 0, 100);
    const auto second = nudge(tied, {0, 1}, 0, 100);
    ASSERT_TRUE(first && second);
    for (const auto& each : {*first, *second}) {
        EXPECT_TRUE(each.isKink());
        EXPECT_EQ(each.below, 0);
        EXPECT_EQ(each.above, 1);
    }
    EXPECT_EQ(first->gradient, 1);
    EXPECT_EQ(second->gradient, 0);
}

TEST(NudgeOf, OverlappingWindowsAddTheirSlopes) {
    const auto found = nudge(of({0, 0, 0, 0, 9, 0, 0, 0, 0}, {3, 3}, pooling(PoolOp::Max, 2, 1)), {1, 1}, 0, 255);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->windows.size(), 4U);
    EXPECT_EQ(found->gradient, 4);
    EXPECT_EQ(found->above, 4);
    EXPECT_EQ(found->below, 4);
}

// Every operation with its own derivative, where nothing is tied.
TEST(NudgeOf, EveryOperationAgreesWithItsGradient) {
    for (const Operation& operation : operations()) {
        const Evaluation e = of({10, 40, 30, 22, 7, 13, 60, 51, 35}, {3, 3}, pooling(operation.word.value, 3, 1));
        for (std::int64_t i = 0; i < 9; ++i) {
            const auto found = nudge(e, {i / 3, i % 3}, 0, 255);
            ASSERT_TRUE(found.has_value());
            const double tolerance = 2e-3 * std::max(1.0, std::abs(found->gradient));
            EXPECT_NEAR((found->below + found->above) / 2, found->gradient, tolerance) << operation.name << ", " << i;
        }
    }
}

TEST(NudgeOf, WhatNoWindowSeesOrIsNoNumberIsRefused) {
    const Evaluation e = of({1, 2, 3, 4, 5, 6, 7, 8, NAN}, {3, 3}, pooling(PoolOp::Max, 2, 2));
    for (const CellRef& cell : {CellRef{2, 0}, CellRef{2, 2}, CellRef{3, 0}}) {
        const auto found = nudge(e, cell, 0, 255);
        ASSERT_FALSE(found.has_value());
        EXPECT_EQ(found.error().where, "cell");
    }
}

}  // namespace
}  // namespace poolscope
