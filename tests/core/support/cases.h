// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling cases that name themselves: what a failure prints is all it takes to run the case again.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <iosfwd>
#include <random>
#include <string>
#include <vector>

#include "core/pool/pool_spec.h"
#include "core/tensor/tensor.h"
#include "core/window/window_spec.h"

namespace poolscope {

// How the values of a case are drawn.
enum class Data {
    Digits,    // 0 to 3: many ties, many zeros
    Normal,    // any number, hardly a tie
    Negative,  // below zero, so that padding zeros win
    Zeros,     // 0.0 and -0.0, a few ones of either sign
    Nans,      // digits, a third of them NaN
    Infinite,  // digits with infinities of either sign
    Constant,
    ByteValues,  // 0 to 255, the ends among them often
    NearlyBytes  // a few that are not: below 0, above 255, -0.0, with a fraction
};
inline constexpr Data kAllData[] = {Data::Digits,   Data::Normal,   Data::Negative,   Data::Zeros,      Data::Nans,
                                    Data::Infinite, Data::Constant, Data::ByteValues, Data::NearlyBytes};

struct Case {
    Shape shape{1, 1, 4, 4};
    WindowSpec window;
    PoolSpec pool;
    Data data = Data::Digits;
    std::uint64_t seed = 0;
    std::vector<float> values{};  // instead of `data`, over and over; for fuzzing
};

std::string toText(const WindowSpec& window);
std::string toText(const PoolSpec& pool);
std::ostream& operator<<(std::ostream& out, const Case& c);

// The same values for the same case, on every machine.
Tensor inputOf(const Case& c);
// Upstream gradient for an output of that shape: quarters from -1 to 2, any number for Data::Normal.
Tensor upstreamOf(const Case& c, const Shape& output);

// A legal case with everything at random; `op` is given. `seed` decides all of it.
Case randomCase(PoolOp op, std::uint64_t seed);

// How many random cases a test tries: POOLSCOPE_RANDOM_CASES, 100000 when not set.
std::uint64_t randomCases();

// Runs the case through the direct path, the im2col reference and the naive one, forward and backward, and says where
// they differ. A case that must be refused has to be refused.
testing::AssertionResult pathsAgree(const Case& c);

}  // namespace poolscope
