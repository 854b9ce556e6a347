// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope figure and poolscope animate.
#pragma once

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kFigureCommand;
extern const Command kAnimateCommand;

}  // namespace poolscope::cli
