// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"
#include "core/io/input_format.h"
#include "core/io/npz.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

Array arrayOf(std::vector<std::int64_t> shape, std::vector<float> values) {
    return {"npy", "float32", std::move(shape), std::move(values), {}};
}

TEST(Recognise, GoesByContent) {
    const auto format = [](const Bytes& bytes) { return recognised(kArrayFormats, bytes); };
    EXPECT_EQ(format(npy("<f4", "()", Bytes(4))), &kNpyFormat);
    EXPECT_EQ(format(idx(8, {1}, raw({1}))), &kIdxFormat);
    EXPECT_EQ(format(idx(14, {1, 1, 1, 1}, raw({1}))), &kIdxFormat);
    EXPECT_EQ(format(gzip({})), &kGzipFormat);
    EXPECT_EQ(format(raw("PK\3\4....")), &kNpzFormat);
    EXPECT_EQ(format(zipArchive({})), &kNpzFormat);
    // What is nothing else may be text.
    EXPECT_EQ(format({}), &kCsvFormat);
    EXPECT_EQ(format(raw("\x89PNG\r\n\x1a\n")), &kCsvFormat);
    EXPECT_EQ(format(raw({0x93, 'N', 'U', 'M', 'P'})), &kCsvFormat);
    EXPECT_EQ(format(raw({0, 0, 1, 0, 1, 0})), &kCsvFormat);  // a Windows icon
    EXPECT_EQ(format(raw({0, 0, 10, 0})), &kCsvFormat);
    EXPECT_EQ(format(raw({0, 0, 8, 5})), &kCsvFormat);
    EXPECT_EQ(format(raw({0, 0, 8})), &kCsvFormat);
}

TEST(ReadArray, TakesEveryFormatAndRefusesTheRest) {
    EXPECT_EQ(readArray(npy("|u1", "(1,)", raw({3})), "file")->values, std::vector<float>{3});
    EXPECT_EQ(readArray(idx(8, {1}, raw({4})), "file")->values, std::vector<float>{4});
    EXPECT_EQ(readArray(gzip(idx(8, {1}, raw({5}))), "file")->values, std::vector<float>{5});
    expectRefused(readArray(zipArchive({}), "file"), "name one of its arrays");
    expectRefused(readArray({}, "file"), "empty");
    expectRefused(readArray(raw("GIF89a"), "file"), "legal are NPY, IDX");
}

TEST(ReadArray, GzipHoldsMoreThanIdx) {
    const auto array = readArray(gzip(npy("|u1", "(2,)", raw({3, 4}))), "file");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->format, "npy.gz");
    EXPECT_EQ(array->values, (std::vector<float>{3, 4}));
    const auto table = readArray(gzip(raw("1,2\n3,4\n")), "file");
    ASSERT_TRUE(table.has_value()) << table.error().message;
    EXPECT_EQ(table->format, "csv.gz");
    EXPECT_EQ(table->values, (std::vector<float>{1, 2, 3, 4}));
    expectRefused(readArray(gzip(raw("some words")), "file"), "inside gzip is neither IDX nor NPY");
    expectRefused(readArray(gzip(Bytes(257) + raw("ustar")), "file"), "inside gzip: is a TAR archive");
}

TEST(ReadArray, CountsWhatFloat32CannotHold) {
    const auto ints = readArray(
        npy("<i8", "(4,)",
            little(16777217, 8) + little(16777218, 8) + little(1ULL << 62U, 8) + little(0xFFFFFFFFFEFFFFFFULL, 8)),
        "file");
    ASSERT_TRUE(ints.has_value()) << ints.error().message;
    EXPECT_EQ(ints->inexact.rounded, 2);  // 2^24 + 1 and -(2^24 + 1)
    EXPECT_EQ(ints->notes.at(0).text, "2 of 4 values were rounded to float32, so that values may tie that differ");
    const auto doubles = readArray(
        npy("<f8", "(3,)",
            little(0x7E37E43C8800759CULL, 8) + little(0x3FF8000000000000ULL, 8) + little(0x7FF0000000000000ULL, 8)),
        "file");  // 1e300, 1.5, infinity
    EXPECT_EQ(doubles->notes.at(0).text, "1 of 3 values became infinite, too large for float32");
    EXPECT_TRUE(readArray(npy("<f4", "(1,)", little(0x3DCCCCCD, 4)), "file")->notes.empty());
}

