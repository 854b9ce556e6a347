// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/reading.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/io/array.h"

namespace poolscope::test {
namespace {

// 0, 1, 2, ... in that shape.
Array counting(std::vector<std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) count *= size;
    std::vector<float> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 0.0F);
    return {"npy", "float32", std::move(shape), std::move(values), {}};
}

Reading with(Axes axes, std::vector<std::int64_t> reshape = {}) {
    return {.axes = axes, .reshape = std::move(reshape)};
}

void expectFails(const Result<Images>& images, const std::string& part) {
    ASSERT_FALSE(images.has_value()) << part;
    EXPECT_EQ(images.error().where, "file");
    EXPECT_NE(images.error().message.find(part), std::string::npos) << images.error().message;
}

TEST(Reading, ChannelsAreLastWhereTheShapeSaysSo) {
    struct Case {
        std::vector<std::int64_t> stored;
        Shape read;
    };
    const Case last[] = {{{28, 28, 3}, {1, 3, 28, 28}},
                         {{2, 16, 17, 4}, {2, 4, 16, 17}},
                         {{28, 28, 1}, {1, 1, 28, 28}},
                         {{12, 12, 3}, {1, 3, 12, 12}},
                         {{5, 5, 5, 1}, {5, 1, 5, 5}}};
    for (const Case& c : last) {
        const auto images = imagesOf(counting(c.stored), {}, "file");
        ASSERT_TRUE(images.has_value()) << images.error().message;
        EXPECT_EQ(images->images.shape, c.read) << shapeText(c.stored);
        ASSERT_EQ(images->notes.size(), 1U) << shapeText(c.stored);
        EXPECT_NE(images->notes[0].text.find("was read channels last"), std::string::npos);
        EXPECT_NE(toText(images->notes[0]).find("; --axes nchw reads it channels first"), std::string::npos);
        EXPECT_EQ(images->notes[0].other.value().reading, with(Axes::Nchw));
    }
    const Case first[] = {{{28, 28, 2}, {28, 1, 28, 2}},
                          {{4, 4, 1}, {4, 1, 4, 1}},
                          {{11, 12, 3}, {11, 1, 12, 3}},
                          {{3, 28, 28}, {3, 1, 28, 28}},
                          {{2, 3, 28, 28}, {2, 3, 28, 28}}};
    for (const Case& c : first) EXPECT_EQ(imagesOf(counting(c.stored), {}, "file")->images.shape, c.read);
    EXPECT_EQ(imagesOf(counting({11, 12, 3}), {}, "file")->notes.at(0).other.value().reading, with(Axes::Nhwc));
    EXPECT_TRUE(imagesOf(counting({5, 28, 28}), {}, "file")->notes.empty());
}

TEST(Reading, ThreeSquareImagesMayBeOneInColour) {
    const auto three = imagesOf(counting({3, 32, 32}), {}, "file");
    EXPECT_EQ(three->images.shape, (Shape{3, 1, 32, 32}));
    EXPECT_EQ(toText(three->notes.at(0)),
              "shape (3, 32, 32) was read as 3 grey images; --reshape 3,32,32 reads one colour image");
    const Reading other = three->notes.at(0).other.value().reading;
    EXPECT_EQ(imagesOf(counting({3, 32, 32}), other, "file")->images.shape, (Shape{1, 3, 32, 32}));
    EXPECT_NE(imagesOf(counting({4, 224, 224}), {}, "file")->notes.at(0).other->option.find("of 4 channels"),
              std::string::npos);
    for (const std::vector<std::int64_t>& shape : {std::vector<std::int64_t>{1, 32, 32}, {3, 32, 31}, {3, 8, 8}}) {
        EXPECT_TRUE(imagesOf(counting(shape), {}, "file")->notes.empty()) << shapeText(shape);
    }
    EXPECT_TRUE(imagesOf(counting({3, 32, 32}), with(Axes::Nchw), "file")->notes.empty());
}

