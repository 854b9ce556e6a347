// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the includes of every source file and fails when a folder reaches where it may not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// Folder -> the folders it may include: the rooms it uses and those that they use, as CMake links them.
using Rooms = std::map<std::string, std::set<std::string>>;

Rooms readRooms(std::istream& table) {
    Rooms rooms;
    for (std::string line; std::getline(table, line);) {
        std::istringstream words(line);
        std::string room;
        std::getline(words, room, ':');
        std::set<std::string>& used = rooms[room];
        for (std::string name; words >> name;) {
            used.insert(name);
            used.insert(rooms[name].begin(), rooms[name].end());
        }
    }
    return rooms;
}

// The rooms of CMakeLists.txt. A room stands below all that use it, so one pass finds all it may include.
const Rooms& rooms() {
    static const Rooms table = [] {
        std::ifstream file(POOLSCOPE_ROOMS);
        return readRooms(file);
    }();
    return table;
}

// Rooms of which tests and programs may include anything.
const std::map<std::string, Names> kOutside = {{"tests/core", {"core"}},
                                               {"tests/app", {"core", "app", "tests/core"}},
                                               {"tests/conformance", {"core", "tests/core"}}};

// Folder -> what the names of its system headers may not begin with. (What a target does not link it cannot include
// either; this finds the rest, and says it in a sentence.)
const Names kWidgets = {"QtWidgets", "QtCharts", "QApplication", "QWidget",     "QMainWindow", "QDialog",     "QChart",
                        "QGraphics", "QLabel",   "QMenu",        "QMessageBox", "QFileDialog", "QPushButton", "QStyle"};
const std::map<std::string, Names> kForbiddenHeaders = {{"core", {"Q"}},
                                                        {"tests/core", {"Q"}},
                                                        {"app/paint", kWidgets},
                                                        {"app/cli", kWidgets},
                                                        {"app/gui/session", kWidgets}};

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

std::string folderOf(const std::string& path) {
    return fs::path(path).parent_path().generic_string();
}

// The window is a frame that its helpers know nothing of; what is installed beside the program lists its keys.
bool mayIncludeTheWindow(const std::string& path) {
    return !isIn(path, "app") || path.starts_with("app/gui/window/main_window.") ||
           path.starts_with("app/gui/window/run_window.") || path == "app/write_share.cpp";
}

bool mayInclude(const std::string& path, const std::string& header) {
    if (header == "app/gui/window/main_window.h" && !mayIncludeTheWindow(path)) return false;
    const std::string room = folderOf(path);
    if (const auto own = rooms().find(room); own != rooms().end()) {
        return folderOf(header) == room || own->second.contains(folderOf(header));
    }
    for (const auto& [folder, known] : kOutside) {
        if (isIn(path, folder)) return isIn(header, folder) || isInAny(header, known);
    }
    return true;
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
        if (include->ours && !mayInclude(path, header)) {
            found.push_back(path + " may not include " + header);
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
    EXPECT_EQ(violationsOf("app/gui/session/session.h", "#include <QWidget>").size(), 1U);
    EXPECT_EQ(violationsOf("app/gui/window/documents.cpp", "#include \"app/gui/window/main_window.h\"").size(), 1U);
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
    EXPECT_TRUE(violationsOf("app/gui/window/run_window.cpp", "#include \"app/gui/window/main_window.h\"").empty());
    EXPECT_TRUE(violationsOf("app/gui/view/canvas.cpp", "#include <QWidget>").empty());
}

}  // namespace
