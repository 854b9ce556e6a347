// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with one row of cells or windows, once for each kind of vector instructions. Private to core/pool.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/window/window_grid.h"

namespace poolscope {

// A row of windows over a row of dX: where it begins in the plane, and the code of its first tap on that row.
struct GatherSource {
    std::int64_t offset = 0;
    std::int32_t firstCode = 0;
};

// The taps by which windows q + shift reach the cells q*stride + phase, for phase 0 and 1; kNoTap where none does.
struct GatherShift {
    static constexpr std::int32_t kNoTap = std::int32_t{-1} << 30;
    std::int64_t shift = 0;
    std::array<std::int32_t, 2> cols{kNoTap, kNoTap};
};

// A stretch of a row of dX. Every cell adds up what its winners send: sources in their order, in each of them the
// windows in theirs.
struct GatherRow {
    const void* codes = nullptr;  // of the plane, as the next
    const float* dout = nullptr;
    std::span<const GatherSource> sources;
    std::span<const GatherShift> shifts;  // ascending
    std::int64_t stride = 1;              // 1 or 2
    std::int64_t windows = 0;             // of a row
    IndexRange inside;                    // q, for all of which every window q + shift is there
    IndexRange cells;                     // q of the stretch; that far, reading beyond the row must be legal
    float* dx = nullptr;                  // the whole row
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

// Cells side by side, each the best of a stretch of the image: its rank, and where it is, with two flags.
struct BestLine {
    static constexpr std::int32_t kTied = 1;   // the best value was there more than once
    static constexpr std::int32_t kInked = 2;  // some cell was not zero
    std::int32_t* rank;
    std::int32_t* place;
};

// Lanes of a sum: element i is added to lane i % kSumLanes, and the lanes from the first to the last.
inline constexpr std::size_t kSumLanes = 16;

struct RowKernels {
    std::int64_t leastCells;  // the least end - begin of a row
    // False where there is NaN or a window that -infinity wins (+infinity for the smallest): such rows are to be done
    // otherwise, and what was written and counted is void.
    bool (*best)(const BestRow& row, BestCounts& counts);
    // Joins `later`, which lies behind, to `earlier`; of equals the last is named if `last`. `length` is a multiple
    // of 16.
    void (*absorb)(const BestLine& earlier, const BestLine& later, std::int64_t length, bool last);
    void (*gather)(const GatherRow& row);
    double (*sum)(std::span<const float> values);
    // Every value is a whole number and none larger than `most`, either way.
    bool (*areWhole)(std::span<const float> values, float most);
};

}  // namespace poolscope
