// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min, where no winner lies in the padding: each window adds what it has to the cell that won.
// Private to core/pool.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/pool/pool_spec.h"
#include "core/window/window_grid.h"

namespace poolscope {

// One plane's codes and gradient.
template <class Code>
struct CodedPlane {
    const Code* codes;
    const float* dout;
};

// The rows of windows that reach some rows of the image.
inline IndexRange windowsOver(const AxisGrid& rows, const IndexRange& reached) {
    const std::int64_t reach = reached.begin + rows.before - rows.effectiveSize() + 1;
    const std::int64_t begin = reach <= 0 ? 0 : (reach + rows.stride - 1) / rows.stride;
    const std::int64_t end = std::min(rows.output, (reached.end - 1 + rows.before) / rows.stride + 1);
    return {std::min(begin, end), end};
}
// The first of them that reaches no row above these.
inline std::int64_t firstOwnWindow(const AxisGrid& rows, const IndexRange& reached) {
    return reached.begin == 0 ? 0 : windowsOver(rows, {0, reached.begin}).end;
}

class Scatter {
  public:
    // Rows of windows that are added at once.
    static constexpr std::int64_t kTogether = 4;

    // What a task sums in, from the first rows of a band to its last; it keeps its memory from band to band.
    struct Memory {
        std::vector<float> floats;
        std::vector<double> doubles;
        IndexRange held{0, 0};    // rows of the image whose sums these are
        std::int64_t window = 0;  // the first row of windows that is not among them
    };

    explicit Scatter(const WindowGrid& grid)
        : grid_(grid), lag_((grid.cols.effectiveSize() + grid.cols.stride - 1) / grid.cols.stride) {
        for (std::int64_t ky = 0; ky < grid.rows.size; ++ky) {
            for (std::int64_t kx = 0; kx < grid.cols.size; ++kx)
                offsets_.push_back(ky * grid.rows.dilation * grid.cols.input + kx * grid.cols.dilation);
        }
    }

    // Holds a table of the taps.
    static bool isPossible(const WindowGrid& grid, PadValue padding) {
        return padding != PadValue::Zero && grid.taps() <= 65536;
    }

    void start(const IndexRange& band, Memory& memory) const {
        memory.held = {0, 0};
        memory.window = windowsOver(grid_.rows, band).begin;
    }
    // The next rows of the band; in `memory`, until the next call.
    template <class Code>
    std::span<const float> rows(const CodedPlane<Code>& plane, const IndexRange& rows, bool isExact,
                                Memory& memory) const {
        if (isExact) return add(plane, rows, memory.floats, memory);
        const std::span<const double> from = add(plane, rows, memory.doubles, memory);
        memory.floats.resize(std::max(memory.floats.size(), from.size()));
        std::transform(from.begin(), from.end(), memory.floats.begin(),
                       [](double sum) { return static_cast<float>(sum); });
        return std::span(memory.floats).first(from.size());
    }

  private:
    // Windows of a row, from one on.
    template <class Code, class Sum>
    struct Row {
        const Code* codes;
        const float* dout;
        Sum* to;  // the cell of the first tap, which may lie in the padding: its winner does not
    };

