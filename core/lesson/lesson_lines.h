// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson file as keys and values with their lines; knows nothing of what they mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope {

struct Mistake {
    int line = 1;
    std::string message;

    bool operator==(const Mistake&) const = default;
};

struct LessonLine {
    int number = 1;     // from 1
    std::string key;    // lower case
    std::string value;  // without spaces at its ends; lines that continue it are joined by one space
};

// Without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);

// As mistakes name what stands in the file.
inline std::string inQuotes(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

// "key: value" lines. A line that begins with a space continues the one above; empty lines and lines that begin with #
// do not count. A byte order mark and CR LF are tolerated.
std::vector<LessonLine> lessonLines(std::string_view text, std::vector<Mistake>& mistakes);

}  // namespace poolscope
