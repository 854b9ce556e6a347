// SPDX-License-Identifier: GPL-3.0-or-later
// Image files and QImages to tensors, with every promise of the loaders: checked sizes, bounded memory and time, no
// half-loaded pictures.
#pragma once

#include <QImage>
#include <span>

#include "core/io/input_format.h"

namespace poolscope {

inline constexpr int kMaxImageSide = 16384;
inline constexpr std::int64_t kMaxImagePixels = std::int64_t{16} << 20;

// PNG, JPEG, BMP, GIF, WebP, TIFF, PGM and PPM, each with a reader that gives the picture's values as an array of type
// uint8: (H, W) in grey or (1, 3, H, W).
std::vector<const InputFormat*> pictureFormats();

// The first picture of the file, upright as the file's orientation says; `name` is what errors call the file. A file
// that ends early, that a decoder warns about, or that holds fewer pixels than it says is refused. Of TIFF, JPEG and
// fax compression are not read. 16 bits a channel become 8 in toTensor.
Result<QImage> readImage(std::span<const std::byte> bytes, const std::string& name);

// (1, 1, H, W) by Qt's qGray weights, or (1, 3, H, W); alpha composited on white; values 0..255.
Tensor toTensor(const QImage& image, bool rgb);

}  // namespace poolscope
