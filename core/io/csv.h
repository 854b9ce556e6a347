// SPDX-License-Identifier: GPL-3.0-or-later
// One plane of numbers as text, the same in every locale.
#pragma once

#include "core/io/array.h"

namespace poolscope {

// One row a line, all rows of the same length. The first line shows what separates the numbers: a tab, else a
// semicolon, else a comma, else white space. Between tabs and semicolons, and in quotes, a comma marks decimals; a
// point does everywhere. A byte order mark, CR LF, empty lines at the end and comments after # are tolerated; nan and
// inf are numbers, and so are numbers with the minus sign U+2212 or no-break spaces between groups of three digits.
// A first line of names is a header, and a first column that it does not name is an index. What was guessed, or is
// doubtful, is said in the notes; of `reading` only the comma counts. Gives format "csv", dtype "float64" and a shape
// of two dimensions. Errors name the line.
Result<Array> readCsv(std::span<const std::byte> bytes, const std::string& name, const Reading& reading = {},
                      const RunControl& run = {});

// Reads text that somebody copied. Where `reading` leaves it open and `decimalComma` says that the reader's language
// has it so, a lone comma in each line marks decimals: "0,5" is one number.
Result<Array> readPastedCsv(std::span<const std::byte> bytes, const std::string& name, const Reading& reading,
                            bool decimalComma, const RunControl& run = {});

// Whether the beginning holds nothing that no text has.
bool mayBeText(std::span<const std::byte> bytes);

// Commas or another separator, LF, no header; floats as the shortest text that reads back as the same value.
// values.size() == extent.count().
Bytes writeCsv(std::span<const float> values, const Extent& extent, char separator = ',');
Bytes writeCsv(std::span<const std::int64_t> values, const Extent& extent, char separator = ',');

}  // namespace poolscope
