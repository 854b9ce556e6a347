// SPDX-License-Identifier: GPL-3.0-or-later
// File names are bytes, JSON is UTF-8: bytes that are not UTF-8, and the percent sign itself, become %XX, two hex
// digits in upper case; everything else stays as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace poolscope {

std::string escapeBytes(std::string_view bytes);

// Undoes escapeBytes(). Gives nothing when a % is not followed by two hex digits, or when a zero byte comes out, which
// no file name holds.
std::optional<std::string> unescapeBytes(std::string_view text);

}  // namespace poolscope
