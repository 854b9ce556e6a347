// SPDX-License-Identifier: GPL-3.0-or-later
// Values of an enumeration by the words that people meet: in files and on the command line, and in the window.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/enum_count.h"

// Marks an English text that app shows by QCoreApplication::translate(context, text); it is found by
// lupdate -tr-function-alias QT_TRANSLATE_NOOP+=TRANSLATABLE.
#define TRANSLATABLE(context, text) text

namespace poolscope {

// A value and the word that stands for it in files, the one the command line uses.
template <class T>
struct Word {
    T value;
    std::string_view name;
    const char* title = "";     // in the window; TRANSLATABLE
    const char* tip = "";       // what it means; TRANSLATABLE
    std::string_view former{};  // an older word in files, which is still read
};

template <class T>
std::optional<T> valueFor(std::span<const Word<T>> words, std::string_view name) {
    for (const Word<T>& word : words) {
        if (word.name == name || (!word.former.empty() && word.former == name)) return word.value;
    }
    return std::nullopt;
}

template <class T>
std::string_view wordFor(std::span<const Word<T>> words, T value) {
    for (const Word<T>& word : words) {
        if (word.value == value) return word.name;
    }
    return {};
}

// Has every member of the enumeration its word, each at its own place?
template <class T>
constexpr bool isComplete(std::span<const Word<T>> words) {
    if (words.size() != countOf<T>()) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].value != static_cast<T>(i) || words[i].name.empty()) return false;
    }
    return true;
}

// "max, min or avg", where `last` is " or ".
inline std::string joined(const std::vector<std::string_view>& parts, std::string_view last = ", ",
                          std::string_view between = ", ") {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? last : between;
        text += parts[i];
    }
    return text;
}

// "max, min, avg"
template <class T>
std::string namesOf(std::span<const Word<T>> words, std::string_view between = ", ") {
    std::vector<std::string_view> names;
    for (const Word<T>& word : words) names.push_back(word.name);
    return joined(names, between, between);
}

}  // namespace poolscope
