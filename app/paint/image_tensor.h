// SPDX-License-Identifier: GPL-3.0-or-later
// A QImage, pasted or dropped, as values, and images as small pictures.
#pragma once

#include <QImage>

#include <optional>

#include "core/io/source.h"
#include "core/tensor/resample.h"

namespace poolscope {

// (1, 1, H, W): grey by (11 R + 16 G + 5 B) / 32 rounded down, on white, 0..255, as of picture files.
Tensor toTensor(const QImage& image);

// (1, 3, H, W): red, green and blue, likewise.
Tensor toColourTensor(const QImage& image);

// An image, or a part of it, in the colours it has, else the first channel in grey, on the scale of the source, with
// its longer side `side` long; of a large one not every pixel is looked at.
QImage thumbnail(const Source& source, std::int64_t image, int side, const std::optional<Crop>& part = {});

}  // namespace poolscope
