// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "tests/core/io/bytes.h"

namespace poolscope::test {
namespace {

class ReadFile : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "poolscope-io-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    static void expectFails(const std::string& path, const std::string& part) {
        const auto result = readFile(path);
        ASSERT_FALSE(result.has_value()) << "should say: " << part;
        EXPECT_EQ(result.error().where, path);
        EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
    }

    std::string folder_;
};

TEST_F(ReadFile, ReadsEveryByte) {
    const std::string content("a\0b\xFF\n", 5);
    EXPECT_EQ(readFile(write("plain", content)).value(), raw(content));
    EXPECT_TRUE(readFile(write("empty", "")).value().empty());
    const std::string large(300000, 'x');
    EXPECT_EQ(readFile(write("large", large)).value(), raw(large));
}

TEST_F(ReadFile, StopsWhenItIsToldAndSaysHowFarItIs) {
    const std::string file = write("file", std::string(300000, 'x'));
    Progress progress;
    ASSERT_TRUE(readFile(file, {{}, &progress}).has_value());
    EXPECT_EQ(progress.fraction(), 1);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(readFile(file, stop.get_token()).error().where, kStopped);
}

TEST_F(ReadFile, AnyNameAFileSystemTakes) {
    for (const std::string& name :
         {std::string("\xFF\xFE latin"), std::string("a\nb"), std::string("%s%n#1"), std::string(250, 'n')}) {
        EXPECT_EQ(readFile(write(name, "1")).value(), raw("1"));
    }
}

TEST_F(ReadFile, FollowsALinkToAFile) {
    std::filesystem::create_symlink(write("target", "1"), path("link"));
    EXPECT_EQ(readFile(path("link")).value(), raw("1"));
    std::filesystem::create_symlink(path("nowhere"), path("dangling"));
    expectFails(path("dangling"), "no such file");
    std::filesystem::create_symlink(path("loop"), path("loop"));
    expectFails(path("loop"), "symbolic links");
}

TEST_F(ReadFile, SaysWhyAFileCannotBeRead) {
    expectFails(path("missing"), "no such file");
    expectFails("", "no such file");
    expectFails(folder_, "is a directory");
    expectFails(write("file", "1") + "/inside", "not a directory");
    expectFails(path(std::string(300, 'n')), "too long");
    expectFails(path(std::string("a\0b", 3)), "zero byte");
}

TEST_F(ReadFile, RefusesWhatIsNotAFileWithoutWaiting) {
    ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
    expectFails(path("fifo"), "is a pipe");
    expectFails("/dev/zero", "is a device");
    expectFails("/dev/null", "is a device");

    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_GE(fd, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path("s");
    ASSERT_LT(name.size(), sizeof address.sun_path);
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    expectFails(name, "is a socket");
    ::close(fd);
}

TEST_F(ReadFile, RefusesMoreThanTheLimitWithoutReadingIt) {
    const std::string huge = write("huge", "");
    ASSERT_EQ(::truncate(huge.c_str(), kMaxFileBytes + 1), 0);  // sparse: takes no space
    expectFails(huge, "has " + std::to_string(kMaxFileBytes + 1) + " bytes; at most " + std::to_string(kMaxFileBytes));
    ASSERT_EQ(::truncate(huge.c_str(), std::int64_t{1} << 42), 0);
    expectFails(huge, "has 4398046511104 bytes");
}

TEST_F(ReadFile, SaysWhenPermissionIsDenied) {
    const std::string secret = write("secret", "1");
    ASSERT_EQ(::chmod(secret.c_str(), 0), 0);
    // Root may read everything, so for a moment it is somebody else.
    const bool isRoot = ::geteuid() == 0;
    const uid_t nobody = 65534;
    if (isRoot) {
        std::filesystem::permissions(std::filesystem::path(secret).parent_path(), std::filesystem::perms::all);
        ASSERT_EQ(::seteuid(nobody), 0);
    }
    expectFails(secret, "permission denied");
    if (isRoot) {
        ASSERT_EQ(::seteuid(0), 0);
    }
}

TEST_F(ReadFile, RefusesFilesWhoseSizeIsNotTheirLength) {
    // The files of /proc say they are empty, and are not.
    expectFails("/proc/self/status", "changed its size");
}

}  // namespace
}  // namespace poolscope::test