TEST(Reading, TheChoiceOfAxesDecides) {
    EXPECT_EQ(imagesOf(counting({28, 28, 3}), with(Axes::Nchw), "file")->images.shape, (Shape{28, 1, 28, 3}));
    EXPECT_TRUE(imagesOf(counting({28, 28, 3}), with(Axes::Nchw), "file")->notes.empty());
    const auto images = imagesOf(counting({2, 2, 2}), with(Axes::Nhwc), "file");
    EXPECT_EQ(images->images.shape, (Shape{1, 2, 2, 2}));
    EXPECT_EQ(images->images.tensor()->values, (std::vector<float>{0, 2, 4, 6, 1, 3, 5, 7}));
    EXPECT_EQ(imagesOf(counting({2, 1, 1, 2}), with(Axes::Nhwc), "file")->images.tensor()->values,
              (std::vector<float>{0, 1, 2, 3}));
    expectFails(imagesOf(counting({2, 2}), with(Axes::Nhwc), "file"), "channels last needs 3 dimensions");
}

TEST(Reading, RowsBecomeImages) {
    const auto images = imagesOf(counting({2, 6}), with(Axes::Auto, {2, 3}), "file");
    ASSERT_TRUE(images.has_value()) << images.error().message;
    EXPECT_EQ(images->images.shape, (Shape{2, 1, 2, 3}));
    EXPECT_EQ(images->images.tensor()->values, counting({12}).values);
    EXPECT_EQ(imagesOf(counting({2, 6}), with(Axes::Auto, {3, 1, 2}), "file")->images.shape, (Shape{2, 3, 1, 2}));
    EXPECT_EQ(imagesOf(counting({12}), with(Axes::Auto, {2, 3}), "file")->images.shape, (Shape{2, 1, 2, 3}));
    const auto last = imagesOf(counting({1, 8}), with(Axes::Nhwc, {2, 2, 2}), "file");
    EXPECT_EQ(last->images.shape, (Shape{1, 2, 2, 2}));
    EXPECT_EQ(last->images.tensor()->values, (std::vector<float>{0, 2, 4, 6, 1, 3, 5, 7}));
    expectFails(imagesOf(counting({2, 8}), with(Axes::Auto, {2, 3}), "file"),
                "each row has 8 numbers; an image of 2,3 needs 6 in each row, or one more where a label comes first");
    expectFails(imagesOf(counting({5}), with(Axes::Auto, {2, 3}), "file"), "the array has shape (5,)");
    expectFails(imagesOf(counting({5}), with(Axes::Auto, {5}), "file"), "two sizes (H,W) or three");
    expectFails(imagesOf(counting({5}), with(Axes::Auto, {0, 5}), "file"), "must be 1 or more");
    expectFails(imagesOf(counting({5}), with(Axes::Auto, {1 << 30, 1 << 30}), "file"), "more values than the limit");
    expectFails(imagesOf(counting({783}), {}, "file"), "--reshape H,W makes images");
    expectFails(imagesOf(counting({784}), {}, "file"), "with 1 dimension; --reshape 28,28 reads it as one image");
    expectFails(imagesOf(counting({785}), {}, "file"), "--reshape 28,28 reads it as one image with its label first");
    expectFails(imagesOf(counting({3072}), {}, "file"), "--reshape 3,32,32 reads it as one image");
    EXPECT_EQ(imagesOf(counting({785}), with(Axes::Auto, {28, 28}), "file")->images.shape, (Shape{1, 1, 28, 28}));
}

TEST(Reading, ALabelMayComeFirst) {
    const auto images =
        imagesOf({"npy", "uint8", {2, 5}, {7, 1, 2, 3, 4, 9, 5, 6, 7, 8}, {}}, with(Axes::Auto, {2, 2}), "file");
    ASSERT_TRUE(images.has_value()) << images.error().message;
    EXPECT_EQ(images->labels, (std::vector<int>{7, 9}));
    EXPECT_EQ(images->images.tensor()->values, (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}));
    expectFails(imagesOf({"npy", "float32", {1, 3}, {0.5F, 1, 2}, {}}, with(Axes::Auto, {1, 2}), "file"),
                "not a whole number");
}

TEST(Reading, AHeaderLineNamesTheLabel) {
    Array table = counting({2, 17});
    for (int i = 0; i < 17; ++i) table.columns.push_back(i == 0 ? "label" : "pixel" + std::to_string(i - 1));
    const auto first = imagesOf(table, {}, "file");
    ASSERT_TRUE(first.has_value()) << first.error().message;
    EXPECT_EQ(first->images.shape, (Shape{2, 1, 4, 4}));
    EXPECT_EQ(first->labels, (std::vector<int>{0, 17}));
    EXPECT_NE(first->notes.at(0).text.find("one image of 4 × 4 and its label"), std::string::npos);
    EXPECT_EQ(imagesOf(table, first->notes[0].other.value().reading, "file")->images.shape, (Shape{1, 1, 2, 17}));
    std::swap(table.columns.front(), table.columns.back());
    table.columns.back() = "Class";
    EXPECT_EQ(imagesOf(table, {}, "file")->labels, (std::vector<int>{16, 33}));
    table.columns.back() = "pixel16";
    EXPECT_EQ(imagesOf(table, {}, "file")->images.shape, (Shape{1, 1, 2, 17}));
}

