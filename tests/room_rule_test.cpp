// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the includes of every source file and fails when a folder reaches where it may not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// Folder -> the other folders it may include. What is not listed here may include anything of ours.
const std::map<std::string, Names> kRooms = {
    {"core/base", {}},
    {"core/tensor", {}},
    {"core/json", {"core/base", "core/io"}},
    {"core/io", {"core/base", "core/tensor"}},
    {"core/window", {"core/base", "core/tensor"}},
    {"core/scene", {"core/base", "core/tensor"}},
    {"core/pool", {"core/base", "core/tensor", "core/window"}},
    {"core/filter", {"core/base", "core/tensor", "core/window"}},
    {"core/chart", {"core/base", "core/scene", "core/panel"}},
    {"core/experiment", {"core/base", "core/json", "core/io", "core/window", "core/pool", "core/filter"}},
    {"core/program", {"core/base", "core/tensor", "core/filter", "core/experiment"}},
    {"core/panel", {"core/base", "core/window", "core/scene", "core/filter", "core/experiment"}},
    {"core/study",
     {"core/base", "core/tensor", "core/pool", "core/filter", "core/experiment", "core/figure", "core/study_figure"}},
    {"core/figure",
     {"core/base", "core/scene", "core/filter", "core/chart", "core/experiment", "core/panel", "core/study",
      "core/study_figure"}},
    {"core/study_figure",
     {"core/base", "core/window", "core/scene", "core/chart", "core/panel", "core/study", "core/figure"}},
    {"core/session", {"core/base", "core/json", "core/filter", "core/experiment", "core/figure"}},
    {"core/lesson", {"core/base", "core/window", "core/scene", "core/filter", "core/experiment", "core/panel"}},
    {"app/paint", {"core/base", "core/tensor", "core/io", "core/scene"}},
    {"app/film", {"core/base", "core/figure", "app/paint", "app/file"}},
    {"app/file",
     {"core/base", "core/io", "core/window", "core/filter", "core/experiment", "core/figure", "core/study_figure",
      "core/session", "core/lesson", "app/paint"}},
    {"app/cli/call",
     {"core/base", "core/json", "core/io", "core/window", "core/filter", "core/experiment", "app/file", "app/cli"}},
    {"app/cli/pool",
     {"core/base", "core/json", "core/io", "core/window", "core/experiment", "core/program", "core/figure", "app/file",
      "app/cli/call", "app/cli"}},
    {"app/cli/figure",
     {"core/base", "core/experiment", "core/figure", "core/session", "app/paint", "app/film", "app/file",
      "app/cli/call", "app/cli"}},
    {"app/cli/study",
     {"core/base", "core/json", "core/figure", "core/study_figure", "core/session", "app/file", "app/cli/call",
      "app/cli/figure", "app/cli"}},
    {"app/cli", {"core/base", "core/json", "core/io", "app/paint", "app/file", "app/cli/call"}},
    {"app/gui/session",
     {"core/base", "core/experiment", "core/panel", "core/figure", "core/study_figure", "app/paint", "app/gui/view"}},
    {"app/gui/action", {"core/scene", "app/gui/session"}},
    {"app/gui/widget", {"core/tensor", "core/scene", "app/gui/session"}},
    {"app/gui/view",
     {"core/base", "core/chart", "core/panel", "app/paint", "app/file", "app/gui/session", "app/gui/widget"}},
    {"app/gui/side", {"core/filter", "app/gui/session", "app/gui/widget"}},
    {"app/gui/board", {"core/chart", "core/panel", "core/figure", "app/gui/session", "app/gui/widget", "app/gui/view"}},
    {"app/gui/study",
     {"core/chart", "core/study", "core/study_figure", "app/gui/session", "app/gui/action", "app/gui/widget",
      "app/gui/view", "app/gui/board", "app/gui/window"}},
    {"app/gui/output",
     {"core/experiment", "core/program", "core/figure", "app/paint", "app/film", "app/file", "app/gui/session",
      "app/gui/action", "app/gui/widget", "app/gui/board", "app/gui/window"}},
    {"app/gui/lesson",
     {"core/lesson", "app/file", "app/gui/session", "app/gui/action", "app/gui/view", "app/gui/board",
      "app/gui/window"}},
    {"app/gui/window",
     {"core/experiment", "core/program", "core/panel", "app/paint", "app/file", "app/gui/session", "app/gui/action",
      "app/gui/widget", "app/gui/view", "app/gui/side", "app/gui/board"}},
    {"tests/core", {"core"}},
    {"tests/app", {"core", "app", "tests/core"}},
    {"tests/conformance", {"core", "tests/core"}},
};

// Folder -> what the names of its system headers may not begin with. (What a target does not link it cannot include
// either; this finds the rest, and says it in a sentence.)
const Names kWidgets = {"QtWidgets", "QtCharts", "QApplication", "QWidget",     "QMainWindow", "QDialog",     "QChart",
                        "QGraphics", "QLabel",   "QMenu",        "QMessageBox", "QFileDialog", "QPushButton", "QStyle"};
