// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/naive.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::naive {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::optional<Axis> axis(Axis a, const Padding& padding, bool ceilMode) {
    if (a.input < 1 || a.size < 1 || a.stride < 1 || a.dilation < 1) return std::nullopt;
    const std::int64_t reach = a.dilation * (a.size - 1) + 1;
    std::int64_t same = 0;
    if (padding.mode != PadMode::Explicit) {
        same = (a.input + a.stride - 1) / a.stride;
        const std::int64_t total = std::max<std::int64_t>(0, (same - 1) * a.stride + reach - a.input);
        const std::int64_t less = total / 2;
        a.before = padding.mode == PadMode::SameUpper ? less : total - less;
        a.after = total - a.before;
    }
    if (a.before < 0 || a.after < 0 || a.before >= reach || a.after >= reach) return std::nullopt;
    const std::int64_t room = a.input + a.before + a.after - reach;
    const std::int64_t steps = ceilMode ? room + a.stride - 1 : room;
    if (steps < 0) return std::nullopt;
    a.output = steps / a.stride + 1;
    if (ceilMode && (a.output - 1) * a.stride >= a.input + a.before) a.output -= 1;
    if (padding.mode != PadMode::Explicit) a.output = same;
    for (std::int64_t o = 0; o < a.output; ++o) {
        bool any = false;
        for (std::int64_t k = 0; k < a.size; ++k) any = any || a.inside(a.position(o, k));
        if (!any) return std::nullopt;
    }
    return a;
}

// The taps that the largest (or smallest) value of a window belongs to: several where it is tied. NaN beats numbers.
std::vector<Tap> winnersOf(const std::vector<Tap>& taps, PoolOp op) {
    const auto key = [op](const Tap& t) { return op == PoolOp::Max ? t.value : -t.value; };
    const bool anyNan = std::any_of(taps.begin(), taps.end(), [](const Tap& t) { return std::isnan(t.value); });
    std::vector<Tap> result;
    for (const Tap& t : taps) {
        const bool wins =
            anyNan ? std::isnan(t.value)
                   : std::all_of(taps.begin(), taps.end(), [&](const Tap& other) { return key(t) >= key(other); });
        if (wins) result.push_back(t);
    }
    return result;
}

struct Share {
    Tap tap;
    double gradient = 0;
};

// What one window comes to, and where its gradient goes.
struct Summary {
    double y = 0;
    std::vector<Tap> tied;
    std::vector<Share> shares;
};

Summary best(const std::vector<Tap>& taps, const PoolSpec& spec, double dout) {
    Summary s;
    s.tied = winnersOf(taps, spec.op);
    const Tap& winner = spec.ties == TieRule::Last ? s.tied.back() : s.tied.front();
    s.y = winner.value;
    for (const Tap& t : s.tied) {
        if (spec.ties == TieRule::All) s.shares.push_back({t, dout});
        if (spec.ties == TieRule::Split) s.shares.push_back({t, dout / static_cast<double>(s.tied.size())});
    }
    if (s.shares.empty()) s.shares.push_back({winner, dout});
    return s;
}

Summary average(const std::vector<Tap>& taps, const PoolSpec& spec, double dout) {
    Summary s;
    const double divisor = spec.divisor.value_or(static_cast<double>(taps.size()));
    for (const Tap& t : taps) {
        s.y += t.value;
        s.shares.push_back({t, dout / divisor});
    }
    s.y /= divisor;
    return s;
}

Summary median(std::vector<Tap> taps, const PoolSpec& spec, double dout) {
    const auto nan = std::find_if(taps.begin(), taps.end(), [](const Tap& t) { return std::isnan(t.value); });
    if (nan != taps.end()) return {kNan, {}, {{*nan, dout}}};
    std::stable_sort(taps.begin(), taps.end(), [](const Tap& a, const Tap& b) { return a.value < b.value; });
    const Tap lower = taps[(taps.size() - 1) / 2];
    const Tap upper = taps[taps.size() / 2];
    if (spec.median == MedianRule::Lower || lower.tap == upper.tap) return {lower.value, {}, {{lower, dout}}};
    return {(double{lower.value} + double{upper.value}) / 2, {}, {{lower, dout / 2}, {upper, dout / 2}}};
}

