// SPDX-License-Identifier: GPL-3.0-or-later
// Sums over boxes of a plane: what an average takes forward, and what its gradient adds up backward. Private to
// core/pool.
#pragma once

#include <span>
#include <vector>

#include "core/base/run_control.h"
#include "core/base/tasks.h"
#include "core/tensor/shape.h"

namespace poolscope {

// Rows and columns of boxes; of each box [row, col] the rows and the columns of cells it holds, both ascending.
struct Boxes {
    std::vector<IndexRange> rows;
    std::vector<IndexRange> cols;
};

// Are sums of up to so many of these values exact in double, in whatever order they are added? Then values may be
// taken out of them again.
bool areSumsExact(std::span<const float> values, std::int64_t count);

// One plane's boxes, a row of them at a time from the top down: sums in double of the values in row-major order, and
// how many of those are not zero. At a cost that does not depend on the size of the boxes where sums are exact.
class BoxSums {
  public:
    BoxSums(std::span<const float> plane, const Extent& extent, const Boxes& boxes, bool isExact);

    // The boxes of a row, which must not lie above that of the call before. False when stopped.
    bool moveTo(std::size_t row, const RunControl& run);
    std::span<const double> sums() const { return sums_; }
    std::span<const std::int64_t> inked() const { return inked_; }

  private:
    void addRow(std::int64_t y, int times);
    bool addUp(IndexRange rows, const RunControl& run);

    std::span<const float> plane_;
    Extent extent_;
    const Boxes& boxes_;
    bool isExact_;
    IndexRange held_;              // rows that are in the next two
    std::vector<double> columns_;  // of the held rows, each column's sum
    std::vector<std::int64_t> inkedColumns_;
    std::vector<double> before_;  // the sums of all columns before each
    std::vector<std::int64_t> inkedBefore_;
    std::vector<double> sums_;
    std::vector<std::int64_t> inked_;
};

}  // namespace poolscope
