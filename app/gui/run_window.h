// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window.
#pragma once

#include "app/cli/command_line.h"

namespace poolscope {

// Opens a window per file, or one on the first example; with request.renderTo draws that one window into a PNG without
// needing a display. Returns the exit status.
int runWindow(int& argc, char** argv, const WindowRequest& request);

}  // namespace poolscope
