// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/foreign.h"

#include "core/io/input_format.h"
#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

TEST(Foreign, IsNamedByItsContent) {
    const std::pair<Bytes, const char*> files[] = {
        {raw("\x89HDF\r\n\x1a\nmore"), "HDF5"},
        {raw("MATLAB 5.0 MAT-file, Platform: GLNXA64"), "MATLAB"},
        {raw("PAR1...."), "Parquet"},
        {raw("\x80\x04\x95....q."), "never loaded"},
        {little(20, 8) + raw("{\"x\":{\"dtype\":\"F32\"}}"), "safetensors"},
        {raw("%PDF-1.7"), "PDF"},
        {raw("\xFF\xFE"
             "1"),
         "UTF-16"},
        {raw("version https://git-lfs.github.com/spec/v1\n"), "Git LFS"},
    };
    for (const auto& [bytes, part] : files) {
        const auto sentence = foreignFormat(bytes);
        ASSERT_TRUE(sentence.has_value()) << part;
        EXPECT_NE(sentence->find(part), std::string::npos) << *sentence;
        expectRefused(kCsvFormat.read(bytes, {"file", {}, false, {}}), *sentence);
    }
    for (const char* text : {"", "1,2\n", "label,pixel0\n1,2\n", "some words"}) {
        EXPECT_FALSE(foreignFormat(raw(text)).has_value()) << text;
    }
}

TEST(Foreign, ArchivesAreNamedByWhatIsInThem) {
    const std::pair<const char*, const char*> files[] = {{"xl/workbook.xml", ".xlsx"},
                                                         {"archive/data.pkl", "PyTorch"},
                                                         {"photos/Cat.PNG", "ZIP archive of pictures"},
                                                         {"train.csv", "ZIP archive of other files"}};
    for (const auto& [name, part] : files) {
        expectRefused(kNpzFormat.read(zipArchive({stored(name, raw("x"))}), {"file", {}, false, {}}), part);
    }
    expectRefused(readArray(npy("<V2", "(1,)", Bytes(2)), "file"), "raw 2-byte values");
}

}  // namespace
}  // namespace poolscope::test
