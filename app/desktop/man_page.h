// SPDX-License-Identifier: GPL-3.0-or-later
// The page that `man poolscope` shows: every command with its options, and the keys of the window.
#pragma once

#include <string>

namespace poolscope {

class Actions;

// In the language of man(7).
std::string manPage(const Actions& actions);

}  // namespace poolscope
