// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/source.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

namespace poolscope::test {
namespace {

Result<SourceRef> parsed(const std::string& text) {
    return parseSource(text, [](const std::string& path) { return path == "a.npy" || path == "b#1.npz"; });
}

// Images of two cells: 0 1, 2 3, ...
Source counting(std::int64_t count) {
    Tensor x(Shape{count, 1, 1, 2});
    std::iota(x.values.begin(), x.values.end(), 0.0F);
    Source source;
    source.name = "digits";
    source.images = std::make_shared<const Tensor>(std::move(x));
    for (int i = 0; i < count; ++i) source.labels.push_back(10 * i);
    return source;
}

TEST(ImageSelection, ReadsNumbersRangesAndLists) {
    EXPECT_EQ(parseSelection("3"), (ImageRange{3, 3}));
    EXPECT_EQ(parseSelection("3-7"), (ImageRange{3, 7}));
    const auto list = parseSelection("3,2,10-12,2");
    ASSERT_TRUE(list.has_value());
    EXPECT_TRUE(list->isList());
    EXPECT_EQ(list->numbers(), (std::vector<std::int64_t>{3, 2, 10, 11, 12, 2}));
    EXPECT_EQ(list->largest(), 12);
    EXPECT_EQ(toText(*list), "3,2,10-12,2");
    for (const char* text : {"", ",", "3,", "3,x", "7-3", "-3", "3-", "1,7-3", "99999999999999999999"}) {
        EXPECT_FALSE(parseSelection(text).has_value()) << text;
    }
}

TEST(ImageSelection, CountsWithoutOverflow) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    const ImageSelection all({ImageRange{0, kMost}, ImageRange{0, kMost}});
    EXPECT_EQ(all.countUpTo(10), 11);
    EXPECT_EQ(ImageSelection({ImageRange{0, 4}, ImageRange{7, 7}}).countUpTo(6), 6);
    EXPECT_EQ(ImageSelection({ImageRange{0, 4}, ImageRange{7, 7}}).countUpTo(5), 6);
}

TEST(SourceRef, KnowsListsFromNames) {
    EXPECT_EQ(parsed("mnist:3,2,1")->images->numbers(), (std::vector<std::int64_t>{3, 2, 1}));
    EXPECT_EQ(parsed("a.npy#3,2-4")->images->numbers(), (std::vector<std::int64_t>{3, 2, 3, 4}));
    EXPECT_EQ(parsed("a.npy#x,y")->member, "x,y");
    const auto member = parsed("b#1.npz#x#5,4");
    EXPECT_EQ(member->path, "b#1.npz");
    EXPECT_EQ(member->member, "x");
    EXPECT_EQ(member->images->numbers(), (std::vector<std::int64_t>{5, 4}));
    EXPECT_NE(parsed("mnist:3,,1").error().message.find("a list of them"), std::string::npos);
    EXPECT_TRUE(parsed("mnist:3-5")->isTestSet());
    EXPECT_FALSE(parsed("mnist:3,5")->isTestSet());
}

TEST(Source, AListIsKeptWithItsLabelsAndNumbers) {
    Source source = counting(5);
    ASSERT_TRUE(keepSelected(source, *parseSelection("3,1,3")).has_value());
    EXPECT_EQ(source.images.tensor()->values, (std::vector<float>{6, 7, 2, 3, 6, 7}));
    EXPECT_EQ(source.labels, (std::vector<int>{30, 10, 30}));
    EXPECT_EQ(source.number(1), 1);
    EXPECT_EQ(numbersText(source, {0, 2}), "3, 1, 3");
    EXPECT_EQ(numbersText(source, {1, 1}), "1");
    SourceRef ref;
    ref.images = *parseSelection("3,1,3");
    EXPECT_EQ(chosenImages(ref, source).value(), (ImageRange{0, 2}));
    EXPECT_EQ(numbersText(counting(5), {1, 3}), "1 to 3");
    EXPECT_EQ(numbersText(counting(5), {4, 4}), "4");
}

TEST(Source, WhatIsNotThereIsRefusedWithTheLegalRange) {
    Source source = counting(5);
    const auto refused = keepSelected(source, *parseSelection("1,5"));
    EXPECT_EQ(refused.error().message, "there is no image 5: the source holds images 0 to 4");
    SourceRef ref;
    ref.images = ImageRange{3, 7};
    EXPECT_EQ(chosenImages(ref, source).error().message, "there is no image 7: the source holds images 0 to 4");
    EXPECT_EQ(chosenImages(ref, counting(0)).error().message, "there is no image 7: the source holds none");
    std::vector<ImageRange> ranges(8 << 20, ImageRange{0, 4});
    EXPECT_NE(keepSelected(source, ImageSelection(std::move(ranges))).error().message.find("more images than the"),
              std::string::npos);
}

}  // namespace
}  // namespace poolscope::test
