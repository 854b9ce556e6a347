// SPDX-License-Identifier: GPL-3.0-or-later
// What students made of lessons, file by file, as one table.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/cli/call/failure.h"
#include "core/lesson/lesson_results.h"

namespace poolscope::cli {

struct ResultsFile {
    std::string path;  // from the folder that was read
    LessonResults results;
};

struct ResultsFolder {
    std::vector<ResultsFile> files;   // in natural order of their paths
    std::vector<Failure> unreadable;  // files that end in .json and hold no results
};

// All files in the folder and below it that end in .json; links are not followed. Fails where there is none.
Outcome<ResultsFolder> readResults(const std::string& folder);

// A header and a row for each file, CSV: who and what, how many questions were closed in which way, and then question
// by question: "at once", "later, 3 tries, last wrong: 80 | 20". No field is taken for a formula by a spreadsheet.
std::string resultsTable(std::span<const ResultsFile> files);

}  // namespace poolscope::cli
