// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling forward and backward. Outputs are supplied by the caller, so their memory is reused from call to call.
// What every number means: resources/manual/conventions.md.
// Shapes: x (N, C, H, W), y and dout (N, C, H_out, W_out), dx like x.
#pragma once

#include <optional>

#include "core/base/run_control.h"
#include "core/pool/pool_spec.h"
#include "core/pool/winners.h"
#include "core/window/window_taps.h"

namespace poolscope {

// One tap's part of the gradient of its window, as it stands in dX_col.
struct TapGradient {
    std::int64_t tap = 0;
    float gradient = 0;

    bool operator==(const TapGradient&) const = default;
};

// Counts over all windows. Ties are counted for max and min only, among the taps that are data.
struct WindowFacts {
    std::int64_t windows = 0;
    std::int64_t black = 0;  // every tap zero
    std::int64_t tied = 0;
    std::int64_t tiedInked = 0;  // tied, and not black
    bool hasTies = true;         // false where nothing wins: both counts mean nothing then

    bool operator==(const WindowFacts&) const = default;
    WindowFacts& operator+=(const WindowFacts& more) {
        windows += more.windows;
        black += more.black;
        tied += more.tied;
        tiedInked += more.tiedInked;
        hasTies = hasTies && more.hasTies;
        return *this;
    }
};

// y, and for max and min the winner of every window (of equals the one that the tie rule names).
// Other operations leave `winners` with no codes. The grid must have been made for x's planes and the spec checked.
// Returns nothing when stopped; the outputs are then unspecified.
std::optional<WindowFacts> poolForward(const Tensor& x, const WindowGrid& grid, const PoolSpec& spec, Tensor& y,
                                       WinnerCodes& winners, const RunControl& run = {});

// What became of the upstream gradient; sums in double.
struct GradientSums {
    double upstream = 0;     // sum of dout
    double arrived = 0;      // sum of dx
    double lost = 0;         // landed in padding and was cropped away
    double overwritten = 0;  // fell on a cell of the image and did not stay there, with = for +=

    bool operator==(const GradientSums&) const = default;
};

// dx, overlaps added in double or as spec.overlap says, from the x and winners of the same forward call. The sums go on
// from `before`, those of the planes that come before in the batch. Returns nothing when stopped.
std::optional<GradientSums> poolBackward(const Tensor& x, const WinnerCodes& winners, const Tensor& dout,
                                         const WindowGrid& grid, const PoolSpec& spec, Tensor& dx,
                                         const RunControl& run = {}, const GradientSums& before = {});

// One column of dX_col: what each tap of a window receives of its dout, in row-major order. Taps that receive nothing
// are left out, taps in padding are not (the caller drops them, as col2im does). `code` is the winner, unused by
// operations without one. `terms` is cleared first.
void windowGradient(std::span<const float> plane, const WindowTaps& taps, const CellRef& window, const PoolSpec& spec,
                    std::int64_t code, float dout, std::vector<TapGradient>& terms);

// The taps of a window that equal its winner, that one included, in row-major order. Max and min only.
std::vector<std::int64_t> tiedTaps(std::span<const float> plane, const WindowTaps& taps, const CellRef& window,
                                   std::int64_t code);

}  // namespace poolscope
