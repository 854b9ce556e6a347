// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for pictures of every format.
#include "core/io/picture.h"

#include <malloc.h>

#include <random>

#include "tests/core/io/pictures.h"

namespace poolscope::test {
namespace {

// Every kind of file that is read, by the name of its format.
std::vector<std::pair<std::string, Bytes>> everyKind() {
    const Pixels rgb = colours();
    const Pixels grey = greys();
    TiffLook deflated;
    deflated.compression = COMPRESSION_ADOBE_DEFLATE;
    TiffLook lzw;
    lzw.compression = COMPRESSION_LZW;
    TiffLook tiled;
    tiled.tile = 16;
    TiffLook jpeg;
    jpeg.compression = COMPRESSION_JPEG;
    jpeg.rowsPerStrip = 32;
    return {{"png", pngOf(rgb)},
            {"png", pngOf(rgb, {.interlaced = true})},
            {"png", pngOf(grey, {.type = PNG_COLOR_TYPE_GRAY})},
            {"jpeg", jpegOf(rgb)},
            {"jpeg", jpegOf(grey)},
            {"jpeg", jpegOf(rgb, true)},
            {"bmp", bmpOf(rgb)},
            {"bmp", bmpOf(rgb, true)},
            {"bmp", bmpOf(3, 2, 8, 1, little(0, 1024), raw({3, 7, 0, 0, 3, 9, 0, 1}))},
            {"gif", smallGif()},
            {"webp", webpOf(rgb)},
            {"webp", webpOf(rgb, false)},
            {"webp", webpOf({webpOf(rgb), webpOf(rgb)})},
            {"tiff", tiffOf(rgb)},
            {"tiff", tiffOf(rgb, deflated)},
            {"tiff", tiffOf(rgb, lzw)},
            {"tiff", tiffOf(rgb, tiled)},
            {"tiff", tiffOf(grey, jpeg)},
            {"pnm", raw("P2 # text\n3 2\n# and another\n9\n0 1 2\n3 4 9\n")},
            {"pnm", raw("P3\n1 1\n255\n12 34 56\n")},
            {"pnm", raw("P5 2 2 255\nabcd")},
            {"pnm", raw("P6\n1 2\n255\nabcdef")}};
}

// The samples of three channels, one plane after the other.
std::vector<float> planesOf(const Pixels& pixels) {
    std::vector<float> planes;
    for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t i = c; i < pixels.samples.size(); i += 3) planes.push_back(pixels.samples[i]);
    }
    return planes;
}

TEST(Picture, IsRecognisedByContent) {
    for (const auto& [format, bytes] : everyKind()) {
        const InputFormat* found = recognised(kPictureFormats, bytes);
        ASSERT_NE(found, nullptr) << format;
        EXPECT_EQ(found->name, format);
    }
    for (const char* text :
         {"", "P", "P5", "P7\n1 1\n", "BM", "BMxxxxxxxxxxxxxxxxxxx", "1,2,3\n4,5,6\n", "<svg/>", "RIFF", "\x93NUMPY"}) {
        EXPECT_EQ(recognised(kPictureFormats, raw(text)), nullptr) << text;
    }
}

TEST(Picture, IsReadInEveryKind) {
    for (const auto& [format, bytes] : everyKind()) EXPECT_EQ(problemOf(bytes), "") << format;
    const Pixels rgb = colours();
    TiffLook tiled;
    tiled.tile = 16;
    for (const Bytes& file : {pngOf(rgb), pngOf(rgb, {.interlaced = true}), bmpOf(rgb), bmpOf(rgb, true), webpOf(rgb),
                              tiffOf(rgb), tiffOf(rgb, tiled)}) {
        EXPECT_EQ(valuesOf(file, true), planesOf(rgb));
    }
    EXPECT_EQ(valuesOf(smallGif(), true),
              (std::vector<float>{0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255,
                                  0, 0, 0, 0, 0, 0,   0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0}));
}

TEST(Picture, GreyUsesTheWeights11And16And5) {
    const Pixels rgb = colours();
    const Result<Array> array = readPicture(pngOf(rgb));
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->shape, (std::vector<std::int64_t>{17, 23}));
    EXPECT_EQ(array->dtype, "uint8");
    for (std::size_t i = 0; i < array->values.size(); ++i) {
        const std::uint16_t* c = rgb.samples.data() + 3 * i;
        ASSERT_EQ(array->values[i], static_cast<float>((11 * c[0] + 16 * c[1] + 5 * c[2]) / 32)) << i;
    }
}

TEST(Picture, ColourHasThreePlanes) {
    const Result<Array> array = readPicture(jpegOf(greys()), true);
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->shape, (std::vector<std::int64_t>{1, 3, 17, 23}));
}

