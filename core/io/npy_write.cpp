// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>

#include "core/io/array.h"

namespace poolscope {
namespace {

// NumPy leaves room for the first size to grow to this many digits, and ends the header on a multiple of 64.
constexpr std::size_t kGrowthDigits = 21;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kBytesBeforeText = 10;

std::string headerText(std::string_view descr, std::span<const std::int64_t> shape) {
    std::string text = "{'descr': '" + std::string(descr) + "', 'fortran_order': False, 'shape': ";
    text += shapeText(shape) + ", }";
    if (!shape.empty()) text.append(kGrowthDigits - std::to_string(shape.front()).size(), ' ');
    // As NumPy counts, a header that would end exactly on the boundary gets 64 spaces more.
    text.append(kAlignment - (kBytesBeforeText + text.size() + 1) % kAlignment, ' ');
    return text + '\n';
}

void append(Bytes& bytes, std::string_view text) {
    const auto raw = std::as_bytes(std::span(text));
    bytes.insert(bytes.end(), raw.begin(), raw.end());
}

template <class Value>
Bytes write(std::string_view descr, std::span<const Value> values, std::span<const std::int64_t> shape) {
    static_assert(std::endian::native == std::endian::little, "the values are copied as they lie in memory");
    const std::string text = headerText(descr, shape);
    Bytes bytes;
    bytes.reserve(kBytesBeforeText + text.size() + values.size_bytes());
    append(bytes, std::string_view("\x93NUMPY\x01\x00", 8));
    bytes.push_back(static_cast<std::byte>(text.size() & 0xFFU));
    bytes.push_back(static_cast<std::byte>(text.size() >> 8U));
    append(bytes, text);
    const auto raw = std::as_bytes(values);
    bytes.insert(bytes.end(), raw.begin(), raw.end());
    return bytes;
}

}  // namespace

Bytes writeNpy(std::span<const float> values, std::span<const std::int64_t> shape) {
    return write("<f4", values, shape);
}

Bytes writeNpy(std::span<const std::int64_t> values, std::span<const std::int64_t> shape) {
    return write("<i8", values, shape);
}

}  // namespace poolscope
