// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/pool.h"

#include <utility>

#include "core/pool/summary.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

// Visits every window, plane by plane in row-major order; asks once per row whether to stop.
template <class Visit>
bool forEachWindow(std::int64_t planes, const Extent& output, const std::stop_token& stop, const Visit& visit) {
    for (std::int64_t m = 0; m < planes; ++m) {
        for (std::int64_t oy = 0; oy < output.rows; ++oy) {
            if (stop.stop_requested()) return false;
            for (std::int64_t ox = 0; ox < output.cols; ++ox) visit(m, CellRef{oy, ox});
        }
    }
    return true;
}

struct Best {
    float value = 0;
    std::int64_t tap = -1;
};

template <PoolOp op, TieRule tieRule>
Best bestTap(std::span<const float> plane, const WindowTaps& taps, const CellRef& window) {
    Best best;
    taps.visit(plane, window, [&best](std::int64_t tap, float value) {
        if (best.tap < 0 || beats<op, tieRule>(value, best.value)) best = {value, tap};
    });
    return best;
}

template <PoolOp op, TieRule tieRule>
bool forwardBest(const Tensor& x, const WindowTaps& taps, Tensor& y, WinnerCodes& winners,
                 const std::stop_token& stop) {
    return std::visit(
        [&](auto& codes) {
            using Code = typename std::decay_t<decltype(codes)>::value_type;
            std::size_t next = 0;
            return forEachWindow(x.shape.planes(), taps.grid().output(), stop,
                                 [&](std::int64_t m, const CellRef& window) {
                                     const Best best = bestTap<op, tieRule>(x.plane(m), taps, window);
                                     y.values[next] = best.value;
                                     codes[next] = static_cast<Code>(best.tap);
                                     ++next;
                                 });
        },
        winners.codes);
}

void gather(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, std::vector<TapValue>& into) {
    into.clear();
    taps.visit(plane, window, [&into](std::int64_t tap, float value) { into.push_back({tap, value}); });
}

bool forwardMixed(const Tensor& x, const WindowTaps& taps, const PoolSpec& spec, Tensor& y,
                  const std::stop_token& stop) {
    std::vector<TapValue> values;
    std::size_t next = 0;
    return forEachWindow(x.shape.planes(), taps.grid().output(), stop, [&](std::int64_t m, const CellRef& window) {
        gather(x.plane(m), taps, window, values);
        y.values[next++] = mixedValue(values, spec);
    });
}

// Adds up one plane's gradient in double and counts what falls into the padding.
class PlaneSums {
  public:
    PlaneSums(const WindowGrid& grid, Overlap overlap)
        : grid_(grid),
          overwrites_(overlap == Overlap::Overwrite),
          sums_(static_cast<std::size_t>(grid.input().count())) {}

    void add(const CellRef& window, const TapGradient& term) {
        const CellRef cell = grid_.tapCell(window, term.tap);
        if (contains(grid_.input(), cell)) {
            double& sum = sums_[static_cast<std::size_t>(flatIndex(grid_.input(), cell))];
            if (overwrites_) overwritten_ += std::exchange(sum, 0);
            sum += term.gradient;
        } else {
            lost_ += term.gradient;
        }
    }
    // Writes the plane, adds it to the running sum, and starts the next.
    void finish(std::span<float> dx, GradientSums& total) {
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            dx[i] = static_cast<float>(sums_[i]);
            total.arrived += dx[i];
            sums_[i] = 0;
        }
        total.lost += std::exchange(lost_, 0);
        total.overwritten += std::exchange(overwritten_, 0);
    }

  private:
    WindowGrid grid_;
    bool overwrites_;
    std::vector<double> sums_;
    double lost_ = 0;
    double overwritten_ = 0;
};

bool singleWinner(const PoolSpec& spec) {
    return hasWinner(spec.op) && (spec.ties == TieRule::First || spec.ties == TieRule::Last);
}

}  // namespace

