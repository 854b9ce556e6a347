// SPDX-License-Identifier: GPL-3.0-or-later
// A QImage, pasted or dropped, as values.
#pragma once

#include <QImage>

#include "core/tensor/tensor.h"

namespace poolscope {

// (1, 1, H, W): grey by (11 R + 16 G + 5 B) / 32 rounded down, on white, 0..255, as of picture files.
Tensor toTensor(const QImage& image);

}  // namespace poolscope
