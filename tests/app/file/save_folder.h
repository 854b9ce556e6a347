// SPDX-License-Identifier: GPL-3.0-or-later
// A folder to save in, and children that may give up rights and be killed.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/file/save_file.h"

namespace poolscope {

namespace fs = std::filesystem;

class SaveFiles : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "poolscope-test-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override {
        fs::permissions(folder_, fs::perms::owner_all);
        fs::remove_all(folder_);
    }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    static void put(const std::string& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }
    static std::string get(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // Names in the folder: nothing may be left beside the targets.
    std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }
    static std::string messageOf(const Result<void>& result) {
        return result ? "saved" : result.error().where + ": " + result.error().message;
    }
    void expectRefused(const std::string& file, const std::string& why) {
        const Result<void> result = saveFiles({{file, "new"}});
        ASSERT_FALSE(result) << file;
        EXPECT_EQ(result.error().where, file);
        EXPECT_NE(result.error().message.find(why), std::string::npos) << result.error().message;
    }

    fs::path folder_;
};

// Runs `body` in a child, so that limits and rights can be given up; its exit status is the test's result.
template <class Body>
int inChild(Body body) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(body());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace poolscope
