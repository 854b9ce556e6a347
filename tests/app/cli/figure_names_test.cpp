// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure_names.h"

#include <gtest/gtest.h>

#include "app/cli/output_files.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

Input digits(std::vector<int> labels) {
    Input input;
    input.ref.path = "some/where/digits.npy";
    input.source.name = input.ref.path;
    input.source.images = std::make_shared<const Tensor>(Shape{5, 2, 4, 4});
    input.source.labels = std::move(labels);
    input.images = {2, 4};
    return input;
}

Experiment experiment() {
    Experiment e;
    e.images = {2, 4};
    e.window.size = {3, 2};
    e.window.stride = {2, 1};
    return e;
}

TEST(FigureNames, FillsEveryPlace) {
    const Input input = digits({9, 8, 7, 6, 5});
    EXPECT_EQ(expandName("a{index}-{label}_{size}_{stride}_{op}.png", input, 3, experiment()).value(),
              "a3-6_3x2_2x1_max.png");
    EXPECT_EQ(expandName("plain.png", input, 3, experiment()).value(), "plain.png");
    EXPECT_EQ(expandName("{open", input, 3, experiment()).value(), "{open");
}

TEST(FigureNames, OnlyIndexAndLabelDifferFromImageToImage) {
    EXPECT_TRUE(isPerImage("a{index}.png"));
    EXPECT_TRUE(isPerImage("{label}"));
    EXPECT_FALSE(isPerImage("{op}{size}{stride}"));
}

TEST(FigureNames, RefusesUnknownWordsAndLabelsThatAreNotThere) {
    EXPECT_EQ(expandName("{foo}.png", digits({}), 3, experiment()).error().status, kExitUsage);
    EXPECT_EQ(expandName("{label}.png", digits({}), 3, experiment()).error().status, kExitFailed);
}

TEST(FigureNames, TheCaptionNamesTheImageAndItsBatchButNoFolder) {
    Experiment e = experiment();
    e.plane = 3;  // image 1 of the batch, channel 1
    EXPECT_EQ(captionFor(digits({9, 8, 7, 6, 5}), e),
              "digits.npy, image 3, channel 1, label 6, one of images 2 to 4: max, size 3x2, stride 2x1");
    e.filters = {{1, 9, 4}, true};
    e.plane = 3 * 3 + 1;  // the second response of the same channel
    EXPECT_EQ(captionFor(digits({9, 8, 7, 6, 5}), e),
              "digits.npy, image 3, channel 1, filter gabor, label 6, one of images 2 to 4: max, size 3x2, stride 2x1, "
              "filters sobel-x, gabor, gaussian, ReLU");
    e.filters = {allFilters(), false};
    e.plane = 9;
    EXPECT_EQ(captionFor(digits({}), e),
              "digits.npy, image 2, channel 0, filter gabor, one of images 2 to 4: max, size 3x2, stride 2x1, all 10 "
              "filters");
    Input mnist;
    mnist.ref.mnist = true;
    mnist.source.images = std::make_shared<const Tensor>(Shape{20, 1, 2, 2});
    e = {};
    e.images = {18, 18};
    EXPECT_EQ(captionFor(mnist, e), "MNIST test image 18: max, size 2x2, stride 2x2");
}

TEST(FileNames, NoFileIsWrittenTwiceOrReadAndWritten) {
    FileNames names;
    SourceRef source;
    source.path = "in.npy";
    names.addInput("SOURCE", source);
    names.addInput("--grad-out", source);
    EXPECT_TRUE(names.addOutput("--out", "y.npy"));
    EXPECT_FALSE(names.addOutput("--argmax", "./y.npy"));
    EXPECT_FALSE(names.addOutput("--argmax", "nowhere/../y.npy"));
    EXPECT_FALSE(names.addOutput("--argmax", "./in.npy"));
    EXPECT_FALSE(names.addOutput("--argmax", ""));
    EXPECT_TRUE(names.addOutput("--argmax", "i.npy"));
}

}  // namespace
}  // namespace poolscope
