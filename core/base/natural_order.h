// SPDX-License-Identifier: GPL-3.0-or-later
// Names in the order in which people count: img2 before img10.
#pragma once

#include <string_view>

namespace poolscope {

// Runs of digits by their value, letters of ASCII of either case alike, all else by its bytes; of equals (img2, img02)
// the one that is less by its bytes.
bool isNaturallyBefore(std::string_view left, std::string_view right);

}  // namespace poolscope
