// SPDX-License-Identifier: GPL-3.0-or-later
// The options of every command that pools.
#pragma once

#include "app/cli/call/option_values.h"
#include "core/experiment/experiment.h"

namespace poolscope::cli {

struct PoolingChoice {
    FilterSpec filters;
    WindowSpec window;
    PoolSpec pool;

    bool operator==(const PoolingChoice&) const = default;
};

void declarePooling(Arguments& arguments);
// Options that the chosen operation does not use are refused. What no option says is as in `session`; without one it
// has its default, and the stride is the size.
PoolingChoice readPooling(OptionValues& values, const PoolingChoice* session = nullptr);

}  // namespace poolscope::cli
