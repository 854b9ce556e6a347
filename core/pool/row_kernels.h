// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with one row of cells or windows, once for each kind of vector instructions. Private to core/pool.
#pragma once

#include <cstdint>
#include <span>

namespace poolscope {

// A row of windows over a row of dX: its codes and its upstream gradient, and the code of its first tap on that row.
struct GatherSource {
    const void* codes = nullptr;
    const float* dout = nullptr;
    std::int32_t firstCode = 0;
};

// A tap reaches from window q + shift to cell q*stride + phase.
struct GatherTap {
    std::int32_t col = 0;
    std::int64_t shift = 0;
};

// A stretch of a row of dX. Every cell adds up what its winners send: sources in their order, in each of them the taps
// of the cell's phase in theirs.
struct GatherRow {
    std::span<const GatherSource> sources;
    std::span<const GatherTap> taps;          // of phase 0, then of phase 1 ...
    std::span<const std::int32_t> phaseEnds;  // where in `taps` each phase ends; as many as the stride
    std::int64_t begin = 0;                   // q, for all of which every tap has a window
    std::int64_t end = 0;
    float* dx = nullptr;  // the whole row
    int codeBytes = 1;
    bool inFloat = false;  // sums of floats are exact, or rounded once
};

// Lanes of a sum: element i is added to lane i % kSumLanes, and the lanes from the first to the last.
inline constexpr std::size_t kSumLanes = 16;

struct RowKernels {
    std::int64_t leastCells;  // the least end - begin of a row
    void (*gather)(const GatherRow& row);
    double (*sum)(std::span<const float> values);
    // Every value is a whole number and none larger than `most`, either way.
    bool (*areWhole)(std::span<const float> values, float most);
};

}  // namespace poolscope
