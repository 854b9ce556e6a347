// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

TEST(Idx, ReadsBytesAsMnistStoresThem) {
    const auto array = readIdx(raw({0, 0, 8, 3, 0, 0, 0,   2,   0,   0,   0,   2,  0, 0, 0, 3,  //
                                    0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255}),
                               "file");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->format, "idx");
    EXPECT_EQ(array->dtype, "uint8");
    EXPECT_EQ(array->shape, (std::vector<std::int64_t>{2, 2, 3}));
    EXPECT_EQ(array->values, (std::vector<float>{0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255}));
    EXPECT_EQ(array->stored.min, 0);
    EXPECT_EQ(array->stored.max, 255);
    EXPECT_EQ(array->stored.sum, 1530);
}

TEST(Idx, ReadsEveryTypeBigEndian) {
    struct Case {
        int type;
        std::string dtype;
        Bytes payload;
        std::vector<float> values;
    };
    const Case cases[] = {
        {0x08, "uint8", raw({1, 255}), {1, 255}},
        {0x09, "int8", raw({0x7F, 0x80}), {127, -128}},
        {0x0B, "int16", raw({0x01, 0x02, 0xFF, 0xFE}), {258, -2}},
        {0x0C, "int32", raw({0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF}), {65536, -1}},
        {0x0D, "float32", raw({0x3F, 0x80, 0, 0, 0xC0, 0x49, 0x0F, 0xDB}), {1, -3.14159274F}},
        {0x0E, "float64", raw({0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xBF, 0xE0, 0, 0, 0, 0, 0, 0}), {1.5F, -0.5F}},
    };
    for (const Case& c : cases) {
        const auto array = readIdx(idx(c.type, {2}, c.payload), "file");
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->dtype, c.dtype);
        EXPECT_EQ(array->values, c.values) << c.dtype;
        EXPECT_EQ(array->shape, std::vector<std::int64_t>{2});
    }
}

TEST(Idx, FourDimensionsAreRead) {
    const auto array = readIdx(idx(8, {1, 2, 1, 2}, raw({1, 2, 3, 4})), "file");
    ASSERT_TRUE(array.has_value());
    EXPECT_EQ(array->shape, (std::vector<std::int64_t>{1, 2, 1, 2}));
}

TEST(Idx, NoImagesIsLegal) {
    const auto array = readIdx(idx(8, {0, 28, 28}, {}), "file");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_TRUE(array->values.empty());
    EXPECT_EQ(array->stored.min, 0);
    EXPECT_EQ(array->stored.max, 0);
}

TEST(Idx, RefusesWhatTheHeaderMayNotSay) {
    expectRefused(readIdx(raw({0, 1, 8, 1, 0, 0, 0, 0}), "file"), "two zero bytes");
    expectRefused(readIdx(raw({1, 0, 8, 1, 0, 0, 0, 0}), "file"), "two zero bytes");
    expectRefused(readIdx(idx(0x0A, {1}, raw({1})), "file"), "type byte is 10");
    expectRefused(readIdx(idx(0x0F, {1}, raw({1})), "file"), "type byte is 15");
    expectRefused(readIdx(idx(8, {}, raw({1})), "file"), "0 dimensions");
    expectRefused(readIdx(idx(8, {1, 1, 1, 1, 1}, raw({1})), "file"), "5 dimensions");
}

TEST(Idx, RefusesTooFewAndTooManyBytes) {
    expectRefused(readIdx(idx(8, {2, 2}, raw({1, 2, 3})), "file"), "too early");
    expectRefused(readIdx(idx(8, {2, 2}, raw({1, 2, 3, 4, 5})), "file"), "left over");
    expectRefused(readIdx(idx(8, {0, 2}, raw({1})), "file"), "left over");
}

TEST(Idx, RefusesProductsThatWrap) {
    // 2^16 in four dimensions is 2^64, which wraps to 0; the third wraps to 4 in 32 bits.
    expectRefused(readIdx(idx(8, {65536, 65536, 65536, 65536}, {}), "file"), "more than the 67108864 values");
    expectRefused(readIdx(idx(8, {0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU}, {}), "file"), "more than");
    expectRefused(readIdx(idx(8, {0x40000001U, 4}, raw({1, 2, 3, 4})), "file"), "more than");
    // A size of 0 does not make absurd sizes legal.
    expectRefused(readIdx(idx(8, {0, 0xFFFFFFFFU, 0xFFFFFFFFU}, {}), "file"), "more than");
}

