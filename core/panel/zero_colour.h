// SPDX-License-Identifier: GPL-3.0-or-later
// What windows without anything are to be called: black ones, or windows of zeros.
#pragma once

#include "core/tensor/value_scale.h"

namespace poolscope {

// Zero has the first colour of the scale; of values with signs it has one in the middle.
constexpr bool isZeroBlack(const ValueScale& scale) {
    return scale.low >= 0;
}

}  // namespace poolscope
