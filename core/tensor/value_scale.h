// SPDX-License-Identifier: GPL-3.0-or-later
// Between which values a plane is shown and counted.
#pragma once

#include <span>

namespace poolscope {

// The range of the finite values that were added.
struct FiniteRange {
    double low = 0;
    double high = 0;
    bool any = false;

    void add(std::span<const float> values);
};

// The values that get the first and the last colour. Input and output share one scale.
struct ValueScale {
    double low = 0;
    double high = 255;

    bool operator==(const ValueScale&) const = default;
};

// The scale that the planes of input and output in view share: 0..255 for pixel values, 0..1 for values within it, else
// the range of the finite values of both.
ValueScale sharedScale(std::span<const float> x, std::span<const float> y);

}  // namespace poolscope
