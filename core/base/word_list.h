// SPDX-License-Identifier: GPL-3.0-or-later
// A text as the words in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope {

// The parts between white space; a comma at the end of a part is left out, so that "size 2, stride 1" has four.
std::vector<std::string> wordsOf(std::string_view text);

}  // namespace poolscope
