// SPDX-License-Identifier: GPL-3.0-or-later
// What the user chose: everything that is saved, undone or exported. A small value; a copy is a snapshot.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/io/source.h"
#include "core/pool/pool_spec.h"
#include "core/window/window_spec.h"

namespace poolscope {

// The gradient that arrives from above: ones, or given values of the output's shape.
struct GradientSpec {
    std::shared_ptr<const Tensor> given;  // null: ones

    bool operator==(const GradientSpec& other) const {
        return given == other.given || (given && other.given && sameBits(*given, *other.given));
    }
};

// What stands between the images and the pooling: filters, then ReLU.
struct FilterSpec {
    std::vector<std::size_t> filters;  // indices in filterBank(); none: the images as they are
    bool relu = false;

    // Feature maps made of one channel.
    std::int64_t mapsPerChannel() const { return filters.empty() ? 1 : static_cast<std::int64_t>(filters.size()); }
    bool operator==(const FilterSpec&) const = default;
};

struct Experiment {
    SourceRef source;
    ImageRange images;  // the part of the source that is looked at
    FilterSpec filters;
    std::int64_t plane = 0;  // the plane of X, after the filters, that is looked at, n*C + c
    WindowSpec window;
    PoolSpec pool;
    GradientSpec gradient;

    bool operator==(const Experiment&) const = default;
};

}  // namespace poolscope
