// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/caption.h"

#include <gtest/gtest.h>

#include "core/filter/filter.h"

namespace poolscope {
namespace {

Source digits(std::vector<int> labels) {
    Source source;
    source.name = "some/where/digits.npy";
    source.images = std::make_shared<const Tensor>(Shape{5, 2, 4, 4});
    source.labels = std::move(labels);
    return source;
}

Experiment experiment() {
    Experiment e;
    e.source.path = "some/where/digits.npy";
    e.images = {2, 4};
    e.window.size = {3, 2};
    e.window.stride = {2, 1};
    return e;
}

TEST(FigureCaption, NamesTheImageAndItsBatchButNoFolder) {
    Experiment e = experiment();
    e.plane = 3;  // image 1 of the batch, channel 1
    EXPECT_EQ(
        figureCaption(digits({9, 8, 7, 6, 5}), e),
        "digits.npy, image 3, channel 1 (counted from 0), label 6, one of images 2 to 4: max, size 3x2, stride 2x1");
}

TEST(FigureCaption, NamesTheFilterOfThePlaneAndTheWholeBank) {
    Experiment e = experiment();
    e.filters = {{1, 9, 4}, true};
    e.plane = 3 * 3 + 1;  // the second response of image 1, channel 1
    EXPECT_EQ(figureCaption(digits({9, 8, 7, 6, 5}), e),
              "digits.npy, image 3, channel 1 (counted from 0), filter gabor, label 6, one of images 2 to 4: max, size "
              "3x2, stride 2x1, "
              "filters sobel-x, gabor, gaussian, ReLU");
    e.filters = {allFilters(), false};
    e.plane = 9;
    EXPECT_EQ(figureCaption(digits({}), e),
              "digits.npy, image 2, channel 0 (counted from 0), filter gabor, one of images 2 to 4: max, size 3x2, "
              "stride 2x1, all 10 "
              "filters");
}

// What changes numbers and is not as usual is said: two figures that differ have two captions.
TEST(FigureCaption, SaysAllThatChangesNumbers) {
    const Source source = digits({});
    const auto tail = [&](const auto& change) {
        Experiment e = experiment();
        e.window = {};
        change(e);
        const std::string text = figureCaption(source, e);
        return text.substr(text.find("one of images 2 to 4") + 20);
    };
    EXPECT_EQ(tail([](Experiment& e) { e.pool.op = PoolOp::Lp; }), ": lp, size 2x2, stride 2x2, p 2");
    const auto average = [](Experiment& e) {
        e.pool.op = PoolOp::Avg;
        e.pool.divisor = 3;
        e.pool.countIncludePad = true;
    };
    EXPECT_EQ(tail(average), ": avg, size 2x2, stride 2x2, divisor 3, padding counted");
    const auto median = [](Experiment& e) {
        e.pool.op = PoolOp::Median;
        e.pool.median = MedianRule::Lower;
    };
    EXPECT_EQ(tail(median), ": median, size 2x2, stride 2x2, lower median");
    EXPECT_EQ(tail([](Experiment& e) { e.pool.ties = TieRule::Last; }), ": max, size 2x2, stride 2x2, ties last");
    EXPECT_EQ(tail([](Experiment& e) { e.pool.ties = TieRule::Split; }), ": max, size 2x2, stride 2x2, ties split");
    EXPECT_EQ(tail([](Experiment& e) { e.pool.ties = TieRule::All; }), ": max, size 2x2, stride 2x2, ties all");
    EXPECT_EQ(tail([](Experiment& e) { e.pool.op = PoolOp::Avg, e.pool.ties = TieRule::All; }),
              ": avg, size 2x2, stride 2x2")
        << "not used";
    const auto random = [](Experiment& e) {
        e.gradient.kind = Upstream::Random;
        e.gradient.seed = 4;
    };
    EXPECT_EQ(tail(random), ": max, size 2x2, stride 2x2, random gradient of seed 4");
    const auto cell = [](Experiment& e) {
        e.gradient.kind = Upstream::OneCell;
        e.gradient.cell = {3, 1};
    };
    EXPECT_EQ(tail(cell), ": max, size 2x2, stride 2x2, gradient from window (3, 1) alone");
    const auto file = [](Experiment& e) {
        e.gradient.kind = Upstream::Given;
        e.gradient.file = "d.npy";
    };
    EXPECT_EQ(tail(file), ": max, size 2x2, stride 2x2, gradient from d.npy");
    const auto reading = [](Experiment& e) {
        e.source.reading.transpose = true;
        e.source.reading.crop = Crop{{8, 2}, {6, 7}};
        e.source.reading.resize = Extent{3, 4};
    };
    EXPECT_EQ(tail(reading), ", transposed, rows 8–13 and columns 2–8, resized to 3x4: max, size 2x2, stride 2x2");
}

TEST(FigureCaption, CallsMnistByItsName) {
    Source mnist;
    mnist.images = std::make_shared<const Tensor>(Shape{20, 1, 2, 2});
    Experiment e;
    e.source.mnist = true;
    e.images = {18, 18};
    EXPECT_EQ(figureCaption(mnist, e), "MNIST test image 18: max, size 2x2, stride 2x2");
    Experiment soft = e;
    soft.pool.op = PoolOp::Softmax;
    soft.pool.temperature = 0.25;
    soft.pool.span.value = 255;
    EXPECT_EQ(figureCaption(mnist, soft),
              "MNIST test image 18: softmax, size 2x2, stride 2x2, temperature 0.25 of a span of 255");
    e.pool.overlap = Overlap::Col2im;
    EXPECT_EQ(figureCaption(mnist, e), "MNIST test image 18: max, size 2x2, stride 2x2, overlaps = in col2im");
}

}  // namespace
}  // namespace poolscope
