// SPDX-License-Identifier: GPL-3.0-or-later
// Differential tests: every path gives the same numbers, over all small and many random parameters.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/window/window_grid.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/naive.h"
#include "tests/core/support/pooling.h"
#include "tests/core/support/seed.h"

namespace poolscope {
namespace {

struct AxisCase {
    std::int64_t input, size, stride, dilation, before, after;
};

struct Largest {
    std::int64_t input, size, stride, dilation, padding;
};

// Every axis up to these numbers, illegal ones among them.
std::vector<AxisCase> axesUpTo(const Largest& most) {
    std::vector<AxisCase> result;
    for (std::int64_t input = 1; input <= most.input; ++input) {
        for (std::int64_t size = 1; size <= most.size; ++size) {
            for (std::int64_t stride = 1; stride <= most.stride; ++stride) {
                for (std::int64_t dilation = 1; dilation <= most.dilation; ++dilation) {
                    for (std::int64_t before = 0; before <= most.padding; ++before) {
                        for (std::int64_t after = 0; after <= most.padding; ++after) {
                            result.push_back({input, size, stride, dilation, before, after});
                        }
                    }
                }
            }
        }
    }
    return result;
}

Case caseOf(const AxisCase& rows, const AxisCase& cols, bool ceilMode, const PoolSpec& pool) {
    Case c;
    c.shape = {1, 2, rows.input, cols.input};
    c.window.size = {rows.size, cols.size};
    c.window.stride = {rows.stride, cols.stride};
    c.window.dilation = {rows.dilation, cols.dilation};
    c.window.padding = {PadMode::Explicit, rows.before, cols.before, rows.after, cols.after};
    c.window.ceilMode = ceilMode;
    c.pool = pool;
    return c;
}

class EverySmallCase : public testing::TestWithParam<std::tuple<bool, PadValue>> {
  protected:
    void expectAgreement(const AxisCase& rows, const AxisCase& cols, Data data) {
        if (failures_ == 5) return;  // enough to go by
        const auto [ceilMode, padValue] = GetParam();
        PoolSpec pool;
        pool.padValue = padValue;
        Case c = caseOf(rows, cols, ceilMode, pool);
        c.data = data;
        const auto result = pathsAgree(c);
        EXPECT_TRUE(result);
        failures_ += result ? 0 : 1;
    }

  private:
    int failures_ = 0;
};

TEST_P(EverySmallCase, OfOneAxisAgrees) {
    // Other axes that between them have a border, an overhang, a gap, an overlap and a dilation.
    const AxisCase companions[] = {{3, 2, 1, 1, 0, 0}, {5, 3, 2, 1, 1, 0}, {4, 2, 3, 2, 0, 2}};
    for (const AxisCase& axis : axesUpTo({6, 3, 3, 2, 2})) {
        for (const AxisCase& companion : companions) {
            for (const Data data : {Data::Digits, Data::Negative}) {
                expectAgreement(axis, companion, data);
                expectAgreement(companion, axis, data);
            }
        }
    }
}

TEST_P(EverySmallCase, OfBothAxesAgrees) {
    const auto axes = axesUpTo({4, 3, 2, 2, 1});
    for (const AxisCase& rows : axes) {
        for (const AxisCase& cols : axes) expectAgreement(rows, cols, Data::Digits);
    }
}

INSTANTIATE_TEST_SUITE_P(All, EverySmallCase,
                         testing::Combine(testing::Bool(), testing::Values(PadValue::Ignore, PadValue::Zero)));

class RandomCases : public testing::TestWithParam<PoolOp> {};

TEST_P(RandomCases, Agree) {
    int failures = 0;
    const std::uint64_t end = firstRandomSeed() + randomCases() / 5;
    for (std::uint64_t seed = firstRandomSeed(); seed < end && failures < 5; ++seed) {
        const auto result = pathsAgree(randomCase(GetParam(), seed));
        EXPECT_TRUE(result);
        failures += result ? 0 : 1;
    }
}

TEST_P(RandomCases, AgreeWhereGradientsAreOverwritten) {
    int failures = 0;
    const std::uint64_t end = firstRandomSeed() + randomCases() / 10;
    for (std::uint64_t seed = firstRandomSeed(); seed < end && failures < 5; ++seed) {
        Case c = randomCase(GetParam(), seed);
        c.pool.overlap = seed % 2 == 0 ? Overlap::Loop : Overlap::Col2im;
        const auto result = pathsAgree(c);
        EXPECT_TRUE(result);
        failures += result ? 0 : 1;
    }
}

INSTANTIATE_TEST_SUITE_P(Op, RandomCases, testing::ValuesIn(allOperations()),
                         [](const auto& parameter) { return std::string(toText(parameter.param)); });

// The comparison itself must be able to fail.
TEST(PathsAgree, RefusesWhatMustBeRefused) {
    Case c;
    c.window.padding.top = 2;
    EXPECT_FALSE(naive::geometry(c.window, c.shape.plane()));
    EXPECT_TRUE(pathsAgree(c));
}

}  // namespace
}  // namespace poolscope
