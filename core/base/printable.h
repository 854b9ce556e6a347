// SPDX-License-Identifier: GPL-3.0-or-later
// Text of others on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace poolscope {

// File names and arguments made fit for a terminal: control characters, marks that turn the writing direction, and
// bytes that are not UTF-8 become \xNN; everything else stays.
std::string printable(std::string_view text);

}  // namespace poolscope
