// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of which all JSON of the program is made, each JSON by itself: numbers that read back as the same value,
// quoted texts, lists on one line, and small objects with their keys in the order they were added. For what is long,
// json_writer.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace poolscope::json {

std::string number(std::int64_t value);
// Not-a-number and the infinities, which JSON lacks, become "nan", "inf" and "-inf" in quotes.
std::string number(double value);
// The same for what may not be defined: NaN is null.
std::string numberOrNull(double value);
// Bytes that are not UTF-8 become U+FFFD.
std::string text(std::string_view value);
std::string list(std::span<const std::int64_t> values);
std::string list(std::span<const std::string> values);
inline const std::string kNull = "null";

class Object {
  public:
    // `value` is JSON already.
    Object& add(std::string_view key, const std::string& value);
    std::string oneLine() const;
    // One key a line, ending with a line feed.
    std::string lines() const;

  private:
    std::string joined(std::string_view before, std::string_view between, std::string_view after) const;

    std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace poolscope::json
