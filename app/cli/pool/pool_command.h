// SPDX-License-Identifier: GPL-3.0-or-later
// poolscope pool.
#pragma once

#include "app/cli/call/command.h"

namespace poolscope::cli {

extern const Command kPoolCommand;

}  // namespace poolscope::cli
