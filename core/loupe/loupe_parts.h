// SPDX-License-Identifier: GPL-3.0-or-later
// What the pieces of the loupe share. Private to core/loupe.
#pragma once

#include <cstdint>
#include <string>

namespace poolscope {

inline constexpr double kLeastType = 11;  // with smaller type, things are said in fewer words

inline std::string number(std::int64_t value) {
    return std::to_string(value);
}

}  // namespace poolscope
