// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/reference.h"

#include "core/pool/contest.h"

namespace poolscope::reference {
namespace {

// Plane and window that a column of X_col belongs to.
struct ColumnPlace {
    std::int64_t m = 0;
    CellRef window;
};

ColumnPlace placeScene(std::int64_t column, std::int64_t planes, const WindowGrid& grid) {
    const std::int64_t position = column / planes;
    return {column % planes, {position / grid.cols.output, position % grid.cols.output}};
}

// The taps of a column that are data. NaN cannot mark padding here, because data may be NaN too.
std::vector<TapValue> columnTaps(const PatchMatrix& columns, std::int64_t column, const CellRef& window,
                                 const WindowGrid& grid, const PoolSpec& spec) {
    std::vector<TapValue> taps;
    for (std::int64_t tap = 0; tap < columns.rows(); ++tap) {
        if (!grid.isData(window, tap, dataPadding(spec))) continue;
        const bool inside = grid.tapPlace(window, tap) == TapPlace::Inside;
        taps.push_back({tap, inside ? columns(tap, column) : 0.0F});
    }
    return taps;
}

std::int64_t argBest(const std::vector<TapValue>& taps, const PoolSpec& spec) {
    return withContest(spec, [&taps]<Winner winner, NamedWinner named>() {
        TapValue best = taps.front();
        for (const TapValue& t : taps) {
            if (t.tap != best.tap && beats<winner, named>(t.value, best.value)) best = t;
        }
        return best.tap;
    });
}

}  // namespace

Result<Forward> forward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec) {
    auto columns = im2col(x, grid, spec.padValue);
    if (!columns) return tl::unexpected(columns.error());
    Forward result;
    result.columns = std::move(*columns);
    result.y = Tensor(x.shape.withPlane(grid.output()));
    const std::int64_t planes = x.shape.planes();
    for (std::int64_t column = 0; column < result.columns.cols(); ++column) {
        const auto [m, window] = placeScene(column, planes, grid);
        std::vector<TapValue> taps = columnTaps(result.columns, column, window, grid, spec);
        float value = 0;
        if (hasWinner(spec.op)) {
            result.winners.push_back(argBest(taps, spec));
            value = result.columns(result.winners.back(), column);
        } else {
            value = operationOf(spec.op).value(taps, spec);
        }
        result.values.push_back(value);
        result.y.plane(m)[static_cast<std::size_t>(flatIndex(grid.output(), window))] = value;
    }
    return result;
}

Result<Backward> backward(const Tensor& x, const Forward& forward, const Tensor& dout, const WindowGrid& grid,
                          const PoolSpec& spec) {
    Backward result;
    result.columns = PatchMatrix::Zero(forward.columns.rows(), forward.columns.cols());
    const WindowTaps taps(grid, dataPadding(spec));
    std::vector<TapGradient> terms;
    Tensor looped(x.shape);  // written window by window
    for (std::int64_t column = 0; column < result.columns.cols(); ++column) {
        const auto [m, window] = placeScene(column, x.shape.planes(), grid);
        const std::int64_t code = hasWinner(spec.op) ? forward.winners[static_cast<std::size_t>(column)] : 0;
        windowGradient(x.plane(m), taps, window, spec, code, dout.at(m, window), terms);
        for (const TapGradient& term : terms) {
            result.columns(term.tap, column) = term.gradient;
            const CellRef cell = grid.tapCell(window, term.tap);
            if (!grid.input().contains(cell)) continue;
            looped.plane(m)[static_cast<std::size_t>(flatIndex(grid.input(), cell))] = term.gradient;
        }
    }
    switch (spec.overlap) {
        case Overlap::Add:
            result.dx = col2im(result.columns, x.shape, grid);
            break;
        case Overlap::Loop:
            result.dx = std::move(looped);
            break;
        case Overlap::Col2im:
            result.dx = col2imOverwriting(result.columns, x.shape, grid);
            break;
    }
    return result;
}

}  // namespace poolscope::reference
