// SPDX-License-Identifier: GPL-3.0-or-later
// Files that people have and that are not read: what they are, and the way out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace poolscope {

// "is an HDF5 file; ...": a sentence whose subject is the file. Nothing for what is not known here. Goes by content.
std::optional<std::string> foreignFormat(std::span<const std::byte> bytes);

// Whether a file that begins so may be one of them: some are known by more than their beginning.
bool mayBeForeign(std::span<const std::byte> beginning);

// The same for a ZIP archive, by the names in it.
std::optional<std::string> foreignArchive(const std::vector<std::string>& names);

}  // namespace poolscope
