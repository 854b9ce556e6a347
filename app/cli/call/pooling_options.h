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
    bool isGlobal = false;      // --size global, until onPlane() says what it is
    bool strideIsSize = false;  // of a global window

    bool operator==(const PoolingChoice&) const = default;
};

void declarePooling(Arguments& arguments);
// Options that the chosen operation does not use are refused. What no option says is as in `session`; without one it
// has its default, and the stride is the size.
PoolingChoice readPooling(OptionValues& values, const PoolingChoice* session = nullptr);
// Refuses what counts or names winners with operations that have none; `what` is the value of the option, if it is one
// of several.
void refuseWithoutWinner(OptionValues& values, PoolOp op, const std::string& option, const std::string& what = {});
// A global window is as large as the planes, of these rows and columns.
PoolingChoice onPlane(PoolingChoice choice, const Extent& plane);

}  // namespace poolscope::cli
