// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson's questions for paper, as PDF files.
#pragma once

#include "app/cli/call/arguments.h"
#include "core/lesson/lesson_lines.h"

namespace poolscope::cli {

// "FILE:LINE: what is wrong" for each.
std::vector<Failure> failuresOf(const std::string& file, const std::vector<Mistake>& mistakes);

// Reports all but the last, which is for the caller to return; nothing is fine.
Outcome<void> reported(const std::vector<Failure>& failures);

// --worksheet LESSON --seed N -o SHEET.pdf --answers ANSWERS.pdf
Outcome<void> writeWorksheet(const Arguments& a);

}  // namespace poolscope::cli
