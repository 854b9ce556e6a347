// SPDX-License-Identifier: GPL-3.0-or-later
// One pooling, forward and backward, in one call.
#pragma once

#include <gtest/gtest.h>

#include "core/pool/operation.h"
#include "core/pool/pool.h"

namespace poolscope {

struct Pooling {
    WindowGrid grid;
    Tensor y;
    WinnerCodes winners;
    WindowFacts facts;
    Tensor dx;
    GradientSums sums;
};

// Ones come from above when `dout` is empty.
inline Pooling pooled(const Tensor& x, const WindowSpec& window, const PoolSpec& spec, const Tensor& dout = {}) {
    Pooling result;
    const auto grid = makeGrid(window, x.shape.plane());
    EXPECT_TRUE(grid) << grid.error().where << ": " << grid.error().message;
    if (!grid) return result;
    result.grid = *grid;
    const auto facts = poolForward(x, *grid, spec, result.y, result.winners);
    EXPECT_TRUE(facts);
    result.facts = facts.value_or(WindowFacts{});
    const Tensor ones(result.y.shape, 1.0F);
    const auto sums = poolBackward(x, result.winners, dout.values.empty() ? ones : dout, *grid, spec, result.dx);
    EXPECT_TRUE(sums);
    result.sums = sums.value_or(GradientSums{});
    return result;
}

inline WindowSpec square(std::int64_t size, std::int64_t stride, std::int64_t pad = 0, std::int64_t dilation = 1,
                         bool ceilMode = false) {
    return {{size, size}, {stride, stride}, {PadMode::Explicit, pad, pad, pad, pad}, {dilation, dilation}, ceilMode};
}

// Each of them, so that a new one is tried wherever the others are.
inline std::vector<PoolOp> allOperations() {
    std::vector<PoolOp> all;
    for (const Operation& row : operations()) all.push_back(row.word.value);
    return all;
}

inline PoolSpec operation(PoolOp op, PadValue padValue = PadValue::Ignore, TieRule ties = TieRule::First) {
    PoolSpec spec;
    spec.op = op;
    spec.padValue = padValue;
    spec.ties = ties;
    return spec;
}

// One plane of so many columns.
inline Tensor plane(std::int64_t cols, std::vector<float> values) {
    const auto rows = static_cast<std::int64_t>(values.size()) / cols;
    return {Shape{1, 1, rows, cols}, std::move(values)};
}

}  // namespace poolscope
