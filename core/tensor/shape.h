// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes and positions. Everything is NCHW, row-major; a plane is one (n, c) image.
#pragma once

#include <cstdint>
#include <string>

namespace poolscope {

// A cell of a plane, counted from 0 at the top left.
struct CellRef {
    std::int64_t row = 0;
    std::int64_t col = 0;

    bool operator==(const CellRef&) const = default;
};

// The size of a plane or of a window, in cells.
struct Extent {
    std::int64_t rows = 0;
    std::int64_t cols = 0;

    std::int64_t count() const { return rows * cols; }
    bool contains(const CellRef& cell) const {
        return cell.row >= 0 && cell.col >= 0 && cell.row < rows && cell.col < cols;
    }
    bool operator==(const Extent&) const = default;
};

// Row-major index of a cell, h*W + w.
inline std::int64_t flatIndex(const Extent& extent, const CellRef& cell) {
    return cell.row * extent.cols + cell.col;
}

// N images of C channels, each H rows by W columns of cells.
struct Shape {
    std::int64_t n = 0;
    std::int64_t c = 0;
    std::int64_t h = 0;
    std::int64_t w = 0;

    std::int64_t planes() const { return n * c; }
    Extent plane() const { return {h, w}; }
    std::int64_t count() const { return n * c * h * w; }
    Shape withPlane(const Extent& extent) const { return {n, c, extent.rows, extent.cols}; }
    bool operator==(const Shape&) const = default;
};

// "(1, 1, 28, 28)"
std::string toText(const Shape& shape);
// "28x28"
std::string toText(const Extent& extent);
// "(0, 3)"
std::string toText(const CellRef& cell);

}  // namespace poolscope
