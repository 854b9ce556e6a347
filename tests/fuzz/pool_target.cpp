// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as settings and a small tensor: the fast paths, the reference of the blog and the naive pooling agree, forward
// and backward, for every operation and every rule of ties and overlaps.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <limits>
#include <sstream>

#include "core/base/enum_count.h"
#include "tests/core/support/cases.h"
#include "tests/fuzz/check.h"

namespace poolscope::fuzz {
namespace {

template <class Enum>
Enum member(FuzzedDataProvider& from) {
    return static_cast<Enum>(from.ConsumeIntegralInRange<int>(0, static_cast<int>(countOf<Enum>()) - 1));
}

Extent extent(FuzzedDataProvider& from, std::int64_t least, std::int64_t most) {
    const auto rows = from.ConsumeIntegralInRange<std::int64_t>(least, most);
    return {rows, from.ConsumeIntegralInRange<std::int64_t>(least, most)};
}

// Quarters around zero, and what is special.
float valueOf(std::uint8_t byte) {
    using Limits = std::numeric_limits<float>;
    constexpr std::array kSpecial{Limits::quiet_NaN(),  Limits::infinity(),   -Limits::infinity(), -0.0F,
                                  Limits::denorm_min(), -Limits::denorm_min()};
    if (byte < kSpecial.size()) return kSpecial[byte];
    return (static_cast<float>(byte) - 128) / 4;
}

Case caseOf(FuzzedDataProvider& from) {
    Case c;
    PoolSpec& pool = c.pool;
    pool.op = member<PoolOp>(from);
    pool.padValue = from.PickValueInArray({PadValue::Ignore, PadValue::Zero});
    pool.ties = member<TieRule>(from);
    pool.median = from.PickValueInArray({MedianRule::Mean, MedianRule::Lower});
    pool.overlap = member<Overlap>(from);
    pool.countIncludePad = from.ConsumeBool();
    if (from.ConsumeBool()) pool.divisor = from.PickValueInArray({1.0, 3.0, -2.0, 0.5, 7.25});
    pool.p = from.PickValueInArray({1.0, 2.0, 3.0, 0.5, 2.5, 10.0});
    WindowSpec& window = c.window;
    window.size = extent(from, 0, 9);
    window.stride = extent(from, 0, 5);
    window.dilation = extent(from, 0, 3);
    window.padding.mode = from.PickValueInArray({PadMode::Explicit, PadMode::SameUpper, PadMode::SameLower});
    const Extent before = extent(from, -1, 9);
    const Extent after = extent(from, -1, 9);
    window.padding.top = before.rows;
    window.padding.left = before.cols;
    window.padding.bottom = after.rows;
    window.padding.right = after.cols;
    window.ceilMode = from.ConsumeBool();
    c.shape = {from.ConsumeIntegralInRange<std::int64_t>(0, 2), from.ConsumeIntegralInRange<std::int64_t>(1, 3),
               from.ConsumeIntegralInRange<std::int64_t>(1, 14), from.ConsumeIntegralInRange<std::int64_t>(1, 40)};
    c.seed = from.ConsumeIntegral<std::uint16_t>();
    for (const std::uint8_t byte : from.ConsumeRemainingBytes<std::uint8_t>()) {
        c.values.push_back(valueOf(byte));
        if (std::isinf(c.values.back())) c.data = Data::Infinite;
    }
    return c;
}

}  // namespace
}  // namespace poolscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider from(data, size);
    const auto agreed = poolscope::pathsAgree(poolscope::fuzz::caseOf(from));
    poolscope::fuzz::check(static_cast<bool>(agreed), agreed.message());
    return 0;
}
