// SPDX-License-Identifier: GPL-3.0-or-later
#include <QGuiApplication>
#include <QHashSeed>
#include <clocale>
#include <cstdio>
#include <exception>

#include "app/cli/command_line.h"
#include "app/gui/window/run_window.h"
#include "app/paint/painter.h"

namespace {

using namespace poolscope;
using namespace poolscope::cli;

// What Qt would say on stderr is for developers; a command's errors are its own.
void ignoreMessage(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& /*text*/) {}

int withoutDrawing(char* program, const std::vector<std::string>& arguments) {
    qInstallMessageHandler(ignoreMessage);
    int argc = 1;  // the arguments are ours, not Qt's
    char* argv[] = {program, nullptr};
    const QCoreApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    return runCommand(arguments);
}

int withoutWindow(char* program, const std::vector<std::string>& arguments) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(ignoreMessage);
    int argc = 1;
    char* argv[] = {program, nullptr};
    const QGuiApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    if (const auto loaded = loadFonts(); !loaded) {
        std::fprintf(stderr, "poolscope: %s: %s\n", loaded.error().where.c_str(), loaded.error().message.c_str());
        return kExitFailed;
    }
    return runCommand(arguments);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
        const Request request = requestOf(arguments);
        if (request == Request::Help) return printHelp(arguments);
        QHashSeed::setDeterministicGlobalSeed();
        if (request == Request::Command) return withoutDrawing(argv[0], arguments);
        if (request == Request::Drawing) return withoutWindow(argv[0], arguments);
        const WindowParse parse = parseWindowRequest(arguments);
        if (parse.exitStatus != kExitDone) return parse.exitStatus;
        return runWindow(argc, argv, parse.request.files, parse.request.renderTo);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "poolscope: %s\n", problem.what());
        return kExitFailed;
    }
}
