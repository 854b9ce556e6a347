// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/python_text.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "core/base/byte_text.h"
#include "core/base/text.h"

namespace poolscope::python {
namespace {

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

template <class Number>
std::string signedZero(Number value) {
    return value == 0 && std::signbit(value) ? "-0.0" : plainNumber(value);
}

// What Python makes of the text: a double, rounded to float after.
float readBack(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return static_cast<float>(value);
}

const std::string& fieldNamed(std::string_view name, const Fields& fields) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    if (found == fields.end()) throw std::logic_error("a Python template has no field for $" + std::string(name));
    return found->second;
}

bool isWholeLines(const std::string& text) {
    return text.empty() || text.back() == '\n';
}

}  // namespace

std::string filled(std::string_view program, const Fields& fields) {
    constexpr std::string_view kNameLetters = "abcdefghijklmnopqrstuvwxyz_";
    std::string text;
    std::size_t at = 0;
    for (std::size_t dollar = program.find('$'); dollar != program.npos; dollar = program.find('$', at)) {
        text += program.substr(at, dollar - at);
        at = std::min(program.find_first_not_of(kNameLetters, dollar + 1), program.size());
        const bool beginsLine = text.empty() || text.back() == '\n';
        const bool endsLine = at < program.size() && program[at] == '\n';
        const std::string& value = fieldNamed(program.substr(dollar + 1, at - dollar - 1), fields);
        text += value;
        if (beginsLine && endsLine && isWholeLines(value)) ++at;
    }
    return text.append(program.substr(at));
}

std::string number(float value) {
    std::string text = signedZero(value);
    // Rounded twice, the shortest text may, hardly ever, miss by one.
    return std::isnan(value) || readBack(text) == value ? text : shortestNumber(double{value});
}

std::string number(double value) {
    return signedZero(value);
}

std::string two(std::int64_t a, std::int64_t b) {
    return std::to_string(a) + ", " + std::to_string(b);
}

std::string pair(std::int64_t a, std::int64_t b) {
    return "(" + two(a, b) + ")";
}

std::string shape(const Shape& shape) {
    return toText(shape);
}

std::string fileName(std::string_view path) {
    const std::string escaped = escapeBytes(path);
    std::string text = "\"";
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        const char c = escaped[i];
        if (c == '%') {
            const std::string hex = escaped.substr(i + 1, 2);
            text += hex == "25" ? "%" : "\\udc" + hex;
            i += 2;
        } else if (isControl(c)) {
            constexpr std::string_view kHex = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            text += std::string("\\x") + kHex[byte >> 4U] + kHex[byte & 15U];
        } else {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
    }
    return text + "\"";
}

std::string comment(std::string_view text) {
    std::string line = escapeBytes(text);
    for (std::size_t at = line.find("%25"); at != std::string::npos; at = line.find("%25", at + 1))
        line.erase(at + 1, 2);
    for (char& c : line) {
        if (isControl(c)) c = ' ';
    }
    return line;
}

std::string list(const Tensor& tensor) {
    std::string text = "[";
    const auto cols = static_cast<std::size_t>(tensor.shape.w);
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        text += i % cols == 0 ? "\n    " : " ";
        text += number(tensor.values[i]) + ",";
    }
    return text + "\n]";
}

}  // namespace poolscope::python
