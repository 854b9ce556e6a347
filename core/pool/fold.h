// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min of windows one cell apart, where it is small whole numbers: all windows of a column that
// won in one row won at one cell of it, so what they have is added up along columns first and along rows then. That
// takes as many steps as a window has rows and columns, not taps. Private to core/pool.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/pool/row_kernels.h"
#include "core/pool/scatter.h"

namespace poolscope {

class Fold {
  public:
    // What a task works in; it keeps its memory from band to band.
    struct Memory {
        IndexRange windows;               // rows of them that are here
        std::vector<std::uint8_t> codes;  // with windows that nothing won around them
        std::vector<std::int8_t> bytes;   // what they send
        std::vector<std::int16_t> shorts;
        bool triesBytes = true;
    };

    // No winner lies in the padding. dX goes past the cache if it streams.
    Fold(const WindowGrid& grid, const RowKernels& kernels, bool streams);
    static bool isFaster(const WindowGrid& grid, const RowKernels& kernels);

    // Some rows of a plane of dX, and the sum of what the windows send that reach them and none above, which is exact.
    // Nothing where they are to be made otherwise: some gradient is not a small whole number, or windows of a column
    // disagree, which those of no pooling do.
    std::optional<double> run(const CodedPlane<std::uint8_t>& plane, const IndexRange& rows, std::span<float> dx,
                              Memory& memory) const;

  private:
    // In numbers of the size of Sent.
    template <class Sent>
    std::optional<double> runIn(std::vector<Sent>& sent, const FoldKernels<Sent>& kernels,
                                const CodedPlane<std::uint8_t>& plane, const IndexRange& rows, std::span<float> dx,
                                Memory& memory) const;
    // The sum of those from row `counted` on.
    template <class Sent>
    std::optional<double> take(std::vector<Sent>& sent, const FoldKernels<Sent>& kernels,
                               const CodedPlane<std::uint8_t>& plane, const IndexRange& windows, std::int64_t counted,
                               Memory& memory) const;

    WindowGrid grid_;
    const RowKernels& kernels_;
    bool streams_;
    std::int64_t pitch_;   // windows from one row to the next
    std::int64_t margin_;  // windows before the first and behind the last
};

}  // namespace poolscope
