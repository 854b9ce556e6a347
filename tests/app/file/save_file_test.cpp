// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "tests/app/file/save_folder.h"

namespace poolscope {
namespace {

TEST_F(SaveFiles, WritesNewFilesAndReplacesOldOnes) {
    put(path("old"), "something longer than what follows");
    EXPECT_EQ(messageOf(saveFiles({{path("old"), "1"}, {path("new"), QByteArray(3'000'000, 'x')}})), "saved");
    EXPECT_EQ(get(path("old")), "1");
    EXPECT_EQ(get(path("new")), std::string(3'000'000, 'x'));
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(messageOf(saveFiles({{path("new"), ""}})), "saved");
    EXPECT_EQ(fs::file_size(path("new")), 0U);
    EXPECT_EQ(messageOf(saveFiles({})), "saved");
}

TEST_F(SaveFiles, GrowingFilesAppearWhenAllIsThere) {
    put(path("old"), "old");
    const auto part = [](const char* text) { return std::as_bytes(std::span(text, std::string_view(text).size())); };
    {
        auto files = GrowingFiles::open({path("old"), path("new")});
        ASSERT_TRUE(files.has_value()) << files.error().message;
        ASSERT_TRUE(files->append(0, part("one ")).has_value());
        ASSERT_TRUE(files->append(1, part("1 ")).has_value());
        ASSERT_TRUE(files->append(0, part("two")).has_value());
        EXPECT_EQ(get(path("old")), "old");
        EXPECT_FALSE(fs::exists(path("new")));
        EXPECT_EQ(messageOf(files->finish()), "saved");
    }
    EXPECT_EQ(get(path("old")), "one two");
    EXPECT_EQ(get(path("new")), "1 ");
    {
        auto files = GrowingFiles::open({path("old"), path("another")});
        ASSERT_TRUE(files.has_value()) << files.error().message;
        ASSERT_TRUE(files->append(0, part("lost")).has_value());
    }
    EXPECT_EQ(get(path("old")), "one two");
    EXPECT_EQ(count(), 2U) << "what is not finished leaves nothing";
    EXPECT_FALSE(GrowingFiles::open({path("a"), path("a")}).has_value());
    EXPECT_FALSE(GrowingFiles::open({path("a"), path("none/a")}).has_value());
    EXPECT_EQ(count(), 2U);
}

TEST_F(SaveFiles, TakesAnyName) {
    for (const std::string& name : {std::string(255, 'n'), std::string("\xff\xfe not UTF-8"), std::string("a\nb%s"),
                                    std::string("caf\xc3\xa9 .svg"), std::string(".hidden")}) {
        EXPECT_EQ(messageOf(saveFiles({{path(name), "text"}})), "saved");
        EXPECT_EQ(get(path(name)), "text");
    }
    EXPECT_EQ(count(), 5U);
}

TEST_F(SaveFiles, RelativeNamesAreFromTheCurrentFolder) {
    const fs::path before = fs::current_path();
    fs::current_path(folder_);
    EXPECT_EQ(messageOf(saveFiles({{"plain.txt", "text"}})), "saved");
    fs::current_path(before);
    EXPECT_EQ(get(path("plain.txt")), "text");
}

TEST_F(SaveFiles, KeepsPermissionsAndHonoursTheMask) {
    put(path("private"), "old");
    fs::permissions(path("private"), fs::perms(0600));
    const mode_t mask = ::umask(0027);
    EXPECT_EQ(messageOf(saveFiles({{path("private"), "new"}, {path("fresh"), "new"}})), "saved");
    ::umask(mask);
    EXPECT_EQ(fs::status(path("private")).permissions(), fs::perms(0600));
    EXPECT_EQ(fs::status(path("fresh")).permissions(), fs::perms(0640));
}

TEST_F(SaveFiles, FollowsLinksToFiles) {
    put(path("real"), "old");
    fs::create_symlink("real", path("link"));
    EXPECT_EQ(messageOf(saveFiles({{path("link"), "new"}})), "saved");
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(get(path("real")), "new");
    fs::create_symlink("nowhere", path("dangling"));
    expectRefused(path("dangling"), "does not exist");
    EXPECT_EQ(count(), 3U);
}

TEST_F(SaveFiles, RefusesWhatIsNoFile) {
    fs::create_directory(path("folder"));
    ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
    expectRefused(path("folder"), "a folder");
    expectRefused(path("fifo"), "a device or a pipe");
    expectRefused("/dev/full", "a device or a pipe");
    expectRefused("/dev/null", "a device or a pipe");
    expectRefused(path("missing/name"), "no such folder");
    expectRefused(path("missing/"), "no such folder");
    put(path("file"), "old");
    expectRefused(path("file/name"), "not a folder");
    expectRefused(path(std::string(256, 'n')), "too long");
    expectRefused("", "not a file name");
    expectRefused(std::string("a\0b", 3), "not a file name");
    EXPECT_EQ(count(), 3U);
}

TEST_F(SaveFiles, RefusesTwoResultsForOneFile) {
    fs::create_directory(path("sub"));
    put(path("real"), "old");
    fs::create_symlink("real", path("link"));
    EXPECT_FALSE(saveFiles({{path("a"), "1"}, {path("a"), "2"}}));
    EXPECT_FALSE(saveFiles({{path("a"), "1"}, {path("sub/../a"), "2"}}));
    EXPECT_FALSE(saveFiles({{path("real"), "1"}, {path("link"), "2"}}));
    EXPECT_EQ(get(path("real")), "old");
    EXPECT_EQ(count(), 3U);
}

TEST_F(SaveFiles, OneFailureChangesNothing) {
    put(path("first"), "old");
    EXPECT_FALSE(saveFiles({{path("first"), "new"}, {path("missing/second"), "new"}}));
    EXPECT_EQ(get(path("first")), "old");
    EXPECT_EQ(count(), 1U);
}

TEST_F(SaveFiles, ReadOnlyFoldersAndFilesAreLeftAlone) {
    put(path("old"), "old");
    put(path("locked"), "old");
    fs::permissions(path("locked"), fs::perms(0444));
    fs::permissions(folder_, fs::perms(0555));
    const int status = inChild([&] {
        if (::getuid() == 0 && ::setuid(65534) != 0) return 77;
        const Result<void> result = saveFiles({{path("old"), "new"}});
        if (result || result.error().message.find("permission denied") == std::string::npos) return 1;
        const Result<void> locked = saveFiles({{path("locked"), "new"}});
        return !locked && locked.error().message.find("permission denied") != std::string::npos ? 0 : 2;
    });
    if (status == 77) GTEST_SKIP() << "cannot give up the rights of root";
    EXPECT_EQ(status, 0);
    EXPECT_EQ(get(path("old")), "old");
    EXPECT_EQ(count(), 2U);
}

TEST_F(SaveFiles, AFailingWriteLeavesTheOldFile) {
    put(path("first"), "old");
    put(path("second"), "old");
    const int status = inChild([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{10000, 10000};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
        const Result<void> result = saveFiles({{path("first"), "new"}, {path("second"), QByteArray(20000, 'x')}});
        return !result && result.error().where == path("second") &&
                       result.error().message.find("larger than") != std::string::npos
                   ? 0
                   : 1;
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(get(path("first")), "old");
    EXPECT_EQ(get(path("second")), "old");
    EXPECT_EQ(count(), 2U);
}

TEST_F(SaveFiles, AKilledProgramLeavesNothing) {
    put(path("old"), "old");
    const int status = inChild([&] {
        const rlimit limit{10000, 10000};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
        saveFiles({{path("old"), QByteArray(20000, 'x')}});  // SIGXFSZ ends the child in the middle of the write
        return 0;
    });
    EXPECT_EQ(status, 128 + SIGXFSZ);
    EXPECT_EQ(get(path("old")), "old");
    if (count() != 1) GTEST_SKIP() << "this file system has no files without names";
}

TEST_F(SaveFiles, AFullDiskLeavesTheOldFile) {
    if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=12k") != 0) GTEST_SKIP() << "cannot mount a small disk";
    put(path("old"), "old");
    const Result<void> result = saveFiles({{path("old"), QByteArray(50000, 'x')}});
    const std::string kept = get(path("old"));
    const std::size_t names = count();
    ::umount(folder_.c_str());
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("no space left"), std::string::npos) << result.error().message;
    EXPECT_EQ(kept, "old");
    EXPECT_EQ(names, 1U);
}

}  // namespace
}  // namespace poolscope
