// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands: each declares its arguments and does its work.
#pragma once

#include <span>
#include <string_view>

#include "app/cli/call/arguments.h"

namespace poolscope {

struct Command {
    std::string_view name;
    std::string_view summary;  // one line of the main help text
    std::string_view usage;    // after "poolscope NAME "
    std::string_view about;
    std::string_view footer;
    void (*declare)(Arguments& arguments);
    Outcome<void> (*run)(const Arguments& arguments);
};

extern const Command kPoolCommand;
extern const Command kFigureCommand;
extern const Command kAnimateCommand;
extern const Command kInfoCommand;
extern const Command kStudyCommand;
extern const Command kLessonsCommand;

std::span<const Command* const> commands();

}  // namespace poolscope
