// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope lessons.
#pragma once

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kLessonsCommand;

}  // namespace poolscope::cli
