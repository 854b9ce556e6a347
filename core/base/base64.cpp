// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace poolscope {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kNone = 64;

constexpr std::array<std::uint8_t, 256> valuesOfDigits() {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNone);
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
        values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
    }
    return values;
}
constexpr std::array<std::uint8_t, 256> kValues = valuesOfDigits();

std::byte byteAt(std::uint32_t group, unsigned place) {
    return static_cast<std::byte>(group >> (16U - 8U * place) & 0xFFU);
}

}  // namespace

std::string base64Text(std::span<const std::byte> bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8U | (k < count ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0U);
        }
        for (unsigned k = 0; k < 4; ++k) text += k > count ? '=' : kDigits[group >> (18U - 6U * k) & 0x3FU];
    }
    return text;
}

bool appendBase64(std::string_view text, std::vector<std::byte>& bytes) {
    const std::size_t before = bytes.size();
    const auto give = [&bytes, before](bool whole) {
        if (!whole) bytes.resize(before);
        return whole;
    };
    if (text.size() % 4 != 0) return false;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::string_view digits = text.substr(i, 4);
        const std::size_t padding = i + 4 < text.size()      ? 0
                                    : digits.ends_with("==") ? 2
                                    : digits.ends_with('=')  ? 1
                                                             : 0;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const std::uint32_t value = k + padding < 4 ? kValues[static_cast<unsigned char>(digits[k])] : 0U;
            if (value == kNone) return give(false);
            group = group << 6U | value;
        }
        for (unsigned k = 0; k < 3; ++k) {
            if (k + padding < 3) {
                bytes.push_back(byteAt(group, k));
            } else if (byteAt(group, k) != std::byte{0}) {
                return give(false);
            }
        }
    }
    return true;
}

}  // namespace poolscope
