// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling as the conventions put it, slowly and plainly: a loop over windows, a list of taps each, everything in
// double. Uses nothing of core/window and core/pool but the structs the user fills in, so it errs independently.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/pool/pool_spec.h"
#include "core/tensor/tensor.h"
#include "core/window/window_spec.h"

namespace poolscope::naive {

struct Axis {
    std::int64_t input = 0;
    std::int64_t size = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::int64_t output = 0;

    std::int64_t position(std::int64_t window, std::int64_t tap) const {
        return window * stride - before + tap * dilation;
    }
    bool inside(std::int64_t i) const { return i >= 0 && i < input; }
    bool declared(std::int64_t i) const { return i >= -before && i < input + after; }
};

struct Geometry {
    Axis rows;
    Axis cols;

    std::int64_t taps() const { return rows.size * cols.size; }
    Extent output() const { return {rows.output, cols.output}; }
};

// Nothing when the specification must be refused.
std::optional<Geometry> geometry(const WindowSpec& spec, const Extent& input);

// How many positions of the image no tap of any window lies on.
std::int64_t uncovered(const Axis& axis);

enum class Place { Inside, Padding, Overhang };

struct Tap {
    std::int64_t tap = 0;
    Place place = Place::Inside;
    std::int64_t cell = -1;  // h*W + w, -1 outside the image
    float value = 0;         // 0 outside the image
};
// All taps of a window in row-major order, those that are not data included.
std::vector<Tap> tapsOf(const Tensor& x, const Geometry& g, std::int64_t m, const CellRef& window);

// Does a tap take part in the summary?
bool takesPart(const Tap& tap, const PoolSpec& spec);

// Everything about one pooling. Matrices are row-major, kh*kw rows and H_out*W_out*M columns, column = p*M + m.
struct Pooled {
    Tensor y;
    std::vector<std::int64_t> winners;  // window indices in NCHW order; empty without a winner
    std::vector<std::vector<std::int64_t>> tiedTaps;
    std::vector<float> patches;          // X_col
    std::vector<float> gradientPatches;  // dX_col
    Tensor dx;
    double upstream = 0;
    double arrived = 0;
    double lost = 0;
    double overwritten = 0;
    std::int64_t black = 0;
    std::int64_t tied = 0;
    std::int64_t tiedInked = 0;
};
Pooled pool(const Tensor& x, const Geometry& g, const PoolSpec& spec, const Tensor& dout);

}  // namespace poolscope::naive
