// SPDX-License-Identifier: GPL-3.0-or-later
// How the best of every window along one axis comes from few comparisons: the best of short runs of taps, which are
// joined to longer and longer stretches. Private to core/pool.
#pragma once

#include <cstdint>
#include <vector>

#include "core/window/window_grid.h"

namespace poolscope {

// Run i holds the first taps of window i. A join takes to what run i stands for what a later run does; the two may
// overlap, as the best of both is the best of all they hold.
struct AxisPlan {
    struct Join {
        std::int64_t later;  // runs from the one to the other
        std::int64_t taps;   // the same in taps
    };

    explicit AxisPlan(const AxisGrid& axis);

    std::int64_t run = 1;  // taps of it
    std::vector<Join> joins;
    std::int64_t reach = 0;  // runs behind its own that a window takes in
    // The last taps of a window where no run begins with them: a run of its own, so many taps behind the run `reach`
    // later.
    std::int64_t rest = 0;
    std::int64_t restTaps = 0;  // behind the window's first
};

}  // namespace poolscope
