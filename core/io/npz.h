// SPDX-License-Identifier: GPL-3.0-or-later
// NPZ archives: NPY files inside a ZIP file. Member names are labels only; nothing is ever unpacked to the disk.
#pragma once

#include "core/io/input_format.h"

namespace poolscope {

inline constexpr std::int64_t kMaxNpzMembers = 1024;

// In the order of the archive, by names without .npy. Only headers are read.
Result<std::vector<ArchiveMember>> listNpz(std::span<const std::byte> bytes, const std::string& name);

// The array called `member`, with or without .npy. Format "npz"; `name` is what errors call the file.
Result<Array> readNpz(std::span<const std::byte> bytes, const std::string& name, const std::string& member,
                      const RunControl& run = {});

}  // namespace poolscope
