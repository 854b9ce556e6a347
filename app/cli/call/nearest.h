// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody may have meant who typed something else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::cli {

// The candidate that becomes `word` with the fewest letters added, left out, exchanged or swapped with their neighbour
// (Damerau and Levenshtein, restricted), the first of equals; nothing when none takes fewer than a third of its letters
// and at most 3, or one that `word` is the beginning of.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean --stride?", or nothing.
std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace poolscope::cli
