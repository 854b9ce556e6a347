// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/word_list.h"

#include <algorithm>

namespace poolscope {
namespace {

constexpr std::string_view kSpace = " \t\r";

}  // namespace

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
        if (text.empty()) return words;
        std::string_view word = text.substr(0, text.find_first_of(kSpace));
        text.remove_prefix(word.size());
        if (word.ends_with(',')) word.remove_suffix(1);
        if (!word.empty()) words.emplace_back(word);
    }
}

}  // namespace poolscope
