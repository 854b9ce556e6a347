// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>
#include <QGuiApplication>
#include <QHashSeed>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <exception>

#include "app/cli/command_line.h"
#include "app/gui/window/run_window.h"
#include "app/paint/painter.h"
#include "core/pool/machine.h"

namespace {

using namespace poolscope;
using namespace poolscope::cli;

// Where a standard stream is closed, the next file to be opened would take its place, and results or messages would go
// into it. What stands there instead can be neither read from nor written to.
void keepStandardStreams() {
    for (int stream = 0; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        if (::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
    }
}

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
    keepStandardStreams();
    try {
        const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
        const Request request = requestOf(arguments);
        if (request == Request::Help) return printHelp(arguments);
        if (const auto machine = checkMachine(); !machine) {
            std::fprintf(stderr, "poolscope: %s: %s\n", machine.error().where.c_str(), machine.error().message.c_str());
            return kExitFailed;
        }
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
