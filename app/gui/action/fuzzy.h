// SPDX-License-Identifier: GPL-3.0-or-later
// Finding names by a few of their letters: "szu" finds "Size up". Knows no widgets.
#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace poolscope {

struct FuzzyMatch {
    int score = 0;         // higher is better; only to be compared under the same pattern
    QList<int> positions;  // where the letters of the pattern are in the text
};

// The best way to find the letters of `pattern` in `text` in order, case and spaces in the pattern aside; nothing when
// there is none. Whole words count most, then beginnings of the text and of words, then runs of letters.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text);

}  // namespace poolscope
