// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/axis_plan.h"

namespace poolscope {
namespace {

// Taps that are best compared one by one.
constexpr std::int64_t kShort = 4;
constexpr std::int64_t kShortApart = 8;  // where windows are further apart than a tap

}  // namespace

AxisPlan::AxisPlan(const AxisGrid& axis) {
    const bool everyCell = axis.stride == 1;
    const bool isShort = everyCell ? axis.size <= kShort : axis.size <= kShortApart || axis.size < 2 * axis.stride;
    if (isShort || (!everyCell && axis.dilation > 1)) {
        run = axis.size;
        return;
    }
    run = everyCell ? kShort : axis.stride;
    const std::int64_t whole = everyCell ? axis.size : axis.size / axis.stride * axis.stride;
    const auto join = [&](std::int64_t taps) {
        const std::int64_t later = everyCell ? taps * axis.dilation : taps / axis.stride;
        joins.push_back({later, taps});
        reach += later;
    };
    std::int64_t held = run;
    for (; 2 * held <= whole; held *= 2) join(held);
    if (held < whole) join(whole - held);
    rest = axis.size - whole;
    restTaps = axis.size - run;
}

}  // namespace poolscope
