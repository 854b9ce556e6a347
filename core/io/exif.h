// SPDX-License-Identifier: GPL-3.0-or-later
// EXIF, of which pictures need one number: which way up they are.
#pragma once

#include <cstddef>
#include <span>

namespace poolscope {

// 1 (upright) to 8 as EXIF 2.32 numbers them, from a block as JPEG (APP1), PNG (eXIf) and WebP (EXIF) hold it, with or
// without "Exif\0\0" before it. 1 where the block says nothing legible: a picture is none the worse for that.
int exifOrientation(std::span<const std::byte> block);

}  // namespace poolscope
