// SPDX-License-Identifier: GPL-3.0-or-later
// One line of a CSV table. Every table that is written as text is written by it.
#pragma once

#include <string>
#include <vector>

namespace poolscope::cli {

// The fields between commas, as many as there are, with a line end; in quotes where they need them (RFC 4180).
std::string csvRow(const std::vector<std::string>& fields);

}  // namespace poolscope::cli
