// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/fold.h"

#include <algorithm>
#include <limits>

namespace poolscope {
namespace {

constexpr std::int64_t kMostSteps = 32;
constexpr std::int64_t kTakenWindows = std::int64_t{1} << 17;  // at once: they stay in the second cache

}  // namespace

bool Fold::isFaster(const WindowGrid& grid, const RowKernels& kernels) {
    const std::int64_t steps = grid.rows.size + grid.cols.size;
    return kernels.foldBytes && grid.rows.stride == 1 && grid.cols.stride == 1 && grid.taps() <= kNoTap &&
           steps <= std::min(grid.taps(), kMostSteps) && grid.cols.effectiveSize() <= kFoldReach;
}

// A window that is read beyond the end of its row is one of the next, of which the cell would be in the padding: it
// cannot have won there. Where rows have fewer windows than cells, windows that nothing won stand between.
Fold::Fold(const WindowGrid& grid, const RowKernels& kernels, bool streams)
    : grid_(grid),
      kernels_(kernels),
      streams_(streams),
      pitch_(std::max(grid.cols.output, grid.cols.input)),
      margin_(grid.rows.effectiveSize() * pitch_ + grid.cols.effectiveSize() + kFoldSlack) {}

// Where one is too large for bytes, others of its size are to be expected.
std::optional<double> Fold::run(const CodedPlane<std::uint8_t>& plane, const IndexRange& rows, std::span<float> dx,
                                Memory& memory) const {
    if (memory.triesBytes) {
        const auto sum = runIn(memory.bytes, *kernels_.foldBytes, plane, rows, dx, memory);
        if (sum) return sum;
        memory.triesBytes = false;
    }
    return runIn(memory.shorts, *kernels_.foldShorts, plane, rows, dx, memory);
}

template <class Sent>
std::optional<double> Fold::runIn(std::vector<Sent>& sent, const FoldKernels<Sent>& kernels,
                                  const CodedPlane<std::uint8_t>& plane, const IndexRange& rows, std::span<float> dx,
                                  Memory& memory) const {
    memory.windows = {0, 0};
    const std::int64_t counted = firstOwnWindow(grid_.rows, rows);
    double sum = 0;
    const std::int64_t width = grid_.cols.input;
    // Windows of a cell stay in the first cache if rows are so short, and all rows are one where they have as many
    // windows as cells.
    const bool isOneRow = pitch_ == width && grid_.rows.effectiveSize() * width <= kFoldCells * 4;
    const std::int64_t together = std::max<std::int64_t>(1, kTakenWindows / pitch_);
    for (std::int64_t y = rows.begin; y < rows.end; y += together) {
        const IndexRange some{y, std::min(y + together, rows.end)};
        const std::optional<double> taken = take(sent, kernels, plane, windowsOver(grid_.rows, some), counted, memory);
        if (!taken) return std::nullopt;
        sum += *taken;
        const std::int64_t first =
            margin_ + (y + grid_.rows.before - memory.windows.begin) * pitch_ + grid_.cols.before;
        FoldRows<Sent> job;
        job.codes = memory.codes.data() + first;
        job.sent = sent.data() + first;
        job.pitch = pitch_;
        job.taps = grid_.size();
        job.down = grid_.rows.dilation * pitch_;
        job.along = grid_.cols.dilation;
        job.rows = isOneRow ? 1 : some.count();
        job.cells = isOneRow ? some.count() * width : width;
        job.dx = dx.data() + (y - rows.begin) * width;
        job.streams = streams_;
        if (!kernels.fold(job)) return std::nullopt;
    }
    return sum;
}

// Those that are here already and needed still move to the front.
template <class Sent>
std::optional<double> Fold::take(std::vector<Sent>& sent, const FoldKernels<Sent>& kernels,
                                 const CodedPlane<std::uint8_t>& plane, const IndexRange& windows, std::int64_t counted,
                                 Memory& memory) const {
    const auto all = static_cast<std::size_t>(2 * margin_ + windows.count() * pitch_);
    memory.codes.resize(std::max(all, memory.codes.size()));
    sent.resize(std::max(all, sent.size()));
    std::uint8_t* codes = memory.codes.data();
    Sent* sentTo = sent.data() + margin_;
    std::fill_n(codes, margin_, kNoTap);
    codes += margin_;
    const std::int64_t kept = memory.windows.contains(windows.begin) ? memory.windows.end - windows.begin : 0;
    const std::int64_t gone = (windows.begin - memory.windows.begin) * pitch_;
    if (kept > 0) {
        std::copy_n(codes + gone, kept * pitch_, codes);
        std::copy_n(sentTo + gone, kept * pitch_, sentTo);
    }
    memory.windows = windows;
    codes += kept * pitch_;
    sentTo += kept * pitch_;
    const std::int64_t width = grid_.cols.output;
    // Of what sums are sure to be held.
    const auto most = static_cast<float>(std::numeric_limits<Sent>::max() / grid_.taps());
    double sum = 0;
    for (std::int64_t oy = windows.begin + kept; oy < windows.end;) {
        // Without windows between them all rows are one, but for those that are not counted.
        const bool counts = oy >= counted;
        const std::int64_t end = pitch_ > width ? oy + 1 : counts ? windows.end : std::min(counted, windows.end);
        const std::int64_t count = (end - oy) * width;
        const auto taken =
            kernels.take({plane.codes + oy * width, plane.dout + oy * width, count, most, codes, sentTo});
        if (!taken) return std::nullopt;
        if (counts) sum += *taken;
        codes = std::fill_n(codes + count, (end - oy) * pitch_ - count, kNoTap);
        sentTo += (end - oy) * pitch_;
        oy = end;
    }
    std::fill_n(codes, margin_, kNoTap);
    return sum;
}

}  // namespace poolscope