bool forward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y, WinnerCodes& winners,
             const std::stop_token& stop) {
    y.reshape(x.shape.withPlane(grid.output()));
    const WindowTaps taps(grid, dataPadding(spec));
    if (!hasWinner(spec.op)) {
        winners.reshape({}, 1);
        return forwardMixed(x, taps, spec, y, stop);
    }
    winners.reshape(y.shape, grid.taps());
    const bool last = spec.ties == TieRule::Last;
    if (spec.op == PoolOp::Max) {
        return last ? forwardBest<PoolOp::Max, TieRule::Last>(x, taps, y, winners, stop)
                    : forwardBest<PoolOp::Max, TieRule::First>(x, taps, y, winners, stop);
    }
    return last ? forwardBest<PoolOp::Min, TieRule::Last>(x, taps, y, winners, stop)
                : forwardBest<PoolOp::Min, TieRule::First>(x, taps, y, winners, stop);
}

std::optional<GradientSums> backward(const Tensor& x, const WinnerCodes& winners, const Tensor& dout,
                                     const WindowGrid& grid, const PoolSpec& spec, Tensor& dx,
                                     const std::stop_token& stop) {
    dx.reshape(x.shape);
    const WindowTaps taps(grid, dataPadding(spec));
    GradientSums total;
    for (const float g : dout.values) total.upstream += g;
    PlaneSums sums(grid, spec.overlap);
    std::vector<TapGradient> terms;
    for (std::int64_t m = 0; m < x.shape.planes(); ++m) {
        const bool done = forEachWindow(1, grid.output(), stop, [&](std::int64_t, const CellRef& window) {
            const float g = dout.at(m, window);
            const std::int64_t code = hasWinner(spec.op) ? winners.at(m, window) : 0;
            if (singleWinner(spec)) {
                sums.add(window, {code, g});
                return;
            }
            windowGradient(x.plane(m), taps, window, spec, code, g, terms);
            for (const TapGradient& term : terms) sums.add(window, term);
        });
        if (!done) return std::nullopt;
        sums.finish(dx.plane(m), total);
    }
    return total;
}

std::vector<std::int64_t> tiedTaps(std::span<const float> plane, const WindowTaps& taps, const CellRef& window,
                                   std::int64_t code) {
    const float won = patchValue(plane, taps.grid(), window, code, PadValue::Zero);
    std::vector<std::int64_t> result;
    taps.visit(plane, window, [&](std::int64_t tap, float value) {
        if (ties(value, won)) result.push_back(tap);
    });
    return result;
}

void windowGradient(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, const PoolSpec& spec,
                    std::int64_t code, float dout, std::vector<TapGradient>& terms) {
    terms.clear();
    if (!hasWinner(spec.op)) {
        std::vector<TapValue> values;
        gather(plane, taps, window, values);
        mixedGradient(values, spec, dout, terms);
        return;
    }
    if (singleWinner(spec)) {
        terms.push_back({code, dout});
        return;
    }
    const std::vector<std::int64_t> tied = tiedTaps(plane, taps, window, code);
    const double among = spec.ties == TieRule::Split ? static_cast<double>(tied.size()) : 1.0;
    for (const std::int64_t tap : tied) terms.push_back({tap, static_cast<float>(dout / among)});
}

std::optional<WindowFacts> windowFacts(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, const Tensor& y,
                                       const std::stop_token& stop) {
    const WindowTaps taps(grid, dataPadding(spec));
    WindowFacts facts;
    std::size_t next = 0;
    const bool done = forEachWindow(x.shape.planes(), grid.output(), stop, [&](std::int64_t m, const CellRef& window) {
        const float value = y.values[next++];
        std::int64_t equal = 0;
        bool black = true;
        taps.visit(x.plane(m), window, [&](std::int64_t, float v) {
            equal += ties(v, value) ? 1 : 0;
            black = black && v == 0;
        });
        const bool tied = hasWinner(spec.op) && equal > 1;
        ++facts.windows;
        facts.black += black ? 1 : 0;
        facts.tied += tied ? 1 : 0;
        facts.tiedInked += tied && !black ? 1 : 0;
    });
    if (!done) return std::nullopt;
    return facts;
}

}  // namespace poolscope
