// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays above the limit, of which a part is read. The limit is small here.
#include <numeric>

#include "core/io/input_format.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

using Sizes = std::vector<std::int64_t>;

// 0, 1, 2, ... as bytes.
Bytes counted(int count) {
    Bytes bytes;
    for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::byte>(i));
    return bytes;
}

struct Case {
    const char* name;
    const InputFormat& format;
    Bytes bytes;
    std::optional<std::string> member{};
};

// (6, 2, 3) of uint8 in every format that is read in part.
std::vector<Case> cases() {
    const Bytes inNpy = npy("|u1", "(6, 2, 3)", counted(36));
    const Bytes inIdx = idx(8, {6, 2, 3}, counted(36));
    return {{"npy", kNpyFormat, inNpy},
            {"idx", kIdxFormat, inIdx},
            {"npz", kNpzFormat, zipArchive({stored("x.npy", inNpy)}), "x"},
            {"idx.gz", kGzipFormat, gzip(inIdx)},
            {"npy.gz", kGzipFormat, gzip(inNpy)}};
}

// Other values than bytes, and bytes in another order, become float32.
TEST(KeptBytes, AreThoseThatStandInOrder) {
    const auto readKept = [](const Case& c) {
        InputRequest request{"file", c.member};
        request.keepsBytes = true;
        return c.format.read(c.bytes, request).value();
    };
    for (const Case& c : cases()) {
        const Array plain = c.format.read(c.bytes, {"file", c.member}).value();
        Array kept = readKept(c);
        EXPECT_TRUE(kept.values.empty()) << c.name;
        EXPECT_EQ(std::vector<float>(kept.bytes.begin(), kept.bytes.end()), plain.values) << c.name;
        EXPECT_EQ(kept.stored.sum, plain.stored.sum) << c.name;
        EXPECT_EQ(kept.count(), 36) << c.name;
        EXPECT_EQ(imagesOf(kept, {}, "file")->images.bytesHeld(), 36U) << c.name;
        for (const Axes axes : {Axes::Nchw, Axes::Nhwc}) {
            for (const bool transpose : {false, true}) {
                Reading reading;
                reading.axes = axes;
                reading.transpose = transpose;
                const StoredImages images = imagesOf(kept, reading, "file")->images;
                EXPECT_EQ(images.tensor()->values, imagesOf(plain, reading, "file")->images.tensor()->values) << c.name;
                EXPECT_TRUE(transpose || images.bytesHeld() == 36) << c.name;
            }
        }
        kept.widen();
        EXPECT_EQ(kept.values, plain.values) << c.name;
        EXPECT_TRUE(kept.bytes.empty()) << c.name;
    }
    const Case fortran{"npy", kNpyFormat,
                       npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", counted(6))};
    EXPECT_EQ(readKept(fortran).values, (std::vector<float>{0, 2, 4, 1, 3, 5}));
    EXPECT_EQ(readKept({"npy", kNpyFormat, npy("|i1", "(2, 3)", counted(6))}).values.size(), 6U);
}

// Of an archive each member is checked while it is copied.
TEST(KeptBytes, AreSharedWithTheFileWhereTheyLieInIt) {
    for (const Case& c : cases()) {
        InputRequest request{"file", c.member};
        request.keepsBytes = true;
        request.file = std::make_shared<const Bytes>(c.bytes);
        Array array = c.format.read(*request.file, request).value();
        const bool isPlain = &c.format == &kNpyFormat || &c.format == &kIdxFormat;
        EXPECT_EQ(request.file.use_count() == 2, isPlain) << c.name;
        request.file.reset();
        const StoredImages images = imagesOf(std::move(array), {}, "file")->images;
        EXPECT_EQ(images.tensor()->values.back(), 35) << c.name;
        EXPECT_EQ(images.part(5, 5).tensor()->values.front(), 30) << c.name;
    }
}

Result<Array> read(const Case& c, const std::string& images, std::int64_t mostValues, const Reading& reading = {}) {
    InputRequest request{"file", c.member};
    if (!images.empty()) request.images = parseSelection(images);
    request.mostValues = mostValues;
    request.reading = reading;
    return c.format.read(c.bytes, request);
}

// The images of those numbers, each of six values that count on.
std::vector<float> imagesOf(const Sizes& numbers) {
    std::vector<float> values;
    for (const std::int64_t number : numbers) {
        for (int i = 0; i < 6; ++i) values.push_back(static_cast<float>(number * 6 + i));
    }
    return values;
}

TEST(Part, OnlyTheImagesChosenAreRead) {
    for (const Case& c : cases()) {
        for (const Sizes& numbers : {Sizes{2}, Sizes{0, 1, 2}, Sizes{5}, Sizes{4, 0, 5}, Sizes{3, 3, 1}}) {
            std::string text;
            for (const std::int64_t number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
            const auto array = read(c, text, 18);
            ASSERT_TRUE(array.has_value()) << c.name << ": " << array.error().message;
            EXPECT_EQ(array->shape, (Sizes{std::ssize(numbers), 2, 3})) << c.name;
            EXPECT_EQ(array->values, imagesOf(numbers)) << c.name << " " << text;
            EXPECT_EQ(array->numbers, numbers) << c.name;
            EXPECT_EQ(array->wholeCount, 6) << c.name;
        }
    }
}

TEST(Part, WhatFitsIsReadWhole) {
    for (const Case& c : cases()) {
        const auto array = read(c, "2", 36);
        ASSERT_TRUE(array.has_value()) << c.name;
        EXPECT_EQ(array->shape, (Sizes{6, 2, 3})) << c.name;
        EXPECT_TRUE(array->numbers.empty()) << c.name;
    }
}

TEST(Part, ErrorsNameWhatIsLegal) {
    for (const Case& c : cases()) {
        const auto expect = [&](const std::string& images, const std::string& part) {
            const auto array = read(c, images, 18);
            ASSERT_FALSE(array.has_value()) << c.name;
            EXPECT_NE(array.error().message.find(part), std::string::npos) << c.name << ": " << array.error().message;
        };
        expect("",
               "more than the 18 values that one array may hold; #A-B chooses some of the images 0 to 5, at most 3");
        expect("6", "there is no image 6: the source holds images 0 to 5");
        expect("0-3", "more images are chosen than the 3 of that size");
        expect("1-9223372036854775807", "there is no image 9223372036854775807");
    }
}

TEST(Part, TheRestIsStillChecked) {
    const Case cutOff{"cut off", kNpyFormat, npy("|u1", "(6, 2, 3)", counted(35))};
    EXPECT_NE(read(cutOff, "0", 18).error().message.find("too early"), std::string::npos);
    const Case longer{"longer", kIdxFormat, idx(8, {6, 2, 3}, counted(37))};
    EXPECT_NE(read(longer, "0", 18).error().message.find("left over"), std::string::npos);
    Bytes damaged = gzip(idx(8, {6, 2, 3}, counted(36)));
    damaged[damaged.size() - 10] ^= std::byte{1};
    EXPECT_FALSE(read({"damaged", kGzipFormat, damaged}, "0", 18).has_value()) << "behind what is read";
}

TEST(Part, FortranOrderLiesBetween) {
    // x[n, r, c] = 6n + 3r + c, the first axis the fastest.
    Bytes payload;
    for (int c = 0; c < 3; ++c) {
        for (int r = 0; r < 2; ++r) {
            for (int n = 0; n < 6; ++n) payload.push_back(static_cast<std::byte>(6 * n + 3 * r + c));
        }
    }
    const std::string header = "{'descr': '|u1', 'fortran_order': True, 'shape': (6, 2, 3), }\n";
    const Case c{"fortran", kNpyFormat, npy(header, payload)};
    const auto array = read(c, "4,1,4", 18);
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->values, imagesOf({4, 1, 4}));
}

TEST(Part, RowsAreImagesWhereTheReadingSaysSo) {
    const Case rows{"rows", kNpyFormat, npy("|u1", "(6, 6)", counted(36))};
    EXPECT_EQ(read(rows, "4", 18).error().message.find("#A-B"), std::string::npos) << "one picture of 6x6";
    const auto array = read(rows, "4,2", 18, {.reshape = {2, 3}});
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->shape, (Sizes{2, 6}));
    EXPECT_EQ(array->values, imagesOf({4, 2}));
    EXPECT_TRUE(read(rows, "4,2", 18, {.reshape = {5, 1}}).has_value()) << "a label and five values";
    EXPECT_FALSE(read(rows, "4,2", 18, {.reshape = {4, 1}}).has_value());
    const Case picture{"picture", kNpyFormat, npy("|u1", "(12, 12, 1)", counted(144))};
    EXPECT_FALSE(read(picture, "4", 36).has_value()) << "its first axis counts rows";
    EXPECT_TRUE(read(picture, "4", 36, {.axes = Axes::Nchw}).has_value());
}

TEST(Part, FactsNeedNoValues) {
    for (const Case& c : cases()) {
        InputRequest request{"file", c.member};
        request.mostValues = 18;
        request.factsOnly = true;
        const auto array = c.format.read(c.bytes, request);
        ASSERT_TRUE(array.has_value()) << c.name << ": " << array.error().message;
        EXPECT_EQ(array->shape, (Sizes{6, 2, 3})) << c.name;
        EXPECT_TRUE(array->values.empty()) << c.name;
        EXPECT_EQ(array->stored.max, 35) << c.name;
        EXPECT_EQ(array->stored.sum, 35 * 36 / 2) << c.name;
    }
}

}  // namespace
}  // namespace poolscope::test
