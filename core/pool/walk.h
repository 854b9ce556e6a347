// SPDX-License-Identifier: GPL-3.0-or-later
// Visits windows one by one, asking often enough whether to stop. Private to core/pool.
#pragma once

#include "core/base/fresh_memory.h"
#include "core/pool/operation.h"
#include "core/tensor/tensor.h"
#include "core/window/window_taps.h"

namespace poolscope {

// Reading so many taps takes a small part of a millisecond; so often a walk asks whether to stop.
inline constexpr std::int64_t kTapsPerLook = std::int64_t{1} << 15;

// Tensor::reshape, but false when stopped.
inline bool reshapeInSteps(Tensor& tensor, const Shape& shape, const RunControl& run) {
    tensor.shape = shape;
    return resizeInSteps(tensor.values, static_cast<std::size_t>(shape.count()), run);
}

// Calls visit(window) for the windows of some rows in row-major order; false when stopped.
template <class Visit>
bool forEachWindow(const WindowGrid& grid, IndexRange rows, const RunControl& run, const Visit& visit) {
    const std::int64_t look = std::max<std::int64_t>(1, kTapsPerLook / grid.taps());
    std::int64_t untilLook = 0;
    for (std::int64_t oy = rows.begin; oy < rows.end; ++oy) {
        for (std::int64_t ox = 0; ox < grid.cols.output; ++ox) {
            if (--untilLook < 0) {
                if (run.isStopped()) return false;
                run.report(static_cast<double>(oy - rows.begin) / static_cast<double>(rows.count()));
                untilLook = look - 1;
            }
            visit(CellRef{oy, ox});
        }
    }
    return true;
}

// The taps of a window that are data, in row-major order; `into` is cleared first.
inline void gatherTaps(std::span<const float> plane, const WindowTaps& taps, const CellRef& window,
                       std::vector<TapValue>& into) {
    into.clear();
    taps.visit(plane, window, [&into](std::int64_t tap, float value) { into.push_back({tap, value}); });
}

}  // namespace poolscope
