// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope study.
#pragma once

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kStudyCommand;

}  // namespace poolscope::cli
