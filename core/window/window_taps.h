// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the taps of a window that are data, in row-major order, with the border worked out once per grid.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "core/window/window_grid.h"

namespace poolscope {

class WindowTaps {
  public:
    WindowTaps(const WindowGrid& grid, PadValue padValue) : grid_(grid) {
        fill(grid.rows, padValue, rowsInside_, rowsData_);
        fill(grid.cols, padValue, colsInside_, colsData_);
    }

    // Calls visit(tap, value) for every tap that is data; a padding zero has the value 0.
    template <class Visit>
    void visit(std::span<const float> plane, const CellRef& window, const Visit& visit) const {
        any(plane, window, [&](std::int64_t tap, float value) {
            visit(tap, value);
            return false;
        });
    }
    // The same until one is asked for: is(tap, value) says so.
    template <class Is>
    bool any(std::span<const float> plane, const CellRef& window, const Is& is) const {
        const auto oy = static_cast<std::size_t>(window.row);
        const auto ox = static_cast<std::size_t>(window.col);
        if (rowsInside_[oy] == rowsData_[oy] && colsInside_[ox] == colsData_[ox]) {
            return anyInside(plane.data(), window, is);
        }
        return anyChecked(plane.data(), window, is);
    }

    const WindowGrid& grid() const { return grid_; }

  private:
    static void fill(const AxisGrid& axis, PadValue padValue, std::vector<IndexRange>& inside,
                     std::vector<IndexRange>& data) {
        for (std::int64_t o = 0; o < axis.output; ++o) {
            inside.push_back(axis.insideTaps(o));
            data.push_back(padValue == PadValue::Zero ? axis.declaredTaps(o) : inside.back());
        }
    }

    template <class Is>
    bool anyInside(const float* plane, const CellRef& window, const Is& is) const {
        const IndexRange rows = rowsInside_[static_cast<std::size_t>(window.row)];
        const IndexRange cols = colsInside_[static_cast<std::size_t>(window.col)];
        const std::int64_t x = grid_.cols.start(window.col);
        for (std::int64_t ky = rows.begin; ky < rows.end; ++ky) {
            const float* row = plane + grid_.rows.position(window.row, ky) * grid_.cols.input + x;
            const std::int64_t tap = ky * grid_.cols.size;
            for (std::int64_t kx = cols.begin; kx < cols.end; ++kx) {
                if (is(tap + kx, row[kx * grid_.cols.dilation])) return true;
            }
        }
        return false;
    }

    template <class Is>
    bool anyChecked(const float* plane, const CellRef& window, const Is& is) const {
        const IndexRange rows = rowsData_[static_cast<std::size_t>(window.row)];
        const IndexRange cols = colsData_[static_cast<std::size_t>(window.col)];
        for (std::int64_t ky = rows.begin; ky < rows.end; ++ky) {
            const std::int64_t y = grid_.rows.position(window.row, ky);
            for (std::int64_t kx = cols.begin; kx < cols.end; ++kx) {
                const std::int64_t x = grid_.cols.position(window.col, kx);
                const bool inside = grid_.rows.inside(y) && grid_.cols.inside(x);
                if (is(ky * grid_.cols.size + kx, inside ? plane[y * grid_.cols.input + x] : 0.0F)) return true;
            }
        }
        return false;
    }

    WindowGrid grid_;
    std::vector<IndexRange> rowsInside_;
    std::vector<IndexRange> colsInside_;
    std::vector<IndexRange> rowsData_;
    std::vector<IndexRange> colsData_;
};

}  // namespace poolscope
