// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window.
#pragma once

#include <string>
#include <vector>

namespace poolscope {

// Opens a window per file, or one on the first example; with a name in `renderTo` draws one window into that PNG
// instead and needs no display. Returns the exit status.
int runWindow(int& argc, char** argv, const std::vector<std::string>& files, const std::string& renderTo);

}  // namespace poolscope
