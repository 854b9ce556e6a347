// SPDX-License-Identifier: GPL-3.0-or-later
// Tables with one row for each member of an enumeration.
#pragma once

#include <array>

#include "core/base/enum_count.h"

namespace poolscope {

// Has every member its row, each at its own place? For a static_assert: hasRowForEach(kRows, &Row::kind).
template <class Row, std::size_t n, class Enum>
constexpr bool hasRowForEach(const std::array<Row, n>& rows, Enum Row::*member) {
    if (n != countOf<Enum>()) return false;
    for (std::size_t i = 0; i < n; ++i) {
        if (rows[i].*member != static_cast<Enum>(i)) return false;
    }
    return true;
}

}  // namespace poolscope
