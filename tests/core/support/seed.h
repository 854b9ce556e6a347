// SPDX-License-Identifier: GPL-3.0-or-later
// What random tests begin with, so that another run can repeat them.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace poolscope {

// From which number on the seeds count: POOLSCOPE_RANDOM_SEED, 1 when not set. Printed, once.
inline std::uint64_t firstRandomSeed() {
    static const std::uint64_t seed = [] {
        const char* text = std::getenv("POOLSCOPE_RANDOM_SEED");
        const std::uint64_t first = text ? std::strtoull(text, nullptr, 10) : 1;
        std::cout << "POOLSCOPE_RANDOM_SEED=" << first << std::endl;
        return first;
    }();
    return seed;
}

}  // namespace poolscope
