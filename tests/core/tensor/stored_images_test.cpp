// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/stored_images.h"

#include <gtest/gtest.h>

#include <numeric>

namespace poolscope {
namespace {

// Three images of 2x2: 250 to 255, then 0 to 5.
const Shape kShape{3, 1, 2, 2};

std::vector<std::uint8_t> someBytes() {
    std::vector<std::uint8_t> bytes(12);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{250});
    return bytes;
}

Tensor asFloats() {
    return {kShape, {250, 251, 252, 253, 254, 255, 0, 1, 2, 3, 4, 5}};
}

TEST(StoredImages, BytesAndFloatsAreTheSameNumbers) {
    const StoredImages bytes(kShape, someBytes());
    const StoredImages floats(asFloats());
    for (const StoredImages& images : {bytes, floats}) {
        EXPECT_TRUE(sameBits(*images.tensor(), asFloats()));
        EXPECT_TRUE(sameBits(selectImages(images, 1, 2), {{2, 1, 2, 2}, {254, 255, 0, 1, 2, 3, 4, 5}}));
        const StoredImages chosen = images.chosen(std::vector<std::int64_t>{2, 0, 2});
        EXPECT_TRUE(sameBits(*chosen.tensor(), {kShape, {2, 3, 4, 5, 250, 251, 252, 253, 2, 3, 4, 5}}));
        EXPECT_EQ(images.range("uint8"), storedRange(asFloats().values, "uint8"));
        EXPECT_EQ(chosen.range(), storedRange(chosen.tensor()->values));
    }
    EXPECT_EQ(bytes.bytesHeld(), 12U);
    EXPECT_EQ(bytes.chosen(std::vector<std::int64_t>{1}).bytesHeld(), 4U);
    EXPECT_EQ(floats.bytesHeld(), 48U);
}

TEST(StoredImages, FloatsAreSharedAndNotCopied) {
    const auto tensor = std::make_shared<const Tensor>(asFloats());
    const StoredImages images(tensor);
    EXPECT_EQ(images.tensor(), tensor);
    EXPECT_EQ(sharedImages(images, 0, 2), tensor);
    EXPECT_TRUE(sameBits(*sharedImages(images, 1, 1), selectImages(*tensor, 1, 1)));
}

TEST(StoredImages, NoneHaveNoRange) {
    EXPECT_EQ(StoredImages(Shape{0, 1, 2, 2}, std::vector<std::uint8_t>{}).range("uint8"), storedRange({}, "uint8"));
    EXPECT_EQ(StoredImages(Tensor(Shape{0, 1, 2, 2})).range(), storedRange({}));
    EXPECT_EQ(StoredImages(Shape{0, 1, 2, 2}, {}).tensor()->shape, (Shape{0, 1, 2, 2}));
}

}  // namespace
}  // namespace poolscope
