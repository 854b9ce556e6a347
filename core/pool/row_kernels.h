// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with one row of cells or windows, once for each kind of vector instructions. Private to core/pool.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "core/base/run_control.h"
#include "core/pool/axis_plan.h"
#include "core/window/window_grid.h"

namespace poolscope {

// Some rows of dX under windows of 2x2 side by side, none padded: every window writes its four cells, of which the one
// that won has its gradient.
struct DenseRows {
    const std::uint8_t* codes = nullptr;  // of the plane, as the next
    const float* dout = nullptr;
    std::int64_t windows = 0;  // of a row, at least leastCells
    IndexRange rows;           // of dX, all under windows
    float* dx = nullptr;       // the first of them
    std::int64_t dxStep = 0;   // floats to the next
};

// The code of windows that nothing won, which stand where there are none; those of gather and fold have fewer taps.
inline constexpr std::uint8_t kNoTap = 255;

// What a cell takes of one of its windows: whatever that has, where its code is the tap.
struct GatherTerm {
    std::int64_t window = 0;  // from that at which the row's codes begin, for the first cell
    std::int32_t tap = 0;
};

// Rows of dX under windows of any size, 1 or 2 columns apart. Cell x of a row takes, in their order, terms[x % stride]
// of the windows at x / stride. Up to kGatherSlack more windows are read, and cells written.
struct GatherRows {
    // Of rows of cells that lie alike under their windows.
    struct Phase {
        std::array<std::vector<GatherTerm>, 2> terms;
    };

    const std::uint8_t* codes = nullptr;  // for the first row
    const float* dout = nullptr;
    std::int64_t pitch = 0;  // windows from a row of them to the next
    std::span<const Phase> phases;
    std::int64_t phase = 0;   // of the first row; after the last comes the first with the next row of windows
    std::int64_t stride = 1;  // of columns
    std::int64_t rows = 0;
    std::int64_t cells = 0;  // of a row
    float* dx = nullptr;
};
inline constexpr std::int64_t kGatherSlack = 32;

// The same of windows of 3x3, two cells apart along both axes: rows and columns of cells under the middle of a window
// take turns with those under the edges of two.
struct ThreesRows {
    // Of the first of the four windows over the first such pair of rows and of columns.
    const std::uint8_t* codes = nullptr;
    const float* dout = nullptr;
    std::int64_t pitch = 0;
    bool startsAtEdge = false;   // the first row is the second of its pair
    bool isMiddleFirst = false;  // of the first two columns
    std::int64_t rows = 0;
    std::int64_t cells = 0;
    float* dx = nullptr;
};

// Rows of dX under windows one cell apart, where those of a column that won in one row won at one cell of it. A cell
// takes of windows up to kFoldReach apart; up to kFoldSlack more windows are read. Sent holds what a cell receives.
template <class Sent>
struct FoldRows {
    const std::uint8_t* codes = nullptr;  // of the window whose first tap is the first cell
    const Sent* sent = nullptr;           // what it has
    std::int64_t pitch = 0;               // windows from a row of them to the next
    Extent taps;
    std::int64_t down = 0;  // windows from that with a tap on a cell to that with the next, along each axis
    std::int64_t along = 0;
    std::int64_t rows = 0;
    std::int64_t cells = 0;  // of a row
    float* dx = nullptr;
    bool streams = false;  // it goes past the cache
};
inline constexpr std::int64_t kFoldReach = 256;
inline constexpr std::int64_t kFoldCells = 1024;  // at once
inline constexpr std::int64_t kFoldSlack = 64;

// Windows side by side that are made ready for it.
template <class Sent>
struct TakenWindows {
    const std::uint8_t* codes;
    const float* dout;
    std::int64_t count;
    float most;  // of what Sent holds
    std::uint8_t* codesTo;
    Sent* sent;
};

template <class Sent>
struct FoldKernels {
    // False where windows of a column disagree: dx is worth nothing then.
    bool (*fold)(const FoldRows<Sent>& rows);
    // What they send together. Nothing where one is not a whole number or larger than `most`, either way.
    std::optional<double> (*take)(const TakenWindows<Sent>& windows);
};

// What is wanted of a row of windows: their values, who won them too, and how many are black or tied too.
enum class BestParts { Values, Winners, Facts };

// How many windows of a row are so, as WindowFacts has it.
struct BestCounts {
    std::int64_t black = 0;
    std::int64_t tied = 0;
    std::int64_t tiedInked = 0;

