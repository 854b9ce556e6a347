// SPDX-License-Identifier: GPL-3.0-or-later
// NPY out of any source of bytes: a file in memory or a member of an NPZ archive.
#pragma once

#include "core/io/payload.h"

namespace poolscope {

// Headers above this length are refused before they are read, as NumPy does.
inline constexpr std::uint32_t kMaxNpyHeaderBytes = 10000;

// Reads from the magic bytes up to the first value.
Result<PayloadLayout> readNpyHeader(ByteSource& source);
// Header and values, to the end of the source.
Result<Array> readNpyFrom(ByteSource& source, std::string format, const InputRequest& request);

}  // namespace poolscope
