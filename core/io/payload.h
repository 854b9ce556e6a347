// SPDX-License-Identifier: GPL-3.0-or-later
// The values after a header: numbers of one type in one byte order, turned into a row-major Array.
#pragma once

#include <array>
#include <bit>
#include <string_view>

#include "core/io/byte_source.h"
#include "core/io/input_format.h"

namespace poolscope {

enum class ElementType { Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float16, Float32, Float64 };

struct ElementInfo {
    ElementType type;
    std::string_view code;   // kind and size as in an NPY header
    std::string_view dtype;  // NumPy's name
    std::int64_t size;       // bytes
};

// In the order of the enumeration.
inline constexpr std::array<ElementInfo, 12> kElementTypes{{{ElementType::Bool, "b1", "bool", 1},
                                                            {ElementType::Int8, "i1", "int8", 1},
                                                            {ElementType::Int16, "i2", "int16", 2},
                                                            {ElementType::Int32, "i4", "int32", 4},
                                                            {ElementType::Int64, "i8", "int64", 8},
                                                            {ElementType::UInt8, "u1", "uint8", 1},
                                                            {ElementType::UInt16, "u2", "uint16", 2},
                                                            {ElementType::UInt32, "u4", "uint32", 4},
                                                            {ElementType::UInt64, "u8", "uint64", 8},
                                                            {ElementType::Float16, "f2", "float16", 2},
                                                            {ElementType::Float32, "f4", "float32", 4},
                                                            {ElementType::Float64, "f8", "float64", 8}}};

inline const ElementInfo& elementInfo(ElementType type) {
    return kElementTypes[static_cast<std::size_t>(type)];
}

// What a header declares.
struct PayloadLayout {
    ElementType type = ElementType::UInt8;
    std::endian order = std::endian::little;
    bool firstAxisFastest = false;  // Fortran order
    std::vector<std::int64_t> shape;
};

// What InputRequest::factsOnly looks at, at most.
inline constexpr std::int64_t kMostLookedAt = 16 * kMaxArrayValues;

// Reads all that is left of `source`: exactly the declared values, no byte more or less. The number of values is
// checked against the limit and against the bytes that can still come before memory is taken. An axis of size 0 does
// not excuse the others: their product stays within the limit too, so that no later product of sizes can overflow. What
// is above the limit is read in part, or looked at without keeping its values, where the request says so.
Result<Array> readPayload(ByteSource& source, const PayloadLayout& layout, std::string format,
                          const InputRequest& request);

}  // namespace poolscope
