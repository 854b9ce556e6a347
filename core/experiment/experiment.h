// SPDX-License-Identifier: GPL-3.0-or-later
// What the user chose: everything that is saved, undone or exported. A small value; a copy is a snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/io/source.h"
#include "core/pool/pool_spec.h"
#include "core/window/window_spec.h"

namespace poolscope {

enum class Upstream {
    Ones,
    Random,   // -1.0 to 1.0 in steps of 0.1, the same for the same seed everywhere
    OneCell,  // a one in one output cell of the plane that is looked at, zeros elsewhere
    Given     // values of the output's shape
};

// The gradient that arrives from above.
struct GradientSpec {
    Upstream kind = Upstream::Ones;
    std::uint32_t seed = 1;                 // of Random
    CellRef cell{};                         // of OneCell
    std::shared_ptr<const Tensor> given{};  // of Given, else null
    std::string file{};                     // its name, without folders, where `given` is from one; else it was painted

    bool operator==(const GradientSpec& other) const {
        return kind == other.kind && seed == other.seed && cell == other.cell && file == other.file &&
               (given == other.given || (given && other.given && sameBits(*given, *other.given)));
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

// Whether both do the same to an image before its gradient: filters, ReLU and pooling.
inline bool poolAlike(const Experiment& a, const Experiment& b) {
    return a.filters == b.filters && a.window == b.window && a.pool == b.pool;
}

}  // namespace poolscope
