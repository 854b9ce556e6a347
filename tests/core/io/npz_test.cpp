// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npz.h"

#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

const Bytes kBytesArray = npy("|u1", "(2, 2)", raw({1, 2, 3, 4}));
const Bytes kShorts = npy("<i2", "(1,)", raw({255, 255}));

Reader member(const std::string& name) {
    return [name](std::span<const std::byte> bytes, const std::string& file, const RunControl& run) {
        return readNpz(bytes, file, name, run);
    };
}

Bytes twoArrays() {
    return zipArchive({stored("x.npy", kBytesArray), deflated("y.npy", kShorts)});
}

TEST(Npz, ListsItsArrays) {
    const auto members = listNpz(twoArrays(), "file");
    ASSERT_TRUE(members.has_value()) << members.error().message;
    ASSERT_EQ(members->size(), 2U);
    EXPECT_EQ((*members)[0].name, "x");
    EXPECT_EQ((*members)[0].dtype, "uint8");
    EXPECT_EQ((*members)[0].shape, (std::vector<std::int64_t>{2, 2}));
    EXPECT_EQ((*members)[0].problem, "");
    EXPECT_EQ((*members)[1].name, "y");
    EXPECT_EQ((*members)[1].dtype, "int16");
    EXPECT_TRUE(listNpz(zipArchive({}), "file").has_value());
}

TEST(Npz, ReadsStoredAndDeflatedByName) {
    for (const char* name : {"x", "x.npy"}) {
        const auto array = readNpz(twoArrays(), "file", name);
        ASSERT_TRUE(array.has_value()) << array.error().message;
        EXPECT_EQ(array->format, "npz");
        EXPECT_EQ(array->values, (std::vector<float>{1, 2, 3, 4}));
    }
    EXPECT_EQ(readNpz(twoArrays(), "file", "y")->values, std::vector<float>{-1});
}

TEST(Npz, AnExactNameWins) {
    const Bytes file = zipArchive({stored("x.npy", kBytesArray), stored("x", kShorts)});
    EXPECT_EQ(readNpz(file, "file", "x")->dtype, "int16");
    EXPECT_EQ(readNpz(file, "file", "x.npy")->dtype, "uint8");
}

TEST(Npz, NamesAreOnlyLabels) {
    const std::string names[] = {"../../etc/passwd", "/absolute",          "a\nb", "\xFF\xFE", "",
                                 "a/b.npy",          std::string(250, 'n')};
    for (const std::string& name : names) {
        const auto array = readNpz(zipArchive({stored(name, kShorts)}), "file", name);
        ASSERT_TRUE(array.has_value()) << name << array.error().message;
        EXPECT_EQ(array->values, std::vector<float>{-1});
    }
}

TEST(Npz, SaysWhatItHasWhenTheNameIsWrong) {
    expectRefused(readNpz(twoArrays(), "file", "z"), "no array 'z'; it has 'x', 'y'");
    expectRefused(readNpz(zipArchive({}), "file", "z"), "archive is empty");
    expectRefused(readNpz(zipArchive({stored("a\nb", kShorts)}), "file", "z"), "it has 'a\\x0ab'");
    expectRefused(readNpz(zipArchive({stored("x", kShorts), stored("x", kShorts)}), "file", "x"), "more than one");
}

TEST(Npz, OneBadMemberDoesNotHideTheOthers) {
    ZipMember bzip2 = stored("bzip2.npy", kShorts);
    bzip2.method = 12;
    ZipMember secret = stored("secret.npy", kShorts);
    secret.flags = 1;
    const Bytes file = zipArchive({stored("text.txt", raw("hello, this is text")), bzip2, secret,
                                   stored("object.npy", npy("|O", "(1,)", raw({0}))), stored("good.npy", kShorts)});
    const auto members = listNpz(file, "file");
    ASSERT_TRUE(members.has_value()) << members.error().message;
    ASSERT_EQ(members->size(), 5U);
    const char* const problems[] = {"not an NPY file", "method 12; legal are 0", "encrypted", "Python objects"};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NE((*members)[i].problem.find(problems[i]), std::string::npos) << (*members)[i].problem;
        expectRefused(readNpz(file, "file", (*members)[i].name), problems[i]);
        expectRefused(readNpz(file, "file", (*members)[i].name), "array '");
    }
    EXPECT_EQ((*members)[4].problem, "");
    EXPECT_EQ(readNpz(file, "file", "good")->values, std::vector<float>{-1});
}

