// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what is installed beside the program, from its own tables: write_share FOLDER. Runs when Poolscope is built.
#include <QApplication>
#include <cstdio>
#include <filesystem>

#include "app/cli/completion.h"
#include "app/desktop/desktop_files.h"
#include "app/desktop/man_page.h"
#include "app/file/save_file.h"
#include "app/gui/action/icons.h"
#include "app/gui/window/main_window.h"

int main(int argc, char** argv) {
    using namespace poolscope;
    if (argc != 2) return 2;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const std::filesystem::path folder = argv[1];
    std::vector<FileToSave> files;
    const auto add = [&](const std::string& name, const QByteArray& bytes) {
        files.push_back({(folder / name).string(), bytes});
        std::filesystem::create_directories((folder / name).parent_path());
    };
    const std::string id = POOLSCOPE_ID;
    add(id + ".desktop", QByteArray::fromStdString(desktopEntry()));
    add(id + ".metainfo.xml", QByteArray::fromStdString(metainfo()));
    add(id + ".mime.xml", QByteArray::fromStdString(mimeTypes()));
    for (const cli::Shell& shell : cli::kShells) {
        add(std::string(shell.name) + "/" + std::string(shell.file), QByteArray::fromStdString(shell.script()));
    }
    MainWindow window;
    add("poolscope.1", QByteArray::fromStdString(manPage(window.actions())));
    for (const int side : kIconSides) {
        const std::string size = std::to_string(side) + "x" + std::to_string(side);
        add("icons/" + size + "/apps/" + id + ".png", programIconPng(side));
    }
    const auto saved = saveFiles(files);
    if (!saved) std::fprintf(stderr, "%s: %s\n", saved.error().where.c_str(), saved.error().message.c_str());
    return saved ? 0 : 1;
}
