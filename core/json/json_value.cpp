// SPDX-License-Identifier: GPL-3.0-or-later
// The words come from nlohmann-json's SAX parser; its own tree would take 16 bytes per pixel and bound nothing.
#include "core/json/json_value.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <new>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/base64.h"
#include "core/base/limits.h"
#include "core/base/message.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostLevels = 16;
constexpr std::size_t kMostNodes = 10'000;
constexpr std::size_t kLongestWord = 1U << 16U;  // bytes of a text or a number

std::string placeOf(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n');
    const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// The parser holds a whole word in memory, so their lengths are looked at first.
Result<void> checkWords(std::string_view text) {
    constexpr std::string_view kBetween = ",:[]{} \t\r\n";
    bool inside = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inside && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            inside = !inside;
            start = i;
        } else if (!inside && kBetween.find(text[i]) != std::string_view::npos) {
            start = i;
        }
        if (i > start && i - start > kLongestWord) {
            return fail(placeOf(text, start),
                        "a text or number begins here that is longer than " + std::to_string(kLongestWord) + " bytes");
        }
    }
    return {};
}

JsonValue madeOf(JsonValue::Kind kind, std::string text = {}) {
    JsonValue value;
    value.kind = kind;
    value.text = std::move(text);
    return value;
}

class TreeBuilder {
  public:
    explicit TreeBuilder(std::string_view text) : text_(text) {}

    JsonValue& root() { return root_; }
    const std::optional<Error>& error() const { return error_; }

