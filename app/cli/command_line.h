// SPDX-License-Identifier: GPL-3.0-or-later
// argv -> request -> files and exit status. Never opens a window.
#pragma once

#include <string>
#include <vector>

#include "app/cli/call/exit_status.h"

namespace poolscope::cli {

// What a call of the program asks for. Arguments are in the bytes of the command line, without the program's name.
enum class Request {
    Help,     // --help or --version, also after a subcommand: printHelp() does it
    Command,  // a subcommand that draws nothing: runCommand() does it
    Drawing,  // a subcommand that draws: runCommand() does it
    Window    // open the window on the files named, if any
};
Request requestOf(const std::vector<std::string>& arguments);

// Needs no application object.
int printHelp(const std::vector<std::string>& arguments);

// The application object must exist; for Request::Drawing it is a QGuiApplication (offscreen), with the fonts loaded.
// Results on stdout, errors on stderr.
int runCommand(const std::vector<std::string>& arguments);

// What Request::Window asks for.
struct WindowRequest {
    std::vector<std::string> files;
    std::string renderTo;  // --render FILE.png: draw the opening view into a file instead of opening the window
};
// Reports usage errors itself; then the result is the exit status.
struct WindowParse {
    WindowRequest request;
    int exitStatus = kExitDone;
};
WindowParse parseWindowRequest(const std::vector<std::string>& arguments);

}  // namespace poolscope::cli
