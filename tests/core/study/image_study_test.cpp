// SPDX-License-Identifier: GPL-3.0-or-later
// Images measured one by one: their sums are what the studies of the set say, to the last bit.
#include "core/study/image_study.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "core/study/cascade.h"
#include "core/study/ties.h"
#include "core/study/wins.h"
#include "tests/core/support/mnist.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

ImageCounts sumOf(const ImageStudy& study) {
    ImageCounts sum;
    for (const ImageCounts& image : study.images) {
        sum.facts.windows += image.facts.windows;
        sum.facts.black += image.facts.black;
        sum.facts.tied += image.facts.tied;
        sum.facts.tiedInked += image.facts.tiedInked;
        sum.gradient.ink += image.gradient.ink;
        sum.gradient.background += image.gradient.background;
        sum.gradient.inkCells += image.gradient.inkCells;
        sum.gradient.backgroundCells += image.gradient.backgroundCells;
        sum.shift = sumOfChanges(sum.shift, image.shift);
    }
    return sum;
}

// Filters make values whose sums in double depend on their order.
std::vector<Experiment> experiments() {
    std::vector<Experiment> all(4);
    all[1].window = square(3, 2, 1);
    all[1].pool.padValue = PadValue::Zero;
    all[1].pool.ties = TieRule::Split;
    all[2].filters = {{0, 2, 5}, true};
    all[2].window = square(3, 1);
    all[3].pool.op = PoolOp::Min;
    all[3].filters.relu = true;
    return all;
}

TEST(ImageStudy, SumsInTheOrderOfTheImagesAreTheStudiesOfTheSet) {
    const Tensor images = test::mnistImages(150);
    for (const Experiment& experiment : experiments()) {
        const ImageStudy study = imageStudy(experiment, images).value();
        const ImageCounts sum = sumOf(study);
        EXPECT_EQ(sum.facts, tieStudy(experiment, images).value().all);
        EXPECT_EQ(sum.gradient, winStudy(experiment, images).value().gradient);
        EXPECT_EQ(sum.shift, shiftStudy(experiment, images, 1).value().all);
    }
}

TEST(ImageStudy, MoreImagesThanThereIsRoomToMeasureAreRefused) {
    const Shape shape{kMostMeasured + 1, 1, 1, 1};
    const StoredImages many(shape, std::vector<std::uint8_t>(static_cast<std::size_t>(shape.n)));
    Experiment experiment;
    experiment.window = square(1, 1);
    const auto refused = imageStudy(experiment, many);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "images");
    EXPECT_NE(refused.error().message.find("2000001"), std::string::npos) << refused.error().message;
}

TEST(ImageStudy, MeasuresAnImageThatCanBeCountedByHand) {
    // Four windows: one black, one whose four places tie, two with one winner each.
    const Tensor image{Shape{1, 1, 4, 4}, {0, 0, 5, 5, 0, 0, 5, 5, 1, 2, 0, 0, 3, 4, 0, 8}};
    const ImageStudy study = imageStudy({}, image).value();
    const auto value = [&](ImageMeasure measure) { return study.valueOf(measure, 0); };
    EXPECT_EQ(value(ImageMeasure::Tied), 0.5);
    EXPECT_EQ(value(ImageMeasure::Black), 0.25);
    EXPECT_EQ(value(ImageMeasure::TiedInked), 1.0 / 3);
    EXPECT_EQ(value(ImageMeasure::Background), 0.25);
    EXPECT_EQ(value(ImageMeasure::Ink), 9.0 / 16);
    EXPECT_EQ(value(ImageMeasure::Mean), 38.0 / 16);
    EXPECT_EQ(value(ImageMeasure::Largest), 8);
    // 5, 4 and 8 are put back: of 38 the other fives, 1, 2 and 3 are lost.
    EXPECT_EQ(value(ImageMeasure::Loss), (15.0 + 1 + 2 + 3) / 38);
}