const std::map<std::string, Names> kForbiddenHeaders = {
    {"core", {"Q"}}, {"tests/core", {"Q"}}, {"app/paint", kWidgets}, {"app/cli", kWidgets}};

bool isIn(const std::string& path, const std::string& folder) {
    return path.starts_with(folder + "/");
}

bool isInAny(const std::string& path, const Names& folders) {
    return std::any_of(folders.begin(), folders.end(), [&](const auto& folder) { return isIn(path, folder); });
}

struct Include {
    std::string header;
    bool ours = false;  // in quotes
};

// Nothing for lines that include nothing.
std::optional<Include> includeOf(std::string_view line) {
    const auto skip = [&line](std::string_view text) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.starts_with(text)) return false;
        line.remove_prefix(text.size());
        return true;
    };
    if (!skip("#") || !skip("include")) return std::nullopt;
    const bool ours = skip("\"");
    if (!ours && !skip("<")) return std::nullopt;
    return Include{std::string(line.substr(0, line.find_first_of("\">"))), ours};
}

// What is wrong with a file of that path and content, a sentence each.
Names violations(const std::string& path, const std::string& content) {
    Names found;
    if (!content.starts_with("// SPDX-License-Identifier: GPL-3.0-or-later\n")) {
        found.push_back(path + ": the first line is not the SPDX line");
    }
    std::istringstream lines(content);
    for (std::string line; std::getline(lines, line);) {
        const auto include = includeOf(line);
        if (!include) continue;
        const std::string& header = include->header;
        if (include->ours && !isInAny(header, {"core", "app", "tests"})) {
            found.push_back(path + ": \"" + header + "\" does not name its folder from the top");
        }
        for (const auto& [room, known] : kRooms) {
            if (include->ours && isIn(path, room) && !isIn(header, room) && !isInAny(header, known)) {
                found.push_back(path + ": " + room + " may not include " + header);
            }
        }
        for (const auto& [room, prefixes] : kForbiddenHeaders) {
            for (const std::string& prefix : prefixes) {
                if (!include->ours && isIn(path, room) && header.starts_with(prefix)) {
                    found.push_back(path + ": " + room + " may not include <" + header + ">");
                }
            }
        }
    }
    return found;
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RoomRule, HoldsInEverySourceFile) {
    const fs::path top = POOLSCOPE_SOURCE_DIR;
    int files = 0;
    for (const char* folder : {"core", "app", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
            const fs::path& path = entry.path();
            if (path.extension() != ".h" && path.extension() != ".cpp") continue;
            ++files;
            const auto found = violations(fs::relative(path, top).generic_string(), contentOf(path));
            for (const std::string& violation : found) ADD_FAILURE() << violation;
        }
    }
    EXPECT_GT(files, 10);
}

constexpr auto kSpdx = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

Names violationsOf(const std::string& path, const std::string& include) {
    return violations(path, kSpdx + include + "\n");
}

TEST(RoomRule, FindsARoomThatReachesTooFar) {
    EXPECT_EQ(violationsOf("core/pool/pool.cpp", "#include \"core/io/array.h\"").size(), 1U);
    EXPECT_EQ(violationsOf("core/window/im2col.h", "# include \"core/pool/pool.h\"").size(), 1U);
    EXPECT_EQ(violationsOf("core/scene/scene.h", "#include <QString>").size(), 1U);
    EXPECT_EQ(violationsOf("app/paint/painter.h", "#include <QtWidgets/QLabel>").size(), 1U);
    EXPECT_EQ(violationsOf("app/paint/painter.h", "#include \"core/experiment/experiment.h\"").size(), 1U);
    EXPECT_EQ(violationsOf("app/cli/pool.cpp", "#include \"app/gui/session/session.h\"").size(), 1U);
    EXPECT_EQ(violationsOf("tests/core/pool/pool_test.cpp", "#include \"app/paint/export.h\"").size(), 1U);
}

TEST(RoomRule, FindsAnIncludeWithoutItsFolderAndAMissingLicence) {
    EXPECT_FALSE(violationsOf("core/pool/pool.cpp", "#include \"pool.h\"").empty());
    EXPECT_EQ(violations("core/base/error.h", "#include <string>\n").size(), 1U);
}

TEST(RoomRule, LetsRoomsIncludeThemselvesAndTheRoomsTheyKnow) {
    EXPECT_TRUE(violationsOf("core/pool/pool.cpp", "#include \"core/pool/pool.h\"").empty());
    EXPECT_TRUE(violationsOf("core/pool/pool.cpp", "#include \"core/window/im2col.h\"").empty());
    EXPECT_TRUE(violationsOf("app/paint/painter.cpp", "#include <QPainter>").empty());
    EXPECT_TRUE(violationsOf("app/gui/session/session.cpp", "#include <QWidget>").empty());
}

}  // namespace
