// SPDX-License-Identifier: GPL-3.0-or-later
// The first bytes of a file: enough to see that it is nothing known, before all of it is taken into memory.
#pragma once

#include <cstddef>
#include <string>

#include "core/io/array.h"

namespace poolscope {

inline constexpr std::size_t kBeginningBytes = std::size_t{1} << 16;

// As many as there are, up to kBeginningBytes; refuses what readFile() refuses.
Result<Bytes> readBeginning(const std::string& path);

}  // namespace poolscope