    bool null() { return add({}) != nullptr; }
    bool boolean(bool value) {
        JsonValue made = madeOf(JsonValue::Kind::Bool);
        made.boolean = value;
        return add(std::move(made)) != nullptr;
    }
    bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
    bool number_float(double /*value*/, const std::string& digits) { return number(digits); }
    bool string(std::string& value) {
        if (inFloats()) return addFloat(value, true);
        if (isIn(JsonValue::Kind::Binary)) return addBytes(value);
        return add(madeOf(JsonValue::Kind::Text, std::move(value))) != nullptr;
    }
    bool binary(std::vector<std::uint8_t>& /*value*/) { return refuse("holds binary data"); }
    bool start_object(std::size_t /*count*/) { return open(JsonValue::Kind::Object); }
    bool start_array(std::size_t /*count*/) {
        const bool field = isIn(JsonValue::Kind::Object);
        return open(field && key_ == kFloatsKey  ? JsonValue::Kind::Floats
                    : field && key_ == kBytesKey ? JsonValue::Kind::Binary
                                                 : JsonValue::Kind::List);
    }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (path_.back()->member(name)) {
            return refuse("the key " + quotedExcerpt(name) + " is given twice");
        }
        key_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::json::exception& problem) {
        if (problem.id == 406) return refuse("the number " + quotedExcerpt(lastToken) + " is too large");
        const std::size_t at = std::min(position == 0 ? 0 : position - 1, text_.size());
        const bool ended = text_.find_first_not_of(" \t\r\n", at) == std::string_view::npos;
        error_ = Error{placeOf(text_, at),
                       ended ? "the text ends too early: a part of the file is missing"
                             : "this is not JSON: " + quotedExcerpt(lastToken) + " is not expected here"};
        return false;
    }

  private:
    bool isIn(JsonValue::Kind kind) const { return !path_.empty() && path_.back()->kind == kind; }
    bool inFloats() const { return isIn(JsonValue::Kind::Floats); }

    bool number(std::string digits) {
        if (inFloats()) return addFloat(digits, false);
        return add(madeOf(JsonValue::Kind::Number, std::move(digits))) != nullptr;
    }

    bool addFloat(const std::string& text, bool quotedText) {
        std::vector<float>& floats = path_.back()->floats;
        // Finite values are numbers, the others texts.
        const auto value =
            quotedText == (text.find_first_of("in") != std::string::npos) ? parseReal<float>(text) : std::nullopt;
        if (!value) {
            return refuse(
                quotedExcerpt(text) + " is not a float32 value: a number, \"nan\", \"inf\" or \"-inf\" is expected",
                "[" + std::to_string(floats.size()) + "]");
        }
        if (++floatCount_ > kMaxArrayValues) {
            return refuse("holds more values than the limit of " + std::to_string(kMaxArrayValues));
        }
        floats.push_back(*value);
        return true;
    }

    bool addBytes(const std::string& text) {
        if (appendBase64(text, path_.back()->bytes)) return true;
        return refuse(quotedExcerpt(text) + " is not base64");
    }

    JsonValue* add(JsonValue value) {
        if (isIn(JsonValue::Kind::Binary)) {
            refuse("only texts of base64 are expected here");
            return nullptr;
        }
        if (inFloats()) {
            refuse("only numbers are expected here", "[" + std::to_string(path_.back()->floats.size()) + "]");
            return nullptr;
        }
        if (++nodes_ > kMostNodes) {
            refuse("the text holds more than " + std::to_string(kMostNodes) + " parts, which no session does");
            return nullptr;
        }
        if (path_.empty()) return &(root_ = std::move(value));
        if (path_.back()->kind == JsonValue::Kind::List) return &path_.back()->items.emplace_back(std::move(value));
        return &path_.back()->members.emplace_back(JsonMember{std::exchange(key_, {}), std::move(value)}).value;
    }

    bool open(JsonValue::Kind kind) {
        if (path_.size() == kMostLevels) return refuse("is nested too deeply");
        JsonValue* value = add(madeOf(kind));
        if (value) path_.push_back(value);
        return value != nullptr;
    }

    bool close() {
        path_.pop_back();
        return true;
    }

    bool refuse(const std::string& message, const std::string& within = "") {
        std::string where;
        for (std::size_t i = 0; i + 1 <= path_.size(); ++i) {
            const JsonValue& value = *path_[i];
            const bool last = i + 1 == path_.size();
            if (value.kind == JsonValue::Kind::Object && !last) where = fieldPath(where, value.members.back().name);
            if (value.kind == JsonValue::Kind::List) {
                where += "[" + std::to_string(value.items.size() - (last ? 0 : 1)) + "]";
            }
        }
        const bool inObject = !path_.empty() && path_.back()->kind == JsonValue::Kind::Object;
        if (inObject && !key_.empty()) where = fieldPath(where, key_);
        error_ = Error{where + within, message};
        return false;
    }

    std::string_view text_;
    JsonValue root_{};
    std::vector<JsonValue*> path_;  // what is open; only the last one grows, so the others stay where they are
    std::string key_;
    std::size_t nodes_ = 0;
    std::int64_t floatCount_ = 0;
    std::optional<Error> error_;
};

}  // namespace

const JsonValue* JsonValue::member(std::string_view name) const {
    const auto found =
        std::find_if(members.begin(), members.end(), [name](const JsonMember& m) { return m.name == name; });
    return found == members.end() ? nullptr : &found->value;
}

std::string fieldPath(const std::string& parent, std::string_view name) {
    std::string path = parent.empty() ? "" : parent + ".";
    for (const char c : name.substr(0, 40)) path += c >= 0x20 && c < 0x7F ? c : '?';
    return path;
}

Result<JsonValue> parseJson(std::string_view text) {
    if (Result<void> ok = checkWords(text); !ok) return tl::unexpected(ok.error());
    TreeBuilder builder(text);
    try {
        const bool done = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
        if (done) return std::move(builder.root());
        return tl::unexpected(builder.error().value_or(Error{"", "this is not JSON"}));
    } catch (const std::bad_alloc&) {
        return fail("", "there is not enough memory for it");
    } catch (const std::exception& problem) {
        return fail("", std::string("this is not JSON: ") + problem.what());
    }
}

}  // namespace poolscope
