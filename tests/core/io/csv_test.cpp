// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

Result<Array> read(std::string_view text) {
    return readCsv(raw(text), "file");
}

std::string text(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(CsvRead, AnySeparatorGivesTheSamePlane) {
    const char* const texts[] = {
        "1,2.5,-3\n4,5e1,6\n",
        "1;2.5;-3\n4;5e1;6",
        "1\t2.5\t-3\n4\t5e1\t6\n",
        "1 2.5 -3\n4 5e1 6\n",
        "  1   2.5  -3 \n 4 5e1     6\n",
        "\357\273\2771, 2.5 ,-3\r\n4,50,+6\r\n\r\n\n",
        "1; 2.5;\t-3\n4;5E+1;6.0\n  \n",
    };
    for (const char* t : texts) {
        const auto array = read(t);
        ASSERT_TRUE(array.has_value()) << t << array.error().message;
        EXPECT_EQ(array->format, "csv");
        EXPECT_EQ(array->dtype, "float64");
        EXPECT_EQ(array->shape, (std::vector<std::int64_t>{2, 3})) << t;
        EXPECT_EQ(array->values, (std::vector<float>{1, 2.5F, -3, 4, 50, 6})) << t;
        EXPECT_EQ(array->stored.min, -3);
        EXPECT_EQ(array->stored.max, 50);
        EXPECT_EQ(array->stored.sum, 60.5);
    }
}

TEST(CsvRead, OneCellOneRowOneColumn) {
    EXPECT_EQ(read("7")->shape, (std::vector<std::int64_t>{1, 1}));
    EXPECT_EQ(read("7,8")->shape, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(read("7\n8\n")->shape, (std::vector<std::int64_t>{2, 1}));
}

TEST(CsvRead, NanAndInfinityAreNumbers) {
    const auto array = read("nan,inf,-inf\nNaN,Infinity,2\n");
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_TRUE(std::isnan(array->values[0]));
    EXPECT_TRUE(std::isnan(array->values[3]));
    EXPECT_EQ(array->values[1], std::numeric_limits<float>::infinity());
    EXPECT_EQ(array->values[2], -std::numeric_limits<float>::infinity());
    EXPECT_EQ(array->stored.min, -std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(array->stored.sum));
}

TEST(CsvRead, MistakesNameTheLine) {
    expectRefused(read(""), "no numbers");
    expectRefused(read(" \n\r\n"), "no numbers");
    expectRefused(read("1,2\n3\n"), "line 2: the row has 1 number, the first row has 2");
    expectRefused(read("1,2\n3,4\n5,6,7\n"), "line 3: the row has 3 numbers");
    expectRefused(read("1,2\n\n3,4\n"), "line 2: the line is empty");
    expectRefused(read("\n1,2\n"), "line 1: the line is empty");
    expectRefused(read("1,2\n3,\n"), "line 2: a cell is empty");
    expectRefused(read("1,,2\n"), "line 1: a cell is empty");
    expectRefused(read("a,b\n"), "line 1: 'a' is not a number");
    expectRefused(read("1,a\n1,2\n"), "line 1: 'a' is not a number");
    expectRefused(read("1O,20\n30,40\n"), "line 1: '1O' is not a number");
    expectRefused(read("a,b\n1,2,3\n"), "line 2: the row has 3 numbers, the header line has 2");
    expectRefused(read("a,b\nc,d\n"), "line 2: 'c' is not a number");
    expectRefused(read("# only words\n"), "no numbers");
    expectRefused(read("1,2\n3,4x\n"), "line 2: '4x' is not a number");
    expectRefused(read("1.234,5;2\n"), "line 1: '1.234,5' is not a number: it has a comma and a point");
    expectRefused(read("0,5 1,5\n"), "line 1: '5 1' is not a number (a point marks decimals");
    expectRefused(read("1,2\n3;4\n"), "line 2: '3;4' is not a number");
    expectRefused(read("0x10,2\n"), "'0x10' is not a number");
    expectRefused(read("+-1\n"), "'+-1' is not a number");
    expectRefused(read("1,1e999\n"), "line 1: '1e999' is outside the range");
    expectRefused(read(std::string_view("1\0,2\n", 5)), "line 1: a zero byte");
    expectRefused(read("\xFF\xFE"
                       "1\n"),
                  "line 1: '\\xff\\xfe1' is not a number");
    expectRefused(read(std::string(5000, 'x')), "...' is not a number");
}

// The numbers, and one note about them that says `note`; none where it is empty.
void expectRead(const Result<Array>& array, std::vector<std::int64_t> shape, std::vector<float> values,
                const std::string& note) {
    ASSERT_TRUE(array.has_value()) << array.error().message;
    EXPECT_EQ(array->shape, shape);
    EXPECT_EQ(array->values, values);
    ASSERT_EQ(array->notes.size(), note.empty() ? 0U : 1U) << (array->notes.empty() ? note : array->notes[0].text);
    if (note.empty()) return;
    EXPECT_NE(array->notes[0].text.find(note), std::string::npos) << array->notes[0].text;
}

TEST(CsvRead, CommasMarkDecimalsBetweenSemicolonsAndTabs) {
    const char* const decimal = "commas were read as decimal points";
    expectRead(read("0,5;0,25\n1,5;2,75\n"), {2, 2}, {0.5F, 0.25F, 1.5F, 2.75F}, decimal);
    expectRead(read("0,5\t-0,25\n1\t2,75\n"), {2, 2}, {0.5F, -0.25F, 1, 2.75F}, decimal);
    expectRead(read("\"0,5\",\"0,25\"\n"), {1, 2}, {0.5F, 0.25F}, decimal);
    expectRead(read("0,5;1.5\n"), {1, 2}, {0.5F, 1.5F}, "and points too");
    expectRead(read("1,2;3,4\n"), {1, 2}, {1.2F, 3.4F}, decimal);
}

TEST(CsvRead, ALoneCommaInEachLineIsDoubtful) {
    const auto paste = [](std::string_view text, bool decimalComma) {
        return readPastedCsv(raw(text), "file", {}, decimalComma);
    };
    expectRead(read("0,5\n1,5\n2,5\n"), {3, 2}, {0, 5, 1, 5, 2, 5}, "each line was read as two numbers");
    expectRead(read("1,05\n2,50\n"), {2, 2}, {1, 5, 2, 50}, "two numbers");
    expectRead(read("1,2\n3,4\n"), {2, 2}, {1, 2, 3, 4}, "");
    expectRead(read("1,5\n"), {1, 2}, {1, 5}, "two numbers");
    expectRead(paste("0,5\n1,5\n2,5\n", false), {3, 2}, {0, 5, 1, 5, 2, 5}, "two numbers");
    expectRead(paste("0,5\r\n1\r\n\u22122,5\r\n", true), {3, 1}, {0.5F, 1, -2.5F}, "one number with a decimal comma");
    // What is offered reads it the other way, and nothing is guessed then.
    const std::string halves = "0,5\n1,5\n2,5\n";
    const Reading decimal = read(halves)->notes.at(0).other.value().reading;
    expectRead(readCsv(raw(halves), "file", decimal), {3, 1}, {0.5F, 1.5F, 2.5F}, "");
    const Reading table = paste(halves, true)->notes.at(0).other.value().reading;
    expectRead(readPastedCsv(raw(halves), "file", table, true), {3, 2}, {0, 5, 1, 5, 2, 5}, "");
    expectRead(paste("1, 2\n3, 4\n", true), {2, 2}, {1, 2, 3, 4}, "");
    expectRead(paste("1,2,3\n", true), {1, 3}, {1, 2, 3}, "");
}

TEST(CsvRead, CommasThatAreNotWhatIsSaidAreRefused) {
    const auto with = [](std::string_view text, Comma comma) { return readCsv(raw(text), "file", {.comma = comma}); };
    expectRefused(with("1,2,3\n4,5,6\n", Comma::Decimal), "no comma can be decimal");
    expectRefused(with("5\n6\n", Comma::Decimal), "no comma can be decimal");
    expectRefused(with("1;2\n3;4\n", Comma::Separator), "no comma separates its numbers");
    expectRead(with("0,5;1\n", Comma::Decimal), {1, 2}, {0.5F, 1}, "commas were read as decimal points");
    expectRead(with("1,2,3\n", Comma::Separator), {1, 3}, {1, 2, 3}, "");
}

TEST(CsvRead, SignsAndSpacesOfTypography) {
    expectRead(read("\u22121.5,2\n"), {1, 2}, {-1.5F, 2}, "");
    expectRead(read("1\u00a0234,2\n"), {1, 2}, {1234, 2}, "");
    expectRead(read("\u00a01;\u202f2\u00a0\n"), {1, 2}, {1, 2}, "");
    expectRead(read("1\u00a02\u00a03\n"), {1, 3}, {1, 2, 3}, "");
    expectRead(read("\"1\";\"-2\"\n"), {1, 2}, {1, -2}, "");
    expectRefused(read("1\u00a023,2\n"), "line 1: '1 23' is not a number");
}

TEST(CsvRead, CommentsAreSkipped) {
    expectRead(read("# a digit\n1,2\n# and more\n3,4 # last\n"), {2, 2}, {1, 2, 3, 4}, "");
    expectRead(read("# name: x\n# rows: 2\n 1 2\n 3 4\n\n\n"), {2, 2}, {1, 2, 3, 4}, "");
    expectRefused(read("# a digit\n1,2\n3,x\n"), "line 3: 'x' is not a number");
}

TEST(CsvRead, AHeaderIsRecognised) {
    const auto named = read("label,pixel0,pixel1\n7,0,255\n");
    expectRead(named, {1, 3}, {7, 0, 255}, "line 1 was taken for a header: 'label,pixel0,pixel1'");
    EXPECT_EQ(named->columns, (std::vector<std::string>{"label", "pixel0", "pixel1"}));
    EXPECT_EQ(named->stored.max, 255);
    expectRead(read("\"a\";\"b c\"\n1;2\n"), {1, 2}, {1, 2}, "header");
    expectRead(read("label,0,1,2\n7,1,2,3\n"), {1, 4}, {7, 1, 2, 3}, "header");
    expectRead(read("x y\n1 2\n"), {1, 2}, {1, 2}, "header");
    // pandas: an index without a name, and columns that only count.
    expectRead(read(",0,1\n0,5,6\n1,7,8\n"), {2, 2}, {5, 6, 7, 8}, "the column without a name for an index");
    expectRead(read("0,1,2\n5,6,7\n8,9,9\n"), {3, 3}, {0, 1, 2, 5, 6, 7, 8, 9, 9}, "as a header that pandas wrote");
    expectRefused(read(",5\n1,2\n"), "line 1: a cell is empty");
}

TEST(CsvRead, WhatFloat32CannotHoldIsCounted) {
    const auto array = read("16777217,1e300,0.1,16777216\n");
    expectRead(array, {1, 4}, {16777216, std::numeric_limits<float>::infinity(), 0.1F, 16777216},
               "1 of 4 values was rounded to float32");
    EXPECT_EQ(array->inexact.rounded, 1);
    EXPECT_EQ(array->inexact.infinite, 1);
    EXPECT_NE(array->notes[0].text.find("1 of 4 values became infinite"), std::string::npos);
}

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
}

// With a time that grows with the square of its length, each of these lines would take minutes.
TEST(CsvRead, LongLinesTakeNoTime) {
    constexpr std::size_t kLength = std::size_t{1} << 23;
    expectRefused(read("1;" + repeated("\t", kLength) + ";2\n"), "line 1: a cell is empty");
    expectRefused(read("1,2" + repeated("\u00a0", kLength) + "x\n"), "is not a number");
    expectRefused(read("1" + repeated(" 234", kLength) + ";x\n"), "is not a number");
    expectRefused(read(repeated("x", kLength) + "\n1\n"), "is not a number");
    EXPECT_EQ(read(repeated("\u22121,", kLength) + "1\n")->shape[0], 1);
}

TEST(CsvRead, IsNotOfZeroBytes) {
    expectRefused(read(std::string(100, '\0')), "line 1: a zero byte");
    expectRefused(read(std::string("1,2\n3,\0", 8)), "line 2: a zero byte");
}

TEST(CsvRead, EveryMutationIsHandled) {
    for (const char* text : {"1,-2.5\nnan,3e4\n", "\"a\";b\n\"0,5\";\u22121 000\n#c"}) {
        const Bytes file = raw(text);
        expectEveryMutationHandled(
            file, file.size(), [](std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
                return readCsv(bytes, name, {}, run);
            });
    }
}

TEST(CsvWrite, ShortestTextThatReadsBack) {
    const std::vector<float> values{
        0.1F, -0.0F, 248, 1e-45F, std::nanf(""), -std::nanf(""), std::numeric_limits<float>::infinity(), 16777216};
    const Bytes file = writeCsv(values, Extent{2, 4});
    EXPECT_EQ(text(file), "0.1,-0,248,1e-45\nnan,nan,inf,16777216\n");
    const auto back = readCsv(file, "file");
    ASSERT_TRUE(back.has_value()) << back.error().message;
    for (std::size_t i = 0; i < values.size(); ++i) {
        EXPECT_TRUE(back->values[i] == values[i] || (std::isnan(back->values[i]) && std::isnan(values[i]))) << i;
    }
    EXPECT_TRUE(std::signbit(back->values[1]));
}

TEST(CsvWrite, IntegersAreExact) {
    const std::vector<std::int64_t> values{-1, 9007199254740993, std::numeric_limits<std::int64_t>::min()};
    EXPECT_EQ(text(writeCsv(values, Extent{3, 1})), "-1\n9007199254740993\n-9223372036854775808\n");
    EXPECT_EQ(text(writeCsv(std::vector<float>{}, Extent{0, 3})), "");
}

// A locale with a decimal comma, in a folder that is removed again: machines need not have one installed.
class CommaLocale {
  public:
    CommaLocale() {
        std::ofstream(folder_ / "source") << "comment_char %\nescape_char /\nLC_CTYPE\ncopy \"POSIX\"\nEND LC_CTYPE\n"
                                             "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \"\"\ngrouping -1\n"
                                             "END LC_NUMERIC\n";
        // What the source leaves out is warned of, and the locale made all the same.
        const std::string made = (folder_ / "comma").string();
        const std::string call =
            "localedef -c -i '" + (folder_ / "source").string() + "' -f ANSI_X3.4-1968 '" + made + "' >/dev/null 2>&1";
        EXPECT_TRUE(std::system(call.c_str()) >= 0 && std::filesystem::exists(made)) << call;
        ::setenv("LOCPATH", folder_.c_str(), 1);
        EXPECT_NE(std::setlocale(LC_ALL, "comma"), nullptr);
    }
    ~CommaLocale() {
        std::setlocale(LC_ALL, "C");
        ::unsetenv("LOCPATH");
        std::filesystem::remove_all(folder_);
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;

  private:
    std::filesystem::path folder_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "comma-XXXXXX").string();
        return std::filesystem::path(::mkdtemp(name.data()));
    }();
};

TEST(Csv, TheLocaleNeverMatters) {
    const CommaLocale locale;
    ASSERT_STREQ(std::localeconv()->decimal_point, ",");
    EXPECT_EQ(read("1.5,2\n")->values, (std::vector<float>{1.5F, 2}));
    EXPECT_EQ(text(writeCsv(std::vector<float>{1.5F, 1234567}, Extent{1, 2})), "1.5,1234567\n");
}

}  // namespace
}  // namespace poolscope::test
