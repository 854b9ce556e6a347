// SPDX-License-Identifier: GPL-3.0-or-later
// How values of one type are read and written, as text and in session files. Private to core/experiment.
#pragma once

#include "core/experiment/experiment_words.h"
#include "core/experiment/parameters.h"

namespace poolscope::values {

using Problem = std::optional<Unreadable>;
using Filters = std::vector<std::size_t>;

Problem readText(std::string_view text, bool& value);
Problem readText(std::string_view text, std::int64_t& value);
Problem readText(std::string_view text, double& value);
Problem readText(std::string_view text, std::optional<double>& value);
Problem readText(std::string_view text, Extent& value);
Problem readText(std::string_view text, CellRef& value);
Problem readText(std::string_view text, Padding& value);
Problem readText(std::string_view text, Filters& value);
Problem readText(std::string_view text, Upstream& value);

std::string print(bool value);
std::string print(std::int64_t value);
std::string print(double value);
std::string print(const std::optional<double>& value);
std::string print(const Extent& value);
std::string print(const CellRef& value);
std::string print(const Padding& value);
std::string print(const Filters& value);

void write(JsonWriter& writer, std::string_view key, bool value);
void write(JsonWriter& writer, std::string_view key, std::int64_t value);
void write(JsonWriter& writer, std::string_view key, double value);
void write(JsonWriter& writer, std::string_view key, const std::optional<double>& value);
void write(JsonWriter& writer, std::string_view key, const Extent& value);
void write(JsonWriter& writer, std::string_view key, const CellRef& value);
void write(JsonWriter& writer, std::string_view key, const Padding& value);
void write(JsonWriter& writer, std::string_view key, const Filters& value);

// Ranges are for checkSaved() to say.
void readJson(const JsonFields& fields, std::string_view key, bool& value);
void readJson(const JsonFields& fields, std::string_view key, std::int64_t& value);
void readJson(const JsonFields& fields, std::string_view key, double& value);
void readJson(const JsonFields& fields, std::string_view key, std::optional<double>& value);
void readJson(const JsonFields& fields, std::string_view key, Extent& value);
void readJson(const JsonFields& fields, std::string_view key, CellRef& value);
void readJson(const JsonFields& fields, std::string_view key, Padding& value);
void readJson(const JsonFields& fields, std::string_view key, Filters& value);

template <class T>
concept Enumeration = std::is_enum_v<T>;

template <Enumeration T>
Problem readWord(std::string_view text, std::span<const Word<T>> words, T& value) {
    if (const std::optional<T> found = valueFor(words, text)) {
        value = *found;
        return {};
    }
    return Unreadable{Unreadable::Why::UnknownWord, std::string(text), namesOf(words)};
}
template <Enumeration T>
Problem readText(std::string_view text, T& value) {
    return readWord(text, wordsFor(T{}), value);
}
template <Enumeration T>
std::string print(T value) {
    return std::string(wordFor(wordsFor(T{}), value));
}
template <Enumeration T>
void write(JsonWriter& writer, std::string_view key, T value) {
    writer.text(key, wordFor(wordsFor(T{}), value));
}
template <Enumeration T>
void readJson(const JsonFields& fields, std::string_view key, T& value) {
    fields.word(key, wordsFor(T{}), value);
}

// All of these on the field that `Get`, a lambda without captures, gives of an experiment.
template <class Get>
constexpr ParameterValue valueOf(Get) {
    return {[](std::string_view text, Experiment& e) { return readText(text, Get{}(e)); },
            [](const Experiment& e) { return print(Get{}(e)); },
            [](const Experiment& from, Experiment& to) { Get{}(to) = Get{}(from); },
            [](const Experiment& a, const Experiment& b) { return Get{}(a) == Get{}(b); },
            [](JsonWriter& w, std::string_view key, const Experiment& e) { write(w, key, Get{}(e)); },
            [](const JsonFields& f, std::string_view key, Experiment& e) { readJson(f, key, Get{}(e)); },
            std::is_same_v<std::remove_cvref_t<std::invoke_result_t<Get, Experiment&>>, bool>};
}

}  // namespace poolscope::values
