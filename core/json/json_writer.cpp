// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_writer.h"

#include <cmath>
#include <utility>

#include "core/base/limits.h"
#include "core/json/json_text.h"
#include "core/json/json_value.h"

namespace poolscope {
namespace {

// JSON has no number for NaN and infinities.
template <class Real>
std::string realJson(Real value) {
    return std::isfinite(value) ? realText(value) : "\"" + realText(value) + "\"";
}

}  // namespace

void JsonWriter::begin(std::string_view key) {
    if (depth_ > 0) out_ += first_ ? "\n" : ",\n";
    out_.append(2 * depth_, ' ');
    if (!key.empty()) out_ += json::text(key) + ": ";
    first_ = false;
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view json) {
    begin(key);
    out_ += json;
    return *this;
}

JsonWriter& JsonWriter::beginObject(std::string_view key) {
    raw(key, "{");
    ++depth_;
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::endObject() {
    --depth_;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
    out_ += '}';
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::real(std::string_view key, double value) {
    return raw(key, realJson(value));
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
    return raw(key, json::text(value));
}

JsonWriter& JsonWriter::integers(std::string_view key, std::span<const std::int64_t> values) {
    return raw(key, json::list(values));
}

JsonWriter& JsonWriter::texts(std::string_view key, std::span<const std::string_view> values) {
    std::vector<std::string> quoted;
    for (const std::string_view value : values) quoted.push_back(json::text(value));
    return raw(key, json::list(quoted));
}

JsonWriter& JsonWriter::floats(std::string_view key, std::span<const float> values, std::int64_t perLine) {
    raw(key, "[");
    std::int64_t inLine = 0;
    // What is too long to be read again is refused by who asked; it need not be finished.
    for (std::size_t i = 0; i < values.size() && out_.size() <= std::size_t{kMaxFileBytes}; ++i) {
        if (inLine == 0) {
            out_ += '\n';
            out_.append(2 * (depth_ + 1), ' ');
        }
        inLine = inLine + 1 == perLine ? 0 : inLine + 1;
        out_ += realJson(values[i]);
        if (i + 1 < values.size()) out_ += inLine == 0 ? "," : ", ";
    }
    if (!values.empty()) {
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }
    out_ += ']';
    return *this;
}

std::string JsonWriter::take() {
    return std::exchange(out_, {}) + '\n';
}

}  // namespace poolscope
