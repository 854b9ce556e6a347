// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/csv_row.h"

namespace poolscope::cli {
namespace {

std::string inQuotesWhereNeeded(std::string text) {
    // The semicolon too: it separates where the comma is in numbers.
    if (text.find_first_of(",;\"\n\r\t") == std::string::npos) return text;
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 2)) text.insert(at, 1, '"');
    return "\"" + text + "\"";
}

}  // namespace

std::string csvRow(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + inQuotesWhereNeeded(fields[i]);
    return line + "\n";
}

}  // namespace poolscope::cli
