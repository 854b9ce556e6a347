// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/forward_rows.h"

#include <algorithm>
#include <mutex>

#include "core/pool/exact_windows.h"
#include "core/pool/row_kernels.h"
#include "core/pool/separable.h"
#include "core/pool/tasks.h"

namespace poolscope {
namespace {

// Taps up to which reading them all is faster than the separable path.
constexpr std::int64_t kMostTaps = 100;
// Positions fit into lanes of 32 bits, with room for a vector of windows.
constexpr std::int64_t kMostPosition = std::int64_t{1} << 29;
constexpr std::int64_t kMostStride = std::int64_t{1} << 20;

IndexRange windowsInside(const AxisGrid& axis) {
    const std::int64_t begin = std::min(axis.output, (axis.before + axis.stride - 1) / axis.stride);
    const std::int64_t lastStart = axis.input - axis.effectiveSize() + axis.before;
    const std::int64_t end = lastStart < 0 ? 0 : std::min(axis.output, lastStart / axis.stride + 1);
    return {begin, std::max(begin, end)};
}

BestParts partsOf(ForwardParts parts) {
    if (parts.facts) return BestParts::Facts;
    return parts.winners ? BestParts::Winners : BestParts::Values;
}

template <Winner winner, NamedWinner named, class Code>
class RowPool {
  public:
    RowPool(const Tensor& x, const WindowGrid& grid, PadValue padValue, ForwardParts parts, const RowKernels& kernels,
            Tensor& y, Code* codes)
        : x_(x), grid_(grid), kernels_(kernels), y_(y), codes_(codes), taps_(grid, padValue) {
        row_.cols = grid.cols;
        row_.inside = windowsInside(grid.cols);
        row_.cellsStep = grid.rows.stride * grid.cols.input;
        row_.rowStep = grid.rows.dilation * grid.cols.input;
        row_.smallest = winner == Winner::Smallest;
        row_.last = named == NamedWinner::Last;
        row_.codeBytes = sizeof(Code);
        row_.parts = partsOf(parts);
        // A padding zero is a value like any other, and no kernel has it.
        const bool hasZeros = padValue == PadValue::Zero;
        possible_ = hasZeros ? row_.inside : IndexRange{0, grid.cols.output};
        for (std::int64_t oy = 0; oy < grid.rows.output; ++oy) {
            const IndexRange inside = grid.rows.insideTaps(oy);
            rows_.push_back(hasZeros && grid.rows.declaredTaps(oy) != inside ? IndexRange{} : inside);
        }
        alikeUntil_.resize(rows_.size());
        for (std::int64_t oy = grid.rows.output - 1; oy >= 0; --oy) {
            const auto i = static_cast<std::size_t>(oy);
            const bool goesOn = i + 1 < rows_.size() && rows_[i + 1] == rows_[i];
            alikeUntil_[i] = goesOn ? alikeUntil_[i + 1] : oy + 1;
        }
    }

    // Rows of windows of a plane.
    void pool(std::int64_t m, IndexRange band, WindowFacts& facts) const {
        for (std::int64_t oy = band.begin; oy < band.end;) {
            const std::int64_t alike = std::min(alikeUntil_[static_cast<std::size_t>(oy)], band.end);
            BestRows rows = rowsFrom(m, oy, alike - oy);
            if (rows.windows != possible_ && rows.count > 1) rows = rowsFrom(m, oy, 1);
            BestCounts counts;
            const bool fits = rows.windows.count() >= kernels_.leastCells;
            const std::int64_t done = fits ? kernels_.best(rows, counts) : 0;
            facts.windows += done * rows.windows.count();
            facts.black += counts.black;
            facts.tied += counts.tied;
            facts.tiedInked += counts.tiedInked;
            for (const std::int64_t end = oy + done; oy < end; ++oy) {
                exactly(m, oy, {0, rows.windows.begin}, facts);
                exactly(m, oy, {rows.windows.end, grid_.cols.output}, facts);
            }
            if (done < rows.count) exactly(m, oy++, {0, grid_.cols.output}, facts);
        }
    }

