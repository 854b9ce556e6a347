// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
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

template <class Value>
Bytes write(std::string_view descr, std::span<const Value> values, std::span<const std::int64_t> shape) {
    static_assert(std::endian::native == std::endian::little, "the values are copied as they lie in memory");
    const std::string text = headerText(descr, shape);
    std::string start = "\x93NUMPY\x01";
    start += '\0';
    start += static_cast<char>(text.size() & 0xFFU);
    start += static_cast<char>(text.size() >> 8U);
    start += text;

    Bytes bytes(start.size() + values.size_bytes());
    const auto afterHeader = std::ranges::copy(std::as_bytes(std::span(start)), bytes.begin()).out;
    std::ranges::copy(std::as_bytes(values), afterHeader);
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
