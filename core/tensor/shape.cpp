// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/shape.h"

namespace poolscope {

std::string toText(const Shape& shape) {
    return "(" + std::to_string(shape.n) + ", " + std::to_string(shape.c) + ", " + std::to_string(shape.h) + ", " +
           std::to_string(shape.w) + ")";
}

std::string toText(const Extent& extent) {
    return std::to_string(extent.rows) + "x" + std::to_string(extent.cols);
}

std::string toText(const CellRef& cell) {
    return "(" + std::to_string(cell.row) + ", " + std::to_string(cell.col) + ")";
}

}  // namespace poolscope
