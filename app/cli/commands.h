// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of the program.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kInfoCommand;
extern const Command kCompletionCommand;

// All of them, in the order of the help.
std::span<const Command* const> commands();
// Their names and help, which is one to those who type it.
std::vector<std::string> commandNames();

// What a command takes, and what the program takes without one.
Arguments declared(const Command& command);
Arguments declaredWindow();

}  // namespace poolscope::cli
