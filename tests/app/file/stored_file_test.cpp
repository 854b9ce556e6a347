// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/stored_file.h"

#include <gtest/gtest.h>

#include <set>

namespace poolscope {
namespace {

Bytes bytesOf(std::string_view text) {
    const auto raw = std::as_bytes(std::span(text.data(), text.size()));
    return {raw.begin(), raw.end()};
}

SourceRef named(const std::string& path) {
    SourceRef ref;
    ref.path = path;
    return ref;
}

std::string problemOf(std::string_view content, const std::string& path) {
    const auto file = decodeStored(bytesOf(content), named(path), false);
    return file ? "" : file.error().message;
}

TEST(InputFormats, HaveNamesOfTheirOwnAndTextLast) {
    std::set<std::string_view> names;
    for (const InputFormat* format : inputFormats()) {
        EXPECT_TRUE(names.insert(format->name).second) << format->name;
        EXPECT_FALSE(format->patterns.empty()) << format->name;
    }
    EXPECT_EQ(inputFormats().back(), &kCsvFormat);
    EXPECT_EQ(
        inputTitles(inputFormats()),
        "PNG, JPEG, BMP, GIF, WebP, TIFF, PBM, PGM, PPM, HEIC or AVIF, NPY, NPZ, IDX, gzip (IDX, NPY or CSV inside), "
        "or one plane "
        "of numbers as "
        "CSV");
    EXPECT_EQ(inputPatterns(kArrayFormats), "*.npy *.npz *-ubyte *.gz *.csv");
    EXPECT_EQ(
        openPatterns(),
        "*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff *.pbm *.pgm *.ppm *.heic *.heif *.avif *.npy *.npz *-ubyte "
        "*.gz *.csv "
        "*.poolscope *.svg *.pdf");
}

TEST(Decode, SaysWhatAFileIs) {
    const auto table = decodeStored(bytesOf("1,2\n3,4\n"), named("table"), false);
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(table->format, &kCsvFormat);
    EXPECT_EQ(table->array.values, (std::vector<float>{1, 2, 3, 4}));
    const auto picture = decodeStored(bytesOf("P3\n1 2\n255\n255 0 0\n0 0 255\n"), named("picture"), true);
    ASSERT_TRUE(picture.has_value()) << picture.error().message;
    EXPECT_EQ(picture->format->name, "pnm");
    EXPECT_EQ(picture->array.shape, (std::vector<std::int64_t>{1, 3, 2, 1}));
    EXPECT_EQ(picture->array.values, (std::vector<float>{255, 0, 0, 0, 0, 255}));
    EXPECT_EQ(decodeStored(bytesOf("P3\n1 2\n255\n255 0 0\n0 0 255\n"), named("picture"), false)->array.shape,
              (std::vector<std::int64_t>{2, 1}));
}

TEST(Decode, TextThatIsNoTableIsNothingKnownUnlessItIsCalledOne) {
    EXPECT_NE(problemOf("some words", "words.txt").find("is not in a format known here: PNG, "), std::string::npos);
    EXPECT_NE(problemOf("some words", "words.CSV").find("line 1: "), std::string::npos);
    EXPECT_EQ(problemOf("", "empty.txt"), "the file is empty");
    EXPECT_EQ(problemOf("", "empty.csv"), "the file holds no numbers");
}

}  // namespace
}  // namespace poolscope
