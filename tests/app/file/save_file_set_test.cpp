// SPDX-License-Identifier: GPL-3.0-or-later
// Many files at once, programs that are killed, and whose the files are.
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "tests/app/file/save_folder.h"

namespace poolscope {
namespace {

class SaveFileSets : public SaveFiles {
  protected:
    // Runs into a limit with the last of them, which ends the program.
    std::vector<FileToSave> filesThatKill(std::size_t count) const {
        std::vector<FileToSave> files;
        for (std::size_t i = 0; i < count; ++i) files.push_back({path("frame-" + std::to_string(i)), "new"});
        files.back().bytes = QByteArray(20000, 'x');
        return files;
    }

    int killedWith(std::size_t count, rlim_t mostOpen) const {
        return inChild([&] {
            const rlimit size{10000, 10000};
            const rlimit open{std::min<rlim_t>(mostOpen, 256), mostOpen};
            if (::setrlimit(RLIMIT_FSIZE, &size) != 0 || ::setrlimit(RLIMIT_NOFILE, &open) != 0) return 2;
            saveFiles(filesThatKill(count));
            return 0;
        });
    }

    bool hasUnnamedFiles() const {
        const int file = ::open(path("").c_str(), O_TMPFILE | O_WRONLY, 0600);
        if (file >= 0) ::close(file);
        return file >= 0;
    }
};

TEST_F(SaveFileSets, OfAnySizeLeaveNothingWhenTheProgramIsKilled) {
    if (!hasUnnamedFiles()) GTEST_SKIP() << "this file system has no files without names";
    rlimit limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max < 1000) GTEST_SKIP() << "only " << limit.rlim_max << " files may be open";
    EXPECT_EQ(killedWith(500, 1000), 128 + SIGXFSZ);
    EXPECT_EQ(count(), 0U);
}

TEST_F(SaveFileSets, WhatAKilledProgramLeftIsRemovedByTheNext) {
    EXPECT_EQ(killedWith(500, 300), 128 + SIGXFSZ);
    EXPECT_GT(count(), 300U) << "more than may be open have names";
    put(path(".poolscope-notes"), "the user's");
    put(path(".poolscope-12-"), "the user's");
    fs::create_directory(path(".poolscope-1-1"));
    EXPECT_EQ(messageOf(saveFiles({{path("next"), "new"}})), "saved");
    EXPECT_EQ(count(), 4U);
    EXPECT_EQ(get(path("next")), "new");
}

TEST_F(SaveFileSets, WhatAnotherProgramIsWritingIsLeftToIt) {
    auto growing = GrowingFiles::open({path("growing")});
    ASSERT_TRUE(growing.has_value());
    put(path(".poolscope-1-0"), "as if unfinished");
    EXPECT_EQ(messageOf(saveFiles({{path("other"), "new"}})), "saved");
    EXPECT_TRUE(fs::exists(path(".poolscope-1-0")));
    EXPECT_EQ(messageOf(growing->finish()), "saved");
    { const auto ended = std::move(growing); }
    EXPECT_EQ(messageOf(saveFiles({{path("other"), "new"}})), "saved");
    EXPECT_FALSE(fs::exists(path(".poolscope-1-0")));
    EXPECT_EQ(count(), 2U);
}

// In a folder where everybody may write, but nobody may replace what is another's.
TEST_F(SaveFileSets, AreAllPutBackWhenALaterOneCannotTakeItsPlace) {
    fs::create_directory(path("shared"));
    put(path("shared/theirs"), "theirs");
    put(path("old"), "old");
    fs::permissions(path("shared"), fs::perms(01777));
    fs::permissions(path("shared/theirs"), fs::perms(0666));
    fs::permissions(path("old"), fs::perms(0666));
    fs::permissions(folder_, fs::perms(0777));
    const int status = inChild([&] {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0) return 77;
        const Result<void> result =
            saveFiles({{path("old"), "new"}, {path("fresh"), "new"}, {path("shared/theirs"), "new"}});
        return !result && result.error().where == path("shared/theirs") &&
                       result.error().message == "cannot be saved: permission denied"
                   ? 0
                   : 1;
    });
    if (status == 77) GTEST_SKIP() << "only root may become another user";
    EXPECT_EQ(status, 0);
    EXPECT_EQ(get(path("old")), "old");
    EXPECT_EQ(get(path("shared/theirs")), "theirs");
    EXPECT_FALSE(fs::exists(path("fresh")));
    EXPECT_EQ(count(), 2U);
}

TEST_F(SaveFileSets, StayWithTheirOwner) {
    put(path("theirs"), "old");
    if (::chown(path("theirs").c_str(), 1234, 4321) != 0) GTEST_SKIP() << "only root may give files away";
    ASSERT_EQ(::chmod(path("theirs").c_str(), 04750), 0);
    EXPECT_EQ(messageOf(saveFiles({{path("theirs"), "new"}, {path("ours"), "new"}})), "saved");
    struct stat status {};
    ASSERT_EQ(::stat(path("theirs").c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, 1234U);
    EXPECT_EQ(status.st_gid, 4321U);
    EXPECT_EQ(status.st_mode & 07777U, 04750U);
    ASSERT_EQ(::stat(path("ours").c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, ::getuid());
}

TEST_F(SaveFileSets, AreSavedWhereProcIsNotMounted) {
    put(path("old"), "old");
    const int status = inChild([&] {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return 77;
        if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
        if (::mount("tmpfs", "/proc", "tmpfs", 0, nullptr) != 0) return 77;
        return saveFiles({{path("old"), "new"}, {path("fresh"), "new"}}) ? 0 : 1;
    });
    if (status == 77) GTEST_SKIP() << "cannot hide /proc here";
    EXPECT_EQ(status, 0);
    EXPECT_EQ(get(path("old")), "new");
    EXPECT_EQ(get(path("fresh")), "new");
    EXPECT_EQ(count(), 2U);
}

}  // namespace
}  // namespace poolscope
