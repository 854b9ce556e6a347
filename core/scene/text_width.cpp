// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/text_width.h"

#include <algorithm>
#include <utility>

#include "core/base/utf8.h"
#include "core/scene/text_advances.h"

namespace poolscope {
namespace {

constexpr double kUsual = 0.6;  // every character of JetBrains Mono, and about that of other fonts

bool isMark(char32_t code) {
    return code >= 0x300 && code <= 0x36F;  // drawn over what stands before
}

bool isWide(char32_t code) {
    return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
           (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF00 && code <= 0xFF60) || (code >= 0x1F300 && code <= 0x1FAFF) ||
           (code >= 0x20000 && code <= 0x3FFFD);
}

// As a share of the size.
double usualAdvance(char32_t code) {
    if (isMark(code)) return 0;
    return isWide(code) ? 1 : kUsual;
}

double interAdvance(char32_t code, bool bold) {
    const auto* found = std::lower_bound(kAdvances.begin(), kAdvances.end(), code,
                                         [](const Advance& entry, char32_t wanted) { return entry.code < wanted; });
    if (found == kAdvances.end() || found->code != code) return usualAdvance(code);
    return (bold ? found->bold : found->regular) / kInterUnits;
}

double interKerning(char32_t first, char32_t second, bool bold) {
    if (first > 0x7F || second > 0x7F) return 0;
    const std::pair wanted(static_cast<char>(first), static_cast<char>(second));
    const auto lettersOf = [](const Kerning& entry) { return std::pair(entry.first, entry.second); };
    const auto* found = std::lower_bound(
        kKerning.begin(), kKerning.end(), wanted,
        [&](const Kerning& entry, const std::pair<char, char>& letters) { return lettersOf(entry) < letters; });
    if (found == kKerning.end() || lettersOf(*found) != wanted) return 0;
    return (bold ? found->bold : found->regular) / kInterUnits;
}

}  // namespace

double textWidth(std::string_view text, double size, FontFace face, bool bold) {
    double width = 0;
    char32_t before = 0;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        const char32_t code = character.code;
        width +=
            face == FontFace::Mono ? usualAdvance(code) : interAdvance(code, bold) + interKerning(before, code, bold);
        before = code;
        text.remove_prefix(character.bytes);
    }
    return width * size;
}

double textWidth(std::span<const TextRun> runs, double size, FontFace face) {
    double width = 0;
    for (const TextRun& run : runs) {
        width += textWidth(run.text, run.subscript ? size * kSubscriptSize : size, face, run.bold);
    }
    return width;
}

}  // namespace poolscope