TEST(ReadArray, EveryFormatStopsWhenItIsToldAndSaysHowFarItIs) {
    const Bytes array = npy("|u1", "(2,)", raw({3, 4}));
    const Bytes images = idx(8, {2}, raw({3, 4}));
    const auto member = [](std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
        return readNpz(bytes, name, "x", run);
    };
    const auto table = [](std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
        return readCsv(bytes, name, {}, run);
    };
    const std::vector<std::pair<Bytes, Reader>> formats{{array, readArray},
                                                        {images, readArray},
                                                        {gzip(images), readArray},
                                                        {zipArchive({deflated("x.npy", array)}), member},
                                                        {raw("3,4\n"), table}};
    std::stop_source stop;
    stop.request_stop();
    for (const auto& [bytes, read] : formats) {
        Progress progress;
        EXPECT_EQ(read(bytes, "file", {{}, &progress})->values, (std::vector<float>{3, 4}));
        EXPECT_EQ(progress.fraction(), 1);
        const auto stopped = read(bytes, "file", stop.get_token());
        ASSERT_FALSE(stopped.has_value());
        EXPECT_EQ(stopped.error().where, kStopped);
    }
}

TEST(ToTensor, NumbersOfDimensions) {
    const auto two = toImages(arrayOf({1, 2}, {1, 2}), "file");
    ASSERT_TRUE(two.has_value());
    EXPECT_EQ(two->shape, (Shape{1, 1, 1, 2}));
    EXPECT_EQ(two->tensor()->values, (std::vector<float>{1, 2}));
    EXPECT_EQ(toImages(arrayOf({3, 1, 2}, std::vector<float>(6)), "file")->shape, (Shape{3, 1, 1, 2}));
    EXPECT_EQ(toImages(arrayOf({2, 3, 1, 2}, std::vector<float>(12)), "file")->shape, (Shape{2, 3, 1, 2}));
    for (const std::vector<std::int64_t>& shape : {std::vector<std::int64_t>{}, {1}, {1, 1, 1, 1, 1}}) {
        const auto refused = toImages(arrayOf(shape, {1}), "file");
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().where, "file");
        EXPECT_NE(refused.error().message.find("legal are 2 (H, W)"), std::string::npos) << refused.error().message;
    }
    EXPECT_NE(toImages(arrayOf({5}, std::vector<float>(5)), "file").error().message.find("(5,) with 1 dimension;"),
              std::string::npos);
}

TEST(ToTensor, OnlyTheNumberOfImagesMayBeZero) {
    EXPECT_EQ(toImages(arrayOf({0, 28, 28}, {}), "file")->shape, (Shape{0, 1, 28, 28}));
    EXPECT_EQ(toImages(arrayOf({0, 3, 28, 28}, {}), "file")->shape, (Shape{0, 3, 28, 28}));
    const std::vector<std::vector<std::int64_t>> illegal{{0, 2},       {2, 0},       {1, 0, 2},    {1, 2, 0},
                                                         {1, 0, 2, 2}, {1, 1, 0, 2}, {1, 1, 2, 0}, {0, 0, 2, 2}};
    for (const auto& shape : illegal) {
        const auto refused = toImages(arrayOf(shape, {}), "file");
        ASSERT_FALSE(refused.has_value()) << shapeText(shape);
        EXPECT_NE(refused.error().message.find("at least 1"), std::string::npos);
    }
}

TEST(ShapeText, IsAsNumpyWritesIt) {
    EXPECT_EQ(shapeText({}), "()");
    EXPECT_EQ(shapeText(std::vector<std::int64_t>{5}), "(5,)");
    EXPECT_EQ(shapeText(std::vector<std::int64_t>{2, 0, 28}), "(2, 0, 28)");
}

}  // namespace
}  // namespace poolscope::test
