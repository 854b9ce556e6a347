// SPDX-License-Identifier: GPL-3.0-or-later
// All JSON text that the program writes, made so that a person can read and compare it: one field a line, in the order
// they are written, short lists on one line, float32 values one row of an image a line, bytes in lines of
// base64. The same values give the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace poolscope {

// Every field of an object has a key, and no item of a list.
class JsonWriter {
  public:
    enum class Layout { Lines, OneLine };
    using Sink = std::function<void(std::string_view piece)>;

    JsonWriter() = default;
    // Gives what is written to the sink, piece by piece, so that no more is held; the last one when it is taken.
    explicit JsonWriter(Sink sink) : sink_(std::move(sink)) {}

    // Within an object on one line everything else is on it too.
    JsonWriter& beginObject(std::string_view key = {}, Layout layout = Layout::Lines);
    JsonWriter& endObject() { return end('}'); }
    // Begins a list on one line.
    JsonWriter& beginList(std::string_view key);
    JsonWriter& endList() { return end(']'); }

    JsonWriter& null(std::string_view key) { return raw(key, "null"); }
    JsonWriter& boolean(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    JsonWriter& integer(std::string_view key, std::int64_t value) { return raw(key, std::to_string(value)); }
    JsonWriter& integer(std::string_view key, std::optional<std::int64_t> value);
    // Writes a number for other programs to read. Not-a-number and the infinities, which JSON lacks, become "nan",
    // "inf" and "-inf" in quotes; nothing becomes null.
    JsonWriter& number(std::string_view key, double value);
    JsonWriter& number(std::string_view key, std::optional<double> value);
    // Writes what may not be defined: not-a-number becomes null.
    JsonWriter& share(std::string_view key, double value);
    // Writes a number as realText() does, so that every bit can be read back.
    JsonWriter& real(std::string_view key, double value);
    // Bytes that are not UTF-8 become U+FFFD.
    JsonWriter& text(std::string_view key, std::string_view value);
    JsonWriter& integers(std::string_view key, std::span<const std::int64_t> values);
    JsonWriter& texts(std::string_view key, std::span<const std::string_view> values);
    // Writes `perLine` values on each line.
    JsonWriter& floats(std::string_view key, std::span<const float> values, std::int64_t perLine);

    // Writes base64, in texts of one line each.
    JsonWriter& bytes(std::string_view key, std::span<const std::byte> bytes);

    // What was written, with a line feed at its end; with a sink that has it, and nothing is left.
    std::string take();

  private:
    JsonWriter& raw(std::string_view key, std::string_view json);
    JsonWriter& begin(std::string_view key, char bracket, Layout layout);
    JsonWriter& end(char bracket);
    // Begins the next line, unless everything has to stay on this one.
    void newLine(std::size_t depth);
    void pass(std::size_t most);

    Sink sink_;
    std::string out_;
    std::size_t depth_ = 0;
    std::size_t oneLineDepth_ = 0;  // of the outermost object or list on one line; 0 for none
    bool first_ = true;
};

// The object whose fields `writeFields(writer)` writes, one a line.
template <class WriteFields>
std::string jsonOf(const WriteFields& writeFields, JsonWriter::Sink sink = {}) {
    JsonWriter writer(std::move(sink));
    writer.beginObject();
    writeFields(writer);
    return writer.endObject().take();
}

}  // namespace poolscope
