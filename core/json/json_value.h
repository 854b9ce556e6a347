// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON text as a tree, read strictly and in bounded memory. Numbers keep their digits, so nothing is rounded twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace poolscope {

struct JsonMember;

struct JsonValue {
    enum class Kind { Null, Bool, Number, Text, List, Object, Floats, Binary };

    Kind kind = Kind::Null;
    bool boolean = false;
    std::string text{};               // of Text; of Number, its digits
    std::vector<JsonValue> items{};   // of List
    std::vector<JsonMember> members;  // of Object, in the order of the file
    std::vector<float> floats{};      // of Floats
    std::vector<std::byte> bytes{};   // of Binary

    const JsonValue* member(std::string_view name) const;
};

struct JsonMember {
    std::string name;
    JsonValue value;
};

// The list under a key of this name holds float32 values, kept as Floats: whole images would be too large as a tree.
inline constexpr std::string_view kFloatsKey = "values";
// The list under a key of this name holds bytes as base64, in texts that are read as one, kept as Binary.
inline constexpr std::string_view kBytesKey = "zlib";

// Errors name the field ("experiment.window") or the place ("line 3, column 7"). Refuses deep nesting, keys given
// twice, endless words and more than kMaxArrayValues floats before they take memory. Never throws.
Result<JsonValue> parseJson(std::string_view text);

// "nan", "inf", "-inf"; other NaN than the usual one carry their bits, "nan:ffc00000". Finite numbers are the shortest
// text that reads back as the same value; whole numbers have no point, but -0.0 is "-0.0".
template <class Real>
std::string realText(Real value);

// What realText() wrote, and every other JSON number that fits; nothing for anything else.
template <class Real>
std::optional<Real> parseReal(std::string_view text);

// A field's path: "experiment" and "window" make "experiment.window".
std::string fieldPath(const std::string& parent, std::string_view name);

}  // namespace poolscope