TEST(Picture, EveryTruncationIsRefused) {
    for (const auto& [format, bytes] : everyKind()) {
        const std::size_t step = std::max<std::size_t>(1, bytes.size() / 400);
        for (std::size_t size = 0; size < bytes.size(); size += step) {
            ASSERT_NE(problemOf(cut(bytes, size)), "") << format << " cut at " << size << " of " << bytes.size();
        }
        for (std::size_t missing = 1; missing <= 8; ++missing) {
            ASSERT_NE(problemOf(cut(bytes, bytes.size() - missing)), "") << format << " without the last " << missing;
        }
    }
}

TEST(Picture, DamageIsSurvivedWithoutAWordOnTheTerminal) {
    testing::internal::CaptureStderr();
    std::mt19937 random(7);
    for (const auto& [format, bytes] : everyKind()) {
        for (int i = 0; i < 300; ++i) {
            Bytes damaged = bytes;
            for (unsigned changes = random() % 4 + 1; changes > 0; --changes) {
                damaged[random() % damaged.size()] = static_cast<std::byte>(random());
            }
            const Result<Array> first = readPicture(damaged);
            if (!first) {
                EXPECT_EQ(first.error().where, "file");
                continue;
            }
            std::int64_t count = 1;
            for (const std::int64_t size : first->shape) count *= size;
            EXPECT_EQ(count, std::ssize(first->values)) << format;
            // Memory that was never written would differ.
            mallopt(M_PERTURB, 37);
            const Result<Array> second = readPicture(damaged);
            mallopt(M_PERTURB, 74);
            ASSERT_TRUE(second.has_value());
            EXPECT_EQ(std::memcmp(first->values.data(), second->values.data(), first->values.size() * 4), 0) << format;
        }
    }
    mallopt(M_PERTURB, 0);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Picture, ErrorsNameTheFileAndTheCause) {
    expectRefused(readPicture(cut(pngOf(colours()), 200)), "incomplete");
    expectRefused(readPicture(raw("P2\n2 2\n9\n1 2 3\n")), "incomplete");
    expectRefused(readPicture(raw("P2\n2 1\n9\n1 10\n")), "larger");
}

TEST(Picture, LimitsAreCheckedBeforeMemoryIsTaken) {
    expectRefused(readPicture(raw("P5\n100000 1\n255\n" + std::string(100000, 'x'))), "100000 x 1 pixels");
    EXPECT_NE(problemOf(raw("P5\n999999999 999999999\n255\nx")), "");
    Bytes wide = smallGif();
    wide[6] = wide[8] = std::byte{0xff};
    wide[7] = wide[9] = std::byte{0x3f};  // 16 383 a side is allowed, their product is not
    expectRefused(readPicture(wide), "16383 x 16383");
    wide[7] = std::byte{0x0f};  // 4095 x 16383 are read in grey
    expectRefused(readPicture(wide, true), "in colour");
}

TEST(Picture, IsTurnedUprightByAllEightOrientations) {
    // 1 2 3
    // 4 5 6
    const std::vector<std::uint8_t> stored{1, 2, 3, 4, 5, 6};
    const std::vector<float> upright[] = {{1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1},
                                          {4, 5, 6, 1, 2, 3}, {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3},
                                          {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        TiffLook look;
        look.orientation = orientation;
        const Pixels pixels{3, 2, 1, {stored.begin(), stored.end()}};
        const Bytes exif = exifOf(orientation);
        const Bytes png = withChunk(pngOf(pixels, {.type = PNG_COLOR_TYPE_GRAY}), pngChunk("eXIf", exif));
        for (const Bytes& file : {tiffOf(pixels, look), png}) {
            const Result<Array> array = readPicture(file);
            ASSERT_TRUE(array.has_value()) << array.error().message;
            EXPECT_EQ(array->values, upright[orientation - 1]) << orientation;
            EXPECT_EQ(array->shape[0], orientation >= 5 ? 3 : 2);
        }
        const Pixels colour = colours(5, 2);
        const Bytes jpeg = jpegOf(colour, false, raw({'E', 'x', 'i', 'f', 0, 0}) + exif);
        for (const Bytes& file : {jpeg, webpOf({webpOf(colour)}, exif)}) {
            const Result<Array> array = readPicture(file);
            ASSERT_TRUE(array.has_value()) << array.error().message;
            EXPECT_EQ(array->shape[0], orientation >= 5 ? 5 : 2);
        }
    }
}

TEST(Picture, AnExifBlockThatSaysNothingIsNoFault) {
    for (const Bytes& exif : {raw("rubbish"), exifOf(0), exifOf(9), cut(exifOf(6), 20), Bytes{std::byte{0}}}) {
        const Bytes file = withChunk(pngOf(colours()), pngChunk("eXIf", exif));
        const Result<Array> array = readPicture(file);
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->shape[0], 17);
    }
}

}  // namespace
}  // namespace poolscope::test
