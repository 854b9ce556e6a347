// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/tiff_page.h"

#include <cstring>
#include <limits>

namespace poolscope {
namespace {

template <class T>
double loaded(const std::byte* from) {
    T value{};
    std::memcpy(&value, from, sizeof value);
    return static_cast<double>(value);
}

double loadedHalf(const std::byte* from) {
    const auto stored = static_cast<unsigned>(loaded<std::uint16_t>(from));
    const int exponent = static_cast<int>(stored >> 10U & 31U);
    const int fraction = static_cast<int>(stored & 1023U);
    double size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    if (exponent == 31) {
        size = fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
    }
    return (stored & 0x8000U) != 0 ? -size : size;
}

// Of samples that are no whole bytes, which come highest bit first.
double loadedBits(const std::byte* row, std::size_t index, std::size_t bits) {
    std::uint64_t value = 0;
    for (std::size_t at = index * bits; at < (index + 1) * bits; ++at) {
        value = value << 1U | (std::to_integer<unsigned>(row[at / 8]) >> (7 - at % 8) & 1U);
    }
    return static_cast<double>(value);
}

}  // namespace

double sampleAt(const TiffPage& page, const std::byte* row, std::size_t index) {
    const std::byte* const at = row + index * page.bits / 8;
    const bool isSigned = page.format == SAMPLEFORMAT_INT;
    const bool isFloat = page.format == SAMPLEFORMAT_IEEEFP;
    switch (page.bits) {
        case 8:
            return isSigned ? loaded<std::int8_t>(at) : loaded<std::uint8_t>(at);
        case 16:
            return isFloat ? loadedHalf(at) : isSigned ? loaded<std::int16_t>(at) : loaded<std::uint16_t>(at);
        case 32:
            return isFloat ? loaded<float>(at) : isSigned ? loaded<std::int32_t>(at) : loaded<std::uint32_t>(at);
        case 64:
            return isFloat ? loaded<double>(at) : isSigned ? loaded<std::int64_t>(at) : loaded<std::uint64_t>(at);
        default:
            return loadedBits(row, index, page.bits);
    }
}

std::string_view dtypeOf(const TiffPage& page) {
    const bool whole = page.bits == 8 || page.bits == 16 || page.bits == 32 || page.bits == 64;
    const int width = page.bits <= 8 ? 0 : page.bits <= 16 ? 1 : page.bits <= 32 ? 2 : 3;
    constexpr std::string_view kUnsigned[] = {"uint8", "uint16", "uint32", "uint64"};
    constexpr std::string_view kSigned[] = {"int8", "int16", "int32", "int64"};
    constexpr std::string_view kFloat[] = {"", "float16", "float32", "float64"};
    switch (page.format) {
        case SAMPLEFORMAT_UINT:
        case SAMPLEFORMAT_VOID:
            if (page.isPalette()) return page.bits <= 16 ? "uint8" : "";
            return page.bits < 16 || whole ? kUnsigned[width] : "";
        case SAMPLEFORMAT_INT:
            return whole && !page.isPalette() ? kSigned[width] : "";
        case SAMPLEFORMAT_IEEEFP:
            return whole && !page.isPalette() ? kFloat[width] : "";
        default:
            return "";
    }
}

std::string typeText(const TiffPage& page) {
    const std::string bits = std::to_string(page.bits) + "-bit ";
    switch (page.format) {
        case SAMPLEFORMAT_UINT:
        case SAMPLEFORMAT_VOID:
            return bits + "samples";
        case SAMPLEFORMAT_INT:
            return bits + "signed samples";
        case SAMPLEFORMAT_IEEEFP:
            return bits + "float samples";
        default:
            return bits + "complex samples";
    }
}

PictureKind kindOf(const TiffPage& page) {
    PictureKind kind{.width = page.width,
                     .height = page.height,
                     .channels = (page.isPalette() ? 3 : page.colours()) + (page.hasAlpha() ? 1 : 0),
                     .dtype = dtypeOf(page),
                     .premultiplied = page.extra == EXTRASAMPLE_ASSOCALPHA,
                     .orientation = page.orientation};
    if (page.isPalette() || (page.bits < 8 && page.format != SAMPLEFORMAT_INT)) return kind;
    kind.whole = page.format != SAMPLEFORMAT_IEEEFP;
    kind.white = !kind.whole ? 1 : page.format == SAMPLEFORMAT_INT ? std::floor(page.top() / 2) : page.top();
    return kind;
}

}  // namespace poolscope