Summary norm(const std::vector<Tap>& taps, const PoolSpec& spec, double dout) {
    Summary s;
    for (const Tap& t : taps) s.y += std::pow(std::abs(double{t.value}), spec.p);
    s.y = std::pow(s.y, 1 / spec.p);
    for (const Tap& t : taps) {
        if (t.value == 0 || s.y == 0) continue;
        const double size = std::pow(std::abs(double{t.value}), spec.p - 1) / std::pow(s.y, spec.p - 1);
        s.shares.push_back({t, dout * std::copysign(size, double{t.value})});
    }
    return s;
}

// From the definition, in long double without any scaling; with infinities its limit.
Summary softmax(const std::vector<Tap>& taps, const PoolSpec& spec, double dout) {
    const long double unit = static_cast<long double>(spec.temperature) * spec.span.value;
    const bool anyNan = std::any_of(taps.begin(), taps.end(), [](const Tap& t) { return std::isnan(t.value); });
    const float largest =
        std::max_element(taps.begin(), taps.end(), [](const Tap& a, const Tap& b) { return a.value < b.value; })->value;
    std::vector<long double> weights;
    long double sum = 0;
    for (const Tap& t : taps) {
        weights.push_back(std::isinf(largest) ? (t.value == largest ? 1 : 0) : std::exp(t.value / unit));
        sum += weights.back();
    }
    long double y = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) y += weights[i] == 0 ? 0 : weights[i] / sum * taps[i].value;
    Summary s;
    s.y = anyNan ? kNan : static_cast<double>(y);
    for (std::size_t i = 0; i < taps.size(); ++i) {
        const long double rest = taps[i].value == y || weights[i] == 0 ? 0 : (taps[i].value - y) / unit;
        const double share = anyNan ? kNan : static_cast<double>(weights[i] / sum * (1 + rest));
        s.shares.push_back({taps[i], dout * share});
    }
    return s;
}

Summary summary(const std::vector<Tap>& taps, const PoolSpec& spec, double dout) {
    switch (spec.op) {
        case PoolOp::Avg:
            return average(taps, spec, dout);
        case PoolOp::Median:
            return median(taps, spec, dout);
        case PoolOp::Lp:
            return norm(taps, spec, dout);
        case PoolOp::Softmax:
            return softmax(taps, spec, dout);
        case PoolOp::Max:
        case PoolOp::Min:
            break;
    }
    return best(taps, spec, dout);
}

// What is written to one cell of dX: the gradients in window order, and the last tap with which any window covers it.
struct Writes {
    std::vector<std::pair<std::int64_t, float>> gradients;  // tap first
    std::int64_t lastTap = -1;
};

// What stays of them; the rest goes to `overwritten`.
double kept(const Writes& writes, Overlap overlap, double& overwritten) {
    double sum = 0;
    for (std::size_t i = 0; i < writes.gradients.size(); ++i) {
        const auto& [tap, gradient] = writes.gradients[i];
        const bool stays = overlap == Overlap::Add ||
                           (overlap == Overlap::Loop ? i + 1 == writes.gradients.size() : tap == writes.lastTap);
        (stays ? sum : overwritten) += gradient;
    }
    return sum;
}

float patch(const Tap& tap, const PoolSpec& spec) {
    if (tap.place == Place::Inside) return tap.value;
    return tap.place == Place::Padding && spec.padValue == PadValue::Zero ? 0.0F : kNan;
}

}  // namespace

std::optional<Geometry> geometry(const WindowSpec& spec, const Extent& input) {
    const Padding& pad = spec.padding;
    const auto rows = axis({input.rows, spec.size.rows, spec.stride.rows, spec.dilation.rows, pad.top, pad.bottom, 0},
                           pad, spec.ceilMode);
    const auto cols = axis({input.cols, spec.size.cols, spec.stride.cols, spec.dilation.cols, pad.left, pad.right, 0},
                           pad, spec.ceilMode);
    if (!rows || !cols) return std::nullopt;
    return Geometry{*rows, *cols};
}

std::int64_t uncovered(const Axis& axis) {
    std::vector<bool> covered(static_cast<std::size_t>(axis.input), false);
    for (std::int64_t o = 0; o < axis.output; ++o) {
        for (std::int64_t k = 0; k < axis.size; ++k) {
            const std::int64_t i = axis.position(o, k);
            if (axis.inside(i)) covered[static_cast<std::size_t>(i)] = true;
        }
    }
    return std::count(covered.begin(), covered.end(), false);
}

