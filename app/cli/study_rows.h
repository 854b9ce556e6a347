// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text and of CSV that reports of studies are made of. Private to the study command.
#pragma once

#include <initializer_list>
#include <string>

#include "app/cli/study_report.h"

namespace poolscope {

// One line of CSV.
inline std::string row(std::initializer_list<std::string> fields) {
    std::string line;
    for (const std::string& field : fields) line += (line.empty() ? "" : ",") + field;
    return line + "\n";
}

// Filled up with spaces.
inline std::string padded(std::string words, std::size_t width) {
    const std::size_t count = characterCount(words);
    if (count < width) words += std::string(width - count, ' ');
    return words;
}

inline std::string subjectLine(const StudySubject& subject) {
    return padded("images", 11) + subject.source + "\n" + padded("pooling", 11) + subject.parameters + "\n";
}

}  // namespace poolscope
