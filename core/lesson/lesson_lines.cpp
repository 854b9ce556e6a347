// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_lines.h"

#include <algorithm>

namespace poolscope {
namespace {

constexpr std::string_view kSpace = " \t\r";

void addLine(int number, std::string_view text, std::vector<LessonLine>& lines, std::vector<Mistake>& mistakes) {
    const std::string_view content = trimmed(text);
    if (content.empty() || text.front() == '#') return;
    if (kSpace.find(text.front()) != std::string_view::npos) {
        if (lines.empty()) {
            mistakes.push_back({number, "a line that begins with a space continues the one above, and there is none"});
            return;
        }
        std::string& value = lines.back().value;
        value += (value.empty() ? "" : " ") + std::string(content);
        return;
    }
    const std::size_t colon = content.find(':');
    if (colon == std::string_view::npos) {
        mistakes.push_back({number,
                            "a word and a colon are expected, as in \"say: Look here.\"; a line that goes on "
                            "begins with a space"});
        return;
    }
    std::string key(trimmed(content.substr(0, colon)));
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
    lines.push_back({number, std::move(key), std::string(trimmed(content.substr(colon + 1)))});
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

std::vector<LessonLine> lessonLines(std::string_view text, std::vector<Mistake>& mistakes) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    std::vector<LessonLine> lines;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        addLine(number, text.substr(0, end), lines, mistakes);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace poolscope