TEST(Npz, ChecksumsAreVerified) {
    for (ZipMember bad : {stored("x.npy", kBytesArray), deflated("x.npy", kBytesArray)}) {
        bad.crc ^= 1U;
        expectRefused(readNpz(zipArchive({bad}), "file", "x"), "damaged");
    }
}

TEST(Npz, DeclaredSizesAreNotTrusted) {
    // More or fewer bytes come out than the archive declares.
    for (const std::uint64_t size : {std::uint64_t{10}, std::uint64_t{1000}, std::uint64_t{0xFFFFFFF0U}}) {
        ZipMember wrong = deflated("x.npy", kBytesArray);
        wrong.size = size;
        expectRefused(readNpz(zipArchive({wrong}), "file", "x"), "declares " + std::to_string(size) + " bytes");
    }
    // A tiny member that claims 512 MiB, in the directory as well as in its header.
    ZipMember claim = deflated("x.npy", npy("<f8", "(67108864,)", raw({1})));
    claim.size = std::uint64_t{512} << 20;
    expectRefused(readNpz(zipArchive({claim}), "file", "x"), "too early");
}

TEST(Npz, ABombIsNotDecodedBeyondWhatItsHeaderDeclares) {
    // The header as a stored block, then zeros without end behind it.
    const Bytes header = npy("|u1", "(4,)", {});
    const Bytes block = raw({0}) + little(header.size(), 2) + little(~header.size(), 2) + header;
    const ZipMember bomb{"x.npy", block + deflateZeros(160000), 0, header.size() + 4, 8, 0};
    expectRefused(readNpz(zipArchive({bomb}), "file", "x"), "left over");
}

TEST(Npz, MembersAreCountedBeforeTheyAreRead) {
    std::vector<ZipMember> members(1024, stored("x", {}));
    EXPECT_EQ(listNpz(zipArchive(members), "file")->size(), 1024U);
    members.push_back(stored("x", {}));
    const auto tooMany = listNpz(zipArchive(members), "file");
    ASSERT_FALSE(tooMany.has_value());
    EXPECT_NE(tooMany.error().message.find("more than 1024 members"), std::string::npos) << tooMany.error().message;
}

TEST(Npz, AZip64RecordCannotClaimBillionsOfMembers) {
    const std::uint64_t claim = std::uint64_t{1} << 34;
    const Bytes local = raw("PK\3\4") + Bytes(26);
    const Bytes end64 = raw("PK\6\6") + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) +
                        little(claim, 8) + little(claim, 8) + little(0, 8) + little(local.size(), 8);
    const Bytes locator = raw("PK\6\7") + little(0, 4) + little(local.size(), 8) + little(1, 4);
    const Bytes end = raw("PK\5\6") + little(0, 4) + little(0xFFFF, 2) + little(0xFFFF, 2) + little(0xFFFFFFFFU, 4) +
                      little(0xFFFFFFFFU, 4) + little(0, 2);
    expectRefused(readNpz(local + end64 + locator + end, "file", "x"), "more than 1024 members");
}

TEST(Npz, AFileMadeOfEndRecordsIsRefusedAtOnce) {
    // libzip reads the directory anew for every end record.
    const Bytes archive = zipArchive(std::vector<ZipMember>(1000, stored("x", {})));
    const Bytes end(archive.end() - 22, archive.end());
    Bytes file = archive;
    for (int i = 0; i < 2000; ++i) file.insert(file.end(), end.begin(), end.end());
    expectRefused(readNpz(file, "file", "x"), "more than 16 end records");
}

TEST(Npz, EveryTruncationIsRefused) {
    expectEveryTruncationRefused(twoArrays(), member("y"));
}

TEST(Npz, EveryMutationIsHandled) {
    const Bytes file =
        zipArchive({deflated("x.npy", npy("{'descr':'|u1','fortran_order':False,'shape':(1,)}", raw({7})))});
    expectEveryMutationHandled(file, file.size(), member("x"));
}

TEST(Npz, RefusesOtherBytes) {
    expectRefused(readNpz({}, "file", "x"), "not an NPZ archive");
    expectRefused(readNpz(kShorts, "file", "x"), "not an NPZ archive");
    expectRefused(readNpz(raw("PK\3\4 and then something else entirely"), "file", "x"), "cannot be read");
    expectRefused(readNpz(raw("PK\3\4"), "file", "x"), "cut off");
}

}  // namespace
}  // namespace poolscope::test
