// SPDX-License-Identifier: GPL-3.0-or-later
// Forward, window by window: what the separable path must equal bit for bit.
#include "core/pool/pool.h"

#include <algorithm>

#include "core/pool/contest.h"
#include "core/pool/separable.h"
#include "core/pool/walk.h"

namespace poolscope {
namespace {

struct Best {
    float value = 0;
    std::int64_t tap = -1;
    bool tied = false;
    bool inked = false;
};

template <Winner winner, NamedWinner named>
Best bestTap(std::span<const float> plane, const WindowTaps& taps, const CellRef& window) {
    Best best;
    taps.visit(plane, window, [&best](std::int64_t tap, float value) {
        best.inked = best.inked || value != 0;
        const bool equal = best.tap >= 0 && areTied(value, best.value);
        if (best.tap < 0 || beats<winner, named>(value, best.value)) {
            best.value = value;
            best.tap = tap;
            best.tied = false;
        }
        best.tied = best.tied || equal;
    });
    return best;
}

void count(bool tied, bool inked, WindowFacts& facts) {
    ++facts.windows;
    facts.black += inked ? 0 : 1;
    facts.tied += tied ? 1 : 0;
    facts.tiedInked += tied && inked ? 1 : 0;
}

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
    if (!reshapeInSteps(y, x.shape.withPlane(grid.output()), run)) return std::nullopt;
    if (!hasWinner(spec.op)) {
        winners.reshape({}, 1);
        return forwardMixed(x, WindowTaps(grid, dataPadding(spec)), spec, y, run);
    }
    if (!winners.reshape(y.shape, grid.taps(), run)) return std::nullopt;
    if (isSeparable(grid)) return forwardSeparable(x, grid, spec, y, winners, run);
    return forwardDirect(x, grid, spec, y, winners, run);
}

std::optional<WindowFacts> forwardDirect(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                         WinnerCodes& winners, const RunControl& run) {
    const WindowTaps taps(grid, dataPadding(spec));
    return withContest(
        spec, [&]<Winner winner, NamedWinner named>() { return forwardBest<winner, named>(x, taps, y, winners, run); });
}

}  // namespace poolscope
