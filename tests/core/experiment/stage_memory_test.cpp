// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/stage_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "tests/core/support/example.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

using test::smallImage;

void fillWithNan(std::vector<float>& values) {
    std::fill(values.begin(), values.end(), std::numeric_limits<float>::quiet_NaN());
}

// Leaves stages there that are full of something else.
void soil(StageMemory& memory, const Shape& output, const Shape& input) {
    const auto forward = memory.forward(output);
    forward->y = Tensor(output);
    fillWithNan(forward->y.values);
    forward->winners.reshape(output, 4);
    std::get<WinnerCodes::Bytes>(forward->winners.codes).assign(static_cast<std::size_t>(output.count()), 255);
    forward->facts = {9, 9, 9, 9};
    const auto backward = memory.backward(output, input);
    backward->dout = Tensor(output);
    fillWithNan(backward->dout.values);
    backward->dx = Tensor(input);
    fillWithNan(backward->dx.values);
    backward->sums = {9, 9, 9, 9};
}

TEST(StageMemory, NothingOfAnEarlierStageIsSeen) {
    StageMemory memory;
    const auto x = smallImage();
    for (const PoolOp op : allOperations()) {
        for (const std::int64_t stride : {1, 2, 3}) {
            for (const Upstream kind : {Upstream::Ones, Upstream::Random, Upstream::OneCell}) {
                Experiment experiment;
                experiment.pool.op = op;
                experiment.window.stride = {stride, stride};
                experiment.gradient.kind = kind;
                const Evaluation fresh = evaluate(experiment, x).value();
                soil(memory, fresh.forward->y.shape, x->shape);
                const Evaluation again = evaluate(experiment, x, nullptr, {}, {}, &memory).value();
                EXPECT_TRUE(sameBits(again.forward->y, fresh.forward->y)) << toText(op);
                EXPECT_EQ(again.forward->winners.codes, fresh.forward->winners.codes);
                EXPECT_EQ(again.forward->facts, fresh.forward->facts);
                EXPECT_TRUE(sameBits(again.backward->dout, fresh.backward->dout)) << static_cast<int>(kind);
                EXPECT_TRUE(sameBits(again.backward->dx, fresh.backward->dx)) << toText(op);
                EXPECT_EQ(again.backward->sums, fresh.backward->sums);
            }
        }
    }
}

TEST(StageMemory, StagesThatAreLetGoOfLendTheirMemory) {
    StageMemory memory;
    const auto next = [&](const Evaluation* previous) {
        Experiment experiment;
        experiment.gradient.kind = previous ? Upstream::Random : Upstream::Ones;
        experiment.pool.ties = previous ? TieRule::Last : TieRule::First;
        return evaluate(experiment, smallImage(), nullptr, {}, {}, &memory).value();
    };
    Evaluation shown = next(nullptr);
    const float* const y = shown.forward->y.values.data();
    const float* const dx = shown.backward->dx.values.data();
    Evaluation second = next(&shown);
    EXPECT_NE(second.forward->y.values.data(), y) << "the first is still held";
    shown = std::move(second);
    const Evaluation third = next(&shown);
    EXPECT_EQ(third.forward->y.values.data(), y);
    EXPECT_EQ(third.backward->dx.values.data(), dx);
}

TEST(StageMemory, MuchMoreThanIsNeededIsGivenBack) {
    StageMemory memory;
    const Shape large{1, 1, 100, 100};
    soil(memory, large, large);
    const auto forward = memory.forward({1, 1, 2, 2});
    EXPECT_EQ(forward->y.values.capacity(), 0);
    EXPECT_EQ(std::get<WinnerCodes::Bytes>(forward->winners.codes).capacity(), 0);
    const auto backward = memory.backward({1, 1, 60, 100}, {1, 1, 40, 100});
    EXPECT_EQ(backward->dout.values.capacity(), 10000) << "more than half of it is needed";
    EXPECT_EQ(backward->dx.values.capacity(), 0);
}

TEST(StageMemory, WhatIsLetGoOfAfterASmallerOneWasTakenIsNotKept) {
    StageMemory memory;
    const Shape large{1, 1, 100, 100};
    const Shape small{1, 1, 2, 2};
    auto forward = memory.forward(large);
    forward->y = Tensor(large);
    auto backward = memory.backward(large, large);
    backward->dx = Tensor(large);
    const auto shown = memory.forward(small);
    const auto shownBackward = memory.backward(small, small);
    forward.reset();
    backward.reset();
    // Even for one that would need it all.
    EXPECT_EQ(memory.forward(large)->y.values.capacity(), 0);
    EXPECT_EQ(memory.backward(large, large)->dx.values.capacity(), 0);
}

TEST(StageMemory, StagesOutliveIt) {
    std::shared_ptr<ForwardStage> stage;
    {
        StageMemory memory;
        stage = memory.forward({1, 1, 2, 2});
    }
    stage->y = Tensor(Shape{1, 1, 2, 2}, 1.0F);
    EXPECT_EQ(stage->y.values.size(), 4);
}

}  // namespace
}  // namespace poolscope
