// SPDX-License-Identifier: GPL-3.0-or-later
// Who won each window, as window codes (rows of X_col, ky*kw + kx) of the narrowest width that holds them.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/base/run_control.h"
#include "core/tensor/tensor.h"
#include "core/window/window_grid.h"

namespace poolscope {

// One byte up to 256 taps, two up to 65536, four above; one code per output value, in NCHW order.
struct WinnerCodes {
    using Bytes = std::vector<std::uint8_t>;
    using Words = std::vector<std::uint16_t>;
    using Longs = std::vector<std::uint32_t>;

    Shape shape;
    std::variant<Bytes, Words, Longs> codes;

    // Takes shape and width for windows of so many taps, keeping the memory where it fits; the codes are unspecified.
    // False when stopped.
    bool reshape(const Shape& outputShape, std::int64_t taps, const RunControl& run = {});
    std::int64_t at(std::int64_t m, const CellRef& window) const;
    bool operator==(const WinnerCodes&) const = default;
};

enum class IndexKind {
    Window,  // row of X_col (the blog's max_idx)
    Plane,   // h*W + w in the unpadded plane (PyTorch)
    Tensor   // (n*C + c)*H*W + h*W + w (ONNX)
};

// One winner as an index of the kind asked for; -1 when it lies in padding (a window index exists there too).
std::int64_t winnerIndex(const WindowGrid& grid, std::int64_t m, const CellRef& window, std::int64_t code,
                         IndexKind kind);

// All winners, int64, in NCHW order of the output.
std::vector<std::int64_t> winnerIndices(const WinnerCodes& winners, const WindowGrid& grid, IndexKind kind);

}  // namespace poolscope
