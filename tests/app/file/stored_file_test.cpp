// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/stored_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <set>

namespace poolscope {
namespace {

SharedFile bytesOf(std::string_view text) {
    const auto raw = std::as_bytes(std::span(text.data(), text.size()));
    return std::make_shared<const Bytes>(raw.begin(), raw.end());
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
        "*.poolscope *.svg *.pdf *.mp4");
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

TEST(Decode, BytesStayWhereTheFileIs) {
    const SharedFile file = bytesOf(std::string_view("\0\0\x08\x02\0\0\0\2\0\0\0\3\5\6\7\0\1\2", 18));
    const auto decoded = decodeStored(file, named("images"), false);
    ASSERT_TRUE(decoded.has_value()) << decoded.error().message;
    EXPECT_EQ(static_cast<const void*>(decoded->array.bytes.data()), file->data() + 12);
}

TEST(Decode, TextThatIsNoTableIsNothingKnownUnlessItIsCalledOne) {
    EXPECT_NE(problemOf("some words", "words.txt").find("is not in a format known here: PNG, "), std::string::npos);
    EXPECT_NE(problemOf("some words", "words.CSV").find("line 1: "), std::string::npos);
    EXPECT_EQ(problemOf("", "empty.txt"), "the file is empty");
    EXPECT_EQ(problemOf("", "empty.csv"), "the file holds no numbers");
}

// What is nothing known is refused by its beginning, in little memory.
TEST(ReadSourceBytes, LooksAtTheBeginningFirst) {
    std::string folder = ::testing::TempDir() + "poolscope-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string zeros = folder + "/zeros";
    std::ofstream(zeros).close();
    std::filesystem::resize_file(zeros, std::uintmax_t{500} << 20);
    const pid_t child = ::fork();
    if (child == 0) {
        std::int64_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const rlim_t limit = static_cast<rlim_t>(pages * ::sysconf(_SC_PAGESIZE)) + (rlim_t{64} << 20);
        const rlimit memory{limit, limit};
        if (::setrlimit(RLIMIT_AS, &memory) != 0) ::_exit(2);
        try {
            const auto bytes = readSourceBytes(named(zeros));
            ::_exit(!bytes && bytes.error().message.starts_with("is not in a format known here") ? 0 : 1);
        } catch (const std::bad_alloc&) {
            ::_exit(3);
        }
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace poolscope
