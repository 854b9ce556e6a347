// SPDX-License-Identifier: GPL-3.0-or-later
// NPZ archives: NPY files inside a ZIP file. Member names are labels only; nothing is ever unpacked to the disk.
#pragma once

#include "core/io/array.h"

namespace poolscope {

inline constexpr std::int64_t kMaxNpzMembers = 1024;

struct NpzMember {
    std::string name;  // without .npy
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::string problem;  // why it cannot be read; empty when its header is good
};

// In the order of the archive. Only headers are read.
Result<std::vector<NpzMember>> listNpz(std::span<const std::byte> bytes, const std::string& name);

// The array called `member`, with or without .npy. Format "npz"; `name` is what errors call the file.
Result<Array> readNpz(std::span<const std::byte> bytes, const std::string& name, const std::string& member,
                      const RunControl& run = {});

}  // namespace poolscope
