// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_file.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QImageWriter>
#include <QString>
#include <chrono>
#include <random>
#include <thread>

namespace poolscope {
namespace {

std::span<const std::byte> view(const QByteArray& bytes) {
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

Result<QImage> read(const QByteArray& bytes) {
    return readImage(view(bytes), "picture");
}

std::string problem(const QByteArray& bytes) {
    const Result<QImage> image = read(bytes);
    return image ? "" : image.error().message;
}

QImage sample(int width = 23, int height = 17) {
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb(x * 255 / width, y * 255 / height, (x * y * 7) % 256));
    }
    return image;
}

QByteArray encoded(const QImage& image, const char* format, int compression = -1, bool progressive = false) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(progressive);
    if (compression >= 0) writer.setCompression(compression);
    if (QByteArray(format) == "webp") writer.setQuality(compression < 0 ? 100 : 60);
    EXPECT_TRUE(writer.write(image)) << format << ": " << writer.errorString().toStdString();
    return buffer.data();
}

// 4 x 3, black but for white at (1, 1) and red at (3, 2).
QByteArray gif() {
    return QByteArray::fromHex(
        "47494638396104000300f10200000000ff0000ffffff00000021f90400000000002c0000000004000300000204842d6751003b");
}

// Every kind of file that is read, by the name of its format.
std::vector<std::pair<std::string, QByteArray>> everyKind() {
    const QImage image = sample();
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    return {{"png", encoded(image, "png")},
            {"png", encoded(image.convertToFormat(QImage::Format_Indexed8), "png")},
            {"jpeg", encoded(image, "jpeg")},
            {"jpeg", encoded(grey, "jpeg")},
            {"jpeg", encoded(image, "jpeg", -1, true)},
            {"bmp", encoded(image, "bmp")},
            {"bmp", encoded(image.convertToFormat(QImage::Format_Indexed8), "bmp")},
            {"gif", gif()},
            {"webp", encoded(image, "webp")},
            {"webp", encoded(image, "webp", 0)},
            {"tiff", encoded(image, "tiff", 0)},
            {"tiff", encoded(image, "tiff", 1)},
            {"pnm", encoded(image, "ppm")},
            {"pnm", encoded(grey, "pgm")},
            {"pnm", "P2 # text\n3 2\n# and another\n9\n0 1 2\n3 4 9\n"},
            {"pnm", "P3\n1 1\n255\n12 34 56\n"}};
}

void append32(QByteArray& bytes, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(value >> shift & 255);
}

// The file with a chunk put in before the pixels; the checksum is wrong, as it is of no matter for chunks not shown.
QByteArray withChunk(const QByteArray& png, const char* type, const QByteArray& data, std::uint32_t length) {
    QByteArray chunk;
    append32(chunk, length);
    chunk += type + data;
    append32(chunk, 0);
    QByteArray result = png;
    return result.insert(33, chunk);
}

TEST(ImageFormat, IsRecognisedByContent) {
    for (const auto& [format, bytes] : everyKind()) {
        const InputFormat* found = recognised(pictureFormats(), view(bytes));
        ASSERT_NE(found, nullptr) << format;
        EXPECT_EQ(found->name, format);
    }
    for (const char* text :
         {"", "P", "P5", "P4\n1 1\n", "BM", "BMxxxxxxxxxxxxxxxxxxx", "1,2,3\n4,5,6\n", "<svg/>", "RIFF", "\x93NUMPY"}) {
        EXPECT_EQ(recognised(pictureFormats(), view(text)), nullptr) << text;
    }
}

TEST(ReadImage, ReadsEveryKind) {
    for (const auto& [format, bytes] : everyKind()) EXPECT_EQ(problem(bytes), "") << format;
    const QImage image = sample();
    for (const char* format : {"png", "bmp", "ppm", "tiff"}) {
        EXPECT_EQ(read(encoded(image, format))->convertToFormat(QImage::Format_RGB32), image) << format;
    }
    const QImage small = read(gif())->convertToFormat(QImage::Format_RGB32);
    EXPECT_EQ(small.size(), QSize(4, 3));
    EXPECT_EQ(small.pixel(1, 1), 0xffffffffU);
    EXPECT_EQ(small.pixel(3, 2), 0xffff0000U);
    EXPECT_EQ(small.pixel(0, 0), 0xff000000U);
    EXPECT_EQ(qRed(read("P2 1 2 9\n9 0\n")->pixel(0, 0)), 255);
}

