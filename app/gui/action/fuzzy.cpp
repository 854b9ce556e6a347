// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/fuzzy.h"

#include <algorithm>
#include <vector>

namespace poolscope {
namespace {

constexpr int kNever = -1'000'000;
constexpr int kLetter = 1;
constexpr int kFirst = 12;      // the text begins with it
constexpr int kWord = 8;        // a word begins with it
constexpr int kRun = 6;         // it follows the letter before it
constexpr int kWhole = 10'000;  // it is a word of the text, or several

int worth(const QString& text, int at) {
    if (at == 0) return kLetter + kFirst;
    return text[at - 1].isLetterOrNumber() ? kLetter : kLetter + kWord;
}

QString lettersOf(const QString& pattern) {
    QString letters;
    for (const QChar c : pattern) {
        if (!c.isSpace()) letters += c.toCaseFolded();
    }
    return letters;
}

// Where the text has the pattern with no letter beside it; -1: nowhere.
qsizetype wholeWord(const QString& pattern, const QString& text) {
    const auto isLetter = [&text](qsizetype at) { return at >= 0 && at < text.size() && text[at].isLetterOrNumber(); };
    qsizetype at = -1;
    do {
        at = text.indexOf(pattern, at + 1, Qt::CaseInsensitive);
    } while (at >= 0 && (isLetter(at - 1) || isLetter(at + pattern.size())));
    return at;
}

}  // namespace

// best[i][j]: the most that letters 0..i are worth when letter i is at j.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text) {
    const QString letters = lettersOf(pattern);
    const auto m = static_cast<std::size_t>(letters.size());
    const auto n = static_cast<std::size_t>(text.size());
    if (m == 0) return FuzzyMatch{};
    if (m > n) return std::nullopt;
    const QString words = pattern.trimmed();
    if (const qsizetype at = wholeWord(words, text); at >= 0) {
        FuzzyMatch whole{kWhole + worth(text, static_cast<int>(at)), {}};
        for (qsizetype i = 0; i < words.size(); ++i) whole.positions << static_cast<int>(at + i);
        return whole;
    }
    std::vector<std::vector<int>> best(m, std::vector<int>(n, kNever));
    std::vector<std::vector<std::size_t>> from(m, std::vector<std::size_t>(n, n));
    for (std::size_t i = 0; i < m; ++i) {
        std::size_t reach = n;  // the best place for the letter before, left of j
        for (std::size_t j = 0; j < n; ++j) {
            if (i > 0 && j > 0 && best[i - 1][j - 1] > kNever &&
                (reach == n || best[i - 1][j - 1] > best[i - 1][reach])) {
                reach = j - 1;
            }
            if (text[static_cast<qsizetype>(j)].toCaseFolded() != letters[static_cast<qsizetype>(i)]) continue;
            const int own = worth(text, static_cast<int>(j));
            if (i == 0) {
                best[i][j] = own;
                continue;
            }
            if (reach == n) continue;
            best[i][j] = best[i - 1][reach] + own;
            from[i][j] = reach;
            if (best[i - 1][j - 1] > kNever && best[i - 1][j - 1] + kRun + own > best[i][j]) {
                best[i][j] = best[i - 1][j - 1] + kRun + own;
                from[i][j] = j - 1;
            }
        }
    }
    const auto end = std::max_element(best[m - 1].begin(), best[m - 1].end());
    if (*end == kNever) return std::nullopt;
    FuzzyMatch match{*end, {}};
    auto at = static_cast<std::size_t>(end - best[m - 1].begin());
    for (std::size_t i = m; i-- > 0; at = from[i][at]) match.positions.prepend(static_cast<int>(at));
    return match;
}

}  // namespace poolscope