  private:
    // `count` rows of windows, whose taps are alike.
    BestRows rowsFrom(std::int64_t m, std::int64_t oy, std::int64_t count) const {
        const IndexRange rows = rows_[static_cast<std::size_t>(oy)];
        const std::int64_t at = (m * grid_.rows.output + oy) * grid_.cols.output;
        BestRows result = row_;
        result.count = count;
        result.cells = x_.plane(m).data() + grid_.rows.position(oy, rows.begin) * grid_.cols.input;
        result.rows = rows.count();
        result.firstCode = static_cast<std::int32_t>(rows.begin * grid_.cols.size);
        result.windows = rows.count() > 0 ? readable(result) : IndexRange{};
        result.y = y_.values.data() + at;
        result.codes = codes_ ? codes_ + at : nullptr;
        return result;
    }
    // Beyond the ends of the row lie other rows, but not beyond those of the tensor.
    IndexRange readable(const BestRows& row) const {
        const float* begin = x_.values.data();
        const float* end = begin + x_.values.size();
        const std::int64_t most = row.cols.effectiveSize() - 1 + (row.cols.stride == 2 ? 2 : 1);
        const float* lastRow = row.cells + (row.count - 1) * row.cellsStep + (row.rows - 1) * row.rowStep;
        IndexRange result = possible_;
        while (result.count() > 0 && row.cells - begin + row.cols.start(result.begin) < 0) ++result.begin;
        while (result.count() > 0 && end - lastRow < row.cols.start(result.end - 1) + most) --result.end;
        return result;
    }
    void exactly(std::int64_t m, std::int64_t oy, IndexRange windows, WindowFacts& facts) const {
        const std::int64_t at = (m * grid_.rows.output + oy) * grid_.cols.output;
        for (std::int64_t ox = windows.begin; ox < windows.end; ++ox) {
            const Best best = bestTap<winner, named>(x_.plane(m), taps_, {oy, ox});
            y_.values[static_cast<std::size_t>(at + ox)] = best.value;
            if (codes_) codes_[at + ox] = static_cast<Code>(best.tap);
            count(best.tied, best.inked, facts);
        }
    }

    const Tensor& x_;
    WindowGrid grid_;
    const RowKernels& kernels_;
    Tensor& y_;
    Code* codes_;
    WindowTaps taps_;
    BestRows row_{};
    IndexRange possible_;  // windows of a row that a kernel can pool
    std::vector<IndexRange>
        rows_;  // of each row of windows, the rows of taps inside the image; none where no kernel fits
    std::vector<std::int64_t> alikeUntil_;  // of each row of windows, where those with the same rows of taps end
};

}  // namespace

bool isForRows(const WindowGrid& grid, const Machine& machine) {
    const AxisGrid& cols = grid.cols;
    if (!machine.kernels || cols.output < machine.kernels->leastCells) return false;
    if (cols.stride > kMostStride || cols.input + 2 * cols.effectiveSize() > kMostPosition) return false;
    if (cols.stride * cols.output > kMostPosition || grid.taps() > kMostPosition) return false;
    return grid.taps() <= kMostTaps || !isSeparable(grid);
}

std::optional<WindowFacts> forwardRows(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec,
                                       ForwardParts parts, Tensor& y, WinnerCodes& winners, const RunControl& run,
                                       const Machine& machine) {
    const auto poolAll = [&](const auto& pool) -> std::optional<WindowFacts> {
        WindowFacts facts;
        std::mutex mutex;
        const auto poolBand = [&](std::int64_t m, IndexRange rows, const RunControl&) {
            WindowFacts found;
            pool.pool(m, rows, found);
            const std::scoped_lock lock(mutex);
            facts += found;
        };
        const std::int64_t cells = std::max(grid.cols.input, grid.cols.output * grid.taps() / 4);
        const std::int64_t bytes = 4 * (x.shape.count() + y.shape.count());
        if (!forEachBand(x.shape.planes(), grid.rows.output, cells, threadsFor(bytes, machine.threads), run,
                         poolBand)) {
            return std::nullopt;
        }
        return facts;
    };
    return withContest(spec, [&]<Winner winner, NamedWinner named>() {
        return std::visit(
            [&](auto& codes) {
                using Code = typename std::decay_t<decltype(codes)>::value_type;
                Code* to = codes.empty() ? nullptr : codes.data();
                return poolAll(
                    RowPool<winner, named, Code>(x, grid, dataPadding(spec), parts, *machine.kernels, y, to));
            },
            winners.codes);
    });
}

}  // namespace poolscope
