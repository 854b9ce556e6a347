// SPDX-License-Identifier: GPL-3.0-or-later
// What a subcommand is: its words in the help, its arguments, and its work.
#pragma once

#include <string_view>

#include "app/cli/call/arguments.h"

namespace poolscope::cli {

struct Command {
    std::string_view name;
    std::string_view summary;  // one line of the main help text
    std::string_view usage;    // after "poolscope NAME "
    std::string_view about;
    std::string_view footer;
    void (*declare)(Arguments& arguments);
    Outcome<void> (*run)(const Arguments& arguments);
    bool draws = false;  // pictures, which takes Qt Gui and the fonts
};

}  // namespace poolscope::cli
