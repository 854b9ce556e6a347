// SPDX-License-Identifier: GPL-3.0-or-later
// Text from files, made fit to stand in a one-line error message.
#pragma once

#include <string>
#include <string_view>

namespace poolscope {

// In quotes, at most 40 bytes of it, control characters as \xNN: a file cannot break the line or the terminal.
std::string quoted(std::string_view text);

}  // namespace poolscope
