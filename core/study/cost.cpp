// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of values, parameters and comparisons.
#include "core/study/cost.h"

#include "core/base/checked.h"
#include "core/study/pooler.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostUnits = 1'000'000;

// Taps that are data, over all windows of one axis.
std::optional<std::int64_t> dataTaps(const AxisGrid& axis, PadValue padding) {
    std::optional<std::int64_t> sum = 0;
    for (std::int64_t o = 0; sum && o < axis.output; ++o) {
        sum = checkedAdd(*sum, (padding == PadValue::Zero ? axis.declaredTaps(o) : axis.insideTaps(o)).count());
    }
    return sum;
}

std::optional<std::int64_t> comparisonsOf(const WindowGrid& grid, std::int64_t planes, PadValue padding) {
    const auto rows = dataTaps(grid.rows, padding);
    const auto cols = dataTaps(grid.cols, padding);
    const auto taps = rows && cols ? checkedMul(*rows, *cols) : std::nullopt;
    return taps ? checkedMul(*taps - grid.output().count(), planes) : std::nullopt;
}

// Within the limit on values and units nothing here can overflow.
CostSide side(std::int64_t values, std::int64_t units) {
    return {values, values * static_cast<std::int64_t>(sizeof(float)), (values + 1) * units, values * units};
}

}  // namespace

Result<Cost> costOf(const Experiment& experiment, const Shape& images, std::int64_t units) {
    if (units < 1 || units > kMostUnits) {
        return fail("study.units", "a dense layer of " + std::to_string(units) +
                                       " units is not legal: it must have 1 to " + std::to_string(kMostUnits));
    }
    const Shape one{1, images.c, images.h, images.w};
    const auto pooler = Pooler::make(experiment, one);
    if (!pooler) return tl::unexpected(pooler.error());
    const Shape x = featureShape(one, experiment.filters).value();
    Cost cost{units, side(x.count(), units), side(x.c * pooler->grid().output().count(), units), std::nullopt};
    if (!hasWinner(experiment.pool.op)) return cost;
    cost.comparisons = comparisonsOf(pooler->grid(), x.c, dataPadding(experiment.pool));
    if (cost.comparisons) return cost;
    return fail("window.size", "the comparisons of windows of " + toText(experiment.window.size) +
                                   " are too many to be counted in 64 bits: choose a smaller size");
}

}  // namespace poolscope
