// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(NpyRead, ReadsWhatNumpyWrote) {
    // numpy.save of numpy.array([[1, 2, 3], [4, 5, 6]], '<f4')
    const Bytes file = raw({0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}) +
                       raw("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }") + raw(std::string(58, ' ')) +
                       raw("\n") + raw({0, 0, 0x80, 0x3F, 0, 0, 0,    0x40, 0, 0, 0x40, 0x40,  //
                                        0, 0, 0x80, 0x40, 0, 0, 0xA0, 0x40, 0, 0, 0xC0, 0x40});
    const auto array = readNpy(file, "file");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->format, "npy");
    EXPECT_EQ(array->dtype, "float32");
    EXPECT_EQ(array->shape, (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(array->values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(array->stored.min, 1);
    EXPECT_EQ(array->stored.max, 6);
    EXPECT_EQ(array->stored.sum, 21);
    expectEveryTruncationRefused(file, readNpy);
    expectEveryMutationHandled(file, 72, readNpy);  // all but most of the padding and the values
}

TEST(NpyRead, EveryTypeInBothByteOrders) {
    struct Case {
        std::string code;
        std::string dtype;
        Bytes big;  // the most significant byte first
        float value;
    };
    const Case cases[] = {
        {"b1", "bool", raw({1}), 1},
        {"b1", "bool", raw({0}), 0},
        {"i1", "int8", raw({0x80}), -128},
        {"i2", "int16", raw({0xFF, 0x7F}), -129},
        {"i4", "int32", raw({0xFF, 0xFF, 0xFE, 0xFF}), -257},
        {"i8", "int64", raw({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE}), -2},
        {"i8", "int64", raw({0, 0, 1, 0, 0, 0, 0, 0}), 1099511627776.0F},
        {"u1", "uint8", raw({0xFF}), 255},
        {"u2", "uint16", raw({0x80, 0x01}), 32769},
        {"u4", "uint32", raw({0x80, 0, 0, 0}), 2147483648.0F},
        {"u8", "uint64", raw({0x80, 0, 0, 0, 0, 0, 0, 0}), 9223372036854775808.0F},
        {"f2", "float16", raw({0x3C, 0x00}), 1},
        {"f2", "float16", raw({0xC0, 0x80}), -2.25F},
        {"f2", "float16", raw({0x7B, 0xFF}), 65504},
        {"f2", "float16", raw({0x00, 0x01}), 5.9604644775390625e-8F},  // 2^-24, the smallest subnormal
        {"f2", "float16", raw({0x03, 0xFF}), 6.0975551605224609375e-5F},
        {"f2", "float16", raw({0x7C, 0x00}), kInfinity},
        {"f2", "float16", raw({0xFC, 0x00}), -kInfinity},
        {"f4", "float32", raw({0x3D, 0xCC, 0xCC, 0xCD}), 0.1F},
        {"f8", "float64", raw({0xC0, 0x09, 0x21, 0xFB, 0x54, 0x44, 0x2D, 0x18}), -3.14159274F},
    };
    for (const Case& c : cases) {
        const Bytes little(c.big.rbegin(), c.big.rend());
        const auto first = readNpy(npy("<" + c.code, "(1,)", little), "file");
        const auto second = readNpy(npy(">" + c.code, "(1,)", c.big), "file");
        const auto native = readNpy(npy("=" + c.code, "(1,)", little), "file");
        for (const auto* array : {&first, &second, &native}) {
            ASSERT_TRUE(array->has_value()) << array->error().message;
            EXPECT_EQ((*array)->dtype, c.dtype);
            EXPECT_EQ((*array)->values, std::vector<float>{c.value}) << c.dtype;
        }
    }
    EXPECT_TRUE(std::signbit(readNpy(npy("<f2", "(1,)", raw({0, 0x80})), "file")->values[0]));
    EXPECT_TRUE(std::isnan(readNpy(npy("<f2", "(1,)", raw({0, 0x7E})), "file")->values[0]));
    EXPECT_EQ(readNpy(npy("|b1", "(3,)", raw({1, 0, 1})), "file")->values, (std::vector<float>{1, 0, 1}));
    EXPECT_EQ(readNpy(npy("|u1", "(1,)", raw({7})), "file")->values, std::vector<float>{7});
}

TEST(NpyRead, LargeIntegersRoundOnceAndKeepTheirStatistics) {
    // 2^60 + 2^36 + 1 lies just above the middle of two float32; rounding to double first would lose the 1
    // and then round to even, 2^60.
    const auto array = readNpy(npy("<i8", "(1,)", little((1ULL << 60) + (1ULL << 36) + 1, 8)), "file");
    ASSERT_TRUE(array.has_value());
    EXPECT_EQ(array->values[0], 1152921642045800448.0F);  // 2^60 + 2^37
    const auto extremes = readNpy(npy("<i8", "(2,)", little(1ULL << 63, 8) + little((1ULL << 63) - 1, 8)), "file");
    EXPECT_EQ(extremes->stored.min, -9223372036854775808.0);
    EXPECT_EQ(extremes->stored.max, 9223372036854775808.0);
    EXPECT_EQ(extremes->stored.sum, 0.0);
}

TEST(NpyRead, FortranOrderBecomesRowMajor) {
    const auto matrix = readNpy(npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n",  //
                                    raw({1, 4, 2, 5, 3, 6})),
                                "file");
    ASSERT_TRUE(matrix.has_value()) << matrix.error().message;
    EXPECT_EQ(matrix->shape, (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(matrix->values, (std::vector<float>{1, 2, 3, 4, 5, 6}));

    // numpy.arange(12).reshape(2, 3, 2), saved with order F
    const auto cube = readNpy(npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }\n",
                                  raw({0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11})),
                              "file");
    ASSERT_TRUE(cube.has_value());
    EXPECT_EQ(cube->values, (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
}

TEST(NpyRead, ScalarsAndEmptyArrays) {
    const auto scalar = readNpy(npy("|u1", "()", raw({42})), "file");
    ASSERT_TRUE(scalar.has_value()) << scalar.error().message;
    EXPECT_TRUE(scalar->shape.empty());
    EXPECT_EQ(scalar->values, std::vector<float>{42});
    for (const char* shape : {"(0,)", "(0, 3)", "(3, 0)", "(2, 0, 2)"}) {
        const auto empty = readNpy(npy("<f8", shape, {}), "file");
        ASSERT_TRUE(empty.has_value()) << empty.error().message;
        EXPECT_TRUE(empty->values.empty());
        EXPECT_EQ(empty->stored.max, 0);
    }
}

TEST(NpyRead, HeadersOfOtherWritersAreUnderstood) {
    const char* const headers[] = {
        "{'shape': (2,), 'descr': '|u1', 'fortran_order': False}",
        "{\"fortran_order\":False,\"shape\":(2,),\"descr\":\"|u1\"}",
        " \t{ 'descr' :\n '|u1' , 'fortran_order' : False , 'shape' : ( 2 , ) , } \r\n\f\v\n",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2L,), }\n",
        "{'descr': 'u1', 'fortran_order': False, 'shape': (2,), }",
    };
    for (const char* header : headers) {
        const auto array = readNpy(npy(header, raw({8, 9})), "file");
        ASSERT_TRUE(array.has_value()) << header << array.error().message;
        EXPECT_EQ(array->values, (std::vector<float>{8, 9})) << header;
    }
}

TEST(NpyRead, VersionsTwoAndThreeHaveALongerLength) {
    const std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }\n";
    for (const int version : {2, 3}) {
        const Bytes file =
            raw({0x93, 'N', 'U', 'M', 'P', 'Y', version, 0}) + little(header.size(), 4) + raw(header) + raw({5});
        const auto array = readNpy(file, "file");
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->values, std::vector<float>{5});
        expectEveryTruncationRefused(file, readNpy);
    }
}

