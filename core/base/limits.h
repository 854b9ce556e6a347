// SPDX-License-Identifier: GPL-3.0-or-later
// What is the most that is read, so that sizes are checked before memory is taken.
#pragma once

#include <cstdint>

namespace poolscope {

// The most values one array may hold once decoded: 256 MiB as float32.
inline constexpr std::int64_t kMaxArrayValues = std::int64_t{64} << 20;
// The most bytes read from one file: an array of kMaxArrayValues 8-byte values and its header. With the 256 MiB it
// becomes, loading stays below 1 GiB.
inline constexpr std::int64_t kMaxFileBytes = 8 * kMaxArrayValues + (std::int64_t{1} << 20);

}  // namespace poolscope
