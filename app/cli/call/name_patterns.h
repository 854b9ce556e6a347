// SPDX-License-Identifier: GPL-3.0-or-later
// File names with places for {index}, {label}, {size}, {stride} and {op}; {index:04} has zeros up to four digits.
#pragma once

#include "app/cli/call/input.h"

namespace poolscope::cli {

// True when the name differs from image to image: it holds {index} or {label}.
bool isPerImage(const std::string& pattern);
// True when the name holds any word in braces.
bool hasPlaces(const std::string& pattern);

// The name for image `i` of the source. {label} fails where there are no labels, other words in braces always;
// errors name the option that the pattern is from.
Outcome<std::string> expandName(const std::string& option, const std::string& pattern, const Input& input,
                                std::int64_t i, const Experiment& experiment);

}  // namespace poolscope::cli
