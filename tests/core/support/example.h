// SPDX-License-Identifier: GPL-3.0-or-later
// A small evaluation that several tests look at.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "core/experiment/evaluation.h"

namespace poolscope::test {

// 4x4, with a tie in the top left window and zeros in the bottom right one.
inline std::shared_ptr<const Tensor> smallImage() {
    return std::make_shared<const Tensor>(Shape{1, 1, 4, 4},
                                          std::vector<float>{9, 9, 40, 248, 1, 2, 35, 240, 7, 0, 0, 0, 100, 3, 0, 0});
}

inline Evaluation evaluated(
    const std::shared_ptr<const Tensor>& x, const std::function<void(Experiment&)>& change = [](Experiment&) {}) {
    Experiment experiment;
    change(experiment);
    auto result = evaluate(experiment, x);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message);
    return std::move(*result);
}

}  // namespace poolscope::test
