// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/name_patterns.h"

#include <gtest/gtest.h>

#include "app/cli/call/output_files.h"

namespace poolscope::cli {
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

TEST(NamePatterns, FillsEveryPlace) {
    const Input input = digits({9, 8, 7, 6, 5});
    EXPECT_EQ(expandName("-o", "a{index}-{label}_{size}_{stride}_{op}.png", input, 3, experiment()).value(),
              "a3-6_3x2_2x1_max.png");
    EXPECT_EQ(expandName("-o", "plain.png", input, 3, experiment()).value(), "plain.png");
    EXPECT_EQ(expandName("-o", "{open", input, 3, experiment()).value(), "{open");
}

TEST(NamePatterns, OnlyIndexAndLabelDifferFromImageToImage) {
    EXPECT_TRUE(isPerImage("a{index}.png"));
    EXPECT_TRUE(isPerImage("{label}"));
    EXPECT_FALSE(isPerImage("{op}{size}{stride}"));
}

TEST(NamePatterns, RefusesUnknownWordsAndLabelsThatAreNotThere) {
    EXPECT_EQ(expandName("-o", "{foo}.png", digits({}), 3, experiment()).error().status, kExitUsage);
    EXPECT_EQ(expandName("-o", "{label}.png", digits({}), 3, experiment()).error().status, kExitFailed);
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
}  // namespace poolscope::cli
