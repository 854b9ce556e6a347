// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_text.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/text.h"

namespace poolscope::json {
namespace {

template <class T, class ToText>
std::string bracketed(std::span<const T> values, const ToText& toText) {
    std::string result = "[";
    for (const T& value : values) result += (result.size() > 1 ? ", " : "") + toText(value);
    return result + "]";
}

}  // namespace

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string number(double value) {
    return std::isfinite(value) ? shortestNumber(value) : "\"" + shortestNumber(value) + "\"";
}

std::string numberOrNull(double value) {
    return std::isnan(value) ? kNull : number(value);
}

std::string text(std::string_view value) {
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string list(std::span<const std::int64_t> values) {
    return bracketed(values, [](std::int64_t value) { return number(value); });
}

std::string list(std::span<const std::string> values) {
    return bracketed(values, [](const std::string& value) { return value; });
}

Object& Object::add(std::string_view key, const std::string& value) {
    members_.emplace_back(key, value);
    return *this;
}

std::string Object::oneLine() const {
    return joined("{", ", ", "}");
}

std::string Object::lines() const {
    return joined("{\n  ", ",\n  ", "\n}\n");
}

std::string Object::joined(std::string_view before, std::string_view between, std::string_view after) const {
    std::string result(before);
    for (std::size_t i = 0; i < members_.size(); ++i) {
        if (i > 0) result += between;
        result += text(members_[i].first) + ": " + members_[i].second;
    }
    return result + std::string(after);
}

}  // namespace poolscope::json
