// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/pool_spec.h"

#include <cmath>

#include "core/base/text.h"

namespace poolscope {

PadValue dataPadding(const PoolSpec& spec) {
    return spec.countIncludePad && uses(spec.op, OwnParameter::CountIncludePad) ? PadValue::Zero : spec.padValue;
}

Result<void> check(const PoolSpec& spec) {
    if (uses(spec.op, OwnParameter::P) && !(spec.p > 0 && std::isfinite(spec.p))) {
        return fail("pool.p", "p " + shortestNumber(spec.p) + " is not legal: it must be a number above 0");
    }
    if (uses(spec.op, OwnParameter::Divisor) && spec.divisor && (*spec.divisor == 0 || !std::isfinite(*spec.divisor))) {
        return fail("pool.divisor",
                    "divisor " + shortestNumber(*spec.divisor) + " is not legal: it must be a number but 0");
    }
    if (uses(spec.op, OwnParameter::Temperature) && !(spec.temperature > 0 && std::isfinite(spec.temperature))) {
        return fail("pool.temperature",
                    "temperature " + shortestNumber(spec.temperature) + " is not legal: it must be a number above 0");
    }
    return {};
}

}  // namespace poolscope
