// SPDX-License-Identifier: GPL-3.0-or-later
// What each tie rule means for a window in which several taps are equally good: one row for each.
#pragma once

#include <array>

#include "core/base/enum_table.h"
#include "core/pool/pool_spec.h"

namespace poolscope {

// Which of the equals is named as the winner, in row-major order.
enum class NamedWinner { First, Last };

// Who takes the gradient of the window: the named winner alone, each of the equals an equal share, or each all of it.
enum class TieGradient { ToNamed, Shared, ToEach };

struct TieMeaning {
    TieRule rule;
    NamedWinner named;
    TieGradient gradient;
};

inline constexpr std::array<TieMeaning, countOf<TieRule>()> kTieMeanings{
    {{TieRule::First, NamedWinner::First, TieGradient::ToNamed},
     {TieRule::Last, NamedWinner::Last, TieGradient::ToNamed},
     {TieRule::Split, NamedWinner::First, TieGradient::Shared},
     {TieRule::All, NamedWinner::First, TieGradient::ToEach}}};
static_assert(hasRowForEach(kTieMeanings, &TieMeaning::rule));

constexpr const TieMeaning& meaningOf(TieRule rule) {
    return kTieMeanings[static_cast<std::size_t>(rule)];
}

}  // namespace poolscope
