// SPDX-License-Identifier: GPL-3.0-or-later
// Text from files, made fit to stand in a one-line error message.
#pragma once

#include <string>
#include <string_view>

namespace poolscope {

// The text in quotes, cut after 40 bytes, its control characters written as \xNN, so that what stands in a file can
// break neither the line nor the terminal.
std::string quotedExcerpt(std::string_view text);

}  // namespace poolscope
