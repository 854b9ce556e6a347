// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the built program as a user does, in a folder of its own, and catches what it says.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/io/array.h"

namespace poolscope::test {

struct Ran {
    int status = -1;  // -1: killed, or not ended in time
    std::string out;
    std::string err;
};

inline std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

using Words = std::vector<std::string>;
using Names = std::set<std::string>;
using Environment = std::vector<std::pair<std::string, std::string>>;

class ProgramTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = ::testing::TempDir() + "poolscope-XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        std::filesystem::create_directory(folder_ / "work");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    // Where the program runs.
    std::filesystem::path work() const { return folder_ / "work"; }
    // Names of all files there.
    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(work())) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(work() / name, std::ios::binary) << content;
    }
    // An NPY file of 0, 1, 2, ...
    void writeCounting(const std::string& name, const std::vector<std::int64_t>& shape) const {
        std::int64_t count = 1;
        for (const std::int64_t size : shape) count *= size;
        std::vector<float> values;
        for (std::int64_t i = 0; i < count; ++i) values.push_back(static_cast<float>(i));
        const Bytes bytes = writeNpy(values, shape);
        write(name, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    std::string read(const std::string& name) const { return contentOf(work() / name); }
    Array readArrayFile(const std::string& name) const {
        const auto bytes = readFile((work() / name).string());
        const auto array = readNpy(bytes.value(), name);
        return array.value();
    }

    Ran run(const std::vector<std::string>& arguments) const { return run(arguments, (folder_ / "out").string()); }
    // With stdout going to a file of that name.
    Ran run(const std::vector<std::string>& arguments, const std::string& out) const {
        return start(withProgram(arguments), work(), {}, out);
    }
    // In another folder, with these variables set.
    Ran runIn(const std::filesystem::path& folder, const Environment& environment,
              const std::vector<std::string>& arguments) const {
        return start(withProgram(arguments), folder, environment, (folder_ / "out").string());
    }
    // Any other program, found in PATH; status 127 where it is missing.
    Ran runTool(const std::vector<std::string>& words) const {
        return start(words, work(), {}, (folder_ / "out").string());
    }
    // A call as the program writes it for others to copy, in a shell.
    Ran runCall(const std::string& call) const {
        EXPECT_EQ(call.rfind("poolscope ", 0), 0U) << call;
        return runTool({"sh", "-c", "\"$0\"" + call.substr(9), POOLSCOPE_PROGRAM});
    }

  private:
    static std::vector<std::string> withProgram(const std::vector<std::string>& arguments) {
        std::vector<std::string> words{POOLSCOPE_PROGRAM};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return words;
    }

    Ran start(std::vector<std::string> words, const std::string& folder, const Environment& environment,
              const std::string& out) const {
        const std::string err = (folder_ / "err").string();
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);

        const pid_t child = ::fork();
        if (child == 0) {
            const int outFile = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            const int errFile = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
            ::dup2(outFile, STDOUT_FILENO);
            ::dup2(errFile, STDERR_FILENO);
            ::unsetenv("QT_QPA_PLATFORM");
            ::unsetenv("DISPLAY");
            ::unsetenv("WAYLAND_DISPLAY");
            for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
            if (::chdir(folder.c_str()) == 0) ::execvp(argv[0], argv.data());
            ::_exit(127);
        }
        Ran result;
        result.status = waitFor(child);
        if (std::filesystem::is_regular_file(out)) result.out = contentOf(out);
        result.err = contentOf(err);
        return result;
    }

    static int waitFor(pid_t child) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        int status = 0;
        while (::waitpid(child, &status, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > end) {
                ::kill(child, SIGKILL);
                ::waitpid(child, &status, 0);
                return -1;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::filesystem::path folder_;
};

// A refusal: that exit status, a message that begins like this, nothing on stdout.
inline void expectRefusal(const Ran& ran, int status, const std::string& begin) {
    EXPECT_EQ(ran.status, status) << ran.err;
    EXPECT_EQ(ran.err.substr(0, begin.size()), begin);
    EXPECT_EQ(ran.out, "");
}

}  // namespace poolscope::test