TEST(Idx, RefusesAHugeClaimOfATinyFile) {
    expectRefused(readIdx(idx(14, {64, 1024, 1024}, raw({1, 2, 3})), "file"), "no more than 3 follow");
    expectRefused(readIdx(gzip(idx(14, {64, 1024, 1024}, raw({1, 2, 3}))), "file"), "too early");
}

TEST(Idx, EveryTruncationIsRefused) {
    expectEveryTruncationRefused(idx(11, {2, 3}, raw({0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6})), readIdx);
    expectEveryTruncationRefused(gzip(idx(8, {2, 3}, raw({1, 2, 3, 4, 5, 6}))), readIdx);
}

TEST(Idx, EveryMutationOfTheHeaderIsHandled) {
    const Bytes file = idx(8, {2, 3}, raw({1, 2, 3, 4, 5, 6}));
    expectEveryMutationHandled(file, file.size(), readIdx);
    expectEveryMutationHandled(file, file.size(), readArray);
}

TEST(IdxInGzip, IsTheSameArray) {
    const Bytes file = idx(8, {2, 3}, raw({1, 2, 3, 4, 5, 6}));
    const auto array = readIdx(gzip(file), "file");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->format, "idx.gz");
    EXPECT_EQ(array->values, readIdx(file, "file")->values);
    EXPECT_EQ(array->stored.sum, 21);
}

TEST(IdxInGzip, MayBeSplitOverMembersAnywhere) {
    const Bytes file = idx(11, {2}, raw({1, 2, 3, 4}));
    for (std::ptrdiff_t at = 0; at <= std::ssize(file); ++at) {
        const Bytes first(file.begin(), file.begin() + at);
        const Bytes second(file.begin() + at, file.end());
        const auto array = readIdx(gzip(first) + gzip(second), "file");
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->values, (std::vector<float>{258, 772}));
    }
}

TEST(IdxInGzip, ChecksumAndBytesAfterTheValuesCount) {
    const Bytes file = idx(8, {3}, raw({1, 2, 3}));
    const auto bad = gzipMember(deflateStored(file), crc32Of(file) ^ 1U, file.size());
    expectRefused(readIdx(bad, "file"), "damaged: incorrect data check");
    expectRefused(readIdx(gzip(file) + raw({0}), "file"), "1 bytes that are not gzip");
    expectRefused(readIdx(gzip(file) + gzip(raw({9})), "file"), "left over");
    expectRefused(readIdx(gzip(raw("hello")), "file"), "not an IDX file");
}

TEST(IdxInGzip, ABombIsNotDecodedBeyondWhatItDeclares) {
    // 40 MB of zeros after a header that promises one value: refused on the first byte too many.
    const Bytes header = idx(8, {1}, {});
    const Bytes bomb = gzip(header) + gzipMember(deflateZeros(160000), 0, 0);
    expectRefused(readIdx(bomb, "file"), "left over");
}

TEST(IdxInGzip, EveryMutationIsHandled) {
    const Bytes file = gzip(idx(8, {2, 3}, raw({1, 2, 3, 4, 5, 6})));
    expectEveryMutationHandled(file, file.size(), readArray);
}

TEST(IdxStatistics, LeaveNaNOutOfExtremesButNotOutOfTheSum) {
    const auto array = readIdx(idx(13, {3}, raw({0x7F, 0xC0, 0, 0, 0x40, 0, 0, 0, 0xC0, 0x40, 0, 0})), "file");
    ASSERT_TRUE(array.has_value());
    EXPECT_EQ(array->stored.min, -3);
    EXPECT_EQ(array->stored.max, 2);
    EXPECT_TRUE(std::isnan(array->stored.sum));

    const auto onlyNan = readIdx(idx(13, {1}, raw({0x7F, 0xC0, 0, 0})), "file");
    EXPECT_EQ(onlyNan->stored.min, 0);
    EXPECT_EQ(onlyNan->stored.max, 0);
}

TEST(IdxStatistics, AreOfTheStoredValuesNotOfTheFloats) {
    // 2^24 + 1 has no float32; twice its stored sum does not equal twice the rounded one.
    const auto array = readIdx(idx(12, {2}, raw({1, 0, 0, 1, 1, 0, 0, 1})), "file");
    ASSERT_TRUE(array.has_value());
    EXPECT_EQ(array->values[0], 16777216.0F);
    EXPECT_EQ(array->stored.max, 16777217.0);
    EXPECT_EQ(array->stored.sum, 33554434.0);
}

}  // namespace
}  // namespace poolscope::test