TEST(NpyRead, RefusesOtherVersions) {
    Bytes file = npy("|u1", "(1,)", raw({5}));
    file[6] = std::byte{4};
    expectRefused(readNpy(file, "file"), "version is 4.0; legal are 1.0, 2.0 and 3.0");
    file[6] = std::byte{0};
    expectRefused(readNpy(file, "file"), "version is 0.0");
    file[6] = file[7] = std::byte{1};
    expectRefused(readNpy(file, "file"), "version is 1.1");
    expectRefused(readNpy(raw("not numpy at all"), "file"), "not an NPY file");
}

TEST(NpyRead, SaysWhichTypesItCannotRead) {
    const auto refused = [](std::string_view descr, const std::string& part) {
        expectRefused(readNpy(npy(descr, "(1,)", Bytes(64)), "file"), part);
        expectRefused(readNpy(npy(descr, "(1,)", Bytes(64)), "file"), "legal are bool, int8");
    };
    refused("|O", "Python objects, which are never loaded");
    refused("<U5", "text");
    refused("|S5", "text");
    refused("<c8", "complex numbers");
    refused("|V12", "records");
    refused("<M8[ns]", "dates");
    refused("<f16", "'<f16'");
    refused("<i3", "'<i3'");
    refused("", "unsupported type");
    refused("<", "unsupported type");
    refused("\xC3\xA9\x01", "'\\xc3\\xa9\\x01'");
    const std::string end = ", 'fortran_order': False, 'shape': (1,), }";
    expectRefused(readNpy(npy("{'descr': [('x', '<f4'), ('y', '<f4')]" + end, Bytes(8)), "file"), "structured");
    expectRefused(readNpy(npy("{'descr': ('<f4', (2,))" + end, Bytes(8)), "file"), "structured");
}