TEST(ReadImage, RefusesEveryTruncation) {
    for (const auto& [format, bytes] : everyKind()) {
        const qsizetype step = std::max<qsizetype>(1, bytes.size() / 400);
        for (qsizetype size = 0; size < bytes.size(); size += step) {
            ASSERT_NE(problem(bytes.left(size)), "") << format << " cut at " << size << " of " << bytes.size();
        }
        for (qsizetype missing = 1; missing <= 8; ++missing) {
            ASSERT_NE(problem(bytes.chopped(missing)), "") << format << " without the last " << missing;
        }
    }
}

TEST(ReadImage, SurvivesDamage) {
    std::mt19937 random(7);
    for (const auto& [format, bytes] : everyKind()) {
        for (int i = 0; i < 300; ++i) {
            QByteArray damagedBytes = bytes;
            for (unsigned changes = random() % 4 + 1; changes > 0; --changes) {
                const auto at = static_cast<qsizetype>(random() % static_cast<std::size_t>(bytes.size()));
                damagedBytes[at] = static_cast<char>(random());
            }
            if (const Result<QImage> image = read(damagedBytes)) {
                EXPECT_LE(image->width(), kMaxImageSide);
                EXPECT_FALSE(image->isNull());
            }
        }
    }
}

TEST(ReadImage, ErrorsNameTheFileAndTheCause) {
    EXPECT_EQ(readImage(view("hello"), "a\xff.png").error().where, "a\xff.png");
    EXPECT_NE(problem("hello").find("not a picture"), std::string::npos);
    EXPECT_NE(problem(encoded(sample(), "png").chopped(20)).find("incomplete"), std::string::npos);
    EXPECT_NE(problem("P2\n2 2\n9\n1 2 3\n").find("incomplete"), std::string::npos);
    EXPECT_NE(problem("P2\n2 1\n9\n1 10\n").find("larger"), std::string::npos);
}

TEST(ReadImage, LimitsAreCheckedBeforeMemoryIsTaken) {
    QByteArray png = encoded(sample(), "png");
    EXPECT_NE(problem("P5\n100000 1\n255\n" + QByteArray(100000, 'x')).find("100000 x 1 pixels"), std::string::npos);
    EXPECT_NE(problem("P5\n999999999 999999999\n255\nx"), "");
    QByteArray wide = gif();
    wide[6] = wide[8] = '\xff';
    wide[7] = wide[9] = '\x3f';  // 16 383 a side is allowed, their product is not
    EXPECT_NE(problem(wide).find("16383 x 16383"), std::string::npos) << problem(wide);
}

TEST(Png, ALengthThatLeadsOutOfTheFileIsRefused) {
    const QByteArray png = encoded(sample(), "png");
    const auto start = std::chrono::steady_clock::now();
    for (const std::uint32_t length : {0x7fffffffU, 0xffffffffU, 0xfffffff4U}) {
        EXPECT_NE(problem(withChunk(png, "tEXt", "Comment", length)), "");
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(Png, TextsAndProfilesAreNotLookedAt) {
    const QByteArray png = encoded(sample(), "png");
    for (const char* type : {"tEXt", "iCCP", "zTXt", "eXIf"}) {
        EXPECT_EQ(problem(withChunk(png, type, "rubbish", 7)), "") << type;
    }
    EXPECT_NE(problem(withChunk(png, "ABCD", "rubbish", 7)), "");  // must be understood, and is not
    EXPECT_NE(problem(withChunk(png, "IHDR", QByteArray(13, 'x'), 13)), "");
}

TEST(Jpeg, HalfAPictureIsRefused) {
    for (const bool progressive : {false, true}) {
        const QByteArray jpeg = encoded(sample(200, 150), "jpeg", -1, progressive);
        const QByteArray half = jpeg.left(jpeg.size() * 3 / 4) + "\xff\xd9";
        EXPECT_NE(problem(half).find("damaged"), std::string::npos) << problem(half);
    }
}

TEST(Jpeg, TooManyPassesAreRefused) {
    const QByteArray jpeg = encoded(sample(), "jpeg", -1, true);
    const qsizetype scan = jpeg.lastIndexOf("\xff\xda");
    QByteArray many = jpeg.chopped(2);
    for (int i = 0; i < 1200; ++i) many += jpeg.mid(scan, jpeg.size() - 2 - scan);
    EXPECT_NE(problem(many + "\xff\xd9").find("too many passes"), std::string::npos);
}

TEST(Gif, MissingPixelsAreRefused) {
    // Codes for 4 of the 12 pixels, then the end mark: every block is whole.
    QByteArray half = gif();
    half.replace(half.indexOf(QByteArray::fromHex("0204842d6751")), 6, QByteArray::fromHex("020384025c"));
    EXPECT_NE(problem(half).find("pixels are missing"), std::string::npos) << problem(half);
}

TEST(Tiff, StripsThatEndEarlyAreRefused) {
    QByteArray tiff = encoded(sample(), "tiff", 1);
    ASSERT_EQ(tiff.left(4), QByteArray("II*\0", 4));
    const auto number = [&](qsizetype at, int bytes) {
        qsizetype value = 0;
        for (int i = bytes; i-- > 0;) value = value * 256 + static_cast<unsigned char>(tiff[at + i]);
        return value;
    };
    const qsizetype directory = number(4, 4);
    bool changed = false;
    for (qsizetype i = 0; i < number(directory, 2); ++i) {
        const qsizetype entry = directory + 2 + 12 * i;
        if (number(entry, 2) != 279 || number(entry + 4, 4) != 1) continue;  // the only strip's size in bytes
        const qsizetype half = number(entry + 8, 4) / 2;
        tiff[entry + 8] = static_cast<char>(half & 255);
        tiff[entry + 9] = static_cast<char>(half >> 8 & 255);
        changed = true;
    }
    ASSERT_TRUE(changed);
    EXPECT_NE(problem(tiff), "");
}

TEST(Warnings, OfOtherThreadsAndAfterwardsAreNotSwallowed) {
    static thread_local int seen = 0;
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) { ++seen; });
    const QByteArray jpeg = encoded(sample(200, 150), "jpeg");
    EXPECT_NE(problem(jpeg.left(jpeg.size() / 2) + "\xff\xd9"), "");
    EXPECT_EQ(seen, 0);
    qWarning("afterwards");
    EXPECT_EQ(seen, 1);
    int elsewhere = 0;
    std::thread([&] {
        qWarning("elsewhere");
        elsewhere = seen;
    }).join();
    EXPECT_EQ(elsewhere, 1);
    qInstallMessageHandler(before);
}

