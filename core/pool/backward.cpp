// SPDX-License-Identifier: GPL-3.0-or-later
// Backward, window by window.
#include <algorithm>
#include <atomic>
#include <utility>

#include "core/base/tasks.h"
#include "core/pool/average.h"
#include "core/pool/backward_winners.h"
#include "core/pool/contest.h"
#include "core/pool/deciding_taps.h"
#include "core/pool/median_slide.h"
#include "core/pool/pool_parts.h"
#include "core/pool/walk.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

// Adds up one plane's gradient in double and counts what falls into the padding. Windows come in row-major order, so
// only the rows that the current row of windows reaches are kept: rows above it are finished and written.
class PlaneSums {
  public:
    PlaneSums(const WindowGrid& grid, Overlap overlap)
        : grid_(grid),
          overlap_(overlap),
          kept_(std::min(grid.rows.input, grid.rows.effectiveSize())),
          sums_(static_cast<std::size_t>(kept_ * grid.cols.input)) {}

    void start(std::span<float> dx) {
        dx_ = dx.data();
        done_ = 0;
        head_ = 0;
    }
    // Before the first window of a row of windows: rows of the image above it receive nothing more.
    void startRow(std::int64_t oy, GradientSums& total) { writeTo(grid_.rows.start(oy), total); }

    void add(const CellRef& window, const TapGradient& term) {
        // Winner codes are 32 bits wide at most, and dividing those is much faster.
        const auto tap = static_cast<std::uint32_t>(term.tap);
        const auto size = static_cast<std::uint32_t>(grid_.cols.size);
        const CellRef cell{grid_.rows.position(window.row, tap / size), grid_.cols.position(window.col, tap % size)};
        if (!grid_.input().contains(cell)) {
            lost_ += term.gradient;
            return;
        }
        std::int64_t row = head_ + cell.row - done_;
        if (row >= kept_) row -= kept_;
        double& sum = sums_[static_cast<std::size_t>(row * grid_.cols.input + cell.col)];
        switch (overlap_) {
            case Overlap::Add:
                sum += term.gradient;
                break;
            case Overlap::Loop:
                overwritten_ += std::exchange(sum, term.gradient);
                break;
            case Overlap::Col2im:
                if (grid_.firstWindowOver(cell) == window) {
                    sum = term.gradient;
                } else {
                    overwritten_ += term.gradient;
                }
                break;
        }
    }
    void finish(GradientSums& total) {
        writeTo(grid_.rows.input, total);
        total.lost += std::exchange(lost_, 0);
        total.overwritten += std::exchange(overwritten_, 0);
    }

  private:
    void writeTo(std::int64_t end, GradientSums& total) {
        for (; done_ < std::min(end, grid_.rows.input); ++done_) {
            double* sums = sums_.data() + head_ * grid_.cols.input;
            head_ = head_ + 1 == kept_ ? 0 : head_ + 1;
            float* dx = dx_ + done_ * grid_.cols.input;
            for (std::int64_t x = 0; x < grid_.cols.input; ++x) {
                dx[x] = static_cast<float>(sums[x]);
                total.arrived += dx[x];
                sums[x] = 0;
            }
        }
    }

    WindowGrid grid_;
    Overlap overlap_;
    std::int64_t kept_;
    std::vector<double> sums_;  // a ring of rows
    float* dx_ = nullptr;
    std::int64_t done_ = 0;  // rows written
    std::int64_t head_ = 0;  // where in the ring the next one is
    double lost_ = 0;
    double overwritten_ = 0;
};

// What each of `tied` equals takes of dout.
double shareOf(float dout, std::size_t tied, TieGradient gradient) {
    switch (gradient) {
        case TieGradient::Shared:
            return dout / static_cast<double>(tied);
        case TieGradient::ToNamed:
        case TieGradient::ToEach:
            break;
    }
    return dout;
}

// windowGradient() from window to window, in the same memory, and without most of the padding.
class WindowTerms {
  public:
    WindowTerms(std::span<const float> plane, const WindowTaps& taps, const PoolSpec& spec, std::stop_token stop)
        : plane_(plane), taps_(taps), spec_(spec) {
        if (spec.op == PoolOp::Median && MedianSlide::isFaster(taps.grid())) {
            slide_.emplace(plane, taps, spec, IndexRange{0, taps.grid().rows.output}, std::move(stop));
        }
    }

