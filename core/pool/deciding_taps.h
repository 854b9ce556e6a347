// SPDX-License-Identifier: GPL-3.0-or-later
// A window in memory that does not grow with its padding: of the padding zeros only those that matter. Private to
// core/pool.
#pragma once

#include <vector>

#include "core/pool/operation.h"
#include "core/window/window_taps.h"

namespace poolscope {

// The taps of a window that decide about its value and about the gradient of the cells of the image.
struct DecidingTaps {
    std::vector<TapValue> taps;  // in row-major order
    PoolSpec spec;               // by which they give what all taps give by the specification of the caller
    std::int64_t dropped = 0;    // padding zeros that are not among them
};

// Gathers them anew. `decided` keeps its memory from call to call.
void gatherDeciding(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, const PoolSpec& spec,
                    DecidingTaps& decided);

}  // namespace poolscope
