// SPDX-License-Identifier: GPL-3.0-or-later
// One plane of numbers as text, the same in every locale.
#pragma once

#include "core/io/array.h"

namespace poolscope {

// One row a line, all rows of the same length. The first line shows what separates the numbers: a semicolon, else a
// comma, else a tab, else white space. A byte order mark, CR LF and empty lines at the end are tolerated; nan and inf
// are numbers. Gives format "csv", dtype "float64" and a shape of two dimensions. Errors name the line.
Result<Array> readCsv(std::span<const std::byte> bytes, const std::string& name, const RunControl& run = {});

// Commas or another separator, LF, no header; floats as the shortest text that reads back as the same value.
// values.size() == extent.count().
Bytes writeCsv(std::span<const float> values, const Extent& extent, char separator = ',');
Bytes writeCsv(std::span<const std::int64_t> values, const Extent& extent, char separator = ',');

}  // namespace poolscope
