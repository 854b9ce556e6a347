// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as lines for the terminal, and results on stdout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cli/call/failure.h"
#include "core/base/printable.h"
#include "core/io/reading.h"

namespace poolscope::cli {

// The text in quotes, shortened when it is long; it still has to be made printable.
std::string quoteArgument(std::string_view text);

// The option that sets a field of the core ("window.size" is "--size"); anything else is returned as it is.
std::string optionFor(const std::string& where);

// "poolscope: WHERE: message" on stderr; returns the exit status.
int report(const Failure& failure);

// "poolscope: note: NAME: note" on stderr for each.
void printNotes(const std::string& name, const std::vector<Note>& notes);

// Writes all of it to stdout and flushes; fails when it cannot be written.
Outcome<void> print(std::string_view text);

}  // namespace poolscope::cli
