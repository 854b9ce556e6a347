// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a JSON object into variables, strictly: every key is known, present, of its type and within its range.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/word.h"
#include "core/json/json_value.h"

namespace poolscope {

// The first failure is kept, and everything after it does nothing. Errors name the field by its path.
class JsonFields {
  public:
    // Reads the object `value`, which has to have exactly these keys, and may have the `optional` ones. `value` and
    // `failure` must outlive it; null does nothing.
    JsonFields(const JsonValue* value, std::string path, const std::vector<std::string_view>& keys,
               std::optional<Error>& failure, const std::vector<std::string_view>& optional = {});

    // Reads the object under `key` as the constructor does.
    JsonFields object(std::string_view key, const std::vector<std::string_view>& keys,
                      const std::vector<std::string_view>& optional = {}) const;
    // Reads each of the objects in the list under `key` so; none once something has failed.
    std::vector<JsonFields> objects(std::string_view key, const std::vector<std::string_view>& keys) const;
    // Whether an optional key is there; false once something has failed.
    bool has(std::string_view key) const { return field(key) != nullptr; }
    // Each of these reads one field; `value` stays as it is when that fails.
    void boolean(std::string_view key, bool& value) const;
    void integer(std::string_view key, std::int64_t& value, std::int64_t least,
                 std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;
    void real(std::string_view key, double& value) const;
    void text(std::string_view key, std::string& value) const;
    // Reads whole numbers, each `least` or more, exactly `count` where that is given; gives none once something has
    // failed.
    std::vector<std::int64_t> integers(std::string_view key, std::optional<std::size_t> count,
                                       std::int64_t least) const;
    std::vector<std::string> texts(std::string_view key) const;
    // True for null; false for anything else and once something has failed.
    bool isNull(std::string_view key) const;
    std::vector<float> floats(std::string_view key) const;
    // Of the value that is read; null once something has failed.
    const std::vector<std::byte>* bytes(std::string_view key) const;

    // Reads one of the words; another one is refused, naming all that are legal.
    template <class T>
    void word(std::string_view key, std::span<const Word<T>> words, T& value) const {
        std::string name;
        text(key, name);
        if (failure_) return;
        if (const std::optional<T> found = valueFor(words, name)) {
            value = *found;
        } else {
            refuseWord(key, name, namesOf(words));
        }
    }

    // Fails with the path of that field.
    void refuse(std::string_view key, const std::string& message) const;
    bool failed() const { return failure_.has_value(); }

  private:
    std::string pathOf(std::string_view key) const { return fieldPath(path_, key); }
    const JsonValue* field(std::string_view key) const;
    const JsonValue* field(std::string_view key, JsonValue::Kind kind, const char* expected) const;
    void refuseWord(std::string_view key, const std::string& name, const std::string& legal) const;

    const JsonValue* value_ = nullptr;
    std::string path_;
    std::optional<Error>& failure_;
};

}  // namespace poolscope
