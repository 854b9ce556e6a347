// SPDX-License-Identifier: GPL-3.0-or-later
// Forward, window by window: what the separable path must equal bit for bit.
#include "core/pool/pool.h"

#include <algorithm>

#include "core/pool/exact_windows.h"
#include "core/pool/forward_rows.h"
#include "core/pool/separable.h"
#include "core/pool/walk.h"

namespace poolscope {
namespace {

template <Winner winner, NamedWinner named>
std::optional<WindowFacts> forwardBest(const Tensor& x, const WindowTaps& taps, Tensor& y, WinnerCodes& winners,
                                       const RunControl& run) {
    WindowFacts facts;
    std::size_t next = 0;
    const bool done = std::visit(
        [&](auto& codes) {
            using Code = typename std::decay_t<decltype(codes)>::value_type;
            return forEachWindow(x.shape.planes(), taps.grid(), run, [&](std::int64_t m, const CellRef& window) {
                const Best best = bestTap<winner, named>(x.plane(m), taps, window);
                y.values[next] = best.value;
                codes[next] = static_cast<Code>(best.tap);
                ++next;
                count(best.tied, best.inked, facts);
            });
        },
        winners.codes);
    if (!done) return std::nullopt;
    return facts;
}

std::optional<WindowFacts> forwardMixed(const Tensor& x, const WindowTaps& taps, const PoolSpec& spec, Tensor& y,
                                        const RunControl& run) {
    const auto valueOf = operationOf(spec.op).value;
    WindowFacts facts;
    std::vector<TapValue> values;
    std::size_t next = 0;
    const bool done = forEachWindow(x.shape.planes(), taps.grid(), run, [&](std::int64_t m, const CellRef& window) {
        gatherTaps(x.plane(m), taps, window, values);
        count(false, std::any_of(values.begin(), values.end(), [](const TapValue& t) { return t.value != 0; }), facts);
        y.values[next++] = valueOf(values, spec);
    });
    if (!done) return std::nullopt;
    return facts;
}

}  // namespace

std::optional<WindowFacts> poolForward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                       WinnerCodes& winners, const RunControl& run) {
    return poolParts(x, grid, spec, {}, y, winners, run, Machine::here());
}

std::optional<WindowFacts> poolParts(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, ForwardParts parts,
                                     Tensor& y, WinnerCodes& winners, const RunControl& run, const Machine& machine) {
    if (!reshapeInSteps(y, x.shape.withPlane(grid.output()), run)) return std::nullopt;
    const bool inRows = hasWinner(spec.op) && isForRows(grid, machine);
    const bool hasCodes = hasWinner(spec.op) && (parts.winners || parts.facts || !inRows);
    if (!(hasCodes ? winners.reshape(y.shape, grid.taps(), run) : winners.reshape({}, 1))) return std::nullopt;
    std::optional<WindowFacts> facts;
    if (inRows) {
        facts = forwardRows(x, grid, spec, parts, y, winners, run, machine);
    } else if (!hasWinner(spec.op)) {
        facts = forwardMixed(x, WindowTaps(grid, dataPadding(spec)), spec, y, run);
    } else if (isSeparable(grid)) {
        facts = forwardSeparable(x, grid, spec, y, winners, run);
    } else {
        facts = forwardDirect(x, grid, spec, y, winners, run);
    }
    if (!facts) return std::nullopt;
    if (!parts.winners) winners.reshape({}, 1);
    return parts.facts ? *facts : WindowFacts{.windows = facts->windows};
}

std::optional<WindowFacts> forwardDirect(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                         WinnerCodes& winners, const RunControl& run) {
    const WindowTaps taps(grid, dataPadding(spec));
    return withContest(
        spec, [&]<Winner winner, NamedWinner named>() { return forwardBest<winner, named>(x, taps, y, winners, run); });
}

}  // namespace poolscope
