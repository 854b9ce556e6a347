// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/parameter_values.h"

#include <algorithm>
#include <limits>

#include "core/base/read_text.h"
#include "core/base/text.h"
#include "core/filter/filter.h"
#include "core/window/padding_cells.h"

namespace poolscope::values {
namespace {

using Why = Unreadable::Why;

template <class Number>
Problem readInto(std::string_view text, const char* expected, Number& value) {
    const auto number = readNumber<Number>(text);
    if (!number) {
        const bool large = number.error() == NumberProblem::TooLarge;
        return Unreadable{large ? Why::TooLarge : Why::NotANumber, std::string(text), expected};
    }
    value = *number;
    return {};
}

// Whole numbers between commas, as many as one of `counts` says.
Problem readNumbers(std::string_view text, const char* expected, std::initializer_list<std::size_t> counts,
                    std::vector<std::int64_t>& numbers) {
    for (const std::string& part : splitAtCommas(text)) {
        if (Problem problem = readInto(part, expected, numbers.emplace_back())) return problem;
    }
    if (std::find(counts.begin(), counts.end(), numbers.size()) != counts.end()) return {};
    return Unreadable{Why::WrongCount, std::string(text), expected, numbers.size()};
}

std::string pairText(std::int64_t first, std::int64_t second) {
    return std::to_string(first) + "," + std::to_string(second);
}

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::min();

template <class Pair>
void readPair(const JsonFields& f, std::string_view key, Pair& value) {
    const std::vector<std::int64_t> numbers = f.integers(key, 2, kAny);
    if (!numbers.empty()) value = {numbers[0], numbers[1]};
}

}  // namespace

Problem readText(std::string_view, bool& value) {
    value = true;
    return {};
}

Problem readText(std::string_view text, std::int64_t& value) {
    return readInto(text, "a whole number", value);
}

Problem readText(std::string_view text, double& value) {
    return readInto(text, "a number", value);
}

Problem readText(std::string_view text, std::optional<double>& value) {
    double number = 0;
    if (Problem problem = readText(text, number)) return problem;
    value = number;
    return {};
}

Problem readText(std::string_view text, Extent& value) {
    std::vector<std::int64_t> numbers;
    if (Problem problem = readNumbers(text, "a whole number or rows,columns", {1, 2}, numbers)) return problem;
    value = {numbers.front(), numbers.back()};
    return {};
}

Problem readText(std::string_view text, CellRef& value) {
    std::vector<std::int64_t> numbers;
    if (Problem problem = readNumbers(text, "row,column", {2}, numbers)) return problem;
    value = {numbers.front(), numbers.back()};
    return {};
}

Problem readText(std::string_view text, Padding& value) {
    for (const PadMode mode : {PadMode::SameUpper, PadMode::SameLower}) {
        if (text != print(mode)) continue;
        value = {mode, 0, 0, 0, 0};
        return {};
    }
    std::vector<std::int64_t> numbers;
    const char* expected = "P, PH,PW, T,L,B,R, same-upper or same-lower";
    if (Problem problem = readNumbers(text, expected, {1, 2, 4}, numbers)) return problem;
    value = paddingFromNumbers(numbers).value();
    return {};
}

Problem readText(std::string_view text, Filters& value) {
    if (text == "all") {
        value = allFilters();
        return {};
    }
    Filters filters;
    for (const std::string& name : splitAtCommas(text)) {
        const auto filter = filterNamed(name);
        if (!filter) {
            return Unreadable{Why::UnknownWord, name, filterNames(), 0, "; all by itself means every one"};
        }
        filters.push_back(*filter);
    }
    value = filters;
    return {};
}

// A gradient from one cell is said by the cell, and values have no word.
Problem readText(std::string_view text, Upstream& value) {
    return readWord(text, wordsFor(Upstream{}).first(2), value);
}

std::string print(bool) {
    return {};
}

std::string print(std::int64_t value) {
    return std::to_string(value);
}

std::string print(double value) {
    return shortestNumber(value);
}

std::string print(const std::optional<double>& value) {
    return value ? shortestNumber(*value) : std::string();
}

std::string print(const Extent& value) {
    return value.rows == value.cols ? std::to_string(value.rows) : pairText(value.rows, value.cols);
}

std::string print(const CellRef& value) {
    return pairText(value.row, value.col);
}

std::string print(const Padding& value) {
    if (value.mode != PadMode::Explicit) return print(value.mode);
    return pairText(value.top, value.left) + "," + pairText(value.bottom, value.right);
}

std::string print(const Filters& value) {
    if (value == allFilters()) return "all";
    std::vector<std::string_view> names;
    for (const std::size_t filter : value) names.push_back(filterBank()[filter].name);
    return joined(names, ",", ",");
}

void write(JsonWriter& w, std::string_view key, bool value) {
    w.boolean(key, value);
}

void write(JsonWriter& w, std::string_view key, std::int64_t value) {
    w.integer(key, value);
}

void write(JsonWriter& w, std::string_view key, double value) {
    w.real(key, value);
}

void write(JsonWriter& w, std::string_view key, const std::optional<double>& value) {
    if (value) {
        w.real(key, *value);
    } else {
        w.null(key);
    }
}

void write(JsonWriter& w, std::string_view key, const Extent& value) {
    w.integers(key, std::array{value.rows, value.cols});
}

void write(JsonWriter& w, std::string_view key, const CellRef& value) {
    w.integers(key, std::array{value.row, value.col});
}

void write(JsonWriter& w, std::string_view key, const Padding& value) {
    w.beginObject(key);
    write(w, "mode", value.mode);
    w.integers("cells", std::array{value.top, value.left, value.bottom, value.right}).endObject();
}

void write(JsonWriter& w, std::string_view key, const Filters& value) {
    std::vector<std::string_view> names;
    for (const std::size_t filter : value) names.push_back(filterBank()[filter].name);
    w.texts(key, names);
}

void readJson(const JsonFields& f, std::string_view key, bool& value) {
    f.boolean(key, value);
}

void readJson(const JsonFields& f, std::string_view key, std::int64_t& value) {
    f.integer(key, value, kAny);
}

void readJson(const JsonFields& f, std::string_view key, double& value) {
    f.real(key, value);
}

void readJson(const JsonFields& f, std::string_view key, std::optional<double>& value) {
    if (!f.isNull(key)) f.real(key, value.emplace());
}

void readJson(const JsonFields& f, std::string_view key, Extent& value) {
    readPair(f, key, value);
}

void readJson(const JsonFields& f, std::string_view key, CellRef& value) {
    readPair(f, key, value);
}

void readJson(const JsonFields& f, std::string_view key, Padding& value) {
    const JsonFields padding = f.object(key, {"mode", "cells"});
    readJson(padding, "mode", value.mode);
    const std::vector<std::int64_t> cells = padding.integers("cells", 4, kAny);
    if (!cells.empty()) value = {value.mode, cells[0], cells[1], cells[2], cells[3]};
}

void readJson(const JsonFields& f, std::string_view key, Filters& value) {
    for (const std::string& name : f.texts(key)) {
        const auto filter = filterNamed(name.substr(0, 40));
        if (!filter) return f.refuse(key, filter.error().message);
        value.push_back(*filter);
    }
}

}  // namespace poolscope::values
