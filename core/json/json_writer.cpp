// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_writer.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/base64.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/json/json_value.h"

namespace poolscope {
namespace {

// Readable as XML too, which has no place for two characters that JSON lets stand as they are.
std::string textJson(std::string_view text) {
    constexpr std::string_view kStart = "\xEF\xBF";  // of U+FFFE and U+FFFF
    const std::string json = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string result;
    std::size_t done = 0;
    for (std::size_t at = json.find(kStart); at != std::string::npos; at = json.find(kStart, at + kStart.size())) {
        const char last = json[at + kStart.size()];
        if (last != '\xBE' && last != '\xBF') continue;
        result.append(json, done, at - done).append(last == '\xBE' ? "\\ufffe" : "\\uffff");
        done = at + kStart.size() + 1;
    }
    return result.append(json, done);
}

// JSON has no number for NaN and infinities.
template <class Real>
std::string realJson(Real value) {
    return std::isfinite(value) ? realText(value) : textJson(realText(value));
}

}  // namespace

void JsonWriter::newLine(std::size_t depth) {
    if (oneLineDepth_ > 0) return;
    out_ += '\n';
    out_.append(2 * depth, ' ');
}

// What is held above that goes to the sink.
void JsonWriter::pass(std::size_t most) {
    if (!sink_ || out_.size() <= most) return;
    sink_(out_);
    out_.clear();
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view json) {
    if (!first_) out_ += oneLineDepth_ > 0 ? ", " : ",";
    if (depth_ > 0) newLine(depth_);
    if (!key.empty()) out_ += textJson(key) + ": ";
    out_ += json;
    first_ = false;
    constexpr std::size_t kMostHeld = std::size_t{1} << 16;
    pass(kMostHeld);
    return *this;
}

JsonWriter& JsonWriter::begin(std::string_view key, char bracket, Layout layout) {
    raw(key, {&bracket, 1});
    ++depth_;
    first_ = true;
    if (layout == Layout::OneLine && oneLineDepth_ == 0) oneLineDepth_ = depth_;
    return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
    newLine(depth_ - 1);
    if (oneLineDepth_ == depth_) oneLineDepth_ = 0;
    --depth_;
    out_ += bracket;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::beginObject(std::string_view key, Layout layout) {
    return begin(key, '{', layout);
}

JsonWriter& JsonWriter::beginList(std::string_view key) {
    return begin(key, '[', Layout::OneLine);
}

JsonWriter& JsonWriter::integer(std::string_view key, std::optional<std::int64_t> value) {
    return value ? integer(key, *value) : null(key);
}

JsonWriter& JsonWriter::number(std::string_view key, double value) {
    if (std::isnan(value)) return raw(key, "\"nan\"");
    return raw(key, std::isfinite(value) ? shortestNumber(value) : textJson(shortestNumber(value)));
}

JsonWriter& JsonWriter::number(std::string_view key, std::optional<double> value) {
    return value ? number(key, *value) : null(key);
}

JsonWriter& JsonWriter::share(std::string_view key, double value) {
    return std::isnan(value) ? null(key) : number(key, value);
}

JsonWriter& JsonWriter::real(std::string_view key, double value) {
    return raw(key, realJson(value));
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
    return raw(key, textJson(value));
}

JsonWriter& JsonWriter::integers(std::string_view key, std::span<const std::int64_t> values) {
    beginList(key);
    for (const std::int64_t value : values) integer({}, value);
    return endList();
}

JsonWriter& JsonWriter::texts(std::string_view key, std::span<const std::string_view> values) {
    beginList(key);
    for (const std::string_view value : values) text({}, value);
    return endList();
}

JsonWriter& JsonWriter::floats(std::string_view key, std::span<const float> values, std::int64_t perLine) {
    raw(key, "[");
    std::int64_t inLine = 0;
    // What is too long to be read again is refused by who asked; it need not be finished.
    for (std::size_t i = 0; i < values.size() && out_.size() <= std::size_t{kMaxFileBytes}; ++i) {
        if (inLine == 0) newLine(depth_ + 1);
        inLine = inLine + 1 == perLine ? 0 : inLine + 1;
        out_ += realJson(values[i]);
        if (i + 1 < values.size()) out_ += inLine == 0 && oneLineDepth_ == 0 ? "," : ", ";
    }
    if (!values.empty()) newLine(depth_);
    out_ += ']';
    return *this;
}

JsonWriter& JsonWriter::bytes(std::string_view key, std::span<const std::byte> bytes) {
    constexpr std::size_t kPerLine = 87;  // 116 digits
    raw(key, "[");
    for (std::size_t i = 0; i < bytes.size(); i += kPerLine) {
        newLine(depth_ + 1);
        out_ += '"' + base64Text(bytes.subspan(i, std::min(kPerLine, bytes.size() - i)));
        out_ += i + kPerLine < bytes.size() ? "\"," : "\"";
    }
    if (!bytes.empty()) newLine(depth_);
    out_ += ']';
    return *this;
}

std::string JsonWriter::take() {
    out_ += '\n';
    pass(0);
    return std::exchange(out_, {});
}

}  // namespace poolscope
