// SPDX-License-Identifier: GPL-3.0-or-later
// Tables with one row for each member of an enum, whose last member is Count.
#pragma once

#include <array>
#include <cstddef>

namespace poolscope {

template <class Enum>
inline constexpr std::size_t kMembers = static_cast<std::size_t>(Enum::Count);

// True when every member has its row, in the order of the enum; a table says so in a static_assert.
template <class Row, std::size_t n, class Enum>
constexpr bool hasRowForEach(const std::array<Row, n>& rows, Enum Row::*member) {
    if (n != kMembers<Enum>) return false;
    for (std::size_t i = 0; i < n; ++i) {
        if (rows[i].*member != static_cast<Enum>(i)) return false;
    }
    return true;
}

}  // namespace poolscope
