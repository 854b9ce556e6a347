// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <functional>

#include "core/experiment/evaluation.h"
#include "core/filter/filter.h"
#include "tests/core/support/cases.h"

namespace poolscope {
namespace {

std::shared_ptr<const Tensor> digits(const Shape& shape) {
    Case c;
    c.shape = shape;
    c.data = Data::Normal;
    return std::make_shared<const Tensor>(inputOf(c));
}

Experiment with(const FilterSpec& filters) {
    Experiment experiment;
    experiment.filters = filters;
    return experiment;
}

TEST(FilterStage, TheBlogsSettingComesFromFiveDigitsAndTenFilters) {
    const auto images = digits({5, 1, 28, 28});
    const Evaluation e = evaluate(with({allFilters(), true}), images).value();
    EXPECT_EQ(e.x->shape, (Shape{5, 10, 28, 28}));
    EXPECT_EQ(e.forward->y.shape, (Shape{5, 10, 14, 14}));
    EXPECT_EQ(e.images(), images);
    EXPECT_EQ(e.filter->images, images);
    const Tensor responses = applyFilters(*images, allFilters()).value();
    EXPECT_TRUE(sameBits(*e.filter->responses, responses));
    EXPECT_TRUE(sameBits(*e.x, relu(responses)));
}

TEST(FilterStage, WithoutFiltersAndReluTheImagesArePooled) {
    const auto images = digits({2, 3, 6, 6});
    const Evaluation e = evaluate({}, images).value();
    EXPECT_EQ(e.filter, nullptr);
    EXPECT_EQ(e.x, images);
    EXPECT_EQ(e.images(), images);
}

TEST(FilterStage, EitherHalfMayStandAlone) {
    const auto images = digits({1, 2, 6, 6});
    const Evaluation rectified = evaluate(with({{}, true}), images).value();
    EXPECT_EQ(rectified.filter->responses, images);
    EXPECT_TRUE(sameBits(*rectified.x, relu(*images)));
    const Evaluation filtered = evaluate(with({{1, 0}, false}), images).value();
    EXPECT_EQ(filtered.x, filtered.filter->responses);
    EXPECT_EQ(filtered.x->shape, (Shape{1, 4, 6, 6}));
}

TEST(FilterStage, IsKeptForTheSameImagesAndFilters) {
    const auto images = digits({2, 1, 8, 8});
    const Evaluation first = evaluate(with({{1, 2}, true}), images).value();
    const auto next = [&](const std::function<void(Experiment&)>& change) {
        Experiment changed = first.experiment;
        change(changed);
        return evaluate(changed, first.images(), &first).value();
    };
    const Evaluation same = next([](Experiment& e) { e.plane = 3; });
    EXPECT_EQ(same.filter, first.filter);
    EXPECT_EQ(same.x, first.x);
    EXPECT_EQ(same.forward, first.forward);
    EXPECT_EQ(same.backward, first.backward);

    const Evaluation pooled = next([](Experiment& e) { e.pool.op = PoolOp::Avg; });
    EXPECT_EQ(pooled.x, first.x);
    EXPECT_NE(pooled.forward, first.forward);

    const Evaluation linear = next([](Experiment& e) { e.filters.relu = false; });
    EXPECT_EQ(linear.filter->responses, first.filter->responses) << "the filters are not run again";
    EXPECT_EQ(linear.x, first.filter->responses);
    EXPECT_NE(linear.forward, first.forward);

    const Evaluation other = next([](Experiment& e) { e.filters.filters = {2, 1}; });
    EXPECT_NE(other.filter->responses, first.filter->responses);

    const Evaluation plain = next([](Experiment& e) { e.filters = {}; });
    EXPECT_EQ(plain.filter, nullptr);
    EXPECT_EQ(plain.x, images);
    const Evaluation again = evaluate(first.experiment, images, &plain).value();
    EXPECT_TRUE(sameBits(*again.x, *first.x));
}

TEST(FilterStage, IsMadeAnewForOtherImages) {
    const auto images = digits({1, 1, 8, 8});
    const Evaluation first = evaluate(with({{4}, false}), images).value();
    const auto zeros = std::make_shared<const Tensor>(images->shape);
    const Evaluation second = evaluate(first.experiment, zeros, &first).value();
    EXPECT_EQ(second.images(), zeros);
    EXPECT_EQ(second.x->values, zeros->values);
}

TEST(FilterStage, RefusesFiltersThatAreNotThere) {
    const auto result = evaluate(with({{0, 10}, false}), digits({1, 1, 4, 4}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (Error{"filters", "there is no filter 10: they are 0 to 9"}));
}

TEST(FilterStage, RefusesTooManyValuesBeforeTakingMemory) {
    // Three million values are legal; thirty feature maps of each are not.
    const auto images = std::make_shared<const Tensor>(Shape{1, 3, 1000, 1000});
    FilterSpec spec;
    spec.filters.assign(30, 0);
    const auto result = evaluate(with(spec), images);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "filters");
    EXPECT_NE(result.error().message.find("67108864"), std::string::npos) << result.error().message;
}

TEST(FilterStage, RefusesAPlaneThatIsNotThere) {
    const auto images = digits({2, 1, 4, 4});
    Experiment experiment = with({{0, 1, 2}, false});
    experiment.plane = 5;
    EXPECT_TRUE(evaluate(experiment, images));
    for (const std::int64_t plane : {-1, 6}) {
        experiment.plane = plane;
        const auto result = evaluate(experiment, images);
        ASSERT_FALSE(result) << plane;
        EXPECT_EQ(result.error().where, "plane");
    }
    experiment.plane = 0;
    EXPECT_TRUE(evaluate(experiment, digits({0, 1, 4, 4}))) << "no images, no plane";
}

TEST(FilterStage, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = evaluate(with({{0}, false}), digits({1, 1, 4, 4}), nullptr, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, kStopped);
}

}  // namespace
}  // namespace poolscope