std::vector<Tap> tapsOf(const Tensor& x, const Geometry& g, std::int64_t m, const CellRef& window) {
    std::vector<Tap> taps;
    for (std::int64_t ky = 0; ky < g.rows.size; ++ky) {
        for (std::int64_t kx = 0; kx < g.cols.size; ++kx) {
            Tap t;
            t.tap = ky * g.cols.size + kx;
            const std::int64_t h = g.rows.position(window.row, ky);
            const std::int64_t w = g.cols.position(window.col, kx);
            if (g.rows.inside(h) && g.cols.inside(w)) {
                t.cell = h * x.shape.w + w;
                t.value = x.values[static_cast<std::size_t>(m * x.shape.h * x.shape.w + t.cell)];
            } else {
                t.place = g.rows.declared(h) && g.cols.declared(w) ? Place::Padding : Place::Overhang;
            }
            taps.push_back(t);
        }
    }
    return taps;
}

bool takesPart(const Tap& tap, const PoolSpec& spec) {
    if (tap.place == Place::Inside) return true;
    const bool counted = spec.padValue == PadValue::Zero || (spec.op == PoolOp::Avg && spec.countIncludePad);
    return tap.place == Place::Padding && counted;
}

Pooled pool(const Tensor& x, const Geometry& g, const PoolSpec& spec, const Tensor& dout) {
    const std::int64_t planes = x.shape.n * x.shape.c;
    const std::int64_t columns = g.rows.output * g.cols.output * planes;
    const auto cells = static_cast<std::size_t>(g.taps() * columns);
    Pooled r;
    r.y = Tensor(Shape{x.shape.n, x.shape.c, g.rows.output, g.cols.output});
    r.patches.resize(cells);
    r.gradientPatches.resize(cells, 0.0F);
    std::vector<Writes> cellsOfX(x.values.size());
    for (std::int64_t m = 0; m < planes; ++m) {
        for (std::int64_t oy = 0; oy < g.rows.output; ++oy) {
            for (std::int64_t ox = 0; ox < g.cols.output; ++ox) {
                const std::vector<Tap> all = tapsOf(x, g, m, {oy, ox});
                std::vector<Tap> taps;
                const std::int64_t column = (oy * g.cols.output + ox) * planes + m;
                for (const Tap& t : all) {
                    if (takesPart(t, spec)) taps.push_back(t);
                    r.patches[static_cast<std::size_t>(t.tap * columns + column)] = patch(t, spec);
                    if (t.place != Place::Inside) continue;
                    Writes& writes = cellsOfX[static_cast<std::size_t>(m * x.shape.h * x.shape.w + t.cell)];
                    writes.lastTap = std::max(writes.lastTap, t.tap);
                }
                const auto out = static_cast<std::size_t>((m * g.rows.output + oy) * g.cols.output + ox);
                const Summary s = summary(taps, spec, dout.values[out]);
                r.y.values[out] = static_cast<float>(s.y);
                r.upstream += dout.values[out];
                for (const Share& share : s.shares) {
                    const auto part = static_cast<float>(share.gradient);
                    r.gradientPatches[static_cast<std::size_t>(share.tap.tap * columns + column)] = part;
                    if (share.tap.place == Place::Inside) {
                        cellsOfX[static_cast<std::size_t>(m * x.shape.h * x.shape.w + share.tap.cell)]
                            .gradients.emplace_back(share.tap.tap, part);
                    } else {
                        r.lost += part;
                    }
                }
                const bool black = std::all_of(taps.begin(), taps.end(), [](const Tap& t) { return t.value == 0; });
                r.black += black ? 1 : 0;
                r.tied += s.tied.size() > 1 ? 1 : 0;
                r.tiedInked += s.tied.size() > 1 && !black ? 1 : 0;
                if (s.tied.empty()) continue;
                r.winners.push_back(spec.ties == TieRule::Last ? s.tied.back().tap : s.tied.front().tap);
                r.tiedTaps.emplace_back();
                for (const Tap& t : s.tied) r.tiedTaps.back().push_back(t.tap);
            }
        }
    }
    r.dx = Tensor(x.shape);
    for (std::size_t i = 0; i < cellsOfX.size(); ++i) {
        r.dx.values[i] = static_cast<float>(kept(cellsOfX[i], spec.overlap, r.overwritten));
        r.arrived += r.dx.values[i];
    }
    return r;
}

}  // namespace poolscope::naive
