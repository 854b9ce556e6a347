// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace poolscope {

// The indices from `begin` up to `end`, which is not among them.
struct IndexRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    std::int64_t count() const { return end > begin ? end - begin : 0; }
    bool contains(std::int64_t i) const { return i >= begin && i < end; }
    bool operator==(const IndexRange&) const = default;
};

}  // namespace poolscope
