// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of pooling, forward, then backward, then unpooled.
#include "core/study/cascade.h"

#include <cmath>

#include "core/study/pooler.h"

namespace poolscope {
namespace {

// Share of the run that the forward passes take, roughly.
constexpr double kForwardEnd = 0.5;

// False when stopped. The input of level k is x or the y before it.
bool runForward(const Tensor& x, const PoolSpec& pool, std::vector<CascadeLevel>& levels, const RunControl& run) {
    const Tensor& input = levels.size() == 1 ? x : levels[levels.size() - 2].y;
    CascadeLevel& level = levels.back();
    const auto facts = poolForward(input, level.grid, pool, level.y, level.winners, run);
    if (!facts) return false;
    level.facts = *facts;
    return true;
}

bool runBackward(const Tensor& x, const PoolSpec& pool, std::vector<CascadeLevel>& levels, const RunControl& run) {
    Tensor dout(levels.back().y.shape, 1.0F);
    const auto count = static_cast<std::int64_t>(levels.size());
    for (std::size_t k = levels.size(); k-- > 0;) {
        const Tensor& input = k == 0 ? x : levels[k - 1].y;
        CascadeLevel& level = levels[k];
        const RunControl part = partOf(run, count - 1 - static_cast<std::int64_t>(k), count);
        const auto sums = poolBackward(input, level.winners, dout, level.grid, pool, level.dx, part);
        if (!sums) return false;
        level.sums = *sums;
        dout = level.dx;
    }
    return true;
}

}  // namespace

Result<CascadeStudy> cascadeStudy(const Tensor& x, const WindowSpec& window, const PoolSpec& pool, std::int64_t levels,
                                  const RunControl& run) {
    if (levels < 1 || levels > kMostLevels) {
        return fail("study.levels", "a cascade of " + std::to_string(levels) +
                                        " levels is not legal: it must be 1 to " + std::to_string(kMostLevels));
    }
    if (Result<void> ok = check(pool); !ok) return tl::unexpected(ok.error());
    CascadeStudy result;
    result.levels.reserve(static_cast<std::size_t>(levels));
    for (std::int64_t k = 0; k < levels; ++k) {
        const Extent input = k == 0 ? x.shape.plane() : result.levels.back().y.shape.plane();
        const auto grid = makeGrid(window, input);
        if (!grid && k == 0) return tl::unexpected(grid.error());
        if (!grid) {
            result.ended = grid.error();
            break;
        }
        result.levels.push_back({*grid, {}, {}, {}, {}, {}});
        if (!runForward(x, pool, result.levels, partOf(run.part(0, kForwardEnd), k, levels))) return stoppedError();
    }
    if (!runBackward(x, pool, result.levels, run.part(kForwardEnd, 1))) return stoppedError();
    run.report(1);
    return result;
}

Tensor unpooled(const Tensor& y, const WinnerCodes& winners, const WindowGrid& grid) {
    Tensor x(y.shape.withPlane(grid.input()));
    const Extent output = grid.output();
    for (std::int64_t m = 0; m < y.shape.planes(); ++m) {
        const std::span<float> plane = x.plane(m);
        for (std::int64_t i = 0; i < output.count(); ++i) {
            const CellRef window{i / output.cols, i % output.cols};
            const std::int64_t cell = winnerIndex(grid, m, window, winners.at(m, window), IndexKind::Plane);
            if (cell < 0) continue;
            const float value = y.at(m, window);
            float& target = plane[static_cast<std::size_t>(cell)];
            if (std::abs(value) > std::abs(target) || std::isnan(value)) target = value;
        }
    }
    return x;
}

Tensor unpooledToInput(const CascadeStudy& cascade, std::size_t level) {
    Tensor image = cascade.levels[level].y;
    for (std::size_t k = level + 1; k-- > 0;) {
        image = unpooled(image, cascade.levels[k].winners, cascade.levels[k].grid);
    }
    return image;
}

}  // namespace poolscope