    BestCounts& operator+=(const BestCounts& other) {
        black += other.black;
        tied += other.tied;
        tiedInked += other.tiedInked;
        return *this;
    }
};

// Cells side by side, each the best of a stretch of the image: its rank, and where it is, with two flags.
struct BestLine {
    static constexpr std::int32_t kTied = 1;   // the best value was there more than once
    static constexpr std::int32_t kInked = 2;  // some cell was not zero
    std::int32_t* rank;
    std::int32_t* place;
};

// A stretch of some rows of windows, in each of some planes that lie behind each other.
struct LineJob {
    const RunControl* run;
    WindowGrid grid;
    AxisPlan along;  // of the columns
    AxisPlan down;   // of the rows
    IndexRange rows;
    IndexRange cols;
    std::int64_t planes;
    const float* plane;             // the first
    float* y = nullptr;             // where its windows go
    std::uint8_t* codes = nullptr;  // null where parts are values alone
    bool streams = false;           // they go past the cache
    bool hasZeros = false;          // declared padding is zeros that take part
    bool smallest = false;
    bool last = false;
    int codeBytes = 1;
    BestParts parts = BestParts::Facts;
};

// What LineJobs work in; it keeps its memory from one to the next.
class LineMemory {
  public:
    // So many bytes, from a multiple of 64 on.
    std::byte* prepare(std::int64_t bytes) {
        const auto most = static_cast<std::size_t>(bytes) + kAligned;
        if (bytes_.size() < most) bytes_.resize(most);
        const auto over = reinterpret_cast<std::uintptr_t>(bytes_.data()) % kAligned;
        return bytes_.data() + (kAligned - over) % kAligned;
    }

  private:
    static constexpr std::size_t kAligned = 64;

    std::vector<std::byte> bytes_;
};

// Outputs that are larger go past the caches.
inline constexpr std::int64_t kStreamedBytes = std::int64_t{1} << 23;

// Lanes of a sum: element i is added to lane i % kSumLanes, and the lanes from the first to the last.
inline constexpr std::size_t kSumLanes = 16;

struct RowKernels {
    std::int64_t leastCells;  // the least windows of a row for `pairs` and `dense`
    // Max or min of windows of any shape that all have data. How many planes were pooled, from the first on: less than
    // all when stopped, and before one where something is not finite. Such a one is to be done otherwise; it is not
    // counted.
    std::int64_t (*lines)(const LineJob& job, LineMemory& memory, BestCounts& counts);
    // The same of whole rows of windows of 2x2 side by side, none padded.
    std::int64_t (*pairs)(const LineJob& job, LineMemory& memory, BestCounts& counts);
    // Joins `later`, which lies behind, to `earlier`; of equals the last is named if `last`. `length` is a multiple
    // of 16.
    void (*absorb)(const BestLine& earlier, const BestLine& later, std::int64_t length, bool last);
    void (*dense)(const DenseRows& rows);
    // In double, unless sums in float are as exact. Null where vectors are so short that scattering is faster.
    void (*gather)(const GatherRows& rows, bool isExact);
    void (*gatherThrees)(const ThreesRows& rows, bool isExact);
    // Null as `gather` is. The narrower the faster.
    const FoldKernels<std::int8_t>* foldBytes;
    const FoldKernels<std::int16_t>* foldShorts;
    // Copies past the cache; endStream() comes before another thread may read what was written.
    void (*stream)(std::span<const float> from, float* to);
    void (*endStream)();
    double (*sum)(std::span<const float> values);
    // Nothing where one is not a whole number or larger than `most`, at most 2^24, either way.
    std::optional<double> (*wholeSum)(std::span<const float> values, float most);
};

// Windows of 2x2 side by side, none padded, for which `pairs` and `dense` are.
inline bool isDense(const WindowGrid& grid, const RowKernels& kernels) {
    const auto fits = [](const AxisGrid& axis) {
        return axis.size == 2 && axis.stride == 2 && axis.dilation == 1 && axis.before == 0 &&
               2 * axis.output <= axis.input;
    };
    return fits(grid.rows) && fits(grid.cols) && grid.cols.output >= kernels.leastCells;
}

}  // namespace poolscope