    // What padding zeros take that are not among the terms is added to `lost`.
    std::span<const TapGradient> of(const CellRef& window, std::int64_t code, float dout, double& lost) {
        if (hasWinner(spec_.op)) {
            windowGradient(plane_, taps_, window, spec_, code, dout, terms_);
            return terms_;
        }
        terms_.clear();
        if (const auto middle = slide_ ? slide_->of(window) : std::nullopt) {
            const auto [first, second] = std::minmax(middle->lower.tap, middle->upper.tap);
            const bool isOne = first == second;
            terms_.push_back({first, isOne ? dout : dout / 2});
            if (!isOne) terms_.push_back({second, dout / 2});
            return terms_;
        }
        gatherDeciding(plane_, taps_, window, spec_, decided_);
        const Operation& operation = operationOf(spec_.op);
        operation.gradient(decided_.taps, decided_.spec, dout, terms_);
        if (operation.paddingZeros == PaddingZeros::Weighted && decided_.dropped > 0) {
            const auto one = std::find_if(decided_.taps.begin(), decided_.taps.end(),
                                          [](const TapValue& each) { return each.times > 1; });
            const TapGradient& term = terms_[static_cast<std::size_t>(one - decided_.taps.begin())];
            lost += double{term.gradient} * static_cast<double>(decided_.dropped);
        }
        // Where only their number counts, a zero takes as much as any other value.
        if (operation.paddingZeros == PaddingZeros::Counted && decided_.dropped > 0) {
            lost += double{terms_.front().gradient} * static_cast<double>(decided_.dropped);
        }
        return terms_;
    }

  private:
    std::span<const float> plane_;
    const WindowTaps& taps_;
    const PoolSpec& spec_;
    std::optional<MedianSlide> slide_;
    DecidingTaps decided_;
    std::vector<TapGradient> terms_;
};

}  // namespace

std::optional<GradientSums> poolBackward(const Tensor& x, const WinnerCodes& winners, const Tensor& dout,
                                         const WindowGrid& grid, const PoolSpec& spec, Tensor& dx,
                                         const RunControl& run, const GradientSums& before) {
    return poolBackward(x, winners, dout, grid, spec, dx, run, before, Machine::here());
}

std::optional<GradientSums> poolBackward(const Tensor& x, const WinnerCodes& winners, const Tensor& dout,
                                         const WindowGrid& grid, const PoolSpec& spec, Tensor& dx,
                                         const RunControl& run, const GradientSums& before, const Machine& machine) {
    if (!reshapeInSteps(dx, x.shape, run)) return std::nullopt;
    if (hasOneReceiver(spec) && spec.overlap == Overlap::Add) {
        return backwardOfWinners(winners, dout, grid, spec, dx, run, before, machine);
    }
    const std::int64_t taken = 4 * dout.shape.count() * std::min(grid.taps(), grid.input().count());
    const int threads = threadsFor(taken, machine.threads);
    if (isBoxAverage(grid, spec)) return backwardAverage(threads, dout, grid, spec, dx, run, before);
    std::vector<GradientSums> ofPlanes(static_cast<std::size_t>(x.shape.planes()));
    std::atomic<bool> isDone = true;
    const WindowTaps taps(grid, dataPadding(spec));
    const auto addPlane = [&](std::int64_t m, const RunControl& part) {
        GradientSums& total = ofPlanes[static_cast<std::size_t>(m)];
        PlaneSums sums(grid, spec.overlap);
        sums.start(dx.plane(m));
        const float* g = dout.plane(m).data();
        WindowTerms terms(x.plane(m), taps, spec, part.stopToken());
        const bool done = forEachWindow(grid, {0, grid.rows.output}, part, [&](const CellRef& window) {
            if (window.col == 0) sums.startRow(window.row, total);
            const std::int64_t code = hasWinner(spec.op) ? winners.at(m, window) : 0;
            for (const TapGradient& term : terms.of(window, code, *g, total.lost)) sums.add(window, term);
            total.upstream += *g++;
        });
        if (!done) isDone = false;
        sums.finish(total);
    };
    if (!forEachTask(x.shape.planes(), threads, run, addPlane) || !isDone) return std::nullopt;
    GradientSums total = before;
    for (const GradientSums& sums : ofPlanes) {
        total.upstream += sums.upstream;
        total.arrived += sums.arrived;
        total.lost += sums.lost;
        total.overwritten += sums.overwritten;
    }
    return total;
}

std::vector<std::int64_t> tiedTaps(std::span<const float> plane, const WindowTaps& taps, const CellRef& window,
                                   std::int64_t code) {
    const float won = patchValue(plane, taps.grid(), window, code, PadValue::Zero);
    std::vector<std::int64_t> result;
    taps.visit(plane, window, [&](std::int64_t tap, float value) {
        if (areTied(value, won)) result.push_back(tap);
    });
    return result;
}

void windowGradient(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, const PoolSpec& spec,
                    std::int64_t code, float dout, std::vector<TapGradient>& terms) {
    terms.clear();
    if (!hasWinner(spec.op)) {
        std::vector<TapValue> values;
        gatherTaps(plane, taps, window, values);
        operationOf(spec.op).gradient(values, spec, dout, terms);
        return;
    }
    if (hasOneReceiver(spec)) {
        terms.push_back({code, dout});
        return;
    }
    const std::vector<std::int64_t> tied = tiedTaps(plane, taps, window, code);
    const auto share = static_cast<float>(shareOf(dout, tied.size(), meaningOf(spec.ties).gradient));
    for (const std::int64_t tap : tied) terms.push_back({tap, share});
}

}  // namespace poolscope
