// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/pool_spec.h"

#include <cmath>

#include "core/base/text.h"

namespace poolscope {

std::string_view toText(PoolOp op) {
    static constexpr std::string_view kNames[] = {"max", "min", "avg", "median", "lp"};
    return kNames[static_cast<std::size_t>(op)];
}

Result<void> check(const PoolSpec& spec) {
    if (spec.op == PoolOp::Lp && !(spec.p > 0 && std::isfinite(spec.p))) {
        return fail("pool.p", "p " + shortestNumber(spec.p) + " is not legal: it must be a number above 0");
    }
    if (spec.op == PoolOp::Avg && spec.divisor && (*spec.divisor == 0 || !std::isfinite(*spec.divisor))) {
        return fail("pool.divisor",
                    "divisor " + shortestNumber(*spec.divisor) + " is not legal: it must be a number but 0");
    }
    return {};
}

}  // namespace poolscope