TEST(Reading, LongRowsAreHintedAt) {
    const auto hint = [](std::int64_t length) {
        const auto images = imagesOf(counting({2, length}), {}, "file");
        return images->notes.empty() ? "" : toText(images->notes[0]);
    };
    EXPECT_EQ(hint(784),
              "each row has 784 numbers: probably an image of 28 × 28; --reshape 28,28 reads each row as one image");
    EXPECT_EQ(hint(785),
              "each row has 785 numbers: probably an image of 28 × 28 and its label; --reshape 28,28 reads each row as "
              "one image with its label first");
    EXPECT_NE(hint(3072).find("--reshape 3,32,32 "), std::string::npos);
    EXPECT_EQ(hint(783), "");
    const auto read = imagesOf(counting({2, 785}), {.transpose = true}, "file");
    const OtherReading other = read->notes.at(0).other.value();
    EXPECT_EQ(other.button, "Read as 28\u00D728");
    EXPECT_EQ(other.reading, (Reading{.reshape = {28, 28}, .transpose = true})) << "what else was chosen stays";
    EXPECT_TRUE(imagesOf(counting({2, 784}), with(Axes::Auto, {28, 28}), "file")->notes.empty());
}

TEST(Reading, TransposesEveryPlane) {
    const auto images = imagesOf(counting({2, 2, 3}), {.transpose = true}, "file");
    EXPECT_EQ(images->images.shape, (Shape{2, 1, 3, 2}));
    EXPECT_EQ(images->images.tensor()->values, (std::vector<float>{0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11}));
}

TEST(Reading, CropsWhatIsTransposedAndThenResizes) {
    const Reading reading{.transpose = true, .crop = Crop{{2, 0}, {4, 3}}, .resize = Extent{2, 1}};
    const auto images = imagesOf(counting({2, 4, 6}), reading, "file");
    ASSERT_TRUE(images.has_value()) << images.error().message;
    EXPECT_EQ(images->images.shape, (Shape{2, 1, 2, 1}));
    EXPECT_EQ(images->images.tensor()->values[0], (2 + 3 + 8 + 9 + 14 + 15) / 6.0F);
    EXPECT_EQ(images->images.tensor()->values[3], 24 + (4 + 5 + 10 + 11 + 16 + 17) / 6.0F);
    expectFails(imagesOf(counting({2, 4, 6}), {.crop = Crop{{2, 0}, {4, 3}}}, "file"),
                "the part 2,0,4,3 reaches outside the image of 4x6 cells: Y + H may be at most 4, and X + W at most 6");
    expectFails(imagesOf(counting({4, 6}), {.crop = Crop{{0, 0}, {0, 3}}}, "file"), "must be 1 or more");
    expectFails(
        imagesOf(counting({4, 6}), {.crop = Crop{{1, 0}, {1, std::numeric_limits<std::int64_t>::max()}}}, "file"),
        "reaches outside");
    expectFails(imagesOf(counting({2, 4, 6}), {.resize = Extent{8000, 8000}}, "file"), "the size 8000,8000 would give");
    EXPECT_EQ(checkReading({.resize = Extent{1 << 14, 1 << 14}}).error().where, "source.reading.resize");
    EXPECT_EQ(checkReading({.crop = Crop{{-1, 0}, {1, 1}}}).error().where, "source.reading.crop");
}

TEST(Reading, NoImagesStayLegal) {
    EXPECT_EQ(imagesOf(counting({0, 28, 28}), {}, "file")->images.shape, (Shape{0, 1, 28, 28}));
    EXPECT_EQ(imagesOf(counting({0, 784}), with(Axes::Auto, {28, 28}), "file")->images.shape, (Shape{0, 1, 28, 28}));
    expectFails(imagesOf(counting({0, 28, 28, 0}), {}, "file"), "at least 1");
}

}  // namespace
}  // namespace poolscope::test
