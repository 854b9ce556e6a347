// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/deciding_taps.h"

#include <algorithm>

namespace poolscope {
namespace {

// Takes the padding zeros `keep` of a stretch of columns, the first of which is number `number` of the window.
void takeZeros(IndexRange cols, std::int64_t firstTap, IndexRange keep, std::int64_t& number, std::int64_t times,
               std::vector<TapValue>& into) {
    const std::int64_t begin = std::max(cols.begin, cols.begin + keep.begin - number);
    const std::int64_t end = std::min(cols.end, cols.begin + keep.end - number);
    for (std::int64_t kx = begin; kx < end; ++kx) into.push_back({firstTap + kx, 0.0F, times});
    number += cols.count();
}

// Which padding zeros, counted in row-major order, can be in the middle of a window with so many other values: as many
// are left out below it as above. A zero's place in the order is its number and up to `inside` more.
IndexRange middleZeros(std::int64_t zeros, std::int64_t inside) {
    const std::int64_t margin = std::max<std::int64_t>(0, (zeros - inside) / 2 - 2);
    return {margin, zeros - margin};
}

bool liesInside(const AxisGrid& axis, std::int64_t window) {
    return axis.start(window) >= 0 && axis.start(window) + axis.effectiveSize() <= axis.input;
}

}  // namespace

void gatherDeciding(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, const PoolSpec& spec,
                    DecidingTaps& decided) {
    const WindowGrid& grid = taps.grid();
    decided.taps.clear();
    decided.spec = spec;
    decided.dropped = 0;
    if (dataPadding(spec) == PadValue::Ignore ||
        (liesInside(grid.rows, window.row) && liesInside(grid.cols, window.col))) {
        taps.visit(plane, window, [&](std::int64_t tap, float value) { decided.taps.push_back({tap, value}); });
        return;
    }
    const IndexRange rows = grid.rows.insideTaps(window.row);
    const IndexRange cols = grid.cols.insideTaps(window.col);
    const IndexRange dataRows = grid.rows.declaredTaps(window.row);
    const IndexRange dataCols = grid.cols.declaredTaps(window.col);
    const std::int64_t inside = rows.count() * cols.count();
    const std::int64_t zeros = dataRows.count() * dataCols.count() - inside;
    IndexRange keep{0, zeros};
    switch (operationOf(spec.op).paddingZeros) {
        case PaddingZeros::Counted:
            decided.spec.divisor = spec.divisor.value_or(static_cast<double>(inside + zeros));
            keep = {};
            break;
        case PaddingZeros::Ignored:
            keep = {};
            break;
        case PaddingZeros::Weighted:
            keep = {0, std::min<std::int64_t>(zeros, 1)};
            break;
        case PaddingZeros::Ranked:
            keep = middleZeros(zeros, inside);
            break;
    }
    decided.dropped = zeros - keep.count();
    const std::int64_t times = operationOf(spec.op).paddingZeros == PaddingZeros::Weighted ? zeros : 1;
    std::int64_t number = 0;
    for (std::int64_t ky = dataRows.begin; ky < dataRows.end; ++ky) {
        const std::int64_t firstTap = ky * grid.cols.size;
        if (!rows.contains(ky)) {
            takeZeros(dataCols, firstTap, keep, number, times, decided.taps);
            continue;
        }
        takeZeros({dataCols.begin, cols.begin}, firstTap, keep, number, times, decided.taps);
        const float* row = plane.data() + grid.rows.position(window.row, ky) * grid.cols.input;
        for (std::int64_t kx = cols.begin; kx < cols.end; ++kx) {
            decided.taps.push_back({firstTap + kx, row[grid.cols.position(window.col, kx)]});
        }
        takeZeros({cols.end, dataCols.end}, firstTap, keep, number, times, decided.taps);
    }
}

}  // namespace poolscope
