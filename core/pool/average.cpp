// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/average.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "core/pool/box_sums.h"
#include "core/pool/chunk_sums.h"
#include "core/pool/exact_windows.h"

namespace poolscope {
namespace {

// The cells under each window of an axis.
std::vector<IndexRange> cellsUnder(const AxisGrid& axis) {
    std::vector<IndexRange> result;
    for (std::int64_t o = 0; o < axis.output; ++o) {
        const IndexRange taps = axis.insideTaps(o);
        const std::int64_t begin = axis.position(o, taps.begin);
        result.push_back({begin, begin + taps.count()});
    }
    return result;
}

// The windows over each cell of an axis.
std::vector<IndexRange> windowsOver(const AxisGrid& axis) {
    std::vector<IndexRange> result;
    for (std::int64_t i = 0; i < axis.input; ++i) {
        const std::int64_t reach = i + axis.before - axis.size + 1;  // the first start that reaches the cell
        const std::int64_t begin = reach <= 0 ? 0 : (reach + axis.stride - 1) / axis.stride;
        const std::int64_t end = std::min(axis.output, (i + axis.before) / axis.stride + 1);
        result.push_back({std::min(begin, end), end});
    }
    return result;
}

// Taps that are counted along an axis, and those of them inside the image, for each window.
struct TapCounts {
    std::vector<std::int64_t> data;
    std::vector<std::int64_t> inside;

    TapCounts(const AxisGrid& axis, PadValue padValue) {
        for (std::int64_t o = 0; o < axis.output; ++o) {
            inside.push_back(axis.insideTaps(o).count());
            data.push_back(padValue == PadValue::Zero ? axis.declaredTaps(o).count() : inside.back());
        }
    }
};

double divisorOf(const PoolSpec& spec, std::int64_t taps) {
    return spec.divisor.value_or(static_cast<double>(taps));
}

std::size_t at(std::int64_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

bool isBoxAverage(const WindowGrid& grid, const PoolSpec& spec) {
    const auto isDense = [](const AxisGrid& axis) { return axis.dilation == 1 || axis.size == 1; };
    return spec.op == PoolOp::Avg && spec.overlap == Overlap::Add && isDense(grid.rows) && isDense(grid.cols);
}

std::optional<WindowFacts> forwardAverage(int threads, const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                          Tensor& y, const RunControl& run) {
    const Boxes boxes{cellsUnder(grid.rows), cellsUnder(grid.cols)};
    const TapCounts rowTaps(grid.rows, dataPadding(spec));
    const TapCounts colTaps(grid.cols, dataPadding(spec));
    WindowFacts facts;
    std::mutex mutex;
    std::atomic<bool> isDone = true;
    const auto pool = [&](std::int64_t m, const RunControl& part) {
        const std::span<const float> plane = x.plane(m);
        float* to = y.plane(m).data();
        // The sums before a column are those of its whole rows.
        const bool isExact = areSumsExact(plane, std::min(grid.rows.size, grid.rows.input) * grid.cols.input);
        BoxSums sums(plane, grid.input(), boxes, isExact);
        WindowFacts found;
        for (std::int64_t oy = 0; oy < grid.rows.output; ++oy) {
            part.report(static_cast<double>(oy) / static_cast<double>(grid.rows.output));
            if (!sums.moveTo(at(oy), part)) {
                isDone = false;
                return;
            }
            for (std::int64_t ox = 0; ox < grid.cols.output; ++ox) {
                const double divisor = divisorOf(spec, rowTaps.data[at(oy)] * colTaps.data[at(ox)]);
                *to++ = static_cast<float>(sums.sums()[at(ox)] / divisor);
                count(false, sums.inked()[at(ox)] > 0, found);
            }
        }
        const std::scoped_lock lock(mutex);
        facts += found;
    };
    if (!forEachTask(x.shape.planes(), threads, run, pool) || !isDone) return std::nullopt;
    return facts;
}

std::optional<GradientSums> backwardAverage(int threads, const Tensor& dout, const WindowGrid& grid,
                                            const PoolSpec& spec, Tensor& dx, const RunControl& run,
                                            const GradientSums& before) {
    const Boxes boxes{windowsOver(grid.rows), windowsOver(grid.cols)};
    const TapCounts rowTaps(grid.rows, dataPadding(spec));
    const TapCounts colTaps(grid.cols, dataPadding(spec));
    ChunkSums arrived(dx.shape.planes(), grid.input());
    ChunkSums upstream(dx.shape.planes(), grid.output());
    ChunkSums lost(dx.shape.planes(), grid.output());
    std::atomic<bool> isDone = true;
    const auto spread = [&](std::int64_t m, const RunControl& part) {
        std::vector<float> parts;  // what each window gives each of its taps
        parts.reserve(at(grid.output().count()));
        const float* g = dout.plane(m).data();
        for (std::int64_t oy = 0; oy < grid.rows.output; ++oy) {
            if (part.isStopped()) {
                isDone = false;
                return;
            }
            double& lostHere = lost.at(m, oy / lost.rowsPerChunk());
            for (std::int64_t ox = 0; ox < grid.cols.output; ++ox) {
                const std::int64_t taps = rowTaps.data[at(oy)] * colTaps.data[at(ox)];
                const std::int64_t outside = taps - rowTaps.inside[at(oy)] * colTaps.inside[at(ox)];
                parts.push_back(static_cast<float>(*g++ / divisorOf(spec, taps)));
                if (outside > 0) lostHere += double{parts.back()} * static_cast<double>(outside);
            }
        }
        const bool isExact = areSumsExact(parts, std::min(grid.rows.size, grid.rows.output) * grid.cols.output);
        BoxSums sums(parts, grid.output(), boxes, isExact);
        float* to = dx.plane(m).data();
        for (std::int64_t row = 0; row < grid.rows.input; ++row) {
            part.report(static_cast<double>(row) / static_cast<double>(grid.rows.input));
            if (!sums.moveTo(at(row), part)) {
                isDone = false;
                return;
            }
            for (const double sum : sums.sums()) *to++ = static_cast<float>(sum);
        }
        for (std::int64_t chunk = 0; chunk < arrived.chunksPerPlane(); ++chunk) {
            arrived.at(m, chunk) = sumInLanes(arrived.cells(dx.plane(m), chunk));
        }
        for (std::int64_t chunk = 0; chunk < upstream.chunksPerPlane(); ++chunk) {
            upstream.at(m, chunk) = sumInLanes(upstream.cells(dout.plane(m), chunk));
        }
    };
    if (!forEachTask(dx.shape.planes(), threads, run, spread) || !isDone) return std::nullopt;
    GradientSums total = before;
    upstream.addTo(total.upstream);
    arrived.addTo(total.arrived);
    lost.addTo(total.lost);
    return total;
}

}  // namespace poolscope
