// SPDX-License-Identifier: GPL-3.0-or-later
// Values as Python writes them, each to read back as the same value.
#pragma once

#include <string>
#include <string_view>

#include "core/tensor/tensor.h"

namespace poolscope::python {

// "3", "0.1", "-0.0"; "nan" and "inf" are names that the program has to give a meaning.
std::string number(float value);
std::string number(double value);
// "(2, 3)"
std::string pair(std::int64_t a, std::int64_t b);
// "(1, 1, 28, 28)"
std::string shape(const Shape& shape);
// A file name in the bytes of the file system, in quotes; bytes that are not UTF-8 as Python's surrogates for them.
std::string fileName(std::string_view path);
// Text for after a #: one line of UTF-8, whatever it was.
std::string comment(std::string_view text);
// The values in brackets, a row of the image on each line.
std::string list(const Tensor& tensor);

}  // namespace poolscope::python
