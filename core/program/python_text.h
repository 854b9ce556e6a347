// SPDX-License-Identifier: GPL-3.0-or-later
// Python programs from templates, and values as Python writes them, each to read back as the same value.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tensor/tensor.h"

namespace poolscope::python {

// What stands for the places of a template: names without the $, and text that is put in as it is.
using Fields = std::vector<std::pair<std::string_view, std::string>>;

// The template with every $name replaced, as Python's string.Template does it; names are a-z and _. A field that is
// alone on its line and is empty or whole lines takes the line's end with it, so nothing leaves an empty line behind.
// Throws std::logic_error for a name without a field: the template and the code that fills it stand in the same file.
std::string filled(std::string_view program, const Fields& fields);

// "3", "0.1", "-0.0"; "nan" and "inf" are names that the program has to give a meaning.
std::string number(float value);
std::string number(double value);
// "2, 3"
std::string two(std::int64_t a, std::int64_t b);
// "(2, 3)"
std::string pair(std::int64_t a, std::int64_t b);
// "(1, 1, 28, 28)"
std::string shape(const Shape& shape);
// A string literal of Python for a file name that is given in the bytes of the file system; bytes that are not UTF-8
// become the surrogates that Python has for them.
std::string fileName(std::string_view path);
// The text as one line of UTF-8 that may stand after a #, whatever the text was.
std::string comment(std::string_view text);
// A list literal of Python with all values of the tensor, one row of the image on each line.
std::string list(const Tensor& tensor);

}  // namespace poolscope::python