TEST(ToTensor, GreyUsesTheWeightsOfQGray) {
    const Tensor grey = toTensor(sample(), false);
    EXPECT_EQ(grey.shape, (Shape{1, 1, 17, 23}));
    for (int y = 0; y < 17; ++y) {
        for (int x = 0; x < 23; ++x) EXPECT_EQ(grey.at(0, {y, x}), static_cast<float>(qGray(sample().pixel(x, y))));
    }
}

TEST(ToTensor, ColourHasThreePlanes) {
    const QImage image = sample();
    const Tensor rgb = toTensor(image, true);
    EXPECT_EQ(rgb.shape, (Shape{1, 3, 17, 23}));
    EXPECT_EQ(rgb.at(0, {5, 7}), static_cast<float>(qRed(image.pixel(7, 5))));
    EXPECT_EQ(rgb.at(1, {5, 7}), static_cast<float>(qGreen(image.pixel(7, 5))));
    EXPECT_EQ(rgb.at(2, {5, 7}), static_cast<float>(qBlue(image.pixel(7, 5))));
}

TEST(ToTensor, TransparencyShowsWhitePaper) {
    QImage image(3, 1, QImage::Format_ARGB32);
    image.setPixel(0, 0, qRgba(0, 0, 0, 0));
    image.setPixel(1, 0, qRgba(0, 0, 0, 102));
    image.setPixel(2, 0, qRgba(10, 10, 10, 255));
    EXPECT_EQ(toTensor(image, false).values, (std::vector<float>{255, 153, 10}));
    EXPECT_EQ(toTensor(*read(encoded(image, "png")), false).values, (std::vector<float>{255, 153, 10}));
}

TEST(ToTensor, SixteenBitsBecomeEight) {
    QImage deep(2, 1, QImage::Format_Grayscale16);
    auto* line = reinterpret_cast<quint16*>(deep.scanLine(0));
    line[0] = 65535;
    line[1] = 100 * 257;
    const Result<QImage> image = read(encoded(deep, "png"));
    ASSERT_TRUE(image);
    EXPECT_EQ(toTensor(*image, false).values, (std::vector<float>{255, 100}));
}

TEST(ToTensor, GreyPicturesKeepTheirValues) {
    const Result<QImage> image = read("P2 4 1 255\n0 1 128 255\n");
    ASSERT_TRUE(image);
    EXPECT_EQ(toTensor(*image, false).values, (std::vector<float>{0, 1, 128, 255}));
}

}  // namespace
}  // namespace poolscope
