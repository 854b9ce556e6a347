// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of the program.
#pragma once

#include <span>

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kInfoCommand;

// All of them, in the order of the help.
std::span<const Command* const> commands();

}  // namespace poolscope::cli
