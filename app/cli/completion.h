// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts by which shells complete a call of the program: its commands, their options, and the words these take.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace poolscope::cli {

struct Shell {
    std::string_view name;  // "bash"
    std::string_view file;  // what its folder calls the script
    std::string (*script)();
};

std::string bashCompletion();
std::string zshCompletion();
std::string fishCompletion();

inline constexpr std::array<Shell, 3> kShells{{{"bash", "poolscope", &bashCompletion},
                                               {"zsh", "_poolscope", &zshCompletion},
                                               {"fish", "poolscope.fish", &fishCompletion}}};

}  // namespace poolscope::cli
