// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/gather.h"

#include <algorithm>
#include <utility>

namespace poolscope {
namespace {

constexpr std::int64_t kMostTerms = 25;  // of one cell
constexpr std::int64_t kMostReach = 64;  // of a window: what stands between planes is as high

// Cells that lie alike under their windows: as many columns or rows from the start of the last one that begins at or
// before them.
struct AxisPhase {
    const AxisGrid& axis;
    std::int64_t offset;

    bool has(std::int64_t tap) const { return (tap * axis.dilation - offset) % axis.stride == 0; }
    // Their tap of that number is one of the window so many before that last one.
    std::int64_t back(std::int64_t tap) const { return (tap * axis.dilation - offset) / axis.stride; }
};

}  // namespace

std::int64_t mostWindows(const AxisGrid& axis) {
    return std::min(axis.output, (axis.effectiveSize() + axis.stride - 1) / axis.stride);
}

// Where windows reach to the end of each axis, one that is read beyond the end of its row or plane is one of the next,
// and the cell is in the padding to it: it cannot have won there. Otherwise windows that nothing won stand between.
Gather::Gather(const WindowGrid& grid, const RowKernels& kernels) : grid_(grid), kernels_(kernels) {
    const AxisGrid& cols = grid.cols;
    const AxisGrid& rows = grid.rows;
    const auto isCovered = [](const AxisGrid& axis) { return axis.stride * axis.output >= axis.input; };
    const auto beyond = [](const AxisGrid& axis) {
        return std::max(axis.effectiveSize(), (axis.input + axis.before) / axis.stride + 1 - axis.output);
    };
    isCovered_ = isCovered(cols) && isCovered(rows);
    const auto isThree = [](const AxisGrid& axis) { return axis.size == 3 && axis.stride == 2 && axis.dilation == 1; };
    isThrees_ = isThree(cols) && isThree(rows);
    pitch_ = isCovered_ ? cols.output : cols.output + beyond(cols);
    margin_ = beyond(rows) * pitch_ + beyond(cols) + kGatherSlack;
    if (isThrees_) return;
    for (std::int64_t offset = 0; offset < rows.stride; ++offset) {
        const AxisPhase down{rows, offset};
        GatherRows::Phase& phase = phases_.emplace_back();
        for (std::int64_t ky = rows.size - 1; ky >= 0; --ky) {
            if (!down.has(ky)) continue;
            for (std::int64_t x = 0; x < cols.stride; ++x) {
                const AxisPhase along{cols, (cols.before + x) % cols.stride};
                const std::int64_t last = (cols.before + x) / cols.stride;
                for (std::int64_t kx = cols.size - 1; kx >= 0; --kx) {
                    if (!along.has(kx)) continue;
                    const std::int64_t window = last - along.back(kx) - down.back(ky) * pitch_;
                    phase.terms[static_cast<std::size_t>(x)].push_back(
                        {window, static_cast<std::int32_t>(ky * cols.size + kx)});
                }
            }
        }
    }
}

bool Gather::isFaster(const WindowGrid& grid, const RowKernels& kernels) {
    return kernels.gather && grid.cols.stride <= 2 && grid.taps() <= kNoTap &&
           std::max(grid.rows.effectiveSize(), grid.cols.effectiveSize()) <= kMostReach &&
           mostWindows(grid.rows) * mostWindows(grid.cols) <= kMostTerms;
}

Gather::Base Gather::baseOf(const Windows& plane, const IndexRange& reaching, Memory& memory) const {
    const std::int64_t width = grid_.cols.output;
    const std::int64_t before = plane.before + reaching.begin * width;
    const std::int64_t behind = plane.behind + (grid_.rows.output - reaching.end) * width;
    if (isCovered_ && before >= margin_ && behind >= margin_) return {plane.codes, plane.dout};
    const auto all = static_cast<std::size_t>(2 * margin_ + reaching.count() * pitch_);
    memory.codes.assign(all, kNoTap);
    memory.dout.resize(all);
    for (std::int64_t oy = reaching.begin; oy < reaching.end; ++oy) {
        const std::int64_t to = margin_ + (oy - reaching.begin) * pitch_;
        std::copy_n(plane.codes + oy * width, width, memory.codes.data() + to);
        std::copy_n(plane.dout + oy * width, width, memory.dout.data() + to);
    }
    const std::int64_t first = margin_ - reaching.begin * pitch_;
    return {memory.codes.data() + first, memory.dout.data() + first};
}

std::span<const float> Gather::rows(const Windows& plane, const IndexRange& reaching, const IndexRange& rows,
                                    bool isExact, Memory& memory) const {
    const std::int64_t width = grid_.cols.input;
    const auto cells = static_cast<std::size_t>(rows.count() * width);
    memory.cells.resize(cells + kGatherSlack);
    const Base base = baseOf(plane, reaching, memory);
    if (isThrees_) {
        gatherThrees(base, rows, isExact, memory.cells.data());
    } else {
        gather(base, rows, isExact, memory.cells.data());
    }
    return std::span(memory.cells).first(cells);
}

void Gather::gather(const Base& base, const IndexRange& rows, bool isExact, float* dx) const {
    const AxisGrid& down = grid_.rows;
    const std::int64_t last = (rows.begin + down.before) / down.stride;  // of the windows' rows over the first of cells
    GatherRows job;
    job.codes = base.codes + last * pitch_;
    job.dout = base.dout + last * pitch_;
    job.pitch = pitch_;
    job.phases = phases_;
    job.phase = (rows.begin + down.before) % down.stride;
    job.stride = grid_.cols.stride;
    job.rows = rows.count();
    job.cells = grid_.cols.input;
    job.dx = dx;
    // As many windows as cells: all rows are one.
    if (down.stride == 1 && job.stride == 1 && pitch_ == job.cells) job.cells *= std::exchange(job.rows, 1);
    kernels_.gather(job, isExact);
}

// Of each axis: a window begins at an odd position of the padded image or at an even one, and middles lie one further.
void Gather::gatherThrees(const Base& base, const IndexRange& rows, bool isExact, float* dx) const {
    const std::int64_t row = rows.begin + grid_.rows.before;
    const std::int64_t col = grid_.cols.before;
    const auto over = [](std::int64_t position) { return (position + 1) / 2 - 1; };
    const std::int64_t first = over(row) * pitch_ + over(col);
    ThreesRows job;
    job.codes = base.codes + first;
    job.dout = base.dout + first;
    job.pitch = pitch_;
    job.startsAtEdge = row % 2 == 0;
    job.isMiddleFirst = col % 2 == 1;
    job.rows = rows.count();
    job.cells = grid_.cols.input;
    job.dx = dx;
    kernels_.gatherThrees(job, isExact);
}

}  // namespace poolscope
