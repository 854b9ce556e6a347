// SPDX-License-Identifier: GPL-3.0-or-later
// What is particular to one format of pictures.
#include <sys/resource.h>

#include "tests/core/io/pictures.h"

namespace poolscope::test {
namespace {

using Values = std::vector<float>;
using Sizes = std::vector<std::int64_t>;

Array arrayOf(std::span<const std::byte> bytes, bool rgb = false) {
    Result<Array> array = readPicture(bytes, rgb);
    EXPECT_TRUE(array.has_value()) << array.error().message;
    return array ? std::move(*array) : Array{};
}

bool hasNote(const Array& array, const std::string& part) {
    for (const Note& note : array.notes) {
        if (note.text.find(part) != std::string::npos) return true;
    }
    return false;
}

// The most memory that this process has had.
std::int64_t peakKilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(Png, SixteenBitsAreKept) {
    const Array grey = arrayOf(pngOf({2, 1, 1, {65535, 20}}, {.type = PNG_COLOR_TYPE_GRAY, .depth = 16}));
    EXPECT_EQ(grey.values, (Values{65535, 20}));
    EXPECT_EQ(grey.dtype, "uint16");
    EXPECT_EQ(grey.stored.max, 65535);
    const Bytes colour = pngOf({1, 1, 3, {51400, 25700, 12850}}, {.depth = 16});
    EXPECT_EQ(valuesOf(colour), (Values{(11 * 51400 + 16 * 25700 + 5 * 12850) / 32}));
}

TEST(Png, OneTwoAndFourBitsFill0To255) {
    EXPECT_EQ(valuesOf(pngOf({2, 1, 1, {0, 1}}, {.type = PNG_COLOR_TYPE_GRAY, .depth = 1})), (Values{0, 255}));
    EXPECT_EQ(valuesOf(pngOf({4, 1, 1, {0, 1, 2, 3}}, {.type = PNG_COLOR_TYPE_GRAY, .depth = 2})),
              (Values{0, 85, 170, 255}));
    EXPECT_EQ(valuesOf(pngOf({3, 1, 1, {0, 9, 15}}, {.type = PNG_COLOR_TYPE_GRAY, .depth = 4})), (Values{0, 153, 255}));
}

TEST(Png, TransparencyShowsWhitePaper) {
    const Pixels pixels{3, 1, 4, {0, 0, 0, 0, 0, 0, 0, 102, 10, 10, 10, 255}};
    EXPECT_EQ(valuesOf(pngOf(pixels, {.type = PNG_COLOR_TYPE_RGB_ALPHA})), (Values{255, 153, 10}));
    PngLook key{.depth = 16, .hasKey = true, .key = {0, 1, 2, 3, 0}};
    EXPECT_EQ(valuesOf(pngOf({2, 1, 3, {1, 2, 3, 51400, 25700, 12850}}, key), true),
              (Values{65535, 51400, 65535, 25700, 65535, 12850}));
    PngLook palette{.type = PNG_COLOR_TYPE_PALETTE, .palette = {{9, 9, 9}, {8, 8, 8}}, .paletteAlpha = {0}};
    EXPECT_EQ(valuesOf(pngOf({2, 1, 1, {0, 1}}, palette)), (Values{255, 8}));
}

TEST(Png, ALengthThatLeadsOutOfTheFileIsRefused) {
    for (const std::uint64_t length : {0x7fffffffU, 0xffffffffU, 0xfffffff4U}) {
        EXPECT_NE(problemOf(withChunk(pngOf(colours()), big(length, 4) + raw("tEXtComment") + big(0, 4))), "");
    }
}

TEST(Png, TextsAndProfilesAreNotLookedAt) {
    const auto withWrongSum = [](const std::string& type, std::size_t length) {
        return withChunk(pngOf(colours()), big(length, 4) + raw(type) + Bytes(length, std::byte{'x'}) + big(0, 4));
    };
    for (const char* type : {"tEXt", "iCCP", "zTXt", "eXIf"}) EXPECT_EQ(problemOf(withWrongSum(type, 7)), "") << type;
    EXPECT_NE(problemOf(withWrongSum("ABCD", 7)), "");  // must be understood, and is not
    EXPECT_NE(problemOf(withWrongSum("tRNS", 6)), "");
    EXPECT_NE(problemOf(withWrongSum("IHDR", 13)), "");
}

TEST(Png, AWidthBeyondTheLimitTakesNoMemory) {
    const Bytes signature = raw({0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    const Bytes header = raw("IHDR") + big(0x7fffffff, 4) + big(1, 4) + raw({8, 6, 0, 0, 0});
    const std::int64_t before = peakKilobytes();
    const Bytes data = raw("IDAT") + big(0, 4);
    const Bytes file =
        signature + big(13, 4) + header + big(crc32Of(header), 4) + big(4, 4) + data + big(crc32Of(data), 4);
    EXPECT_NE(problemOf(file).find("2147483647 x 1 pixels"), std::string::npos) << problemOf(file);
    EXPECT_LT(peakKilobytes() - before, 100'000);
}

TEST(Png, AWrongSumOfThePixelsIsRefused) {
    Bytes file = pngOf(colours());
    file[file.size() - 13] ^= std::byte{1};  // the last of IDAT, before the 12 bytes of IEND
    expectRefused(readPicture(file), "CRC");
}

Bytes pngFrame(int number, int left, int width, int disposal, int blend) {
    return pngChunk("fcTL", big(static_cast<std::uint64_t>(number), 4) + big(static_cast<std::uint64_t>(width), 4) +
                                big(1, 4) + big(static_cast<std::uint64_t>(left), 4) + big(0, 4) + big(0, 4) +
                                raw({disposal, blend}));
}

// The pixels of another PNG, as a later frame holds them.
Bytes pixelsOf(const Bytes& png, int number) {
    const Bytes mark = raw("IDAT");
    const auto at = std::search(png.begin(), png.end(), mark.begin(), mark.end());
    return pngChunk("fdAT", big(static_cast<std::uint64_t>(number), 4) + Bytes(at + 4, png.end() - 16));
}

// Three grey pixels, then a frame of one pixel with half alpha.
Bytes animatedPng(int disposal, int blend, std::uint64_t frames = 3) {
    const PngLook look{.type = PNG_COLOR_TYPE_GRAY_ALPHA};
    const Bytes first = pngOf({3, 1, 2, {10, 255, 20, 255, 30, 255}}, look);
    const Bytes second = pngOf({1, 1, 2, {90, 51}}, look);
    const Bytes third = pngOf({1, 1, 2, {70, 255}}, look);
    const Bytes start = pngChunk("acTL", big(frames, 4) + big(0, 4)) + pngFrame(0, 0, 3, 0, 0);
    const Bytes rest =
        pngFrame(1, 1, 1, disposal, blend) + pixelsOf(second, 2) + pngFrame(3, 2, 1, 0, 0) + pixelsOf(third, 4);
    const Bytes whole = withChunk(first, start);
    return Bytes(whole.begin(), whole.end() - 12) + rest + Bytes(whole.end() - 12, whole.end());
}

TEST(Png, FramesAreImagesOnWhatTheOnesBeforeLeft) {
    const Array replaced = arrayOf(animatedPng(0, 0));
    EXPECT_EQ(replaced.shape, (Sizes{3, 1, 3}));
    EXPECT_EQ(replaced.values, (Values{10, 20, 30, 10, 222, 30, 10, 222, 70}));
    EXPECT_TRUE(replaced.notes.empty());
    EXPECT_EQ(arrayOf(animatedPng(0, 1)).values, (Values{10, 20, 30, 10, 34, 30, 10, 34, 70}));
    EXPECT_EQ(arrayOf(animatedPng(1, 1)).values, (Values{10, 20, 30, 10, 34, 30, 10, 255, 70}));
    EXPECT_EQ(arrayOf(animatedPng(2, 1)).values, (Values{10, 20, 30, 10, 34, 30, 10, 20, 70}));
}

TEST(Png, FramesThatAreMissingAreCounted) {
    const Array array = arrayOf(animatedPng(0, 0, 5));
    EXPECT_EQ(array.shape, (Sizes{3, 1, 3}));
    EXPECT_EQ(array.notes.size(), 1U);
    EXPECT_TRUE(hasNote(array, "ought to have 5 frames, but only 3 are there"));
}

TEST(Png, OfADamagedAnimationTheStillPictureIsReadAndThatIsSaid) {
    Bytes file = animatedPng(0, 0);
    file[file.size() - 12 - 5] ^= std::byte{1};  // in the last frame
    const Array array = arrayOf(file);
    EXPECT_EQ(array.values, (Values{10, 20, 30}));
    EXPECT_TRUE(hasNote(array, "animation"));
}

TEST(Jpeg, HalfAPictureIsRefused) {
    for (const bool progressive : {false, true}) {
        const Bytes jpeg = jpegOf(colours(200, 150), progressive);
        expectRefused(readPicture(cut(jpeg, jpeg.size() * 3 / 4) + raw({0xff, 0xd9})), "damaged");
    }
}

TEST(Jpeg, TooManyPassesAreRefused) {
    // Each of the 63 frequencies by itself, and bit by bit.
    std::vector<jpeg_scan_info> passes{{1, {0}, 0, 0, 0, 0}};
    for (int frequency = 1; frequency < 64; ++frequency) {
        for (int bit = 3; bit >= 0; --bit) {
            passes.push_back({1, {0}, frequency, frequency, bit == 3 ? 0 : bit + 1, bit});
        }
    }
    expectRefused(readPicture(jpegOf(greys(), true, {}, passes)), "too many passes");
    passes.resize(1 + 4 * 40);
    EXPECT_EQ(problemOf(jpegOf(greys(), true, {}, passes)), "");
}

TEST(Jpeg, FourInksBecomeColours) {
    // Full light of magenta, yellow and black ink's paper; libjpeg writes the mark of Adobe, whose samples are light.
    Pixels pixels{8, 8, 4, {}};
    for (int i = 0; i < 64; ++i) pixels.samples.insert(pixels.samples.end(), {0, 255, 255, 255});
    const Values values = valuesOf(jpegOf(pixels), true);
    ASSERT_EQ(values.size(), 192U);
    EXPECT_NEAR(values[0], 0, 2);
    EXPECT_NEAR(values[64], 255, 2);
    EXPECT_NEAR(values[128], 255, 2);
}

TEST(Gif, MissingPixelsAreRefused) {
    // Codes for 4 of the 12 pixels, then the end mark: every block is whole.
    Bytes half = smallGif();
    const Bytes codes = fromHex("0204842d6751");
    const Bytes fewer = fromHex("020384025c");
    const auto at = std::search(half.begin(), half.end(), codes.begin(), codes.end()) - half.begin();
    half = cut(half, static_cast<std::size_t>(at)) + fewer + Bytes(half.begin() + at + 6, half.end());
    expectRefused(readPicture(half), "pixels are missing");
}

// One frame of 2 x 2 pixels of one colour, at a place; disposal as the format numbers it.
Bytes gifFrame(int left, int top, int disposal, int colour) {
    // Two bits a pixel: clear (4), four times the colour, end (5), three bits each.
    std::uint64_t bits = 4;
    int count = 3;
    for (const int code : {colour, colour}) {
        bits |= static_cast<std::uint64_t>(code) << count;
        count += 3;
    }
    bits |= std::uint64_t{4} << count;  // clear again, so that codes stay three bits wide
    count += 3;
    for (const int code : {colour, colour, 5}) {
        bits |= static_cast<std::uint64_t>(code) << count;
        count += 3;
    }
    return raw({0x21, 0xf9, 4, disposal << 2, 0, 0, 0, 0, 0x2c}) + little(static_cast<std::uint64_t>(left), 2) +
           little(static_cast<std::uint64_t>(top), 2) + little(2, 2) + little(2, 2) + raw({0, 2, 3}) + little(bits, 3) +
           raw({0});
}

Bytes gifOf(int width, int height, const Bytes& frames) {
    return raw("GIF89a") + little(static_cast<std::uint64_t>(width), 2) +
           little(static_cast<std::uint64_t>(height), 2) + raw({0x81, 0, 0}) +
           raw({0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30}) + frames + raw({0x3b});
}

TEST(Gif, FramesAreImagesOnWhatTheOnesBeforeLeft) {
    const Bytes keep = gifFrame(0, 0, 1, 1);
    const Array kept = arrayOf(gifOf(4, 2, keep + gifFrame(2, 0, 1, 2)));
    EXPECT_EQ(kept.shape, (Sizes{2, 2, 4}));
    EXPECT_EQ(kept.values, (Values{10, 10, 255, 255, 10, 10, 255, 255, 10, 10, 20, 20, 10, 10, 20, 20}));
    const Array cleared = arrayOf(gifOf(4, 2, gifFrame(0, 0, 2, 1) + gifFrame(2, 0, 1, 2)));
    EXPECT_EQ(Values(cleared.values.begin() + 8, cleared.values.end()), (Values{255, 255, 20, 20, 255, 255, 20, 20}));
    const Array restored = arrayOf(gifOf(4, 2, keep + gifFrame(1, 0, 3, 3) + gifFrame(2, 0, 1, 2)));
    EXPECT_EQ(Values(restored.values.begin() + 8, restored.values.end()),
              (Values{10, 30, 30, 255, 10, 30, 30, 255, 10, 10, 20, 20, 10, 10, 20, 20}));
}

TEST(Webp, FramesAreImages) {
    const Array array = arrayOf(webpOf({webpOf(colours()), webpOf(colours()), webpOf(colours())}), true);
    EXPECT_EQ(array.shape, (Sizes{3, 3, 17, 23}));
    const std::size_t size = array.values.size() / 3;
    EXPECT_TRUE(std::equal(array.values.begin(), array.values.begin() + static_cast<std::ptrdiff_t>(size),
                           array.values.begin() + static_cast<std::ptrdiff_t>(2 * size)));
}

TEST(Bmp, FiveBitsFill0To255Rounded) {
    const Values red = valuesOf(bmpOf(2, 1, 16, 0, {}, little(1 << 10, 2) + little(31 << 10, 2)), true);
    EXPECT_EQ(red, (Values{8, 255, 0, 0, 0, 0}));
    const Bytes masks = little(0xf800, 4) + little(0x7e0, 4) + little(0x1f, 4);
    EXPECT_EQ(valuesOf(bmpOf(2, 1, 16, 3, masks, little(1 << 5, 2) + little(63 << 5, 2)), true),
              (Values{0, 0, 4, 255, 0, 0}));
}

TEST(Bmp, PixelsThatRunsLeaveOutHaveTheFirstColour) {
    const Bytes palette = raw({7, 7, 7, 0, 50, 50, 50, 0});
    // One pixel, then a jump of one pixel and no row, one pixel, end of the picture.
    const Array array = arrayOf(bmpOf(4, 1, 8, 1, palette, raw({1, 1, 0, 2, 1, 0, 1, 1, 0, 1})));
    EXPECT_EQ(array.values, (Values{50, 7, 50, 7}));
    EXPECT_TRUE(hasNote(array, "leaves out"));
}

TEST(Bmp, ColoursBeyondThePaletteAreRefused) {
    expectRefused(readPicture(bmpOf(1, 1, 8, 0, raw({7, 7, 7, 0}), raw({9, 0, 0, 0}))), "palette of 1");
    expectRefused(readPicture(bmpOf(1, 1, 24, 4, {}, raw({0, 0, 0, 0}))), "a JPEG inside");
}

TEST(Pnm, SamplesFill0To255OrAreKept) {
    EXPECT_EQ(valuesOf(raw("P2 1 2 9\n9 0\n")), (Values{255, 0}));
    EXPECT_EQ(valuesOf(raw("P2 4 1 255\n0 1 128 255\n")), (Values{0, 1, 128, 255}));
    EXPECT_EQ(valuesOf(raw("P2 3 1 15\n1 7 15\n")), (Values{17, 119, 255}));
    const Array deep = arrayOf(raw("P2 2 1 1000\n3 1000\n"));
    EXPECT_EQ(deep.values, (Values{3, 1000}));
    EXPECT_EQ(deep.dtype, "uint16");
}

TEST(Pnm, OfTwoValuesOneIsBlack) {
    EXPECT_EQ(valuesOf(raw("P1\n# a comment\n3 2\n101\n0 1 0\n")), (Values{0, 255, 0, 255, 0, 255}));
    // Rows of ten bits in two bytes each.
    EXPECT_EQ(valuesOf(raw("P4 10 1\n\x81\x40")), (Values{0, 255, 255, 255, 255, 255, 255, 0, 255, 0}));
    EXPECT_EQ(arrayOf(raw("P4 1 2\n\x80"
                          "aP4 1 2\n\x80"
                          "a"))
                  .shape,
              (Sizes{2, 2, 1}));
    EXPECT_NE(problemOf(raw("P4 10 2\n\x81\x40\x81")), "");
    EXPECT_NE(problemOf(raw("P1 3 2\n1010")), "");
}

TEST(Pnm, SeveralPicturesAreABatch) {
    EXPECT_EQ(arrayOf(raw("P5 2 1 255\nabP5 2 1 255\ncd\n")).shape, (Sizes{2, 1, 2}));
    const Array other = arrayOf(raw("P5 2 1 255\nabP5 2 1 255\ncdP5 1 1 255\ne"));
    EXPECT_EQ(other.values, (Values{'a', 'b'}));
    EXPECT_TRUE(hasNote(other, "picture 2 has another size"));
}

TEST(Tiff, StripsThatEndEarlyAreRefused) {
    TiffLook look;
    look.rowsPerStrip = 17;
    look.compression = COMPRESSION_LZW;
    Bytes tiff = tiffOf(colours(), look);
    ASSERT_EQ(cut(tiff, 4), raw({'I', 'I', 42, 0}));
    const auto number = [&](std::size_t at, std::size_t count) {
        std::size_t value = 0;
        for (std::size_t i = count; i-- > 0;) value = value * 256 + std::to_integer<std::size_t>(tiff[at + i]);
        return value;
    };
    const std::size_t directory = number(4, 4);
    bool changed = false;
    for (std::size_t i = 0; i < number(directory, 2); ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (number(entry, 2) != 279 || number(entry + 4, 4) != 1) continue;  // the only strip's size in bytes
        const Bytes half = little(number(entry + 8, 4) / 2, number(entry + 2, 2) == 3 ? 2 : 4);
        std::copy(half.begin(), half.end(), tiff.begin() + static_cast<std::ptrdiff_t>(entry) + 8);
        changed = true;
    }
    ASSERT_TRUE(changed);
    EXPECT_NE(problemOf(tiff), "");
}

TEST(Tiff, SamplesAreKeptAsStored) {
    const auto page = [](const Bytes& data, int bits, int format) {
        TiffLook look;
        look.bits = bits;
        look.format = format;
        return tiffOf({{2, 1, 1, data, look}});
    };
    const struct {
        Bytes file;
        std::string dtype;
        Values values;
    } cases[] = {
        {page(memoryOf<std::uint16_t>({20, 65535}), 16, SAMPLEFORMAT_UINT), "uint16", {20, 65535}},
        {page(memoryOf<std::uint32_t>({20, 1U << 31U}), 32, SAMPLEFORMAT_UINT), "uint32", {20, 2147483648.0F}},
        {page(memoryOf<std::int8_t>({-100, 100}), 8, SAMPLEFORMAT_INT), "int8", {-100, 100}},
        {page(memoryOf<std::int16_t>({-100, 155}), 16, SAMPLEFORMAT_INT), "int16", {-100, 155}},
        {page(memoryOf<std::int32_t>({-100000, 7}), 32, SAMPLEFORMAT_INT), "int32", {-100000, 7}},
        {page(memoryOf<std::uint16_t>({0x3e00, 0xc000}), 16, SAMPLEFORMAT_IEEEFP), "float16", {1.5F, -2}},
        {page(memoryOf<float>({-0.25F, 1e6F}), 32, SAMPLEFORMAT_IEEEFP), "float32", {-0.25F, 1e6F}},
        {page(memoryOf<double>({0.5, -3}), 64, SAMPLEFORMAT_IEEEFP), "float64", {0.5F, -3}},
        {page(raw({0x12, 0x3f, 0xff}), 12, SAMPLEFORMAT_UINT), "uint16", {0x123, 0xfff}},
        {page(raw({0x4b}), 4, SAMPLEFORMAT_UINT), "uint8", {68, 187}},
    };
    for (const auto& c : cases) {
        const Array array = arrayOf(c.file);
        EXPECT_EQ(array.dtype, c.dtype);
        EXPECT_EQ(array.values, c.values) << c.dtype;
        EXPECT_TRUE(array.notes.empty());
    }
    TiffLook complex;
    complex.bits = 64;
    complex.format = SAMPLEFORMAT_COMPLEXIEEEFP;
    expectRefused(readPicture(tiffOf({{1, 1, 1, Bytes(8), complex}})), "64-bit complex samples");
}

TEST(Tiff, RoundedSamplesAreCounted) {
    TiffLook look;
    look.bits = 32;
    const Array array = arrayOf(tiffOf({{2, 1, 1, memoryOf<std::uint32_t>({16777217, 5}), look}}));
    EXPECT_EQ(array.inexact.rounded, 1);
    EXPECT_TRUE(hasNote(array, "1 of 2 values was rounded"));
}

TEST(Tiff, GreyOfFloatsIsExact) {
    TiffLook look;
    look.bits = 32;
    look.format = SAMPLEFORMAT_IEEEFP;
    look.photometric = PHOTOMETRIC_RGB;
    EXPECT_EQ(valuesOf(tiffOf({{1, 1, 3, memoryOf<float>({1, 0.5F, 0.25F}), look}})), (Values{(11 + 8 + 1.25F) / 32}));
}

TEST(Tiff, PlanesWhitesAndPalettes) {
    TiffLook planar;
    planar.bits = 16;
    planar.photometric = PHOTOMETRIC_RGB;
    planar.planar = PLANARCONFIG_SEPARATE;
    planar.rowsPerStrip = 1;
    EXPECT_EQ(valuesOf(tiffOf({{1, 2, 3, memoryOf<std::uint16_t>({1, 2, 300, 400, 5, 6}), planar}}), true),
              (Values{1, 2, 300, 400, 5, 6}));
    TiffLook white;
    white.photometric = PHOTOMETRIC_MINISWHITE;
    EXPECT_EQ(valuesOf(tiffOf({{2, 1, 1, raw({0, 250}), white}})), (Values{255, 5}));
    TiffLook palette;
    palette.bits = 1;
    palette.photometric = PHOTOMETRIC_PALETTE;
    palette.palette = {0, 257 * 9, 0, 257 * 8, 0, 257 * 7};
    EXPECT_EQ(valuesOf(tiffOf({{2, 1, 1, raw({0x40}), palette}}), true), (Values{0, 9, 0, 8, 0, 7}));
    TiffLook alpha;
    alpha.extra = EXTRASAMPLE_UNASSALPHA;
    EXPECT_EQ(valuesOf(tiffOf({{2, 1, 2, raw({10, 255, 0, 102}), alpha}})), (Values{10, 153}));
    alpha.extra = EXTRASAMPLE_ASSOCALPHA;
    EXPECT_EQ(valuesOf(tiffOf({{2, 1, 2, raw({10, 255, 51, 102}), alpha}})), (Values{10, 204}));
}

TEST(Tiff, FaxIsRead) {
    for (const int compression : {COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4}) {
        TiffLook look;
        look.bits = 1;
        look.photometric = PHOTOMETRIC_MINISWHITE;
        look.compression = compression;
        const Array array = arrayOf(tiffOf({{8, 2, 1, raw({0x0f, 0xf0}), look}}));
        EXPECT_EQ(array.values, (Values{255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255}))
            << compression;
    }
}

// The directory of the last page names the first one as its next.
TEST(Tiff, PagesThatComeRoundAgainEndThere) {
    Bytes file = tiffOf({PageToWrite{1, 1, 1, raw({5})}, PageToWrite{1, 1, 1, raw({6})}});
    const auto at = [&file](std::size_t place, std::size_t bytes) {
        std::uint32_t value = 0;
        std::memcpy(&value, file.data() + place, bytes);
        return std::size_t{value};
    };
    const std::size_t first = at(4, 4);
    const auto nextOf = [&at](std::size_t directory) { return directory + 2 + 12 * at(directory, 2); };
    const std::size_t second = at(nextOf(first), 4);
    std::memcpy(file.data() + nextOf(second), file.data() + 4, 4);
    const Array array = arrayOf(file);
    EXPECT_EQ(array.values, (Values{5, 6}));
    EXPECT_EQ(array.notes.size(), 1U);
    EXPECT_TRUE(hasNote(array, "so the pages end there"));
}

TEST(Tiff, PagesAreImages) {
    const auto page = [](int first) { return PageToWrite{2, 1, 1, raw({first, first + 1})}; };
    const Array pages = arrayOf(tiffOf({page(1), page(3), page(5)}));
    EXPECT_EQ(pages.shape, (Sizes{3, 1, 2}));
    EXPECT_EQ(pages.values, (Values{1, 2, 3, 4, 5, 6}));
    const Array other = arrayOf(tiffOf({page(1), page(3), PageToWrite{1, 2, 1, raw({5, 6})}}));
    EXPECT_EQ(other.shape, (Sizes{1, 2}));
    EXPECT_TRUE(hasNote(other, "picture 0 is shown alone"));
}

}  // namespace
}  // namespace poolscope::test
