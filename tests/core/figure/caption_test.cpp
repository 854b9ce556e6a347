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
