// SPDX-License-Identifier: GPL-3.0-or-later
// Values packed by zlib (RFC 1950), for texts that would be too long with them as numbers.
#pragma once

#include <span>

#include "core/io/array.h"

namespace poolscope {

// float32, little-endian; every bit comes back.
Bytes packedFloats(std::span<const float> values);

// As many values as the caller knows there are. Errors have no name: packed data that is damaged, or that holds fewer
// or more, of which no more is unpacked.
Result<std::vector<float>> unpackedFloats(std::span<const std::byte> packed, std::size_t count);

}  // namespace poolscope
