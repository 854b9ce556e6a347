// SPDX-License-Identifier: GPL-3.0-or-later
// Where windows sit on an input: checked geometry, one axis at a time. Knows nothing of what is done inside a window.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/base/index_range.h"
#include "core/window/window_spec.h"

namespace poolscope {

// One tap of one window along one axis.
struct AxisHit {
    std::int64_t window = 0;
    std::int64_t tap = 0;

    bool operator==(const AxisHit&) const = default;
};

// One axis of the grid. Tap k of window o lies at position(o, k) = o*stride - before + k*dilation.
struct AxisGrid {
    std::int64_t input = 0;  // cells of the image along the axis
    std::int64_t size = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t before = 0;  // declared padding
    std::int64_t after = 0;
    std::int64_t output = 0;  // windows along the axis

    // Cells from the first tap of a window to its last, both included.
    std::int64_t effectiveSize() const { return dilation * (size - 1) + 1; }
    std::int64_t start(std::int64_t window) const { return window * stride - before; }
    std::int64_t position(std::int64_t window, std::int64_t tap) const { return start(window) + tap * dilation; }
    bool inside(std::int64_t position) const { return position >= 0 && position < input; }
    // Taps of a window that lie inside the image, and those inside the image or its declared padding. Taps beyond the
    // declared padding are overhang made by ceil mode: never data.
    IndexRange insideTaps(std::int64_t window) const;
    IndexRange declaredTaps(std::int64_t window) const;
    // Every window with a tap on this position of the image, in order.
    std::vector<AxisHit> windowsOver(std::int64_t position) const;
    // The first of them; there must be one.
    std::int64_t firstWindowOver(std::int64_t position) const;
    // How many positions of the image no window covers.
    std::int64_t uncovered() const;

    bool operator==(const AxisGrid&) const = default;
};

// Where a tap lies: in the image, in the padding that was declared around it, or beyond that.
enum class TapPlace { Inside, Padding, Overhang };

// Rows and columns together. A window is named by its output cell; a tap by its row of X_col, ky*kw + kx.
struct WindowGrid {
    AxisGrid rows;
    AxisGrid cols;

    Extent input() const { return {rows.input, cols.input}; }
    Extent output() const { return {rows.output, cols.output}; }
    Extent size() const { return {rows.size, cols.size}; }
    std::int64_t taps() const { return rows.size * cols.size; }
    CellRef tapCell(const CellRef& window, std::int64_t tap) const {
        return {rows.position(window.row, tap / cols.size), cols.position(window.col, tap % cols.size)};
    }
    // The first window with a tap on this cell of the image, which must exist. Its tap is the cell's last in row-major
    // order: the earlier a window begins, the later in it the cell lies.
    CellRef firstWindowOver(const CellRef& cell) const {
        return {rows.firstWindowOver(cell.row), cols.firstWindowOver(cell.col)};
    }
    TapPlace tapPlace(const CellRef& window, std::int64_t tap) const;
    // True when the tap takes part: inside the image, or a padding zero that counts as data.
    bool isData(const CellRef& window, std::int64_t tap, PadValue padValue) const {
        const TapPlace place = tapPlace(window, tap);
        return place == TapPlace::Inside || (place == TapPlace::Padding && padValue == PadValue::Zero);
    }

    bool operator==(const WindowGrid&) const = default;
};

// The window of `after` whose middle lies nearest to that of a window of `before`, on the same input.
CellRef nearestWindow(const WindowGrid& before, const CellRef& window, const WindowGrid& after);

// Checks the specification against an input plane and resolves the "same" paddings. Errors name the field
// ("window.size", "window.stride", "window.padding", "window.dilation") with the offending value and the legal range.
// The rules: resources/manual/conventions.md.
Result<WindowGrid> makeGrid(const WindowSpec& spec, const Extent& input);

}  // namespace poolscope
