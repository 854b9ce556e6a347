// SPDX-License-Identifier: GPL-3.0-or-later
// 64-bit arithmetic that says when it overflows instead of wrapping.
#pragma once

#include <cstdint>
#include <optional>

namespace poolscope {

inline std::optional<std::int64_t> checkedAdd(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(a, b, &result)) return std::nullopt;
    return result;
}

inline std::optional<std::int64_t> checkedMul(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
    return result;
}

}  // namespace poolscope
