// SPDX-License-Identifier: GPL-3.0-or-later
// What the user says about windows: size, stride, padding, dilation, ceil mode. Not yet checked.
#pragma once

#include <cstdint>

#include "core/tensor/shape.h"

namespace poolscope {

enum class PadMode { Explicit, SameUpper, SameLower };  // the "same" modes follow ONNX auto_pad

struct Padding {
    PadMode mode = PadMode::Explicit;
    // Rows and columns added outside the image; unused by the "same" modes.
    std::int64_t top = 0;
    std::int64_t left = 0;
    std::int64_t bottom = 0;
    std::int64_t right = 0;

    bool operator==(const Padding&) const = default;
};

// What a cell in the padding is: no data at all (frameworks call it -inf padding), or a zero like any other value.
enum class PadValue { Ignore, Zero };

struct WindowSpec {
    Extent size{2, 2};
    Extent stride{2, 2};
    Padding padding;
    Extent dilation{1, 1};
    bool ceilMode = false;

    bool operator==(const WindowSpec&) const = default;
};

}  // namespace poolscope
