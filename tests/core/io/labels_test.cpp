// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/labels.h"

#include <gtest/gtest.h>

namespace poolscope::test {
namespace {

using Paths = std::vector<std::string>;

TEST(LabelPaths, OfMnist) {
    EXPECT_EQ(labelPathsFor("/data/train-images-idx3-ubyte.gz"),
              (Paths{"/data/train-labels-idx1-ubyte.gz", "/data/train-labels-idx1-ubyte",
                     "/data/train-labels.idx1-ubyte.gz", "/data/train-labels.idx1-ubyte"}));
    EXPECT_EQ(labelPathsFor("t10k-images.idx3-ubyte"), (Paths{"t10k-labels.idx1-ubyte", "t10k-labels.idx1-ubyte.gz",
                                                              "t10k-labels-idx1-ubyte", "t10k-labels-idx1-ubyte.gz"}));
}

TEST(LabelPaths, OfRelatives) {
    EXPECT_EQ(labelPathsFor("emnist-letters-test-images-idx3-ubyte").front(), "emnist-letters-test-labels-idx1-ubyte");
    EXPECT_EQ(labelPathsFor("colour-images-idx4-ubyte").front(), "colour-labels-idx1-ubyte");
    EXPECT_EQ(labelPathsFor("my-images.gz"), (Paths{"my-labels.gz", "my-labels"}));
    EXPECT_EQ(labelPathsFor("digits-idx3-ubyte").front(), "digits-idx1-ubyte");
    EXPECT_EQ(labelPathsFor("idx3"), (Paths{"idx1", "idx1.gz"}));
}

TEST(LabelPaths, TheFolderIsNoPartOfTheName) {
    EXPECT_EQ(labelPathsFor("images-idx3/x-images-idx3-ubyte").front(), "images-idx3/x-labels-idx1-ubyte");
    EXPECT_TRUE(labelPathsFor("images/digits.npy").empty());
}

TEST(LabelPaths, NothingToGuess) {
    EXPECT_TRUE(labelPathsFor("").empty());
    EXPECT_TRUE(labelPathsFor("digits.idx").empty());
    EXPECT_TRUE(labelPathsFor("train-labels-idx1-ubyte").empty());
    EXPECT_TRUE(labelPathsFor("folder/").empty());
}

TEST(LabelMembers, OfKnownArchives) {
    EXPECT_EQ(labelMembersFor("x_test"), (Paths{"y_test"}));
    EXPECT_EQ(labelMembersFor("test_x"), (Paths{"test_y"}));
    EXPECT_EQ(labelMembersFor("X"), (Paths{"y", "Y"}));
    EXPECT_EQ(labelMembersFor("train_images"), (Paths{"train_labels"}));
    EXPECT_TRUE(labelMembersFor("pixels").empty());
    EXPECT_TRUE(labelMembersFor("arr_0").empty());
}

TEST(Labels, AreOneListOfWholeNumbers) {
    const auto array = [](std::vector<std::int64_t> shape, std::vector<float> values) {
        return Array{"npy", "float32", std::move(shape), std::move(values), {}};
    };
    EXPECT_EQ(labelsOf(array({2}, {7, 2}), 2, "file").value(), (std::vector<int>{7, 2}));
    EXPECT_EQ(labelsOf(array({2, 1}, {7, 2}), 2, "file").value(), (std::vector<int>{7, 2}));
    Array bytes = array({2}, {});
    bytes.bytes = std::vector<std::uint8_t>{7, 2};
    EXPECT_EQ(labelsOf(bytes, 2, "file").value(), (std::vector<int>{7, 2}));
    EXPECT_EQ(labelsOf(array({2}, {7, 2}), 3, "file").error().message, "holds 2 labels, but there are 3 images");
    EXPECT_EQ(labelsOf(array({1}, {7}), 3, "file").error().message, "holds 1 label, but there are 3 images");
    EXPECT_EQ(labelsOf(array({2}, {7, 2}), 1, "file").error().message, "holds 2 labels, but there is 1 image");
    EXPECT_NE(labelsOf(array({2, 2}, {7, 2, 1, 0}), 4, "file").error().message.find("not a list"), std::string::npos);
    EXPECT_NE(labelsOf(array({1}, {0.5F}), 1, "file").error().message.find("whole number"), std::string::npos);
}

TEST(Labels, MayBeWords) {
    const auto holds = [](std::string_view text) { return holdsWords(std::as_bytes(std::span(text))); };
    EXPECT_TRUE(holds("cat\ndog\n"));
    EXPECT_TRUE(holds("name\r\n\"cat\"\r\n"));
    EXPECT_FALSE(holds("label\n1\n"));
    EXPECT_FALSE(holds("\n"));
    EXPECT_FALSE(holds(std::string_view("\x01\nPNG", 5)));
}

}  // namespace
}  // namespace poolscope::test
