// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/possible.h"

#include <gtest/gtest.h>

#include "core/experiment/evaluation.h"

namespace poolscope {
namespace {

Experiment withWindow(const Extent& size, const Padding& padding = {}, const Extent& dilation = {1, 1}) {
    Experiment e;
    e.window = {size, {2, 2}, padding, dilation, false};
    return e;
}

TEST(MadePossible, LeavesAloneWhatIsPossible) {
    const Experiment e = withWindow({3, 3}, {PadMode::Explicit, 1, 1, 1, 1});
    const PossibleExperiment possible = madePossible(e, {1, 1, 8, 8});
    EXPECT_EQ(possible.experiment, e);
    EXPECT_FALSE(possible.adjustment);
}

TEST(MadePossible, TakesTheLargestWindowThatFits) {
    const PossibleExperiment possible = madePossible(withWindow({9, 2}), {1, 1, 5, 1});
    EXPECT_EQ(possible.experiment.window.size, (Extent{5, 1}));
    EXPECT_EQ(possible.experiment.window.stride, (Extent{2, 2}));
    ASSERT_TRUE(possible.adjustment);
    EXPECT_EQ(possible.adjustment->problem.where, "window.size");
}

TEST(MadePossible, AlwaysEndsWithWhatCanBeDone) {
    for (const Shape& images : {Shape{1, 1, 1, 1}, Shape{2, 3, 1, 7}, Shape{1, 1, 3, 2}}) {
        for (const Padding& padding : {Padding{}, Padding{PadMode::Explicit, 4, 4, 4, 4}}) {
            for (const std::int64_t dilation : {1, 5}) {
                Experiment e = withWindow({7, 7}, padding, {dilation, dilation});
                e.plane = 40;
                e.filters.filters = {0, 1};
                e.gradient.kind = Upstream::OneCell;
                e.gradient.cell = {30, 30};
                const PossibleExperiment possible = madePossible(e, images);
                EXPECT_TRUE(possible.adjustment);
                const auto done = evaluate(possible.experiment, std::make_shared<const Tensor>(images));
                EXPECT_TRUE(done) << done.error().message;
            }
        }
    }
}

TEST(MadePossible, LeavesAGradientThatDoesNotFitBehind) {
    Experiment e = withWindow({2, 2});
    e.gradient.kind = Upstream::Given;
    e.gradient.given = std::make_shared<const Tensor>(Shape{1, 1, 2, 2});
    EXPECT_FALSE(madePossible(e, {1, 1, 4, 4}).adjustment);
    const PossibleExperiment possible = madePossible(e, {1, 1, 6, 6});
    EXPECT_EQ(possible.experiment.gradient, GradientSpec{});
    EXPECT_EQ(possible.adjustment->problem.where, "gradient");
}

}  // namespace
}  // namespace poolscope
