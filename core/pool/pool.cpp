// SPDX-License-Identifier: GPL-3.0-or-later
// Forward, window by window: what the separable path must equal bit for bit.
#include "core/pool/pool.h"

#include <algorithm>

#include "core/pool/average.h"
#include "core/pool/bands.h"
#include "core/pool/deciding_taps.h"
#include "core/pool/exact_windows.h"
#include "core/pool/forward_rows.h"
#include "core/pool/median_slide.h"
#include "core/pool/separable.h"
#include "core/pool/walk.h"

namespace poolscope {
namespace {

// Window by window: poolRows(m, rows, part, facts) pools some rows of a plane, and is false when stopped.
template <class PoolRows>
std::optional<WindowFacts> poolEach(const Tensor& x, const WindowGrid& grid, int threads, const RunControl& run,
                                    const PoolRows& poolRows, std::int64_t leastRows = 1) {
    const std::int64_t cells = std::min(kTaskCells, grid.cols.output * std::min(grid.taps(), kTaskCells));
    return poolBands(x.shape.planes(), grid.rows.output, cells, leastRows, threads, run,
                     [&](IndexRange planes, IndexRange rows, const RunControl& part, WindowFacts& facts) {
                         for (std::int64_t m = planes.begin; m < planes.end; ++m) {
                             if (!poolRows(m, rows, part, facts)) return false;
                         }
                         return true;
                     });
}

template <Winner winner, NamedWinner named>
std::optional<WindowFacts> forwardBest(int threads, const Tensor& x, const WindowTaps& taps, Tensor& y,
                                       WinnerCodes& winners, const RunControl& run) {
    const WindowGrid& grid = taps.grid();
    return std::visit(
        [&](auto& codes) {
            using Code = typename std::decay_t<decltype(codes)>::value_type;
            const auto rows = [&](std::int64_t m, IndexRange range, const RunControl& part, WindowFacts& facts) {
                const std::span<float> values = y.plane(m);
                Code* to = codes.data() + m * grid.output().count();
                return forEachWindow(grid, range, part, [&](const CellRef& window) {
                    const Best best = bestTap<winner, named>(x.plane(m), taps, window);
                    const std::int64_t at = flatIndex(grid.output(), window);
                    values[static_cast<std::size_t>(at)] = best.value;
                    to[at] = static_cast<Code>(best.tap);
                    count(best.tied, best.inked, facts);
                });
            };
            return poolEach(x, grid, threads, run, rows);
        },
        winners.codes);
}

std::optional<WindowFacts> forwardMixed(int threads, const Tensor& x, const WindowTaps& taps, const PoolSpec& spec,
                                        Tensor& y, const RunControl& run) {
    const auto valueOf = operationOf(spec.op).value;
    const WindowGrid& grid = taps.grid();
    const bool slides = spec.op == PoolOp::Median && MedianSlide::isFaster(grid);
    const auto rows = [&](std::int64_t m, IndexRange range, const RunControl& part, WindowFacts& facts) {
        DecidingTaps decided;
        const std::span<float> values = y.plane(m);
        std::optional<MedianSlide> slide;
        if (slides) slide.emplace(x.plane(m), taps, spec, range, run.stopToken());
        return forEachWindow(grid, range, part, [&](const CellRef& window) {
            if (const auto middle = slide ? slide->of(window) : std::nullopt) {
                count(false, middle->inked, facts);
                values[static_cast<std::size_t>(flatIndex(grid.output(), window))] = middle->value();
                return;
            }
            gatherDeciding(x.plane(m), taps, window, spec, decided);
            const auto isInked = [](const TapValue& t) { return t.value != 0; };
            count(false, std::any_of(decided.taps.begin(), decided.taps.end(), isInked), facts);
            values[static_cast<std::size_t>(flatIndex(grid.output(), window))] = valueOf(decided.taps, decided.spec);
        });
    };
    return poolEach(x, grid, threads, run, rows, slides ? MedianSlide::rowsAtOnce(grid) : 1);
}

// Bytes as threadsFor() counts them, where every tap is read on its own.
std::int64_t bytesRead(const Tensor& y, const WindowGrid& grid) {
    return y.shape.count() * std::min(grid.taps(), grid.input().count());
}

}  // namespace

std::optional<WindowFacts> poolForward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                       WinnerCodes& winners, const RunControl& run) {
    return poolParts(x, grid, spec, {}, y, winners, run, Machine::here());
}

std::optional<WindowFacts> poolParts(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, ForwardParts parts,
                                     Tensor& y, WinnerCodes& winners, const RunControl& run, const Machine& machine) {
    if (!reshapeInSteps(y, x.shape.withPlane(grid.output()), run)) return std::nullopt;
    const bool inRows = hasWinner(spec.op) && isForRows(grid, dataPadding(spec), machine);
    const bool hasCodes = hasWinner(spec.op) && (parts.winners || parts.facts || !inRows);
    if (!(hasCodes ? winners.reshape(y.shape, grid.taps(), run) : winners.reshape({}, 1))) return std::nullopt;
    const int threads = threadsFor(4 * bytesRead(y, grid), machine.threads);
    std::optional<WindowFacts> facts;
    if (inRows) {
        facts = forwardRows(x, grid, spec, parts, y, winners, run, machine);
    } else if (isBoxAverage(grid, spec)) {
        facts = forwardAverage(threads, x, grid, spec, y, run);
    } else if (!hasWinner(spec.op)) {
        facts = forwardMixed(threads, x, WindowTaps(grid, dataPadding(spec)), spec, y, run);
    } else if (isSeparable(grid)) {
        facts = forwardSeparableOn({machine.kernels, threads}, x, grid, spec, y, winners, run);
    } else {
        facts = forwardDirectOn(threads, x, grid, spec, y, winners, run);
    }
    if (!facts) return std::nullopt;
    if (!parts.winners) winners.reshape({}, 1);
    facts->hasTies = hasWinner(spec.op);
    return parts.facts ? *facts : WindowFacts{.windows = facts->windows};
}

std::optional<WindowFacts> forwardDirect(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                         WinnerCodes& winners, const RunControl& run) {
    return forwardDirectOn(1, x, grid, spec, y, winners, run);
}

std::optional<WindowFacts> forwardDirectOn(int threads, const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                           Tensor& y, WinnerCodes& winners, const RunControl& run) {
    const WindowTaps taps(grid, dataPadding(spec));
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        return forwardBest<winner, named>(threads, x, taps, y, winners, run);
    });
}

}  // namespace poolscope
