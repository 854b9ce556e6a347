// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/nearest.h"

#include <algorithm>

namespace poolscope::cli {
namespace {

// How many letters are to be changed, one row of the table of all beginnings after the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before;
    std::vector<std::size_t> above(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::move(above);
        above = std::move(row);
    }
    return above.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t kMost = 3;
    std::optional<std::string> best;
    std::size_t least = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t letters = candidate.size() - std::min(candidate.size(), candidate.find_first_not_of('-'));
        const std::size_t allowed = std::min(kMost, std::max<std::size_t>(1, letters / 3));
        const std::size_t changes = distance(word, candidate);
        if (changes <= allowed && (!best || changes < least)) {
            best = candidate;
            least = changes;
        }
    }
    if (best) return best;
    const auto begun = std::find_if(candidates.begin(), candidates.end(), [&](const std::string& candidate) {
        return word.find_first_not_of('-') != std::string_view::npos && candidate.starts_with(word);
    });
    return begun == candidates.end() ? std::nullopt : std::optional(*begun);
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto meant = nearest(word, candidates);
    return meant ? "; did you mean " + *meant + "?" : "";
}

}  // namespace poolscope::cli