TEST(NpyRead, RefusesHeadersThatAreNotTheDictionary) {
    const std::string descr = "'descr': '|u1'";
    const std::string order = "'fortran_order': False";
    const std::string shape = "'shape': (1,)";
    const auto refused = [](const std::string& header, const std::string& part) {
        SCOPED_TRACE(header);
        expectRefused(readNpy(npy(header, raw({1})), "file"), part);
    };
    ASSERT_TRUE(readNpy(npy("{" + descr + "," + order + "," + shape + "}", raw({1})), "file").has_value());
    refused("", "at its end");
    refused("{", "at its end");
    refused("[]", "not understood");
    refused("{}", "lacks the key 'descr'");
    refused("{" + descr + "}", "lacks the key 'fortran_order'");
    refused("{" + descr + "," + order + "}", "lacks the key 'shape'");
    refused("{" + descr + "," + descr + "," + order + "," + shape + "}", "'descr' twice");
    refused("{" + descr + "," + order + "," + shape + ", 'x': 1}", "has the key 'x'");
    refused("{" + descr + " " + order + "," + shape + "}", "not understood");
    refused("{" + descr + ",," + order + "," + shape + "}", "not understood");
    refused("{" + descr + "," + order + "," + shape + "} x", "not understood at 'x'");
    refused("{" + descr + "," + order + "," + shape + "}" + std::string(1, '\0'), "not understood at '\\x00'");
    refused("{" + descr + "," + order + "," + shape, "at its end");
    refused("{'descr: '|u1'," + order + "," + shape + "}", "not understood");
    refused("{'descr': |u1," + order + "," + shape + "}", "not understood");
    refused("{" + descr + ", 'fortran_order': Maybe," + shape + "}", "not understood");
    refused("{" + descr + ", 'fortran_order': 0," + shape + "}", "not understood");
    for (const char* bad :
         {"1", "[1]", "(1 1)", "(,)", "(1,,)", "(1.0,)", "(x,)", "(1,", "(+1,)", "('1',)", "(0x1,)"}) {
        refused("{" + descr + "," + order + ", 'shape': " + bad + "}", "not understood");
    }
    refused("{" + descr + "," + order + ", 'shape': (1)}", "not a tuple");
    refused("{" + descr + "," + order + ", 'shape': (-1,)}", "negative");
}

TEST(NpyRead, NestingCannotExhaustTheStack) {
    expectRefused(readNpy(npy(std::string(9000, '{'), {}), "file"), "not understood");
    expectRefused(readNpy(npy("{'shape': " + std::string(9000, '('), {}), "file"), "not understood");
}

TEST(NpyRead, RefusesLongHeadersBeforeReadingThem) {
    std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }";
    header.resize(10000, ' ');
    EXPECT_TRUE(readNpy(npy(header, raw({1})), "file").has_value());
    header += ' ';
    expectRefused(readNpy(npy(header, raw({1})), "file"), "has 10001 bytes; at most 10000");
    const Bytes huge = raw({0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0xFF, 0xFF, 0xFF, 0xFF, '{'});
    expectRefused(readNpy(huge, "file"), "has 4294967295 bytes");
}

TEST(NpyRead, RefusesAbsurdShapes) {
    const auto refused = [](const std::string& shape, const std::string& part) {
        expectRefused(readNpy(npy("<f8", shape, raw({1, 2, 3})), "file"), part);
    };
    refused("(67108865,)", "more than the 67108864 values");
    refused("(67108864,)", "need 536870912 bytes, no more than 3 follow");
    refused("(4294967296, 4294967296)", "more than");             // wraps to 0 in 64 bits
    refused("(2305843009213693952, 8)", "more than");             // wraps to 0 with the size of a value
    refused("(9223372036854775807, 2)", "more than");             // wraps to -2
    refused("(0, 9223372036854775807)", "more than");             // empty, but no later product may overflow
    refused("(9223372036854775808,)", "more than the 67108864");  // not even a size
    refused("(99999999999999999999999,)", "more than the 67108864");
    std::string many = "(";
    for (int i = 0; i < 32; ++i) many += "1, ";
    EXPECT_TRUE(readNpy(npy("|u1", many + ")", raw({1})), "file").has_value());
    refused(many + "1)", "more than 32 dimensions");
}

