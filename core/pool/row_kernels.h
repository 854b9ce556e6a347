// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with one row of cells or windows, once for each kind of vector instructions. Private to core/pool.
#pragma once

#include <cstdint>
#include <span>

#include "core/window/window_grid.h"

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

// What is wanted of a row of windows: their values, who won them too, and how many are black or tied too.
enum class BestParts { Values, Winners, Facts };

// How many windows of a row are so, as WindowFacts has it.
struct BestCounts {
    std::int64_t black = 0;
    std::int64_t tied = 0;
    std::int64_t tiedInked = 0;
};

// A stretch of a row of windows. The taps of its rows of taps are inside the image, those of its columns need not be:
// that far, reading beyond the row must be legal.
struct BestRow {
    AxisGrid cols;
    IndexRange inside;       // the windows all whose columns of taps are inside the image
    IndexRange windows;      // those to be pooled, at least leastCells
    const float* cells;      // the row of the image under the first row of taps
    std::int64_t rowStep;    // floats from there to that under the next
    std::int64_t rows;       // of taps
    std::int32_t firstCode;  // of the first tap of the first row
    bool smallest = false;   // wins, not the largest
    bool last = false;       // of equals is named, not the first
    float* y = nullptr;      // of the first window of the row, not of the stretch
    void* codes = nullptr;   // the same
    int codeBytes = 1;
    BestParts parts = BestParts::Facts;
};

// Lanes of a sum: element i is added to lane i % kSumLanes, and the lanes from the first to the last.
inline constexpr std::size_t kSumLanes = 16;

struct RowKernels {
    std::int64_t leastCells;  // the least end - begin of a row
    // False where there is NaN or a window that -infinity wins (+infinity for the smallest): such rows are to be done
    // otherwise, and what was written and counted is void.
    bool (*best)(const BestRow& row, BestCounts& counts);
    void (*gather)(const GatherRow& row);
    double (*sum)(std::span<const float> values);
    // Every value is a whole number and none larger than `most`, either way.
    bool (*areWhole)(std::span<const float> values, float most);
};

}  // namespace poolscope
