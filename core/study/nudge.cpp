// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/nudge.h"

#include <algorithm>
#include <cmath>

#include "core/pool/operation.h"

namespace poolscope {
namespace {

constexpr int kSamples = 128;            // between the ends of the range, for what is not straight
constexpr std::size_t kMostKinks = 512;  // where a window sees more, the samples have to do
constexpr double kStep = 1e-3;           // of the range
constexpr double kAlike = 1e-3;          // slopes that differ less are one

// A window that sees the cell: its data, with the place of the cell in it, and what comes from above.
struct Seen {
    std::vector<TapValue> taps;
    std::size_t at = 0;
    double dout = 0;
};

double outputOf(Seen& seen, const PoolSpec& spec, float value) {
    std::vector<TapValue> taps = seen.taps;
    taps[seen.at].value = value;
    const Operation& operation = operationOf(spec.op);
    if (operation.value) return operation.value(taps, spec);
    double best = taps.front().value;
    for (const TapValue& tap : taps) {
        if (std::isnan(tap.value)) return tap.value;
        best =
            operation.winner == Winner::Largest ? std::max(best, double{tap.value}) : std::min(best, double{tap.value});
    }
    return best;
}

class Nudger {
  public:
    Nudger(const Evaluation& evaluation, const CellRef& cell) : e_(evaluation) {
        nudge_.cell = cell;
        const Extent size = e_.grid.input();
        nudge_.value = e_.inputPlane()[static_cast<std::size_t>(flatIndex(size, cell))];
        nudge_.gradient = e_.backward->dx.plane(e_.experiment.plane)[static_cast<std::size_t>(flatIndex(size, cell))];
        const WindowTaps taps(e_.grid, dataPadding(e_.experiment.pool));
        for (const AxisHit& row : e_.grid.rows.windowsOver(cell.row)) {
            for (const AxisHit& col : e_.grid.cols.windowsOver(cell.col)) {
                see(taps, {row.window, col.window}, row.tap * e_.grid.cols.size + col.tap);
            }
        }
    }

    Result<Nudge> between(double low, double high, const RunControl& run) {
        const double step = stepWithin((high - low) * kStep);
        const double below = moved(-step);
        const double above = moved(step);
        for (Seen& seen : seen_) {
            const double now = at(seen, nudge_.value);
            if (at(seen, below) != now || at(seen, above) != now) ++nudge_.following;
        }
        nudge_.below = (sumAt(nudge_.value) - sumAt(below)) / (nudge_.value - below);
        nudge_.above = (sumAt(above) - sumAt(nudge_.value)) / (above - nudge_.value);
        for (const double x : samples(low, high)) {
            if (run.isStopped()) return fail("cell", kStopped);
            nudge_.curve.push_back({x, sumAt(x)});
        }
        return std::move(nudge_);
    }

    bool isSeen() const { return !seen_.empty(); }
    bool isNumber() const { return std::isfinite(nudge_.value); }

  private:
    void see(const WindowTaps& taps, const CellRef& window, std::int64_t tap) {
        Seen seen;
        taps.visit(e_.inputPlane(), window, [&](std::int64_t each, float value) {
            if (each == tap) seen.at = seen.taps.size();
            seen.taps.push_back({each, value});
        });
        const auto dout = e_.backward->dout.plane(e_.experiment.plane);
        seen.dout = dout[static_cast<std::size_t>(flatIndex(e_.grid.output(), window))];
        nudge_.windows.push_back(window);
        seen_.push_back(std::move(seen));
    }

    double at(Seen& seen, double value) const { return outputOf(seen, e_.experiment.pool, static_cast<float>(value)); }

    double sumAt(double value) {
        double sum = 0;
        for (Seen& seen : seen_) sum += seen.dout * at(seen, value);
        return sum;
    }

    // As X stores it, so that differences are of what is pooled.
    double moved(double by) const { return double{static_cast<float>(nudge_.value + by)}; }

    // So short that no kink but the value itself is passed.
    double stepWithin(double most) const {
        double step = most;
        for (const Seen& seen : seen_) {
            for (std::size_t i = 0; i < seen.taps.size(); ++i) {
                const double apart = std::abs(double{seen.taps[i].value} - nudge_.value);
                if (i != seen.at && apart > 0) step = std::min(step, apart / 2);
            }
        }
        return std::max(step, std::abs(nudge_.value) * 1e-6);
    }

    std::vector<double> samples(double low, double high) const {
        std::vector<double> samples{low, high, nudge_.value};
        for (int i = 1; i < kSamples; ++i) samples.push_back(low + (high - low) * i / kSamples);
        std::size_t kinks = 0;
        for (const Seen& seen : seen_) {
            if ((kinks += seen.taps.size()) > kMostKinks) break;
            for (const TapValue& tap : seen.taps) samples.push_back(tap.value);
        }
        std::erase_if(samples, [&](double x) { return !(x >= low && x <= high); });
        std::sort(samples.begin(), samples.end());
        samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
        return samples;
    }

    const Evaluation& e_;
    Nudge nudge_;
    std::vector<Seen> seen_;
};

}  // namespace

double Nudge::sum() const {
    const auto found =
        std::find_if(curve.begin(), curve.end(), [this](const NudgeSample& s) { return s.value >= value; });
    return found == curve.end() ? 0 : found->sum;
}

bool Nudge::isKink() const {
    return std::abs(above - below) > kAlike * std::max({1.0, std::abs(above), std::abs(below)});
}

Result<Nudge> nudge(const Evaluation& evaluation, const CellRef& cell, double low, double high, const RunControl& run) {
    if (!evaluation.grid.input().contains(cell)) return fail("cell", "this cell is not in X");
    Nudger nudger(evaluation, cell);
    if (!nudger.isNumber()) return fail("cell", "what is not a finite number has no slope");
    if (!nudger.isSeen()) return fail("cell", "no window sees this cell: its value changes nothing");
    return nudger.between(low, high, run);
}

}  // namespace poolscope
