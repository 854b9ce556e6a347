// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/patches.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

std::shared_ptr<const Patch> patch(std::vector<Patch::Cell> cells) {
    return std::make_shared<const Patch>(Patch{std::move(cells)});
}

Painted painted() {
    auto source = std::make_shared<Source>();
    source->dtype = "float32";
    source->setImages(Tensor({1, 1, 2, 2}, {1, 2, 3, 4}));
    Painted painted;
    painted.source = source;
    painted.experiment.gradient.given = std::make_shared<const Tensor>(Shape{1, 1, 1, 1}, 5.0F);
    return painted;
}

TEST(Patches, AreWrittenIntoCopies) {
    Painted one = painted();
    const auto before = one.source;
    one.images.add(patch({{0, 1, 10}, {3, 4, 40}}), false, 1);
    one.images.add(patch({{3, 40, 41}}), false, 2);
    one.gradient.add(patch({{0, 5, 6}}), false, 3);
    const Painted whole = written(one);
    EXPECT_EQ(whole.source->images.tensor()->values, (std::vector<float>{10, 2, 3, 41}));
    EXPECT_EQ(whole.source->range.values.high, 41) << "what is known of the values is found out anew";
    EXPECT_EQ(whole.experiment.gradient.given->values, std::vector<float>{6});
    EXPECT_TRUE(whole.images.empty() && whole.gradient.empty());
    EXPECT_EQ(before->images.tensor()->values, (std::vector<float>{1, 2, 3, 4})) << "others read these";
    EXPECT_EQ(written(whole).source, whole.source) << "nothing is copied for nothing";
}

TEST(Patches, TakenBackGiveWhatWasBefore) {
    Painted one = painted();
    const auto first = patch({{1, 2, 20}});
    const auto second = patch({{1, 20, 21}});
    one.images.add(first, false, 1);
    one.images.add(second, false, 2);
    one.images.add(second, true, 3);
    EXPECT_EQ(valuesOf(one.images).at(1), 20);
    one.images.add(first, true, 4);
    EXPECT_EQ(written(one).source->images.tensor()->values, (std::vector<float>{1, 2, 3, 4}));
}

TEST(Patches, ThoseThatAreWrittenGo) {
    Patches patches;
    for (std::int64_t i = 1; i <= 4; ++i) patches.add(patch({{i, 0, 1}}), false, i);
    patches.dropUntil(2);
    EXPECT_EQ(valuesOf(patches).size(), 2U);
    EXPECT_EQ(patches.last(), 4);
    patches.dropUntil(4);
    EXPECT_TRUE(patches.empty());
    EXPECT_EQ(patches.last(), 0);
}

}  // namespace
}  // namespace poolscope