TEST(ImageStudy, LossIsThatOfUnpoolingWithOverlaps) {
    const Tensor image = test::mnistImages(1);
    Experiment overlapping;
    overlapping.window = square(3, 1);
    const CascadeStudy cascade = cascadeStudy(image, overlapping.window, overlapping.pool, 1).value();
    const RelativeChange expected = changeBetween(image, unpooledToInput(cascade, 0));
    ASSERT_GT(expected.moved, 0);
    EXPECT_EQ(imageStudy(overlapping, image).value().images[0].loss, expected);
}

TEST(ImageStudy, WhatIsNotDefinedIsNotANumber) {
    const ImageStudy black = imageStudy({}, Tensor(Shape{1, 1, 4, 4})).value();
    EXPECT_TRUE(std::isnan(black.valueOf(ImageMeasure::Loss, 0)));
    EXPECT_TRUE(std::isnan(black.valueOf(ImageMeasure::TiedInked, 0)));
    EXPECT_TRUE(std::isnan(black.valueOf(ImageMeasure::ChangeOutput, 0)));
    EXPECT_EQ(black.valueOf(ImageMeasure::Black, 0), 1);
    Experiment average;
    average.pool.op = PoolOp::Avg;
    const ImageStudy mixed = imageStudy(average, test::mnistImages(1)).value();
    EXPECT_TRUE(std::isnan(mixed.valueOf(ImageMeasure::Loss, 0)));
    EXPECT_TRUE(std::isnan(mixed.valueOf(ImageMeasure::Tied, 0)));
    EXPECT_GT(mixed.valueOf(ImageMeasure::ChangeOutput, 0), 0);
}

TEST(ImageStudy, WithoutTheShiftEverythingElseIsTheSame) {
    const Tensor images = test::mnistImages(70);
    const ImageStudy all = imageStudy({}, images).value();
    const ImageStudy quick = imageStudy({}, images, {}, MeasuredParts::WithoutShift).value();
    for (const MeasureRow& row : kMeasures) {
        EXPECT_EQ(quick.has(row.measure), !row.ofShift) << row.word;
        if (!row.ofShift) {
            EXPECT_EQ(all.valuesOf(row.measure), quick.valuesOf(row.measure)) << row.word;
        }
    }
    EXPECT_EQ(quick.images[3].shift, MotionChange{});
}

TEST(ImageStudy, StopsRefusesAndTakesNoImages) {
    const Tensor images = test::mnistImages(3);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(imageStudy({}, images, stop.get_token()).error().where, kStopped);
    Experiment large;
    large.window = square(99, 1);
    EXPECT_EQ(imageStudy(large, images).error().where, "window.size");
    EXPECT_TRUE(imageStudy({}, Tensor(Shape{0, 1, 4, 4})).value().images.empty());
}

TEST(SortedPlaces, PutTheLargestFirstAndWhatIsNotDefinedLast) {
    const std::vector<double> values{2, kNaN, 5, 2, 9};
    EXPECT_EQ(sortedPlaces(values), (std::vector<std::int64_t>{4, 2, 0, 3, 1}));
    EXPECT_EQ(sortedPlaces(values, true), (std::vector<std::int64_t>{0, 3, 2, 4, 1}));
}

TEST(SpreadOf, FindsWhatLiesBeyondTheFences) {
    const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 100, kNaN};
    const Spread spread = spreadOf(values);
    EXPECT_EQ(spread.defined, 9U);
    EXPECT_EQ(spread.median, 5);
    EXPECT_EQ(spread.upper, 7 + 1.5 * 4);
    EXPECT_EQ(spread.lower, 3 - 1.5 * 4);
    EXPECT_EQ(spread.above, 1);
    EXPECT_EQ(spread.below, 0);
    EXPECT_EQ(spreadOf(std::vector<double>{kNaN}).defined, 0U);
}

TEST(Measures, AreNamedOnceAndFound) {
    std::set<std::string_view> columns;
    for (const CountColumn& column : countColumns()) EXPECT_TRUE(columns.insert(column.name).second) << column.name;
    for (const MeasureRow& row : kMeasures) EXPECT_EQ(measureNamed(row.word), row.measure);
    EXPECT_EQ(measureNamed("nothing"), std::nullopt);
}

}  // namespace
}  // namespace poolscope
