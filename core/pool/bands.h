// SPDX-License-Identifier: GPL-3.0-or-later
// Windows pooled band by band, on any number of threads, and what is counted of all. Private to core/pool.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>

#include "core/base/tasks.h"
#include "core/pool/exact_windows.h"

namespace poolscope {

// poolBand(planes, rows, part, facts) pools some rows of windows of some planes, and is false when stopped. The rest as
// forEachBand() has it.
template <class PoolBand>
std::optional<WindowFacts> poolBands(std::int64_t planes, std::int64_t rows, std::int64_t cells, std::int64_t leastRows,
                                     int threads, const RunControl& run, const PoolBand& poolBand) {
    WindowFacts facts;
    std::mutex mutex;
    std::atomic<bool> isDone = true;
    const auto band = [&](IndexRange m, IndexRange range, const RunControl& part) {
        WindowFacts found;
        if (!poolBand(m, range, part, found)) isDone = false;
        const std::scoped_lock lock(mutex);
        facts += found;
    };
    if (!forEachBand(planes, rows, cells, leastRows, threads, run, band) || !isDone) return std::nullopt;
    return facts;
}

}  // namespace poolscope
