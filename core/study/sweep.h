// SPDX-License-Identifier: GPL-3.0-or-later
// What every combination of a size and a stride does to a batch.
#pragma once

#include <optional>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

struct SweepSpec {
    std::vector<std::int64_t> sizes{2, 3, 4, 5, 6, 7};
    std::vector<std::int64_t> strides{1, 2, 3, 4};

    bool operator==(const SweepSpec&) const = default;
};

// One square window. The rest of the numbers stand only where it is possible.
struct SweepCell {
    std::int64_t size = 0;
    std::int64_t stride = 0;
    std::optional<Error> refused;  // why this window is not possible on these images
    Extent output;                 // of one plane
    double reduction = 0;          // values before pooling for each value after it
    WindowFacts facts;
    double change = 0;  // of the output under the eight shifts by one pixel, as in core/study/shift.h
};

struct SweepStudy {
    SweepSpec spec;
    std::vector<SweepCell> cells;         // sizes one after another, each with all its strides
    double inputChange = 0;               // of X, what enters the pooling, under the same shifts
    std::optional<double> imageChange{};  // of the images themselves, where filters or ReLU make X of them

    const SweepCell& at(std::size_t size, std::size_t stride) const {
        return cells[size * spec.strides.size() + stride];
    }
};

// Padding, dilation, ceil mode, filters and operation are those of the experiment. Errors name "study.sizes" or
// "study.strides" when a list is empty or longer than 64, or are those that no size can mend, or kStopped.
Result<SweepStudy> sweepStudy(const Experiment& experiment, const StoredImages& images, const SweepSpec& spec,
                              const RunControl& run = {});

}  // namespace poolscope
