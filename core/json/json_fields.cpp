// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_fields.h"

#include <algorithm>
#include <charconv>

#include "core/base/message.h"

namespace poolscope {
namespace {

// What the user finds in the place of what is expected.
std::string found(const JsonValue& value) {
    switch (value.kind) {
        case JsonValue::Kind::Null:
            return "null";
        case JsonValue::Kind::Bool:
            return value.boolean ? "true" : "false";
        case JsonValue::Kind::Number:
            return value.text.substr(0, 40);
        case JsonValue::Kind::Text:
            return quotedExcerpt(value.text);
        case JsonValue::Kind::Object:
            return "an object";
        case JsonValue::Kind::List:
        case JsonValue::Kind::Floats:
        case JsonValue::Kind::Binary:
            break;
    }
    return "a list";
}

// A whole number in the range, else the sentence that refuses it.
tl::expected<std::int64_t, std::string> wholeNumber(const JsonValue& value, std::int64_t least, std::int64_t most) {
    std::int64_t number = 0;
    const std::string& text = value.text;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = value.kind == JsonValue::Kind::Number;
    const bool whole = isNumber && end == text.data() + text.size();
    if (whole && problem == std::errc() && number >= least && number <= most) return number;
    std::string range = most == std::numeric_limits<std::int64_t>::max()
                            ? std::to_string(least) + " or more"
                            : std::to_string(least) + " to " + std::to_string(most);
    if (isNumber && (whole || problem == std::errc::result_out_of_range)) {
        return tl::unexpected(found(value) + " is not legal: it must be " + range);
    }
    return tl::unexpected("a whole number is expected, " + range + ", not " + found(value));
}

}  // namespace

JsonFields::JsonFields(const JsonValue* value, std::string path, const std::vector<std::string_view>& keys,
                       std::optional<Error>& failure, const std::vector<std::string_view>& optional)
    : value_(value), path_(std::move(path)), failure_(failure) {
    if (failure_ || !value_) return;
    if (value_->kind != JsonValue::Kind::Object) {
        failure_ = Error{path_, "an object in braces is expected, not " + found(*value_)};
        return;
    }
    for (const JsonMember& member : value_->members) {
        if (std::find(keys.begin(), keys.end(), member.name) != keys.end()) continue;
        if (std::find(optional.begin(), optional.end(), member.name) != optional.end()) continue;
        std::vector<std::string_view> known = keys;
        known.insert(known.end(), optional.begin(), optional.end());
        refuse(member.name, "this key is not known; known here are " + joined(known));
        return;
    }
    for (const std::string_view key : keys) {
        if (!value_->member(key)) refuse(key, "is missing");
    }
}

void JsonFields::refuse(std::string_view key, const std::string& message) const {
    if (!failure_) failure_ = Error{pathOf(key), message};
}

void JsonFields::refuseWord(std::string_view key, const std::string& name, const std::string& legal) const {
    refuse(key, quotedExcerpt(name) + " is not one of " + legal);
}

const JsonValue* JsonFields::field(std::string_view key) const {
    return failure_ || !value_ ? nullptr : value_->member(key);
}

const JsonValue* JsonFields::field(std::string_view key, JsonValue::Kind kind, const char* expected) const {
    const JsonValue* value = field(key);
    if (!value || value->kind == kind) return value;
    refuse(key, std::string(expected) + " is expected, not " + found(*value));
    return nullptr;
}

JsonFields JsonFields::object(std::string_view key, const std::vector<std::string_view>& keys,
                              const std::vector<std::string_view>& optional) const {
    return {field(key), pathOf(key), keys, failure_, optional};
}

void JsonFields::boolean(std::string_view key, bool& value) const {
    if (const JsonValue* found = field(key, JsonValue::Kind::Bool, "true or false")) value = found->boolean;
}

void JsonFields::integer(std::string_view key, std::int64_t& value, std::int64_t least, std::int64_t most) const {
    const JsonValue* json = field(key);
    if (!json) return;
    const auto number = wholeNumber(*json, least, most);
    if (!number) return refuse(key, number.error());
    value = *number;
}

void JsonFields::real(std::string_view key, double& value) const {
    const JsonValue* json = field(key);
    if (!json) return;
    const bool isNumber = json->kind == JsonValue::Kind::Number;
    const bool isWord = json->kind == JsonValue::Kind::Text && json->text.find_first_of("in") != std::string::npos;
    const auto number = isNumber || isWord ? parseReal<double>(json->text) : std::nullopt;
    if (!number) return refuse(key, R"(a number, "nan", "inf" or "-inf" is expected, not )" + found(*json));
    value = *number;
}

void JsonFields::text(std::string_view key, std::string& value) const {
    if (const JsonValue* json = field(key, JsonValue::Kind::Text, "a text in quotes")) value = json->text;
}

std::vector<std::int64_t> JsonFields::integers(std::string_view key, std::optional<std::size_t> count,
                                               std::int64_t least) const {
    const JsonValue* list = field(key, JsonValue::Kind::List, "a list in brackets");
    if (!list) return {};
    if (count && list->items.size() != *count) {
        refuse(key, "a list of " + std::to_string(*count) + " whole numbers is expected, but there are " +
                        std::to_string(list->items.size()));
        return {};
    }
    std::vector<std::int64_t> numbers;
    for (const JsonValue& item : list->items) {
        const auto number = wholeNumber(item, least, std::numeric_limits<std::int64_t>::max());
        if (!number) {
            refuse(key, number.error());
            return {};
        }
        numbers.push_back(*number);
    }
    return numbers;
}

std::vector<std::string> JsonFields::texts(std::string_view key) const {
    const JsonValue* list = field(key, JsonValue::Kind::List, "a list in brackets");
    if (!list) return {};
    std::vector<std::string> texts;
    for (const JsonValue& item : list->items) {
        if (item.kind != JsonValue::Kind::Text) {
            refuse(key, "texts in quotes are expected, not " + found(item));
            return {};
        }
        texts.push_back(item.text);
    }
    return texts;
}

std::vector<JsonFields> JsonFields::objects(std::string_view key, const std::vector<std::string_view>& keys) const {
    const JsonValue* list = field(key, JsonValue::Kind::List, "a list in brackets");
    if (!list) return {};
    std::vector<JsonFields> objects;
    for (const JsonValue& item : list->items) {
        objects.emplace_back(&item, pathOf(key) + "[" + std::to_string(objects.size()) + "]", keys, failure_);
    }
    return objects;
}

bool JsonFields::isNull(std::string_view key) const {
    const JsonValue* json = field(key);
    return json && json->kind == JsonValue::Kind::Null;
}

const std::vector<std::byte>* JsonFields::bytes(std::string_view key) const {
    const JsonValue* json = field(key, JsonValue::Kind::Binary, "a list of base64 texts");
    return json ? &json->bytes : nullptr;
}

std::vector<float> JsonFields::floats(std::string_view key) const {
    const JsonValue* json = field(key, JsonValue::Kind::Floats, "a list of numbers");
    return json ? json->floats : std::vector<float>{};
}

}  // namespace poolscope