TEST(NpyRead, RefusesTooFewAndTooManyBytes) {
    expectRefused(readNpy(npy("<f4", "(2,)", Bytes(7)), "file"), "need 8 bytes, no more than 7 follow");
    expectRefused(readNpy(npy("<f4", "(2,)", Bytes(9)), "file"), "left over");
    expectRefused(readNpy(npy("<f4", "(0,)", Bytes(1)), "file"), "left over");
}

TEST(NpyRead, EveryMutationIsHandled) {
    const Bytes file = npy("{'descr':'<i2','fortran_order':True,'shape':(2,1,2)}", Bytes(8));
    expectEveryMutationHandled(file, file.size(), readArray);
}

TEST(NpyWrite, WritesTheBytesOfNumpySave) {
    const std::vector<std::int64_t> shape{1, 1, 1, 2};
    const Bytes floats = writeNpy(std::vector<float>{1.0F, -0.5F}, shape);
    EXPECT_EQ(floats, raw({0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}) +
                          raw("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 2), }") +
                          raw(std::string(52, ' ')) + raw("\n") + raw({0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF}));
    const Bytes integers = writeNpy(std::vector<std::int64_t>{258, -1}, std::vector<std::int64_t>{2});
    EXPECT_EQ(integers, raw({0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}) +
                            raw("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }") +
                            raw(std::string(60, ' ')) + raw("\n") + raw({2, 1, 0, 0, 0, 0, 0, 0}) +
                            Bytes(8, std::byte{0xFF}));
}

TEST(NpyWrite, ScalarsAndEmptyArrays) {
    const Bytes scalar = writeNpy(std::vector<float>{2.0F}, {});
    EXPECT_EQ(scalar, raw({0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}) +
                          raw("{'descr': '<f4', 'fortran_order': False, 'shape': (), }") + raw(std::string(62, ' ')) +
                          raw("\n") + raw({0, 0, 0, 0x40}));
    const Bytes empty = writeNpy(std::vector<float>{}, std::vector<std::int64_t>{0, 1, 28, 28});
    ASSERT_EQ(empty.size(), 128U);
    EXPECT_EQ(readNpy(empty, "file")->shape, (std::vector<std::int64_t>{0, 1, 28, 28}));
}

TEST(NpyWrite, LeavesRoomForTheFirstSizeToGrowAsNumpyDoes) {
    // The text of 15 dimensions ends at byte 108: only with the room for 20 more digits does it need 192 bytes.
    const Bytes file = writeNpy(std::vector<float>{1.0F}, std::vector<std::int64_t>(15, 1));
    ASSERT_EQ(file.size(), 192U + 4U);
    EXPECT_EQ(file[8], std::byte{182});
    EXPECT_EQ(file[191], std::byte{'\n'});
}

TEST(NpyWrite, AnyShapeGivesAHeaderOfAMultipleOf64Bytes) {
    // Longer and longer text, past the size at which a third block of 64 bytes is needed.
    std::vector<std::int64_t> shape;
    for (std::int64_t ones = 0; ones < 30; ++ones) {
        const Bytes file = writeNpy(std::vector<float>{1.0F}, shape);
        EXPECT_EQ((file.size() - 4) % 64, 0U) << ones;
        EXPECT_EQ(file[file.size() - 5], std::byte{'\n'});
        const auto array = readNpy(file, "file");
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->shape, shape);
        shape.push_back(1);
    }
}

TEST(NpyWrite, EveryFloatComesBack) {
    const std::vector<float> values{0.1F, -0.0F, kInfinity, -kInfinity, std::numeric_limits<float>::denorm_min(),
                                    3e38F};
    const auto array = readNpy(writeNpy(values, std::vector<std::int64_t>{2, 3}), "file");
    ASSERT_TRUE(array.has_value());
    EXPECT_EQ(array->values, values);
    EXPECT_TRUE(std::signbit(array->values[1]));
}

}  // namespace
}  // namespace poolscope::test
