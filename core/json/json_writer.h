// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text that a person can read and compare: one field a line, in the order they are written, short lists on one
// line, float32 values one row of an image a line. The same values give the same bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace poolscope {

class JsonWriter {
  public:
    JsonWriter& beginObject(std::string_view key = {});
    JsonWriter& endObject();
    JsonWriter& null(std::string_view key) { return raw(key, "null"); }
    JsonWriter& boolean(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    JsonWriter& integer(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
    JsonWriter& real(std::string_view key, double value);
    // `value` must be UTF-8.
    JsonWriter& text(std::string_view key, std::string_view value);
    JsonWriter& integers(std::string_view key, std::span<const std::int64_t> values);
    JsonWriter& texts(std::string_view key, std::span<const std::string_view> values);
    // Writes `perLine` values on each line.
    JsonWriter& floats(std::string_view key, std::span<const float> values, std::int64_t perLine);

    // What was written, with a line feed at its end.
    std::string take();

  private:
    JsonWriter& raw(std::string_view key, std::string_view json);
    void begin(std::string_view key);

    std::string out_;
    std::size_t depth_ = 0;
    bool first_ = true;
};

}  // namespace poolscope
