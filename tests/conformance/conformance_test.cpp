// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the program over the cases of cases/ as a user would and compares the files it writes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/io/array.h"

namespace poolscope {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A folder of its own, gone at the end of the test.
class Folder {
  public:
    Folder() : path_(testing::TempDir() + "/conformance_XXXXXX") {
        if (!mkdtemp(path_.data())) ADD_FAILURE() << "no temporary folder";
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

std::string textOf(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Runs to the end; what the program says on stderr goes into the file. The exit status, or -1.
int run(std::vector<std::string> arguments, const std::string& log) {
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int failed = posix_spawn(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

// Indices stay exact: they are far below 2^24 here.
Array load(const std::string& path) {
    const auto bytes = readFile(path);
    if (!bytes) {
        ADD_FAILURE() << bytes.error().where << ": " << bytes.error().message;
        return {};
    }
    auto array = readNpy(*bytes, path);
    if (!array) ADD_FAILURE() << array.error().where << ": " << array.error().message;
    return array.value_or(Array{});
}

// (N, C, H_out, W_out) in the order of X_col's columns: position slowest, plane fastest.
Array inColumnOrder(const Array& a) {
    if (a.shape.size() != 4) return a;
    const std::int64_t planes = a.shape[0] * a.shape[1];
    const std::int64_t positions = a.shape[2] * a.shape[3];
    Array result;
    result.shape = {planes * positions};
    for (std::int64_t p = 0; p < positions; ++p) {
        for (std::int64_t m = 0; m < planes; ++m) {
            result.values.push_back(a.values[static_cast<std::size_t>(m * positions + p)]);
        }
    }
    return result;
}

struct Tolerance {
    double relative = 0;
    double absolute = 0;
};

void expectSame(const std::string& what, const Array& got, const Array& want, const Tolerance& tolerance = {}) {
    EXPECT_EQ(got.shape, want.shape) << what;
    if (got.shape != want.shape) return;
    std::size_t different = 0;
    for (std::size_t i = 0; i < want.values.size(); ++i) {
        const double a = got.values[i];
        const double b = want.values[i];
        const bool same = a == b || (std::isnan(a) && std::isnan(b)) ||
                          std::abs(a - b) <= tolerance.absolute + tolerance.relative * std::abs(b);
        if (same) continue;
        if (different == 0) ADD_FAILURE() << what << "[" << i << "] is " << a << ", not " << b;
        ++different;
    }
    EXPECT_EQ(different, 0U) << what << ": values that differ, of " << want.values.size();
}

std::string numbers(const Json& list) {
    std::string text;
    for (const auto& value : list) text += (text.empty() ? "" : ",") + std::to_string(value.get<std::int64_t>());
    return text;
}

class Conformance : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { params_ = Json::parse(textOf(inCase("params.json"))); }

    std::string inCase(const std::string& name) const { return POOLSCOPE_CASES "/" + GetParam() + "/" + name; }
    bool has(const std::string& array) const {
        const auto& files = params_["files"];
        return std::find(files.begin(), files.end(), array) != files.end();
    }
    Tolerance tolerance(const std::string& array) const {
        const auto& pair = params_["tolerance"][array];
        return {pair[0], pair[1]};
    }

    // poolscope pool with the parameters of the case.
    std::vector<std::string> command(const std::string& padValue) const {
        const std::string autoPad = params_.value("auto_pad", "NOTSET");
        std::string pad = numbers(params_["pads"]);
        if (autoPad == "SAME_UPPER") pad = "same-upper";
        if (autoPad == "SAME_LOWER") pad = "same-lower";
        std::vector<std::string> argv = {POOLSCOPE_PROGRAM,
                                         "pool",
                                         inCase("x.npy"),
                                         "--op=" + params_["op"].get<std::string>(),
                                         "--size=" + numbers(params_["kernel"]),
                                         "--stride=" + numbers(params_["stride"]),
                                         "--dilation=" + numbers(params_["dilation"]),
                                         "--pad=" + pad,
                                         "--pad-value=" + padValue};
        if (params_.value("ceil_mode", false)) argv.emplace_back("--ceil");
        if (params_.value("count_include_pad", false)) argv.emplace_back("--count-include-pad");
        if (params_.contains("divisor_override")) argv.push_back("--divisor=" + params_["divisor_override"].dump());
        if (params_.contains("p")) argv.push_back("--p=" + params_["p"].dump());
        if (has("dout")) {
            argv.emplace_back("--grad-out");
            argv.push_back(inCase("dout.npy"));
        }
        return argv;
    }

    // Writes the named arrays ("--out" -> "y") into the folder.
    void runAndWrite(std::vector<std::string> argv, const Folder& folder,
                     const std::vector<std::pair<std::string, std::string>>& outputs) const {
        for (const auto& [option, name] : outputs) {
            argv.push_back(option);
            argv.push_back(folder / (name + ".npy"));
        }
        ASSERT_EQ(run(argv, folder / "stderr"), 0) << textOf(folder / "stderr");
    }

    Json params_;
};

TEST_P(Conformance, HoldsForEveryArrayOfTheCase) {
    std::vector<std::pair<std::string, std::string>> outputs = {{"--out", "y"}};
    if (has("dx")) outputs.emplace_back("--grad-in", "dx");
    if (has("X_col")) outputs.emplace_back("--patches", "X_col");
    if (has("dX_col")) outputs.emplace_back("--grad-patches", "dX_col");
    if (has("max_idx") || has("idx")) outputs.emplace_back("--argmax", has("max_idx") ? "max_idx" : "idx");
    auto argv = command(params_["pad_mode"]);
    if (has("max_idx")) argv.emplace_back("--index=window");

    const Folder folder;
    ASSERT_NO_FATAL_FAILURE(runAndWrite(argv, folder, outputs));
    for (const auto& [option, name] : outputs) {
        const Array got = load(folder / (name + ".npy"));
        const bool close = name == "y" || name == "dx";
        expectSame(name, name == "max_idx" ? inColumnOrder(got) : got, load(inCase(name + ".npy")),
                   close ? tolerance(name) : Tolerance{});
    }
}

// The same cases with plane indices, and with padding that is no data, where the case knows the answer.
TEST_P(Conformance, HoldsForPlaneIndicesAndIgnoredPadding) {
    const std::string suffix = has("y_ignore_pad") ? "_ignore_pad" : "";
    if (!has("idx" + suffix) || !has("dx" + suffix)) return;
    const std::vector<std::pair<std::string, std::string>> outputs = {
        {"--out", "y"}, {"--argmax", "idx"}, {"--grad-in", "dx"}};
    const Folder folder;
    ASSERT_NO_FATAL_FAILURE(runAndWrite(command("ignore"), folder, outputs));
    for (const auto& [option, name] : outputs) {
        expectSame(name + suffix, load(folder / (name + ".npy")), load(inCase(name + suffix + ".npy")));
    }
}

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const char* group : {"blog", "onnx"}) {
        for (const auto& entry : fs::directory_iterator(std::string(POOLSCOPE_CASES "/") + group)) {
            names.push_back(std::string(group) + "/" + entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

TEST(ConformanceCases, AreAllThere) {
    EXPECT_EQ(cases().size(), 54U);
}

INSTANTIATE_TEST_SUITE_P(Case, Conformance, testing::ValuesIn(cases()), [](const auto& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
});

}  // namespace
}  // namespace poolscope