    template <class Code, class Sum>
    std::span<const Sum> add(const CodedPlane<Code>& plane, const IndexRange& rows, std::vector<Sum>& sums,
                             Memory& memory) const {
        const IndexRange windows{memory.window, std::max(memory.window, windowsOver(grid_.rows, rows).end)};
        hold(windows, rows, sums, memory);
        memory.window = windows.end;
        const auto rowOf = [&](std::int64_t oy) {
            const std::int64_t at = (grid_.rows.start(oy) - memory.held.begin) * grid_.cols.input - grid_.cols.before;
            return Row<Code, Sum>{plane.codes + oy * grid_.cols.output, plane.dout + oy * grid_.cols.output,
                                  sums.data() + at};
        };
        std::int64_t oy = windows.begin;
        for (; oy + kTogether <= windows.end && kTogether * lag_ <= grid_.cols.output; oy += kTogether)
            addTogether<Code, Sum>({rowOf(oy), rowOf(oy + 1), rowOf(oy + 2), rowOf(oy + 3)});
        for (; oy < windows.end; ++oy) addRow(rowOf(oy), {0, grid_.cols.output});
        return std::span<const Sum>(sums).subspan(
            static_cast<std::size_t>((rows.begin - memory.held.begin) * grid_.cols.input),
            static_cast<std::size_t>(rows.count() * grid_.cols.input));
    }
    // Makes place for all that these windows reach: rows behind those that are asked for wait for the next call, rows
    // before them belong to another band.
    template <class Sum>
    void hold(const IndexRange& windows, const IndexRange& rows, std::vector<Sum>& sums, Memory& memory) const {
        const AxisGrid& axis = grid_.rows;
        IndexRange reached{rows.begin, std::max(rows.end, memory.held.end)};
        if (windows.count() > 0) {
            reached.begin = std::min(reached.begin, std::max<std::int64_t>(0, axis.start(windows.begin)));
            const std::int64_t end = axis.start(windows.end - 1) + axis.effectiveSize();
            reached.end = std::max(reached.end, std::min(axis.input, end));
        }
        const auto cells = [&](std::int64_t first, std::int64_t end) {
            return static_cast<std::ptrdiff_t>((end - first) * grid_.cols.input);
        };
        const std::int64_t keptEnd = std::max(reached.begin, memory.held.end);
        const auto all = static_cast<std::size_t>(cells(reached.begin, reached.end));
        if (sums.size() < all) sums.resize(all);
        if (keptEnd > reached.begin) {
            const auto from = sums.begin() + cells(memory.held.begin, reached.begin);
            std::copy(from, from + cells(reached.begin, keptEnd), sums.begin());
        }
        std::fill(sums.begin() + cells(reached.begin, keptEnd), sums.begin() + static_cast<std::ptrdiff_t>(all),
                  Sum{0});
        memory.held = reached;
    }
    template <class Code, class Sum>
    void addRow(const Row<Code, Sum>& row, const IndexRange& windows) const {
        const std::int64_t* offsets = offsets_.data();
        Sum* to = row.to + windows.begin * grid_.cols.stride;
        for (std::int64_t ox = windows.begin; ox < windows.end; ++ox, to += grid_.cols.stride)
            to[offsets[row.codes[ox]]] += Sum{row.dout[ox]};
    }
    // Windows side by side often have one winner, and each sum waits for the one before. So rows of windows are added
    // at once, each so far behind the one above it that no cell is in the windows of both, and that whoever comes first
    // in a plane is added first.
    template <class Code, class Sum>
    void addTogether(const std::array<Row<Code, Sum>, kTogether>& rows) const {
        const std::int64_t count = grid_.cols.output;
        const std::int64_t stride = grid_.cols.stride;
        const std::int64_t* offsets = offsets_.data();
        std::int64_t behind = kTogether * lag_;
        for (const Row<Code, Sum>& row : rows) addRow(row, {0, behind -= lag_});
        auto [first, second, third, fourth] = rows;
        const auto skip = [&](Row<Code, Sum>& row, std::int64_t windows) {
            row = {row.codes + windows, row.dout + windows, row.to + windows * stride};
        };
        skip(first, 3 * lag_);
        skip(second, 2 * lag_);
        skip(third, lag_);
        const std::int64_t together = count - 3 * lag_;
        for (std::int64_t i = 0, x = 0; i < together; ++i, x += stride) {
            first.to[x + offsets[first.codes[i]]] += Sum{first.dout[i]};
            second.to[x + offsets[second.codes[i]]] += Sum{second.dout[i]};
            third.to[x + offsets[third.codes[i]]] += Sum{third.dout[i]};
            fourth.to[x + offsets[fourth.codes[i]]] += Sum{fourth.dout[i]};
        }
        behind = 0;
        for (const Row<Code, Sum>& row : rows) {
            addRow(row, {count - behind, count});
            behind += lag_;
        }
    }

    WindowGrid grid_;
    std::int64_t lag_;                   // windows of a row that may have a cell in common
    std::vector<std::int64_t> offsets_;  // of each tap from the first, in a plane
};

}  // namespace poolscope
