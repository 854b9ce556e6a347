// SPDX-License-Identifier: GPL-3.0-or-later
// What each way to fold dX_col into dX is: one row for each.
#pragma once

#include <array>

#include "core/base/enum_table.h"
#include "core/pool/pool_spec.h"

namespace poolscope {

struct OverlapMeaning {
    Overlap overlap;
    bool overwrites;         // = for +=
    const char* code;        // its line, where one tap of each window takes the whole gradient
    const char* codeOfMany;  // and where several share it
};

inline constexpr std::array<OverlapMeaning, countOf<Overlap>()> kOverlapMeanings{
    {{Overlap::Add, false, "for tap: dX[cells] += dX_col[tap]", "for tap: dX[cells] += dX_col[tap]"},
     {Overlap::Loop, true, "for window: dX[argmax] = dout", "for window: dX[cells] = shares"},
     {Overlap::Col2im, true, "for tap: dX[cells] = dX_col[tap]", "for tap: dX[cells] = dX_col[tap]"}}};
static_assert(hasRowForEach(kOverlapMeanings, &OverlapMeaning::overlap));

constexpr const OverlapMeaning& meaningOf(Overlap overlap) {
    return kOverlapMeanings[static_cast<std::size_t>(overlap)];
}

constexpr bool overwrites(Overlap overlap) {
    return meaningOf(overlap).overwrites;
}

// The line of code that folds dX_col with this specification.
inline const char* foldingCode(const PoolSpec& spec) {
    const OverlapMeaning& meaning = meaningOf(spec.overlap);
    return hasOneReceiver(spec) ? meaning.code : meaning.codeOfMany;
}

}  // namespace poolscope
