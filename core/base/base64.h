// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as text that survives everywhere: base64 (RFC 4648), with padding.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope {

std::string base64Text(std::span<const std::byte> bytes);

// Appends the bytes of the text. False, and nothing is appended, for what base64Text() cannot have written.
bool appendBase64(std::string_view text, std::vector<std::byte>& bytes);

}  // namespace poolscope
